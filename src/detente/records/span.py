"""A stretch of a report's text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open stretch ``text[start:end]`` in Unicode code points of the report's stored text.

    A tuple rather than a dataclass: it is written as ``[start, end]`` in every format, and sorts.
    """

    start: int
    end: int
