"""Which pages of a PDF begin an article of their own: press cuttings printed to one file.

A page begins one where it opens with a headline in larger type above a byline or a date, or with
a headline in the size of the text above both. A file is parted only if this is so of its first
page, if all the headlines are of one size and differ, and if what is above each begin has ended.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from detente.reading.dates import find_date
from detente.reading.heading import is_date_line, is_dateline
from detente.reading.pdf_lines import Line

_LARGER = 1.15
_SAME_SIZE = 0.1
_HEAD_LINES = 12
# Above the headline: the name of the paper or of the section.
_LINES_ABOVE = 3
_WORDS_ABOVE = 8
_LINES_BELOW = 4
_HEADLINE_CHARACTERS = 300
_HEADLINE_WORDS = 2
_FULL = 0.85
_BYLINE = re.compile(r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR)\s+(?=[^\W\d_a-z])")
_BYLINE_CHARACTERS = 120
_NAME_END = re.compile(r"\s*[,|•·–—]\s.*")
_SENTENCE_END = re.compile(r"""[.!?:;…]['"”’»)\]]*\d*$""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says of its article; `height` is that of the headline, None if it is not larger."""

    title: str
    byline: str | None
    date: datetime.date | None
    height: float | None


def head_of(page: Sequence[Line], body: float) -> Head | None:
    """The head of the article that a page begins with, given its lines in reading order.

    Parameters
    ----------
    page : the lines.
    body : height of a line of the text.
    """
    lines = page[:_HEAD_LINES]
    large = next(
        (i for i, line in enumerate(lines[: _LINES_ABOVE + 1]) if line.height >= _LARGER * body), None
    )
    if large is None:
        return _plain_head(lines)
    end = next((i for i in range(large, len(lines)) if not _is_like(lines[i], lines[large])), len(lines))
    if any(len(line.text.split()) > _WORDS_ABOVE for line in lines[:large]):
        return None
    return _head(lines[large:end], lines[end : end + _LINES_BELOW], lines[large].height)


def begins(pages: Sequence[Sequence[Line]], heads: Sequence[Head | None]) -> list[int]:
    """Indices of the pages that begin an article; only the first if the file cannot surely be parted."""
    found = [i for i, head in enumerate(heads) if head is not None]
    starts = [head for head in heads if head is not None]
    titles = {re.sub(r"\d+", "#", head.title.lower()) for head in starts}
    if found[:1] != [0] or len(titles) < len(starts):
        return [0]
    if not all(_are_alike(one, other) for one, other in pairwise(starts)):
        return [0]
    return found if all(_is_ended(pages[i - 1]) for i in found[1:]) else [0]


def body_height(pages: Sequence[Sequence[Line]]) -> float:
    """Height of most lines."""
    return median([line.height for page in pages for line in page] or [1.0])


def _plain_head(lines: Sequence[Line]) -> Head | None:
    """A head whose headline is as large as the text: it must have a byline and a date."""
    end = next((i for i, line in enumerate(lines) if _is_byline(line) or is_date_line(line.text)), 0)
    if not 0 < end <= _LINES_ABOVE:
        return None
    head = _head(lines[:end], lines[end : end + _LINES_BELOW], None)
    return head if head and head.byline and head.date else None


def _head(headline: Sequence[Line], below: Sequence[Line], height: float | None) -> Head | None:
    title = " ".join(line.text.strip() for line in headline)
    if (
        len(title) > _HEADLINE_CHARACTERS
        or len(title.split()) < _HEADLINE_WORDS
        or title.endswith((".", ";", ","))
    ):
        return None
    byline = next((line.text.strip() for line in below if _is_byline(line)), None)
    dated = [line.text for line in below if is_date_line(line.text) or is_dateline(line.text)]
    date = find_date(" ".join([*([byline] if byline else []), *dated]))
    if byline is None and date is None:
        return None
    return Head(
        title=title,
        byline=_NAME_END.sub("", _BYLINE.sub("", byline, count=1)) if byline else None,
        date=date,
        height=height,
    )


def _is_byline(line: Line) -> bool:
    text = line.text.strip()
    return (
        bool(_BYLINE.match(text)) and len(text) <= _BYLINE_CHARACTERS and not text.endswith((".", ":", ";"))
    )


def _is_like(line: Line, other: Line) -> bool:
    return abs(line.height - other.height) <= _SAME_SIZE * other.height


def _are_alike(one: Head, other: Head) -> bool:
    if one.height is None or other.height is None:
        return one.height is other.height
    return abs(one.height - other.height) <= _SAME_SIZE * one.height


def _is_ended(page: Sequence[Line]) -> bool:
    """Whether the text of a page does not run on over its end."""
    if not page or _SENTENCE_END.search(page[-1].text.strip()):
        return True
    left, right = min(line.left for line in page), max(line.right for line in page)
    return page[-1].right - left < _FULL * (right - left)
