"""Running heads and page numbers of a PDF, which are no part of its text.

A running head is a line that recurs at the top or bottom edge of most pages, word for word but for
a number that counts the pages. Pages that are alike beyond their edges are no heads but forms,
slides or lists, and are kept whole: rather a head too many in the text than a line too few.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from detente.reading.pdf_lines import Page

# Lines at a page's edge that may be running heads, and the share of pages that must have them.
_EDGE_LINES = 3
_RUNNING_SHARE = 0.5
_RUNNING_PAGES = 3
# What recurs and is more of the text than this is the text.
_MOST_OF_TEXT = 1 / 3
_MAX_NUMBERS = 6
_NUMBER = re.compile(r"\d{1,9}")
_PAGE_NUMBER = re.compile(
    r"^[\s\W]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|de)\s*\d{1,4})?[\s\W]*$", re.I
)


def without_running_heads(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """Leave out lines that recur at the edge of most pages, and page numbers; say how many."""
    ordered = [sorted(range(len(page)), key=lambda i: -page[i].top) for page in pages]
    numbers = [
        _page_numbers(page, order) if len(pages) > 1 else set()
        for page, order in zip(pages, ordered, strict=True)
    ]
    recurring = _recurring(pages, ordered)
    heads = [_heads(*of_page) for of_page in zip(ordered, numbers, recurring, strict=True)]
    if _size(pages, heads) > _MOST_OF_TEXT * _size(pages, map(range, map(len, pages))):
        heads = [set() for _ in pages]
    kept: list[Page] = [
        [line for i, line in enumerate(page) if i not in out and i not in running]
        for page, out, running in zip(pages, numbers, heads, strict=True)
    ]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _page_numbers(page: Page, order: Sequence[int]) -> set[int]:
    edges = {*order[:_EDGE_LINES], *order[-_EDGE_LINES:]}
    return {i for i in edges if _PAGE_NUMBER.match(page[i].text)}


def _recurring(pages: Sequence[Page], ordered: Sequence[Sequence[int]]) -> list[set[int]]:
    """Lines of each page, at its edges and one line beyond them, that recur on most."""
    beyond = _EDGE_LINES + 1
    keys = [
        {i: set(_keys(page[i].text, number)) for i in {*order[:beyond], *order[-beyond:]}}
        for number, (page, order) in enumerate(zip(pages, ordered, strict=True))
    ]
    counts = Counter(key for of_page in keys for key in set().union(*of_page.values()))
    least = max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages))
    return [
        {i for i, of_line in of_page.items() if any(counts[key] >= least for key in of_line)}
        for of_page in keys
    ]


def _keys(text: str, number: int) -> Iterator[str]:
    """What a line may share with others: itself, or itself with a number counted from its page's."""
    text = text.strip().lower()
    yield text
    for found in list(_NUMBER.finditer(text))[:_MAX_NUMBERS]:
        yield f"{text[: found.start()]}\0{int(found.group()) - number}\0{text[found.end() :]}"


def _heads(order: Sequence[int], numbers: set[int], recurring: set[int]) -> set[int]:
    """Lines from either edge up to the first that does not recur; none where too many do."""
    heads: set[int] = set()
    for inwards in (order, order[::-1]):
        run = [i for i in takewhile(lambda i: i in recurring or i in numbers, inwards) if i not in numbers]
        if len(run) <= _EDGE_LINES:
            heads.update(run)
    return heads


def _size(pages: Sequence[Page], chosen: Iterable[Iterable[int]]) -> int:
    return sum(len(page[i].text) for page, of_page in zip(pages, chosen, strict=True) for i in of_page)
