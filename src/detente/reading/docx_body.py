"""The body of a Word file → its paragraphs, in reading order.

What tracked changes have deleted, and what is formatted as hidden, is left out. A text box follows
the paragraph that it is anchored in; notes follow the whole body, as on the last page of a print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from detente.reading.normalise import Paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The fallback repeats a text box for older programs; the ruby text repeats a word as it is spoken.
_LEFT_OUT = frozenset(
    (
        *(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr")),
        f"{_COMPATIBILITY}Fallback",
    )
)
_WRITTEN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_CONTAINERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
NOTES = ("footnote", "endnote")
_NOTES = {f"{W}{kind}Reference": kind for kind in NOTES}
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Gathered:
    """What a paragraph holds beside its own text."""

    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class Styled(NamedTuple):
    """A paragraph and the name of its style ("heading 1"); None in a table, a box or a note."""

    paragraph: Paragraph
    style: str | None


class _Written(NamedTuple):
    """Text of a paragraph, and the id of its style, which only one right in the body needs."""

    text: str
    style: str | None = None


def document_paragraphs(
    body: Any, notes: dict[str, dict[str, Any]], styles: dict[str, str] | None = None
) -> Iterator[Styled]:
    """Yield the paragraphs of a document.

    Parameters
    ----------
    body : the element ``w:body``.
    notes : for "footnote" and "endnote" the elements of the notes by their id. A note whose mark
        is not in the text, since it was deleted with it, is left out.
    styles : names of the styles by their ids.
    """
    marks: list[tuple[str, str]] = []
    for text, style in _paragraphs(body, marks):
        yield Styled(Paragraph(text), (styles or {}).get(style) if style else None)
    numbers = dict.fromkeys(notes, 0)
    for kind, key in dict.fromkeys(marks):
        if (note := notes.get(kind, {}).get(key)) is None:
            continue
        numbers[kind] += 1
        for text, _ in _paragraphs(note, []):
            yield Styled(Paragraph(text, f"{kind} {numbers[kind]}"), None)


def _paragraphs(parent: Any, marks: list[tuple[str, str]]) -> Iterator[_Written]:
    begun = ""
    for element in parent:
        if element.tag == f"{W}p":
            gathered = _Gathered()
            begun += paragraph_text(element, gathered)
            marks.extend(gathered.notes)
            if not _is_mark_deleted(element):
                style = element.find(f"{W}pPr/{W}pStyle")
                yield _Written(begun, style.get(f"{W}val") if style is not None else None)
                begun = ""
            for box in gathered.boxes:
                yield from _paragraphs(box, marks)
        elif element.tag == f"{W}tbl":
            yield from map(_Written, _rows(element, marks))
        elif element.tag in _CONTAINERS:
            yield from _paragraphs(element, marks)
    yield _Written(begun)


def _rows(table: Any, marks: list[tuple[str, str]]) -> Iterator[str]:
    """A paragraph for each row, its cells parted by " | "; cells of several paragraphs one by one."""
    for row in _within(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = [
            [text for text, _ in _paragraphs(cell, marks) if text.strip()]
            for cell in _within(row, f"{W}tc")
            if cell.find(f"{W}tcPr/{W}cellDel") is None
        ]
        if all(len(cell) <= 1 for cell in cells):
            yield " | ".join(cell[0].strip() for cell in cells if cell)
        else:
            for cell in cells:
                yield from cell


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row; those of a table inside it are its own affair."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _CONTAINERS:
            yield from _within(element, tag)


def paragraph_text(paragraph: Any, gathered: _Gathered | None = None) -> str:
    """Text of a paragraph, without its text boxes and notes, which are gathered."""
    gathered = gathered or _Gathered()
    pieces: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in (f"{W}t", f"{_MATH}t"):
            pieces.append(element.text or "")
        elif tag in _WRITTEN:
            pieces.append(_WRITTEN[tag])
        elif tag in _NOTES:
            gathered.notes.append((_NOTES[tag], element.get(f"{W}id", "")))
        elif tag == f"{W}txbxContent":
            gathered.boxes.append(element)
        elif tag not in _LEFT_OUT and not (tag == f"{W}r" and _is_hidden(element)):
            waiting.extend(reversed(element))
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:
    switch = run.find(f"{W}rPr/{W}vanish")
    return switch is not None and switch.get(f"{W}val", "1") not in _OFF


def _is_mark_deleted(paragraph: Any) -> bool:
    """Whether the end of the paragraph was deleted, so that the next one goes on in its line."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
