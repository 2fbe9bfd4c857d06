"""Lines of a PDF page → paragraphs.

A PDF has neither paragraphs nor spaces, only glyphs at places. pdfium orders them into lines; here
lines become paragraphs: a wider gap, another size of type, an indent or a line that ends early
after a sentence begins a new one. Words that were parted at a line end are joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from detente.reading.normalise import Paragraph

# In lines' heights or shares of the text's width; set by eye on UN documents and press pages.
_GAP = 0.6
_SIZE_CHANGE = 0.2
_INDENT = 0.8
_SHORT = 0.85
# Lines at a page's edge that may be running heads, and the share of pages that must have them.
_EDGE_LINES = 3
_RUNNING_SHARE = 0.5
_RUNNING_PAGES = 3

# Where a word was parted at a line's end, until the whole document shows how it is spelt.
_PARTING = "\x02"
_PARTED = re.compile(r"(?<=[^\W\d_])[-\x02\ufffe\u00ad\u2010]$")
_PARTED_WORD = re.compile(rf"([^\W_]+){_PARTING}([^\W_]+)")
_WORD = re.compile(rf"[\w{_PARTING}-]+")
_SENTENCE_END = re.compile(r"""[.!?:;]['"”’»)\]]*\d*$""")
_PAGE_NUMBER = re.compile(
    r"^[\s\W]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|de)\s*\d{1,4})?[\s\W]*$", re.I
)
_ITEM = re.compile(r"^(?:[•▪●–—*]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


Page = Sequence[Line]


def without_running_heads(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """Leave out lines that recur at the edge of most pages, and page numbers; say how many."""
    counts = Counter(key for page in pages for key in {_key(page[i]) for i in _edges(page)})
    least = max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages))
    kept: list[Page] = []
    n_left_out = 0
    for page in pages:
        out = {i for i in _edges(page) if _is_running(page[i], counts, least, n_pages=len(pages))}
        kept.append([line for i, line in enumerate(page) if i not in out])
        n_left_out += len(out)
    return kept, n_left_out


def paragraphs(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document, each with the page or pages it stands on."""
    found = list(_with_parted_words(pages))
    words = Counter(word.lower() for paragraph in found for word in _WORD.findall(paragraph.text))
    for text, part in found:
        yield Paragraph(_PARTED_WORD.sub(lambda word: _whole(word, words), text).replace(_PARTING, "-"), part)


def _with_parted_words(pages: Sequence[Page]) -> Iterator[Paragraph]:
    text, first, last = "", 0, 0
    for number, page in enumerate(pages, 1):
        for block in _blocks(page):
            joined = _join(line.text for line in block)
            if text and last < number and _goes_on(text, joined):
                text, last = _join((text, joined)), number
                continue
            if text:
                yield Paragraph(text, _label(first, last))
            text, first, last = joined, number, number
    if text:
        yield Paragraph(text, _label(first, last))


def _edges(page: Page) -> set[int]:
    """Lines at the top and bottom by their place: in the file they may stand in the midst."""
    downwards = sorted(range(len(page)), key=lambda i: -page[i].top)
    return {*downwards[:_EDGE_LINES], *downwards[-_EDGE_LINES:]}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip().lower())


def _is_running(line: Line, counts: Counter[str], least: float, *, n_pages: int) -> bool:
    if n_pages > 1 and _PAGE_NUMBER.match(line.text):
        return True
    return counts[_key(line)] >= least


def _blocks(page: Page) -> Iterator[list[Line]]:
    if not page:
        return
    gap = median([_gap_above(a, b) for a, b in pairwise(page)] or [0.0])
    right = max(line.right for line in page)
    width = right - min(line.left for line in page)
    block = [page[0]]
    for line in page[1:]:
        if _begins_paragraph(block, line, gap=max(gap, 0.0), short=right - (1 - _SHORT) * width):
            yield block
            block = []
        block.append(line)
    yield block


def _gap_above(above: Line, line: Line) -> float:
    return above.bottom - line.top


def _begins_paragraph(block: list[Line], line: Line, *, gap: float, short: float) -> bool:
    above = block[-1]
    if above.top < line.bottom:  # the next column, or a note at the top
        return not _goes_on(above.text, line.text)
    if _gap_above(above, line) > gap + _GAP * above.height:
        return True
    if abs(line.height - above.height) > _SIZE_CHANGE * max(line.height, above.height) and _is_ended(
        above, short
    ):
        return True
    if _ITEM.match(line.text) and (_SENTENCE_END.search(above.text) or _is_ended(above, short)):
        return True
    is_indented = line.left - block[0].left > _INDENT * line.height and len(block) > 1
    return bool(_SENTENCE_END.search(above.text)) and (is_indented or above.right < short)


def _is_ended(above: Line, short: float) -> bool:
    return above.right < short or bool(_SENTENCE_END.search(above.text))


def _goes_on(text: str, more: str) -> bool:
    """Whether a paragraph runs on over the end of a page or column."""
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
