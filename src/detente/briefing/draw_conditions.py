"""The conditions of a brief as a small graph: what is asked for left, what it would bring right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.briefing.contents import ConditionLine
from detente.briefing.svg import Box, svg, text_lines, wrapped
from detente.briefing.wording import called, quoted, sentence

N_DRAWN = 10
"""Conditions that are drawn; a larger graph is not read. The table beside it has all."""

_WIDTH, _COLUMN = 760, 330
_GAP = 12
_CHARACTERS = 42


@dataclass(slots=True)
class _Node:
    """A box with its words; `top` is known once its column is laid out."""

    lines: list[str]
    top: float = 0.0

    @property
    def height(self) -> float:
        return Box.height(len(self.lines))

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def drawn(lines: Sequence[ConditionLine]) -> Sequence[ConditionLine]:
    """The conditions that are drawn: the first of those whose words open as a condition does."""
    return [line for line in lines if line.is_clear][:N_DRAWN]


def draw_conditions(lines: Sequence[ConditionLine]) -> str:
    """An SVG of the conditions, an arrow from each to the position that it is a condition of.

    Conditions in the same words are one box, and so are positions of one party on one issue. Empty
    where no condition is drawn.
    """
    edges = [(_asked(line), _brought(line)) for line in drawn(lines)]
    if not edges:
        return ""
    left = {words: _Node(wrapped(words, _CHARACTERS)) for words, _ in edges}
    right = {words: _Node(wrapped(words, _CHARACTERS)) for _, words in edges}
    heights = [_height(column) for column in (left, right)]
    total = max(heights)
    for column, height in zip((left, right), heights, strict=True):
        _lay_out(column, (total - height) / 2)
    shapes = [_arrow(left[asked], right[brought]) for asked, brought in edges]
    shapes += [_box(node, 0, "asked") for node in left.values()]
    shapes += [_box(node, _WIDTH - _COLUMN, "brought") for node in right.values()]
    said = [sentence(f"{asked} → {brought}") for asked, brought in edges]
    return svg("conditions", "Conditions and what they would bring", " ".join(said), _WIDTH, total, shapes)


def _asked(line: ConditionLine) -> str:
    return quoted(line.words)


def _brought(line: ConditionLine) -> str:
    return f"{line.party} {line.verb} {called(line.issue)}"


def _height(column: dict[str, _Node]) -> float:
    return sum(node.height for node in column.values()) + _GAP * (len(column) - 1)


def _lay_out(column: dict[str, _Node], top: float) -> None:
    for node in column.values():
        node.top = top
        top += node.height + _GAP


def _box(node: _Node, x: float, kind: str) -> str:
    rect = f'<rect class="{kind}" x="{x + 1:g}" y="{node.top + 1:g}" '
    rect += f'width="{_COLUMN - 2}" height="{node.height - 2:g}" rx="4"/>'
    return rect + text_lines(node.lines, x + Box.PADDING, node.top)


def _arrow(start: _Node, end: _Node) -> str:
    x, tip, bend = _COLUMN, _WIDTH - _COLUMN - 1, _WIDTH / 2
    curve = (
        f"M{x} {start.middle:g}C{bend:g} {start.middle:g} {bend:g} {end.middle:g} {tip - 7:g} {end.middle:g}"
    )
    head = f"M{tip - 8:g} {end.middle - 4.5:g}L{tip:g} {end.middle:g}L{tip - 8:g} {end.middle + 4.5:g}Z"
    return f'<path class="edge" d="{curve}"/><path class="head" d="{head}"/>'
