"""Exports of press archives, which hold many articles in one text → a Report for each.

LexisNexis counts its documents before each ("2 of 9 DOCUMENTS"), Nexis Uni ends each with "End of
Document", Factiva with its number ("Document NYTF000020250304el340001x"). A text with at least two
of one of these marks is parted there; what stands at the head of each piece gives its title,
publisher and date, which are marked as guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from detente.errors import InputError
from detente.reading import archive_fields
from detente.reading.dates import find_date
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, clean, joined
from detente.records import Part, Report, Span


class Archive(StrEnum):
    """Whose export it is; the value is what `Report.changes` says."""

    LEXIS = "LexisNexis"
    NEXIS = "Nexis Uni"
    FACTIVA = "Factiva"
    PROQUEST = "ProQuest"


_MARKS = {
    Archive.LEXIS: re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*\r?$", re.M),
    Archive.NEXIS: re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.M),
    Archive.FACTIVA: re.compile(r"^[ \t]*Document [A-Z]{2,12}\d{6,}[A-Za-z0-9]{6,20}[ \t]*\r?$", re.M),
    Archive.PROQUEST: re.compile(r"^[ \t]*_{20,}[ \t]*\r?$", re.M),
}
_MIN_DOCUMENTS = 2
MAX_DOCUMENTS = 10_000
"""Documents of one export beyond which it is not read; an archive hands out some hundred at a time."""

_HEAD_LINES = 15
# What follows the last end mark is the search that was made; if it is longer, a document cut short.
_CUT_CHARACTERS = 500
_DATE_CHARACTERS = 60
_KEY_LINE = re.compile(r"(?P<key>[A-Z][A-Za-z-]+):\s*(?P<value>.*)")
_BYLINE = re.compile(r"by:?\s+(?=\S)", re.I)
_WORDS = re.compile(r"\d[\d,.]* words", re.I)
_TIME_OR_EDITION = re.compile(r"\d{1,2}[:.]\d\d\b.*|.*\bedition\b.*", re.I)


class _Head(NamedTuple):
    lines: list[str]
    date_at: int | None


def split_archive(report: Report) -> tuple[Report, ...]:
    """Part a report that is an export of several documents; any other comes back alone.

    Raises
    ------
    InputError
        It has too many documents.
    """
    for archive, mark in _MARKS.items():
        marks = list(islice(mark.finditer(report.text), MAX_DOCUMENTS + 1))
        if len(marks) > MAX_DOCUMENTS:
            raise InputError(
                report.id, f"it holds more than {MAX_DOCUMENTS} documents", "split it into several files"
            )
        if len(marks) >= _MIN_DOCUMENTS and (
            archive is not Archive.PROQUEST or archive_fields.is_proquest(report.text)
        ):
            spans = _spans(report.text, [Span(*found.span()) for found in marks], archive)
            if len(spans) >= _MIN_DOCUMENTS:
                said = _said(report.text, spans, marks, archive)
                return tuple(
                    _piece(report, span, f"document {number} of {len(spans)}, {said}", number, archive)
                    for number, span in enumerate(spans, 1)
                )
    return (report,)


def _spans(text: str, marks: Sequence[Span], archive: Archive) -> list[Span]:
    if archive is Archive.LEXIS:
        starts = [mark.end for mark in marks]
        ends = [mark.start for mark in marks[1:]] + [len(text)]
    else:
        starts = [0] + [mark.end for mark in marks]
        ends = [mark.start for mark in marks] + [len(text)]
    if archive is not Archive.LEXIS and len(text) - starts[-1] < _CUT_CHARACTERS:
        starts.pop()
    pairs = zip(starts, ends, strict=False)
    return [_trimmed(text, start, end) for start, end in pairs if text[start:end].strip()]


def _said(text: str, spans: Sequence[Span], marks: Sequence[re.Match[str]], archive: Archive) -> str:
    said = f"parted at the marks of {archive}"
    before = text[: min(spans[0].start, marks[0].start())].strip()
    after = text[max(spans[-1].end, marks[-1].end()) :].strip()
    return said + ("; what stands before or after the documents left out" if before or after else "")


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _piece(report: Report, span: Span, said: str, number: int, archive: Archive) -> Report:
    text = report.text[span.start : span.end]
    guessed: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    if (body := archive_fields.body(text)) is not None:
        found, text = body.metadata, body.text
        said = f"{said}, its fields taken off"
    else:
        found = joined(_metadata(text, archive), guess_from_head(text))
        guessed = tuple(name for name in ("title", "publisher", "byline", "date") if getattr(found, name))
        parts = _parts(report.parts, span)
    return replace(
        report,
        id=f"{report.id}#{number}",
        text=text,
        title=found.title,
        publisher=found.publisher,
        byline=found.byline,
        date=found.date,
        published=None,
        language=found.language or report.language,
        guessed=guessed,
        changes=(*report.changes, said),
        parts=parts,
    )


def _parts(parts: Sequence[Part], span: Span) -> tuple[Part, ...]:
    return tuple(
        Part(
            span=Span(
                max(part.span.start, span.start) - span.start, min(part.span.end, span.end) - span.start
            ),
            label=part.label,
        )
        for part in parts
        if part.span.start < span.end and part.span.end > span.start
    )


def _metadata(text: str, archive: Archive) -> Metadata:
    lines = [line.strip() for line in text[:4_000].splitlines() if line.strip()][:_HEAD_LINES]
    is_date = (len(line) <= _DATE_CHARACTERS and find_date(line) is not None for line in lines)
    head = _Head(lines, next((at for at, is_one in enumerate(is_date) if is_one), None))
    title, publisher = _HEADS[archive](head)
    keys = {
        found["key"].lower(): found["value"]
        for line in lines
        if (found := _KEY_LINE.fullmatch(line)) is not None
    }
    byline = keys.get("byline") or next((line for line in lines if _BYLINE.match(line)), None)
    return Metadata(
        title=clean(keys.get("headline")) or clean(title),
        publisher=clean(publisher),
        byline=clean(_BYLINE.sub("", byline, count=1)) if byline else None,
        date=find_date(lines[head.date_at]) if head.date_at is not None else None,
    )


def _lexis(head: _Head) -> tuple[str | None, str | None]:
    """Publisher, date, edition, title, then lines with keys."""
    if not head.lines or head.date_at is None:
        return None, None
    below = (line for line in head.lines[head.date_at + 1 :] if not _TIME_OR_EDITION.fullmatch(line))
    title = next(below, None)
    is_key = title is not None and _KEY_LINE.fullmatch(title) is not None
    return None if is_key else title, head.lines[0] if head.date_at > 0 else None


def _nexis(head: _Head) -> tuple[str | None, str | None]:
    """Title, publisher, date, edition, then lines with keys."""
    title = head.lines[0] if head.lines else None
    return title, head.lines[head.date_at - 1] if head.date_at is not None and head.date_at > 1 else None


def _factiva(head: _Head) -> tuple[str | None, str | None]:
    """Section, title, byline, words, date, time, publisher."""
    words_at = next((at for at, line in enumerate(head.lines) if _WORDS.fullmatch(line)), None)
    if words_at is None or head.date_at is None:
        return None, None
    above = [line for line in head.lines[:words_at] if not _BYLINE.match(line)]
    below = (line for line in head.lines[head.date_at + 1 :] if not _TIME_OR_EDITION.fullmatch(line))
    return above[-1] if above else None, next(below, None)


_HEADS = {Archive.LEXIS: _lexis, Archive.NEXIS: _nexis, Archive.FACTIVA: _factiva, Archive.PROQUEST: _nexis}
