"""Text of a model file → plain data, with the line and column of every value.

YAML is read with ruamel.yaml, JSON with the standard library (stricter and faster). Positions in
JSON are found by reading it again as YAML, of which it is a subset, and only when there is
something to report.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from detente.errors import Defect, ModelError
from detente.modelling.defects import DefectList, Path, Place, PlaceOf

MAX_CHARACTERS = 16_000_000
"""A longer text is refused: no model that a person wrote comes near it."""

_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`data` is made of dict with text keys, list, str, int, float, bool and None."""

    data: dict[str, Any]
    defects: DefectList
    is_json: bool


def parse_document(text: str, file: str) -> Document:
    """Read JSON or YAML, whichever the text is.

    Raises
    ------
    ModelError
        The text is neither, or its top is not a mapping.
    """
    if len(text) > MAX_CHARACTERS:
        raise _broken(file, f"the file has {len(text)} characters; a model may have up to {MAX_CHARACTERS}")
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    repeated: dict[str, None] = {}
    try:
        tree = _json(text, file, repeated) if is_json else _yaml(text, file)
        defects = DefectList(_locator(text, tree, is_json), file)
        for key, place in _places_of_repeated(repeated, text) if repeated else ():
            defects.add_at(place, f"key {key!r} stands twice in one object")
        data = _plain(tree, defects)
    except RecursionError:
        raise _broken(file, "values are nested too deeply") from None
    if not isinstance(data, dict):
        problem = (
            "the file is empty" if data is None else "the top of the file is not a mapping of keys to values"
        )
        raise _broken(file, f"{problem}; a model needs at least decision_makers and options")
    return Document(data=data, defects=defects, is_json=is_json)


def _broken(file: str, problem: str, line: int | None = None, column: int | None = None) -> ModelError:
    return ModelError((Defect(problem=problem, line=line, column=column),), file=file)


def _json(text: str, file: str, repeated: dict[str, None]) -> Any:
    """The tree, of keys that stand twice in one object with the last value; they go to `repeated`."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if key in found:
                repeated[key] = None
            found[key] = value
        return found

    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise _broken(file, f"not JSON: {error.msg}", error.lineno, error.colno) from None
    except ValueError as error:  # an integer of thousands of digits
        raise _broken(file, f"not JSON: {error}") from None


def _places_of_repeated(repeated: Iterable[str], text: str) -> Iterator[tuple[str, Place | None]]:
    """Keys of a JSON text that stand in an object again, with the place where they do."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        waiting = [YAML(pure=True).compose(text.lstrip("\ufeff"))]
    except YAMLError:  # JSON that is no YAML, such as with tabs between its values
        yield from ((key, None) for key in repeated)
        return
    while waiting:
        node = waiting.pop()
        if node.id == "sequence":
            waiting += node.value
        elif node.id == "mapping":
            seen = set()
            for key, value in node.value:
                if key.value in seen:
                    yield key.value, (key.start_mark.line + 1, key.start_mark.column + 1)
                seen.add(key.value)
                waiting.append(value)


def _yaml(text: str, file: str, *, may_repeat_keys: bool = False) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="rt", pure=True)
    yaml.allow_duplicate_keys = may_repeat_keys
    try:
        return yaml.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        problem = (error.problem or error.context or "cannot be read").splitlines()[0]
        raise _broken(file, f"not YAML: {problem}", line, column) from None
    except (YAMLError, ValueError) as error:
        raise _broken(file, f"not YAML: {str(error).splitlines()[0]}") from None


def _plain(tree: Any, defects: DefectList, path: Path = (), seen: set[int] | None = None) -> Any:
    """Plain copy of the tree; keys that are not text and values used twice are defects."""
    if isinstance(tree, str):
        return str(tree)
    if not isinstance(tree, dict | list):
        return tree
    seen = set() if seen is None else seen
    if id(tree) in seen or len(path) > _MAX_DEPTH:
        defects.add(path, "values may not refer to one another (*anchor) or nest deeply; write them out")
        return None
    seen.add(id(tree))
    if isinstance(tree, list):
        return [_plain(item, defects, (*path, i), seen) for i, item in enumerate(tree)]
    plain = {}
    for key, value in tree.items():
        if isinstance(key, str):
            plain[str(key)] = _plain(value, defects, (*path, key), seen)
        else:
            defects.add(path, f"key {key!r} is not text; put it in quotation marks")
    return plain


def _locator(text: str, tree: Any, is_json: bool) -> PlaceOf:
    lines = text.split("\n")

    @functools.cache
    def positions() -> Any:
        from ruamel.yaml.error import YAMLError

        if not is_json:
            return tree
        try:
            return _yaml(text.lstrip("\ufeff"), "", may_repeat_keys=True)
        except (YAMLError, ModelError, RecursionError):
            return None

    def place_of(path: Path, offset: int | None, at_key: bool) -> Place | None:
        here = _start(positions(), path, at_key)
        if here is None:
            return None
        line, column = here
        if offset is None:
            return line + 1, column + 1
        first = lines[line][column : column + 1] if line < len(lines) else ""
        if first in ("|", ">"):
            return line + 2, 1  # a block of text starts on the line below
        return line + 1, column + 1 + offset + (first in ("'", '"'))

    return place_of


def _start(node: Any, path: Path, at_key: bool) -> Place | None:
    """Line and column, from 0, of the value under the path, or of the last part of it that is there."""
    place: Place | None = (0, 0) if path == () else None
    for i, key in enumerate(path):
        try:
            if isinstance(node, dict):
                position = node.lc.key(key) if at_key and i == len(path) - 1 else node.lc.value(key)  # type: ignore[attr-defined]
            else:
                position = node.lc.item(key)
            node = node[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
        place = (position[0], position[1])
    return place
