"""Plain text and Markdown → Report.

The stored text is the file's own, decoded and nothing else: line ends, spaces and invisible
characters stay, so that offsets into the file are offsets into the report. Only a byte order mark
and front matter are taken off, and `Report.changes` says so.
"""

from __future__ import annotations

from detente.errors import InputError
from detente.reading.decoding import decode
from detente.reading.front_matter import front_matter
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, joined
from detente.records import Report


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from a text file."""
    text, changes = decode(data)
    declared = Metadata()
    if found := front_matter(text):
        declared = found.metadata
        text = text[found.end :]
        changes = (*changes, "front matter taken off")
    if not text.strip():
        raise InputError(name, "it holds no text", "check that it was saved or downloaded whole")
    metadata = joined(declared, guess_from_head(text))
    return (as_report(metadata, name=name, text=text, media="text", changes=changes),)
