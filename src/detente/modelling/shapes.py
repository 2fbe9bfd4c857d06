"""Checks the shape of a model file against its JSON Schema, in words for the person who edits it."""

from __future__ import annotations

import difflib
import json
from importlib import resources
from typing import Any

from detente.modelling.defects import DefectList

_TYPE_WORDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "empty",
    "number": "a number",
    "object": "a mapping of keys to values",
    "string": "text (in quotation marks, if it looks like something else)",
}


def schema(name: str) -> dict[str, Any]:
    """One of the JSON Schemas beside this module: "model_schema", "case_schema", "gmcr_schema"."""
    text = resources.files("detente.modelling").joinpath(f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check_shape(data: Any, name: str, defects: DefectList) -> None:
    """Add a defect for everything in `data` that the schema does not allow."""
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(schema(name)).iter_errors(data):
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            known = list(error.schema.get("properties", {}))
            for key in error.instance:
                if key not in known:
                    defects.add((*path, key), _unknown_key(key, known), at_key=True)
        elif error.validator == "required":
            for key in error.validator_value:
                if key not in error.instance:
                    defects.add(path, f"{key!r} is missing")
        else:
            defects.add(path, _words(error))


def _unknown_key(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"known here are {', '.join(known)}"
    return f"unknown key {key!r}; {hint}"


def _words(error: Any) -> str:
    key = error.absolute_path[-1] if error.absolute_path else 0
    what = f"{key!r} " if isinstance(key, str) else ""
    given, found = error.validator_value, f"{error.instance!r:.60}"
    match error.validator:
        case "type":
            allowed = given if isinstance(given, list) else [given]
            return f"{what}must be {' or '.join(_TYPE_WORDS[name] for name in allowed)}, not {found}"
        case "enum":
            return f"{what}must be {' or '.join(map(str, given))}, not {found}"
        case "minItems" | "minLength":
            return f"{what}must not be empty"
    return f"{what}{error.message}"
