"""RTF → Report: paragraphs, tables and text boxes in reading order, then the notes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from detente.errors import InputError
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import Paragraph, assemble
from detente.reading.rtf import Document, TooLargeError, parse
from detente.records import Report

_CUT_SHORT = "the file is cut short; what could be read of it was read"


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from an RTF file."""
    try:
        document = parse(data)
    except TooLargeError as error:
        raise InputError(
            name, "the RTF file is too large", "open it in a word processor and save its text"
        ) from error
    text, parts, changes = assemble(_paragraphs(document))
    if not text:
        raise InputError(
            name,
            "no text: the document is empty or holds only images",
            "make it text with an OCR program and try again",
        )
    if not document.is_whole:
        changes = (_CUT_SHORT, *changes)
    metadata = joined(joined(_declared(document), guess_from_head(text)), _created(document))
    return (as_report(metadata, name=name, text=text, media="rtf", changes=changes, parts=parts),)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for text in document.body.end():
        yield Paragraph(text)
    numbers = {"footnote": 0, "endnote": 0}
    for kind, story in document.notes:
        numbers[kind] += 1
        for text in story.end():
            yield Paragraph(text, f"{kind} {numbers[kind]}")


def _declared(document: Document) -> Metadata:
    values = {key: clean(" ".join(story.end())) for key, story in document.info.items()}
    return Metadata(title=values.get("title"), byline=values.get("author"))


def _created(document: Document) -> Metadata:
    """The day the file was made, where its text has no date: a guess at the day it appeared."""
    created = document.created
    try:
        return Metadata(date=datetime.date(created["yr"], created["mo"], created["dy"]))
    except (KeyError, ValueError, OverflowError):
        return Metadata()
