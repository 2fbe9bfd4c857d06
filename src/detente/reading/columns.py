"""Which column of a table, or key of a JSON record, is the text of an article, its title, its date …

Known names are in `heads.toml`. Where no name tells the text, the longest column is taken for it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache

from detente.reading.vocabulary import vocabulary

FIELDS = ("text", "title", "publisher", "byline", "date", "address", "language", "id")

_DELIMITERS = ",;\t|"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[\W_]+")
_HEADING = re.compile(r"[^\W_][\w .:/()-]{0,39}")
# Two known names beside each other head a table; a sentence has no such first line.
_KNOWN_COLUMNS = 2
_COLUMNS_TO_GUESS_FROM = 3
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)


def fields_of(names: Iterable[str]) -> dict[str, list[str]]:
    """Fields that the names stand for, each with its names, most telling first."""
    folded = {_folded(name): name for name in names}
    found = {
        field: [folded[name] for name in known if name in folded] for field, known in _known_names().items()
    }
    return {field: written for field, written in found.items() if written}


def longest(rows: Iterable[Mapping[str, str]]) -> str | None:
    """The column with the most characters; None where there are no rows."""
    sizes: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            sizes[name] = sizes.get(name, 0) + len(value)
    return max(sizes, key=lambda name: sizes[name]) if sizes else None


def delimiter_of(head: str) -> str | None:
    """What parts the columns, where a text begins as a table of articles does; else None."""
    told = _SEPARATOR_LINE.match(head)
    first, second = [*head[table_start(head) :].splitlines()[:2], "", ""][:2]
    for delimiter in told[1] if told else _DELIMITERS:
        names = next(csv.reader([first], delimiter=delimiter), [])
        if len(names) < 2 or not all(_HEADING.fullmatch(name.strip()) for name in names):
            continue
        found = fields_of(names)
        if len(found) < _KNOWN_COLUMNS:
            continue
        if "text" in found or (len(names) >= _COLUMNS_TO_GUESS_FROM and delimiter in second):
            return delimiter
    return None


def table_start(text: str) -> int:
    """Where a table begins: after the line by which Excel is told what parts the columns."""
    found = _SEPARATOR_LINE.match(text)
    return found.end() if found else 0


def _folded(name: str) -> str:
    return _NO_LETTERS.sub("_", _CAMEL.sub("_", name.strip()).lower()).strip("_")


@cache
def _known_names() -> dict[str, list[str]]:
    data = vocabulary("heads.toml")
    return {field: data["front_matter"].get(field, []) + data["columns"].get(field, []) for field in FIELDS}
