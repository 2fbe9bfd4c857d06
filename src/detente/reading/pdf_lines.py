"""Lines of a PDF page → paragraphs.

A PDF has neither paragraphs nor spaces, only glyphs at places. `pdf_glyphs` has them in lines and
`pdf_columns` has these in order; here lines become paragraphs: a wider gap, another size of type,
an indent or a line that ends early after a sentence begins a new one, and so does a speaker's turn
or a row of a table. Words that were parted at a line end are joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from detente.reading.normalise import Paragraph

# In lines' heights or shares of the text's width; set by eye on UN documents and press pages.
_GAP = 0.6
_SIZE_CHANGE = 0.2
_INDENT = 0.8
_SHORT = 0.85
_LINES_THAT_TELL = 4
_ENDED_SHARE = 0.5
_CELL_ALIGNED = 0.3
_CELLS_OF_A_ROW = 3
_RAGGED = 0.08  # since letters differ in width

# Where a word was parted at a line's end, until the whole document shows how it is spelt.
_PARTING = "\x02"
_PARTED = re.compile(r"(?<=[^\W\d_])[-\x02\ufffe\u00ad\u2010]$")
_PARTED_WORD = re.compile(rf"([^\W_]+){_PARTING}([^\W_]+)")
_WORD = re.compile(rf"[\w{_PARTING}-]+")
_SENTENCE_END = re.compile(r"""[.!?:;]['"”’»)\]]*\d*$""")
_ITEM = re.compile(r"^(?:[•▪●–—*]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a line between wide gaps: a cell of a table, or what stands in one column."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page, in points from the lower left corner.

    `pieces` are its parts from where reading begins, empty where no wide gap parts it; `opens` says
    that somebody begins to speak in it, or an entry of a live blog.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    pieces: tuple[Piece, ...] = ()
    opens: bool = False

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


Page = Sequence[Line]
Region = Sequence[Line]


def paragraphs(pages: Sequence[Sequence[Region]], *, first: int = 1) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document, each with the page or pages it stands on.

    Parameters
    ----------
    pages : the regions of each page in reading order.
    first : number of the first page.
    """
    found = list(_with_parted_words(pages, first))
    words = Counter(word.lower() for paragraph in found for word in _WORD.findall(paragraph.text))
    for text, part in found:
        yield Paragraph(_PARTED_WORD.sub(lambda word: _whole(word, words), text).replace(_PARTING, "-"), part)


def _with_parted_words(pages: Sequence[Sequence[Region]], first: int) -> Iterator[Paragraph]:
    usual = _usual_gap([region for page in pages for region in page])
    text, begun, ended = "", 0, 0
    last: _Block | None = None
    for number, page in enumerate(pages, first):
        for region in page:
            for position, block in enumerate(_blocks(region, usual)):
                joined = _join(line.text for line in block.lines)
                if text and position == 0 and last and _runs_on(text, last, joined, block):
                    text, ended, last = _join((text, joined)), number, block
                    continue
                if text:
                    yield Paragraph(text, _label(begun, ended))
                text, begun, ended, last = joined, number, number, block
    if text:
        yield Paragraph(text, _label(begun, ended))


class _Block(NamedTuple):
    """Lines of a paragraph, or of what a region has of it."""

    lines: list[Line]
    right: float | None
    """Where the lines of its column end; None where the column is too short to tell."""


def _usual_gap(regions: Sequence[Region]) -> float:
    """Gap between the lines of a paragraph, as most of the regions' lines have it.

    Where most lines are far apart and end a sentence, each is a paragraph and there is none such.
    """
    pairs = [
        (above, line) for region in regions for above, line in pairwise(region) if above.top >= line.bottom
    ]
    if not pairs:
        return 0.0
    gap = max(median_low([_gap_above(above, line) for above, line in pairs]), 0.0)
    is_wide = gap > _GAP * median_low([above.height for above, _ in pairs])
    n_ended = sum(bool(_SENTENCE_END.search(line.text)) for _, line in pairs)
    return 0.0 if is_wide and n_ended > _ENDED_SHARE * len(pairs) else gap


def _blocks(region: Region, usual: float) -> Iterator[_Block]:
    if not region:
        return
    # Of a headline and a line or two its own gaps tell nothing.
    gap = _usual_gap([region]) if len(region) >= _LINES_THAT_TELL else usual
    right = max(line.right for line in region)
    short = right - (1 - _SHORT) * (right - min(line.left for line in region))
    end = right if len(region) >= _LINES_THAT_TELL else None
    block = [region[0]]
    for line in region[1:]:
        if _begins_paragraph(block, line, gap=gap, short=short, right=right):
            yield _Block(block, end)
            block = []
        block.append(line)
    yield _Block(block, end)


def _gap_above(above: Line, line: Line) -> float:
    return above.bottom - line.top


def _begins_paragraph(block: list[Line], line: Line, *, gap: float, short: float, right: float) -> bool:
    above = block[-1]
    if line.opens or _are_rows(above, line):
        return True
    if above.top < line.bottom:  # the next column, or a note at the top
        return not _goes_on(above.text, line.text)
    if _gap_above(above, line) > gap + _GAP * above.height:
        return True
    if not _is_same_size(above, line) and (_is_ended(above, short) or _is_heading(above, line)):
        return True
    if _ITEM.match(line.text) and (_SENTENCE_END.search(above.text) or _is_ended(above, short)):
        return True
    is_indented = line.left - block[0].left > _INDENT * line.height and len(block) > 1
    is_short = above.right < short and not is_wrapped(above, line, right)
    return bool(_SENTENCE_END.search(above.text)) and (is_indented or is_short)


def _is_ended(above: Line, short: float) -> bool:
    return above.right < short or bool(_SENTENCE_END.search(above.text))


def _are_rows(above: Line, line: Line) -> bool:
    """Whether two lines are rows of a table: gaps in justified text are few and not below each other."""
    if min(len(above.pieces), len(line.pieces)) >= _CELLS_OF_A_ROW:
        return True
    return any(
        abs(one.left - other.left) < _CELL_ALIGNED * line.height
        for one in above.pieces[1:]
        for other in line.pieces[1:]
    )


def is_wrapped(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would not have fitted at the end of the line above."""
    word = line.text.split(maxsplit=1)[0]
    width = (line.right - line.left) * (len(word) + 1) / len(line.text)  # as if letters were of one width
    return above.right + width > right - _RAGGED * (right - above.left)


def _is_heading(above: Line, line: Line) -> bool:
    """Whether a line in larger type stands above one that begins a sentence."""
    begin = line.text[:1]
    return above.height > line.height and begin.isalpha() and not begin.islower()


def _is_same_size(above: Line, line: Line) -> bool:
    return abs(line.height - above.height) <= _SIZE_CHANGE * max(line.height, above.height)


def _runs_on(text: str, last: _Block, more: str, block: _Block) -> bool:
    """Whether a paragraph runs on over the end of a page or column."""
    line = block.lines[0]
    if line.opens:
        return False
    if _goes_on(text, more):
        return True
    above = last.lines[-1]
    if last.right is None or len(last.lines) == 1 or _SENTENCE_END.search(text) or _ITEM.match(more):
        return False
    return _is_same_size(above, line) and is_wrapped(above, line, last.right)


def _goes_on(text: str, more: str) -> bool:
    return bool(more[:1].islower() or _PARTED.search(text)) and not _SENTENCE_END.search(text)


def _join(lines: Iterable[str]) -> str:
    """Join lines by spaces, and the halves of a word by `_PARTING`."""
    text = ""
    for line in lines:
        line = line.strip()
        if not text or not line:
            text += line
        elif not _PARTED.search(text):
            text = f"{text} {line}"
        else:
            text = text[:-1] + (_PARTING if line[0].islower() else "-") + line
    return text


def _whole(word: re.Match[str], words: Counter[str]) -> str:
    """The word without the hyphen, unless the rest of the file shows that it is spelt with one."""
    before, after = word.groups()
    whole, hyphened = words[f"{before}{after}".lower()], words[f"{before}-{after}".lower()]
    are_words = bool(words[before.lower()] and words[after.lower()])
    keeps_hyphen = hyphened > whole or (not whole and are_words)
    return f"{before}-{after}" if keeps_hyphen else f"{before}{after}"


def _label(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first}–{last}"
