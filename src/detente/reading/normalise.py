"""Paragraphs of a marked-up or laid-out file → one stored text.

The text of every file is normalised here, once, by these rules, and each that changed something is
counted in `Report.changes`:

1. soft hyphens, zero-width spaces, word joiners and stray byte order marks go;
2. control characters go, except those that end lines, and with them the escapes that colour a terminal;
3. spaces of every width and non-breaking ones become an ordinary space each;
4. ligatures (ﬁ, ﬂ, …) and the shapes that Arabic and Hebrew letters take within a word become letters;
5. what was garbled by UTF-8 being read as Windows-1252 is mended (`mojibake`);
6. letters with separate accents become one character (Unicode NFC).

Zero-width joiners stay: in Persian and the scripts of India they are spelling. The line ends, tabs
and runs of spaces of a plain-text file stay too. Where the text has to be put together from markup
or from a page,

7. tabs and runs of spaces become one space, every line end one line feed;
8. paragraphs are parted by an empty line, and lines within a paragraph by one line feed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from detente.reading.mojibake import mended
from detente.records import Part, Span

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(
    "\x1b\\[[0-9;]{0,20}m|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]"
)
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile("[ \t]+")
_LINE_EDGES = re.compile("[ \n]*\n[ \n]*")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Of the Arabic ones not the symbols that are whole phrases.
_LIGATURE = re.compile("[\ufb00-\ufb06\ufb1d-\ufb4f\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdef\ufe80-\ufefc]")
_NAMES = {
    "invisible": "soft hyphens and zero-width characters removed",
    "control": "control characters removed",
    "space": "non-breaking and odd spaces replaced",
    "ligature": "ligatures and letter shapes replaced by letters",
    "garbled": "garbled characters mended, which were UTF-8 read as Windows-1252",
}


class Paragraph(NamedTuple):
    """A paragraph as found, and which part of the file it is from ("page 3"); None for no parts."""

    text: str
    part: str | None = None


class Assembled(NamedTuple):
    """A stored text, its parts, and what was changed to get it."""

    text: str
    parts: tuple[Part, ...]
    changes: tuple[str, ...]


def assemble(paragraphs: Iterable[Paragraph]) -> Assembled:
    """Normalise paragraphs and join them; empty ones are left out."""
    counts: Counter[str] = Counter()
    pieces: list[str] = []
    parts: list[Part] = []
    at = 0
    for paragraph in paragraphs:
        text = _normalised(paragraph.text, counts)
        if not text:
            continue
        at += 2 if pieces else 0
        pieces.append(text)
        if paragraph.part is not None:
            _extend(parts, paragraph.part, Span(at, at + len(text)))
        at += len(text)
    return Assembled("\n\n".join(pieces), tuple(parts), _said(counts))


def _extend(parts: list[Part], label: str, span: Span) -> None:
    """Add a stretch to the last part when it is of the same origin, else begin a part."""
    if parts and parts[-1].label == label:
        parts[-1] = Part(span=Span(parts[-1].span.start, span.end), label=label)
    else:
        parts.append(Part(span=span, label=label))


def plain(text: str) -> Assembled:
    """Normalise a plain text, of which line ends and the spaces between words stay as they are."""
    counts: Counter[str] = Counter()
    text = _with_good_characters(text, counts)
    return Assembled(text, (), _said(counts))


def _said(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{counts[key]} {words}" for key, words in _NAMES.items() if counts[key])


def _normalised(text: str, counts: Counter[str]) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # most are, and large files have a million of them
    text = _with_good_characters(_LINE_END.sub("\n", text), counts)
    return _LINE_EDGES.sub("\n", _SPACES.sub(" ", text)).strip(" \n")


def _with_good_characters(text: str, counts: Counter[str]) -> str:
    if text.isascii():
        text, n = _CONTROL.subn("", text)
        counts["control"] += n
        return text
    text, n = mended(text)  # first, since bytes that Windows-1252 does not have are control characters
    counts["garbled"] += n
    for key, pattern, new in (
        ("invisible", _INVISIBLE, ""),
        ("control", _CONTROL, ""),
        ("space", _ODD_SPACE, " "),
    ):
        text, n = pattern.subn(new, text)
        counts[key] += n
    text, n = _LIGATURE.subn(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    counts["ligature"] += n
    return unicodedata.normalize("NFC", text)
