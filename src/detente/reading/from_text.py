"""Plain text and Markdown → Report.

The stored text of a plain text is the file's own, with its line ends and spaces, but for what
`normalise.plain` mends. Front matter is taken off, and so are the marks of Markdown and the tags
of HTML where a text has them; `Report.changes` says what was done.
"""

from __future__ import annotations

from detente.errors import InputError
from detente.reading.decoding import decode
from detente.reading.front_matter import front_matter
from detente.reading.heading import guess_from_head
from detente.reading.markdown import is_marked_up, markdown_paragraphs
from detente.reading.metadata import Metadata, as_report, joined
from detente.reading.normalise import Paragraph, assemble, plain
from detente.records import Report


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from a text file."""
    text, notes = decode(data)
    declared = Metadata()
    if found := front_matter(text):
        declared = found.metadata
        text = text[found.end :]
        notes = (*notes, "front matter taken off")
    if is_marked_up(text, is_declared=found is not None):
        notes = (*notes, "marks and tags taken off")
        text, _, changes = assemble(map(Paragraph, markdown_paragraphs(text)))
    else:
        text, _, changes = plain(text)
    if not text.strip():
        raise InputError(name, "it holds no text", "check that it was saved or downloaded whole")
    metadata = joined(declared, guess_from_head(text))
    return (as_report(metadata, name=name, text=text, media="text", changes=(*notes, *changes)),)
