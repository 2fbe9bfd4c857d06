"""The body of an OpenDocument text → its paragraphs, in reading order.

A text box follows the paragraph that it is anchored in; notes follow the whole body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from detente.reading.normalise import Paragraph

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = _ODF + "office:1.0}"
META = _ODF + "meta:1.0}"
_TEXT = _ODF + "text:1.0}"
_TABLE = _ODF + "table:1.0}"
_DRAW = _ODF + "drawing:1.0}"

_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_ROWS = f"{_TABLE}table-row"
_CELLS = f"{_TABLE}table-cell"
_LEFT_OUT = frozenset(
    (
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "hidden-text", "ruby-text", "note-citation")),
        *(f"{OFFICE}{name}" for name in ("annotation", "forms", "scripts", "event-listeners")),
        f"{_TABLE}covered-table-cell",
    )
)
_WHITE = re.compile(r"[ \t\r\n]+")
_MAX_SPACES = 100


@dataclass(slots=True)
class _Aside:
    """What is anchored in the text and stands elsewhere."""

    boxes: list[Any] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)


def document_paragraphs(body: Any) -> Iterator[Paragraph]:
    """Yield the paragraphs of ``office:text``, then those of its notes."""
    aside = _Aside()
    for text in _paragraphs(body, aside):
        yield Paragraph(text)
    numbers = {"footnote": 0, "endnote": 0}
    for note in aside.notes:
        kind = "endnote" if note.get(f"{_TEXT}note-class") == "endnote" else "footnote"
        numbers[kind] += 1
        for text in _paragraphs(note, _Aside()):
            yield Paragraph(text, f"{kind} {numbers[kind]}")


def _paragraphs(parent: Any, aside: _Aside) -> Iterator[str]:
    for element in parent:
        if element.tag in _PARAGRAPHS:
            yield _text(element, aside)
            boxes, aside.boxes = aside.boxes, []
            for box in boxes:
                yield from _paragraphs(box, aside)
        elif element.tag == _ROWS:
            yield from _row(element, aside)
        elif element.tag not in _LEFT_OUT:
            yield from _paragraphs(element, aside)


def _row(row: Any, aside: _Aside) -> Iterator[str]:
    """A paragraph for the row, its cells parted by " | "; cells of several paragraphs one by one."""
    cells = [
        [text for text in _paragraphs(cell, aside) if text.strip()] for cell in row if cell.tag == _CELLS
    ]
    if all(len(cell) <= 1 for cell in cells):
        yield " | ".join(cell[0].strip() for cell in cells if cell)
    else:
        for cell in cells:
            yield from cell


def _text(paragraph: Any, aside: _Aside) -> str:
    pieces: list[str] = [_white(paragraph.text)]
    waiting = [(child, True) for child in reversed(paragraph)]
    while waiting:
        element, is_start = waiting.pop()
        if not is_start:
            pieces.append(_white(element.tail))
            continue
        waiting.append((element, False))
        tag = element.tag
        if tag == f"{_TEXT}s":
            pieces.append(" " * _count(element))
        elif tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif tag == f"{_TEXT}note":
            aside.notes.append(element)
        elif tag == f"{_DRAW}text-box":
            aside.boxes.append(element)
        elif tag not in _LEFT_OUT and isinstance(tag, str):
            pieces.append(_white(element.text))
            waiting.extend((child, True) for child in reversed(element))
    return "".join(pieces)


def _white(text: str | None) -> str:
    return _WHITE.sub(" ", text or "")


def _count(spaces: Any) -> int:
    written = spaces.get(f"{_TEXT}c", "1")
    return min(int(written), _MAX_SPACES) if written.isdecimal() else 1
