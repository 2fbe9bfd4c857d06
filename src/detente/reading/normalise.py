"""Paragraphs of a marked-up or laid-out file → one stored text.

A plain-text file is stored as it is. Where the text has to be put together from markup or from a
page, it is normalised here, once, by these rules, and each that changed something is counted in
`Report.changes`:

1. soft hyphens, zero-width spaces, word joiners and stray byte order marks go;
2. control characters go, except the line feed;
3. spaces of every width, tabs and non-breaking ones become one ordinary space;
4. ligatures (ﬁ, ﬂ, …) become their letters;
5. letters with separate accents become one character (Unicode NFC);
6. paragraphs are parted by an empty line, and lines within a paragraph by one line feed.

Zero-width joiners stay: in Persian and the scripts of India they are spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from detente.records import Part, Span

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile("[ \t]+")
_LINE_EDGES = re.compile("[ \n]*\n[ \n]*")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_NAMES = {
    "invisible": "soft hyphens and zero-width characters removed",
    "control": "control characters removed",
    "space": "non-breaking and odd spaces replaced",
    "ligature": "ligatures replaced by their letters",
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
    changes = tuple(f"{counts[key]} {words}" for key, words in _NAMES.items() if counts[key])
    return Assembled("\n\n".join(pieces), tuple(parts), changes)


def _extend(parts: list[Part], label: str, span: Span) -> None:
    """Add a stretch to the last part when it is of the same origin, else begin a part."""
    if parts and parts[-1].label == label:
        parts[-1] = Part(span=Span(parts[-1].span.start, span.end), label=label)
    else:
        parts.append(Part(span=span, label=label))


def _normalised(text: str, counts: Counter[str]) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # most are, and large files have a million of them
    text = _LINE_END.sub("\n", text)
    for key, pattern, new in (
        ("invisible", _INVISIBLE, ""),
        ("control", _CONTROL, ""),
        ("space", _ODD_SPACE, " "),
    ):
        text, n = pattern.subn(new, text)
        counts[key] += n
    text, n = _LIGATURE.subn(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    counts["ligature"] += n
    text = _LINE_EDGES.sub("\n", _SPACES.sub(" ", text)).strip(" \n")
    return unicodedata.normalize("NFC", text)
