"""Records of articles, from a table or from JSON → Reports, and a problem for those without text.

A report's text is the title, then the text, as in a feed. Which column was taken for what is said
in `Report.changes`; the number of the record, and its id where it has one, in `Report.parts`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from detente.errors import InputError
from detente.reading.columns import FIELDS, fields_of
from detente.reading.dates import Published, calendar_date, find_published
from detente.reading.markup import html_paragraphs
from detente.reading.metadata import Metadata, as_report, clean, language_code
from detente.reading.normalise import Paragraph, assemble
from detente.reading.vocabulary import vocabulary
from detente.records import Reading, Report

MAX_RECORDS = 10_000
"""Records of one file that are read; the language of as many is told in about ten seconds."""

_NAMED = 10
_MARKUP = re.compile(r"</?(?:p|br|div|span|a(?=\s)|h[1-6]|ul|li|b|i|em|strong|blockquote)\b[^<>]*>", re.I)
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
# Lines of mail and wire copy are shorter; one that is longer is a paragraph.
_LINE_CHARACTERS = 120
_COMPACT_DATE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
_HYPHEN_AT_MONTH = re.compile(r"(?<=\d)-(?=[^\W\d])|(?<=[^\W\d])-(?=\d)")  # 26-FEB-1987
# Seconds and milliseconds since 1970 that are of 1990 or later.
_SECONDS = range(631_152_000, 4_102_444_800)
# Days as spreadsheets count them, of 1980 or later.
_EXCEL_DAY_0 = datetime.date(1899, 12, 30)
_EXCEL_DIGITS = 5
_EXCEL_DAYS = range(29_221, 73_051)


class _Value(NamedTuple):
    name: str
    value: Any


def reading(
    records: Sequence[Mapping[str, Any]],
    *,
    name: str,
    media: str,
    notes: tuple[str, ...] = (),
    text_name: str | None = None,
    n_records: int | None = None,
    is_one: bool = False,
) -> Reading:
    """Make reports of records.

    Parameters
    ----------
    records : for each article its values by the names of the columns or keys.
    name, media, notes : of the file; `notes` become changes of each report.
    text_name : the column of the text, where its name does not tell it.
    n_records : how many the file has, where not all of them are given.
    is_one : the file is a single record, whose report has the name of the file.

    Raises
    ------
    InputError
        No record has a text.
    """
    n_records = len(records) if n_records is None else n_records
    reports: list[Report] = []
    empty: list[int] = []
    for number, record in enumerate(records[:MAX_RECORDS], 1):
        report = _report(record, name if is_one else f"{name}#{number}", number, media, notes, text_name)
        if report is None:
            empty.append(number)
        else:
            reports.append(report)
    if not reports:
        raise _without_text(name, n_records)
    return Reading(reports=tuple(reports), problems=tuple(_problems(name, empty, n_records)))


def numbered(what: str, numbers: Sequence[int]) -> str:
    """Name some lines or records by their numbers: "records 3, 7 and 12 more"."""
    if len(numbers) == 1:
        return f"{what} {numbers[0]}"
    shown = ", ".join(map(str, numbers[:_NAMED]))
    return f"{what}s {shown}" + (f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else "")


def _without_text(name: str, n_records: int) -> InputError:
    return InputError(
        name,
        "it holds no articles" if n_records == 0 else f"no text in any of its {n_records} records",
        "give it records that have the text of each article in a column or under a key called text",
    )


def _problems(name: str, empty: list[int], n_records: int) -> Iterator[InputError]:
    if empty:
        yield InputError(name, "no text there", "fill it in, or leave it so", place=numbered("record", empty))
    if n_records > MAX_RECORDS:
        problem = f"it has {n_records} records, of which the first {MAX_RECORDS} were read"
        yield InputError(name, problem, "split it into several files")


def _report(
    record: Mapping[str, Any],
    name: str,
    number: int,
    media: str,
    notes: tuple[str, ...],
    text_name: str | None,
) -> Report | None:
    found = _values(record, text_name)
    if "text" not in found:
        return None
    title = clean(" ".join(_paragraphs(as_text(found["title"].value)))) if "title" in found else None
    label = f"record {number}" + (f", id {as_text(found['id'].value)}" if "id" in found else "")
    body = _paragraphs(as_text(found["text"].value))
    if title and not body[0].startswith(title):
        body.insert(0, title)
    text, parts, changes = assemble(Paragraph(paragraph, label) for paragraph in body)
    if not text:
        return None
    said = "read as " + ", ".join(f"{field}: {value.name!r}" for field, value in found.items())
    return as_report(
        _metadata(found, title),
        name=name,
        text=text,
        media=media,
        changes=(said, *notes, *changes),
        parts=parts,
    )


def _values(record: Mapping[str, Any], text_name: str | None) -> dict[str, _Value]:
    """Value of each field, under the most telling of its names that is not empty."""
    names = fields_of(record)
    if text_name is not None:
        names["text"] = [text_name]
    found = {}
    for field in FIELDS:
        for name in names.get(field, ()):
            if as_text(record[name]).strip():
                found[field] = _Value(name, record[name])
                break
    return found


def as_text(value: Any) -> str:
    """Text of a value: of a list its items as paragraphs, of an object what it is called."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(as_text, value)))
    if isinstance(value, Mapping):
        keys = vocabulary("heads.toml")["records"]["values"]
        return next(filter(None, (as_text(value[key]) for key in keys if key in value)), "")
    return ""


def _paragraphs(text: str) -> list[str]:
    if _MARKUP.search(text):
        return html_paragraphs(text) or [""]
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    is_line_a_paragraph = "\n\n" not in text and any(
        len(line) > _LINE_CHARACTERS for line in text.split("\n")
    )
    return text.split("\n") if is_line_a_paragraph else _EMPTY_LINES.split(text)


def _metadata(found: Mapping[str, _Value], title: str | None) -> Metadata:
    def one_line(field: str) -> str | None:
        if field not in found:
            return None
        value = found[field].value
        return clean(", ".join(map(as_text, value)) if isinstance(value, list) else as_text(value))

    published = written_date(as_text(found["date"].value)) if "date" in found else None
    return Metadata(
        title=title,
        publisher=one_line("publisher"),
        byline=one_line("byline"),
        date=published.date if published else None,
        published=published.moment if published else None,
        address=one_line("address"),
        language=language_code(one_line("language")),
    )


def written_date(text: str) -> Published | None:
    """Date of a cell: ISO, RFC 822, in words, compact, seconds since 1970 (in UTC) or days of a spreadsheet.

    Of "3/4/2025" nobody knows which is the month, so that it gives None; "25/3/2025" is clear.
    """
    text = text.strip()
    if found := find_published(text) or find_published(_HYPHEN_AT_MONTH.sub(" ", text.replace("/", "-"))):
        return found
    date = None
    if numbers := _COMPACT_DATE.fullmatch(text):
        date = calendar_date(*map(int, numbers.groups()))
    elif text.isdecimal() and len(text) == _EXCEL_DIGITS and int(text) in _EXCEL_DAYS:
        date = _EXCEL_DAY_0 + datetime.timedelta(days=int(text))
    elif text.isdecimal() and len(text) < 15:
        seconds = int(text) if int(text) in _SECONDS else int(text) // 1000
        if seconds in _SECONDS:
            moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
            return Published(moment.date(), moment)
    elif numbers := _DAY_AND_MONTH.match(text):
        first, second, year = map(int, numbers.groups())
        if first == second or max(first, second) > 12:
            date = calendar_date(year, min(first, second), max(first, second))
    return Published(date) if date is not None else None
