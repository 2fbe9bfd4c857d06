"""A table of articles (CSV, with commas, semicolons, tabs or bars) → Reports, one for each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from detente.reading.articles import reading as read_records
from detente.reading.columns import delimiter_of, fields_of, longest, table_start
from detente.reading.decoding import decode
from detente.reading.walk import MAX_BYTES
from detente.records import Reading

_GUESS_FROM_ROWS = 100


def reading(data: bytes, *, name: str) -> Reading:
    """Read the articles of a table whose first row names its columns.

    Raises
    ------
    InputError
        No row has a text.
    """
    text, notes = decode(data)
    text = text.replace("\0", "")
    delimiter = delimiter_of(text[: text.find("\n", text.find("\n") + 1) + 1] or text) or ","
    records = list(_rows(text[table_start(text) :], delimiter))
    text_name = None
    if records and "text" not in fields_of(records[0]):
        text_name = longest(records[:_GUESS_FROM_ROWS])
        notes = (f"no column is named as the text, so that the longest was taken: {text_name!r}", *notes)
    return read_records(records, name=name, media="csv", notes=notes, text_name=text_name)


def _rows(text: str, delimiter: str) -> Iterator[dict[str, str]]:
    limit = csv.field_size_limit(MAX_BYTES)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        names = [name.strip() for name in next(rows, [])]
        for row in rows:
            if any(cell.strip() for cell in row):
                yield dict(zip(names, _fitted(row, len(names), delimiter), strict=True))
    finally:
        csv.field_size_limit(limit)


def _fitted(row: list[str], n: int, delimiter: str) -> list[str]:
    """A row of as many cells as there are columns; what is too much was part of the last cell."""
    if len(row) > n:
        return [*row[: n - 1], delimiter.join(row[n - 1 :])]
    return row + [""] * (n - len(row))
