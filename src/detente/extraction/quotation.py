"""What stands in quotation marks, and how a content is quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from detente.records import Quote, Span

_OPEN = {"“": "”", "«": "»", "„": "“", '"': '"'}
_WORD = re.compile(r"\w+")


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Stretches inside double quotation marks (the marks left out), in order.

    A blank line closes an open quotation: a quotation over several paragraphs opens anew in each.
    Straight marks alternate within a paragraph.
    """
    spans: list[Span] = []
    start, closing = -1, ""
    for match in re.finditer(r"[“”«»„\"]|\n\s*\n|\r\n\s*\r\n", text):
        mark = match.group()
        if mark not in _OPEN and mark not in _OPEN.values():
            if start >= 0 and closing:
                spans.append(Span(start, match.start()))
            start, closing = -1, ""
        elif start >= 0 and mark == closing:
            spans.append(Span(start, match.start()))
            start, closing = -1, ""
        elif start < 0 and mark in _OPEN:
            start, closing = match.end(), _OPEN[mark]
    if start >= 0:
        spans.append(Span(start, len(text)))
    return tuple(span for span in spans if span.end > span.start)


def quote_type(text: str, content: Span, quoted: Sequence[Span]) -> Quote:
    """Direct where every word of `content` is quoted, mixed where some are, else indirect."""
    words = [match.span() for match in _WORD.finditer(text, content.start, content.end)]
    holding = [enclosing_quote(start, quoted) for start, _ in words]
    inside = sum(q is not None and end <= q.end for q, (_, end) in zip(holding, words, strict=True))
    if words and inside == len(words):
        return Quote.DIRECT
    return Quote.MIXED if inside else Quote.INDIRECT


def enclosing_quote(offset: int, quoted: Sequence[Span]) -> Span | None:
    """The quotation that holds `offset`, or None; `quoted` in order, as `quoted_spans` gives them."""
    at = bisect_right(quoted, offset, key=lambda span: span.start) - 1
    return quoted[at] if at >= 0 and offset < quoted[at].end else None
