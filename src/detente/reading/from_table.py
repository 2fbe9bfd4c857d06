"""A table of articles (CSV, with commas, semicolons, tabs or bars) → Reports, one for each row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice

from detente.errors import InputError
from detente.reading import articles
from detente.reading.columns import delimiter_of, fields_of, longest, table_start
from detente.reading.decoding import decode
from detente.reading.walk import MAX_BYTES
from detente.records import Reading

MAX_COLUMNS = 10_000
"""Columns beyond which a table is not read; spreadsheets have 16,384, and none of articles so many."""

_GUESS_FROM_ROWS = 100
_HEAD = 64 * 1024
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


def reading(data: bytes, *, name: str) -> Reading:
    """Read the articles of a table whose first row names its columns.

    Raises
    ------
    InputError
        No row has a text, or the table is broken.
    """
    text, notes = decode(data)
    text = text.replace("\0", "")
    limit = csv.field_size_limit(MAX_BYTES)
    try:
        return _read(text, name, notes)
    except csv.Error as error:
        raise InputError(
            name, f"the table is broken ({error})", "save it again as CSV in a spreadsheet program"
        ) from error
    finally:
        csv.field_size_limit(limit)


def _read(text: str, name: str, notes: tuple[str, ...]) -> Reading:
    delimiter = delimiter_of(text[:_HEAD]) or ","
    cells = csv.reader(_lines(text, table_start(text)), delimiter=delimiter)
    names = [name.strip() for name in next(cells, [])]
    if len(names) > MAX_COLUMNS:
        raise InputError(
            name, f"the table has {len(names)} columns, more than {MAX_COLUMNS}", "save those of the articles"
        )
    rows = (_fitted(row, len(names), delimiter) for row in cells if any(cell.strip() for cell in row))
    first = list(islice(rows, _GUESS_FROM_ROWS))
    fields = fields_of(names)
    text_name = None
    if first and "text" not in fields:
        text_name = longest(dict(zip(names, row, strict=True)) for row in first)
        notes = (f"no column is named as the text, so that the longest was taken: {text_name!r}", *notes)
    # Tables of figures have thousands of columns that say nothing here.
    kept = {text_name, *chain.from_iterable(fields.values())}
    places = [at for at, name in enumerate(names) if name in kept]
    every = chain(first, rows)
    records = [{names[at]: row[at] for at in places} for row in islice(every, articles.MAX_RECORDS)]
    n_records = len(records) + sum(1 for _ in every)
    return articles.reading(
        records, name=name, media="csv", notes=notes, text_name=text_name, n_records=n_records
    )


def _lines(text: str, start: int) -> Iterator[str]:
    """Lines with their ends. A StringIO gives them too, in a copy of four bytes a character."""
    return (line.group() for line in _LINE.finditer(text, start) if line.group())


def _fitted(row: list[str], n: int, delimiter: str) -> list[str]:
    """A row of as many cells as there are columns; what is too much was part of the last cell."""
    if len(row) > n:
        return [*row[: n - 1], delimiter.join(row[n - 1 :])]
    return row + [""] * (n - len(row))
