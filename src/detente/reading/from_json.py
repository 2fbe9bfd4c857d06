"""JSON and JSON Lines of articles → Reports: one record or many, on their own or within an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from detente.errors import InputError
from detente.reading.articles import numbered
from detente.reading.articles import reading as read_records
from detente.reading.columns import fields_of
from detente.reading.decoding import decode
from detente.reading.vocabulary import vocabulary
from detente.records import Reading

# An answer keeps its articles under a key or two ("response", "results"), not deeper.
_MAX_DEPTH = 4
_BETWEEN = re.compile(r"[\s,]*")


class _Loaded(NamedTuple):
    value: Any
    problem: InputError | None = None


def reading(data: bytes, *, name: str) -> Reading:
    """Read the articles of a JSON or JSON Lines file.

    Raises
    ------
    InputError
        It is broken, or has no records with a text.
    """
    text, notes = decode(data)
    loaded = _loaded(text.replace("\0", ""), name)
    records = _records(loaded.value, 0)
    if not records and loaded.problem is not None:
        raise loaded.problem
    if not records:
        raise InputError(
            name,
            "the JSON holds no articles",
            "give it records that have the text of each article under a key called text",
        )
    is_one = isinstance(loaded.value, dict) and records == [_flat(loaded.value)]
    found = read_records(records, name=name, media="json", notes=notes, is_one=is_one)
    if loaded.problem is None:
        return found
    return Reading(reports=found.reports, problems=(loaded.problem, *found.problems))


def _loaded(text: str, name: str) -> _Loaded:
    try:
        return _Loaded(json.loads(text, strict=False))
    except json.JSONDecodeError as error:
        broken = InputError(
            name,
            f"the JSON is broken ({error.msg})",
            "fetch it again, or mend it there",
            place=f"line {error.lineno}, column {error.colno}",
        )
        return _lines(text, name) or _whole_records(text, broken)
    except RecursionError as error:
        raise InputError(name, "the JSON is nested too deep", "give the articles as a plain list") from error


def _whole_records(text: str, broken: InputError) -> _Loaded:
    """The records before the place where a list is broken or cut, or that follow each other without one."""
    decoder = json.JSONDecoder(strict=False)
    records: list[Any] = []
    at = _BETWEEN.match(text, 0).end()  # type: ignore[union-attr]
    if text.startswith("[", at):
        at += 1
    try:
        while (at := _BETWEEN.match(text, at).end()) < len(text) and text[at] != "]":  # type: ignore[union-attr]
            record, at = decoder.raw_decode(text, at)
            records.append(record)
    except (ValueError, RecursionError):
        return _Loaded(records, broken)
    return _Loaded(records)


def _lines(text: str, name: str) -> _Loaded | None:
    """Objects that stand on a line each; None where half are bad."""
    records, bad = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict):
            records.append(record)
        else:
            bad.append(number)
    if len(records) <= len(bad):
        return None
    place = numbered("line", bad)
    remedy = "fetch the file again, or mend it"
    return _Loaded(
        records, InputError(name, "what stands there is no JSON record", remedy, place=place) if bad else None
    )


def _records(value: Any, depth: int) -> list[Mapping[str, Any]]:
    """The first list of objects with a text, the object itself where it has one, or nothing."""
    if isinstance(value, dict):
        record = _flat(value)
        if "text" in fields_of(record) and not _is_container(record):
            return [record]
        return next(filter(None, (_records(inner, depth + 1) for inner in _inner(value, depth))), [])
    if isinstance(value, list) and depth == 0 and value and all(isinstance(item, str) for item in value):
        return [{"text": item} for item in value]
    if isinstance(value, list) and depth <= _MAX_DEPTH:
        records: list[Mapping[str, Any]] = [_flat(item) for item in value if isinstance(item, dict)]
        if any("text" in fields_of(record) for record in records):
            return records
        return next(filter(None, (_records(item, depth + 1) for item in value)), [])
    return []


def _is_container(record: Mapping[str, Any]) -> bool:
    """Whether what seems to be its text is a record or a list of them: ``{"news": [{"text": …}]}``."""
    fields = fields_of(record)
    return all(_holds_records(record[name], is_article=len(fields) > 1) for name in fields["text"])


def _holds_records(value: Any, *, is_article: bool) -> bool:
    if isinstance(value, list):
        items = [item for item in value if isinstance(item, dict)]
        # The paragraphs of an article may be objects too, which have nothing beside their text.
        is_text = is_article and all(fields_of(item).keys() <= {"text", "id"} for item in items)
        return bool(items) and not is_text
    # A text with markup is often an object of its own, but has no title or date then.
    return isinstance(value, dict) and len(fields_of(value)) > 1


def _inner(value: dict[str, Any], depth: int) -> list[Any]:
    if depth > _MAX_DEPTH:
        return []
    inner = list(value.values())
    # Articles by their ids, and not each the only one.
    if len(inner) > 1 and all(isinstance(item, dict) for item in inner):
        return [inner]
    return inner


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record with the fields that it keeps one level deeper."""
    inner = [record[key] for key in _field_keys() if isinstance(record.get(key), dict)]
    if not inner:
        return record
    flat = dict(record)
    for fields in inner:
        flat |= fields
    return flat


@cache
def _field_keys() -> tuple[str, ...]:
    return tuple(vocabulary("heads.toml")["records"]["fields"])
