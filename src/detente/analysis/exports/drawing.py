"""A picture (SVG) of a small state graph.

States stand on a circle, so that no move between two of them runs through a third; neighbours differ
in one option where every state is feasible (a Gray code), which keeps most moves short. An arrow is
an improvement of its mover, in the mover's colour and its dash, so that colours are not needed to
tell them apart. A state that holds is filled, and says under which concepts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from detente.analysis.exports.facts import StateFacts, graph_within, state_facts
from detente.analysis.moves import StateGraph
from detente.records import Concept, Negotiation, Solution

MAX_DRAWN_STATES = 32
"""Feasible states of a graph that is drawn: more cannot be read."""

# Colours that are told apart by most colour-blind readers (Okabe and Ito), each with its dash.
_PENS = (
    ("#0072b2", ""),
    ("#d55e00", "7 3"),
    ("#009e73", "2 3"),
    ("#aa4499", "10 3 2 3"),
    ("#7a6000", "12 5"),
    ("#333333", "4 2 1 2"),
)
_LETTER = 7.9  # width of a letter of a state
_HEIGHT = 38  # of a state's box
_BETWEEN = 48  # between the boxes of neighbours
_LINE = 20  # of the legend
_WRAP = 46  # letters of the legend's column, beyond which a label is cut


def state_graph_svg(negotiation: Negotiation, solution: Solution) -> str:
    """SVG of the feasible states and of everybody's improvements between them.

    Raises
    ------
    LimitError
        There are more than `MAX_DRAWN_STATES` feasible states.
    """
    graph = graph_within(negotiation, MAX_DRAWN_STATES, "a picture")
    facts = sorted(state_facts(graph, solution), key=lambda item: _gray_place(item.state))
    pens = {dm: (i, *_PENS[i % len(_PENS)]) for i, dm in enumerate(graph.moves)}
    boxes = _placed(facts)
    size = max(box.x + box.width / 2 for box in boxes.values()) + 20
    height = max(box.y for box in boxes.values()) + _HEIGHT / 2 + 20
    legend = list(_legend(negotiation, pens, size + 10))
    total = max(height, 40 + _LINE * (len(negotiation.options) + len(pens) + 5))
    width = size + 30 + _WRAP * 7.2
    title = escape(negotiation.title or "State graph")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{total:.0f}" '
            f'viewBox="0 0 {width:.0f} {total:.0f}" role="img" aria-label="{title}" '
            'font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="12">',
            f"<title>{title}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            "<defs>",
            *(_arrow_head(i, colour) for i, colour, _ in pens.values()),
            "</defs>",
            *_arrows(graph, boxes, pens),
            *(_box_lines(box, item) for box, item in ((boxes[item.state], item) for item in facts)),
            *legend,
            "</svg>",
            "",
        ]
    )


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a state stands: the middle of its box, and its width."""

    x: float
    y: float
    width: float

    def edge_towards(self, x: float, y: float, gap: float) -> tuple[float, float]:
        """Where a line from the middle to a point leaves the box, and a little further."""
        dx, dy = x - self.x, y - self.y
        length = math.hypot(dx, dy) or 1.0
        reach = min(
            (self.width / 2) / abs(dx) if dx else math.inf, (_HEIGHT / 2) / abs(dy) if dy else math.inf
        )
        return self.x + dx * (reach + gap / length), self.y + dy * (reach + gap / length)


def _gray_place(state: str) -> int:
    """Place of a state in an order in which neighbours differ in one option."""
    place = parity = 0
    for letter in reversed(state):
        parity ^= letter == "Y"
        place = place * 2 + parity
    return place


def _placed(facts: Sequence[StateFacts]) -> dict[str, _Box]:
    width = max(max(len(item.state) * _LETTER, len(_words(item)) * 5.6) for item in facts) + 16
    n_states = len(facts)
    # So far apart that an arrow between neighbours can be seen.
    radius_x = n_states * (width + _BETWEEN) / (2 * math.pi) if n_states > 1 else 0.0
    radius_y = n_states * (_HEIGHT + _BETWEEN) / (2 * math.pi) if n_states > 1 else 0.0
    boxes = {}
    for i, item in enumerate(facts):
        angle = 2 * math.pi * i / n_states - math.pi / 2
        x = 20 + width / 2 + radius_x * (1 + math.cos(angle))
        y = 20 + _HEIGHT / 2 + radius_y * (1 + math.sin(angle))
        boxes[item.state] = _Box(x, y, width)
    return boxes


def _words(facts: StateFacts) -> str:
    """The concepts under which a state holds, in few letters."""
    held = [concept.value for concept, holds in facts.holds.items() if holds]
    return "all" if len(held) == len(Concept) else " ".join(held)


def _arrow_head(i: int, colour: str) -> str:
    return (
        f'<marker id="head{i}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path d="M0 0 L10 5 L0 10 z" fill="{colour}"/></marker>'
    )


def _arrows(
    graph: StateGraph, boxes: dict[str, _Box], pens: dict[str, tuple[int, str, str]]
) -> Iterator[str]:
    names = graph.space.all_names()
    for dm, moves in graph.moves.items():
        i, colour, dash = pens[dm]
        for before in range(graph.space.n_states):
            for after in moves.improved(before):
                path = _curve(boxes[names[before]], boxes[names[after]])
                dashes = f' stroke-dasharray="{dash}"' if dash else ""
                yield (
                    f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes} '
                    f'marker-end="url(#head{i})"><title>{escape(dm)}: {names[before]} to {names[after]}'
                    "</title></path>"
                )


def _curve(start: _Box, end: _Box) -> str:
    """A line bent a little to its left, so that moves there and back are two lines."""
    middle_x, middle_y = (start.x + end.x) / 2, (start.y + end.y) / 2
    bend_x = middle_x + 0.08 * (end.y - start.y)
    bend_y = middle_y - 0.08 * (end.x - start.x)
    x1, y1 = start.edge_towards(bend_x, bend_y, 1)
    x2, y2 = end.edge_towards(bend_x, bend_y, 3)
    return f"M{x1:.1f} {y1:.1f} Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"


def _box_lines(box: _Box, facts: StateFacts) -> str:
    words = _words(facts)
    fill, edge = ("#fff3c4", "#8a6d00") if words else ("#ffffff", "#666666")
    lines = [
        f'<g><rect x="{box.x - box.width / 2:.1f}" y="{box.y - _HEIGHT / 2:.1f}" width="{box.width:.1f}" '
        f'height="{_HEIGHT}" rx="6" fill="{fill}" stroke="{edge}" stroke-width="{2 if words else 1}"/>',
        f'<text x="{box.x:.1f}" y="{box.y + (-3 if words else 4):.1f}" text-anchor="middle" '
        f'font-family="DejaVu Sans Mono, monospace" font-size="13">{facts.state}</text>',
    ]
    if words:
        lines.append(
            f'<text x="{box.x:.1f}" y="{box.y + 12:.1f}" text-anchor="middle" font-size="10">{words}</text>'
        )
    return "".join([*lines, "</g>"])


def _legend(negotiation: Negotiation, pens: dict[str, tuple[int, str, str]], x: float) -> Iterator[str]:
    y = 30.0
    yield f'<text x="{x:.0f}" y="{y:.0f}" font-weight="bold">Letters, in order</text>'
    for i, option in enumerate(negotiation.options, 1):
        y += _LINE
        owner = f" ({option.owner})" if option.owner is not None else ""
        yield f'<text x="{x:.0f}" y="{y:.0f}">{i}. {escape(_cut(option.label + owner))}</text>'
    y += 1.5 * _LINE
    yield f'<text x="{x:.0f}" y="{y:.0f}" font-weight="bold">Improvements of</text>'
    for dm, (i, colour, dash) in pens.items():
        y += _LINE
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        yield (
            f'<path d="M{x:.0f} {y - 4:.0f} h34" stroke="{colour}" stroke-width="1.5"{dashes} '
            f'marker-end="url(#head{i})"/><text x="{x + 42:.0f}" y="{y:.0f}">{escape(_cut(dm))}</text>'
        )
    y += 1.5 * _LINE
    yield f'<text x="{x:.0f}" y="{y:.0f}">Filled: holds under the concepts named</text>'


def _cut(text: str) -> str:
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return clean if len(clean) <= _WRAP else f"{clean[: _WRAP - 1]}…"
