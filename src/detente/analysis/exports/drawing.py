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
from detente.records import Concept, DrawnGraph, Improvement, Negotiation, Option, Solution

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
_WRAP = 46  # letters of a column of the legend, beyond which a label is cut
_COLUMN = 330  # width of such a column


def state_graph_svg(negotiation: Negotiation, solution: Solution) -> str:
    """SVG of the feasible states and of everybody's improvements between them, with the options' names.

    Raises
    ------
    LimitError
        There are more than `MAX_DRAWN_STATES` feasible states.
    """
    return draw_state_graph(negotiation, solution, has_options=True).svg


def draw_state_graph(
    negotiation: Negotiation, solution: Solution, *, has_options: bool = False
) -> DrawnGraph:
    """The picture of a state graph with what it shows as data; it lists the options if asked to.

    Colours are attributes of the shapes, which the style sheet of a page around it overrules by
    their classes: ``paper``, ``state``, ``holds``, ``move``, ``head`` and ``m0``, ``m1`` … for the movers.

    Raises
    ------
    LimitError
        There are more than `MAX_DRAWN_STATES` feasible states.
    """
    graph = graph_within(negotiation, MAX_DRAWN_STATES, "a picture")
    facts = sorted(state_facts(graph, solution), key=lambda item: _gray_place(item.state))
    pens = {dm: (i, *_PENS[i % len(_PENS)]) for i, dm in enumerate(graph.moves)}
    columns = 2 * _COLUMN if has_options else _COLUMN
    boxes = _placed(facts, at_least=columns)
    bottom = max(box.y for box in boxes.values()) + _HEIGHT / 2 + 30
    width = max(40.0 + columns, *(box.x + box.width / 2 + 20 for box in boxes.values()))
    options = negotiation.options if has_options else ()
    legend = [*_movers(pens, 20, bottom), *_options(options, 20 + _COLUMN, bottom)]
    height = bottom + _LINE * (1 + max(len(pens) + 2, len(options)))
    improvements = tuple(_improvements(graph))
    title = escape(negotiation.title or "State graph")
    svg = "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="state-graph" width="{width:.0f}" '
            f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{title}" '
            'font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="12">',
            f"<title>{title}</title>",
            '<rect class="paper" width="100%" height="100%" fill="#ffffff"/>',
            "<defs>",
            *(_arrow_head(i, colour) for i, colour, _ in pens.values()),
            "</defs>",
            *(_arrow(move, boxes, pens) for move in improvements),
            *(_box_lines(boxes[item.state], item) for item in facts),
            *legend,
            "</svg>",
            "",
        ]
    )
    return DrawnGraph(svg=svg, states=tuple(item.state for item in facts), improvements=improvements)


def _improvements(graph: StateGraph) -> Iterator[Improvement]:
    names = graph.space.all_names()
    for dm, moves in graph.moves.items():
        for before in range(graph.space.n_states):
            for after in moves.improved(before):
                yield Improvement(decision_maker=dm, before=names[before], after=names[after])


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


def _placed(facts: Sequence[StateFacts], *, at_least: float) -> dict[str, _Box]:
    """The boxes of the states, in the middle of a picture `at_least` so wide."""
    width = max(max(len(item.state) * _LETTER, len(_words(item)) * 5.6) for item in facts) + 16
    n_states = len(facts)
    # So far apart that an arrow between neighbours can be seen.
    radius_x = n_states * (width + _BETWEEN) / (2 * math.pi) if n_states > 1 else 0.0
    radius_y = n_states * (_HEIGHT + _BETWEEN) / (2 * math.pi) if n_states > 1 else 0.0
    left = 20 + max(0.0, (at_least - width - 2 * radius_x) / 2)
    boxes = {}
    for i, item in enumerate(facts):
        angle = 2 * math.pi * i / n_states - math.pi / 2
        x = left + width / 2 + radius_x * (1 + math.cos(angle))
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
        f'orient="auto-start-reverse"><path class="head m{i % len(_PENS)}" d="M0 0 L10 5 L0 10 z" '
        f'fill="{colour}"/></marker>'
    )


def _line(path: str, pen: tuple[int, str, str], title: str = "") -> str:
    """A line in a mover's colour and dash, with its head."""
    i, colour, dash = pen
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    said = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<path class="move m{i % len(_PENS)}" d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"'
        f'{dashes} marker-end="url(#head{i})">{said}</path>'
    )


def _arrow(move: Improvement, boxes: dict[str, _Box], pens: dict[str, tuple[int, str, str]]) -> str:
    title = f"{move.decision_maker}: {move.before} to {move.after}"
    return _line(_curve(boxes[move.before], boxes[move.after]), pens[move.decision_maker], title)


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
        f'<g><rect class="{"state holds" if words else "state"}" x="{box.x - box.width / 2:.1f}" '
        f'y="{box.y - _HEIGHT / 2:.1f}" width="{box.width:.1f}" height="{_HEIGHT}" rx="6" '
        f'fill="{fill}" stroke="{edge}" stroke-width="{2 if words else 1}"/>',
        f'<text x="{box.x:.1f}" y="{box.y + (-3 if words else 4):.1f}" text-anchor="middle" '
        f'font-family="DejaVu Sans Mono, monospace" font-size="13">{facts.state}</text>',
    ]
    if words:
        lines.append(
            f'<text x="{box.x:.1f}" y="{box.y + 12:.1f}" text-anchor="middle" font-size="10">{words}</text>'
        )
    return "".join([*lines, "</g>"])


def _movers(pens: dict[str, tuple[int, str, str]], x: float, y: float) -> Iterator[str]:
    yield _heading("Improvements of", x, y)
    for dm, pen in pens.items():
        y += _LINE
        yield _line(f"M{x:.0f} {y - 4:.0f} h34", pen)
        yield f'<text x="{x + 42:.0f}" y="{y:.0f}">{escape(_cut(dm))}</text>'
    yield f'<text x="{x:.0f}" y="{y + 1.5 * _LINE:.0f}">Filled: holds under the concepts named</text>'


def _options(options: Sequence[Option], x: float, y: float) -> Iterator[str]:
    if options:
        yield _heading("Letters, in order", x, y)
    for i, option in enumerate(options, 1):
        y += _LINE
        owner = f" ({option.owner})" if option.owner is not None else ""
        yield f'<text x="{x:.0f}" y="{y:.0f}">{i}. {escape(_cut(option.label + owner))}</text>'


def _heading(words: str, x: float, y: float) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-weight="bold">{words}</text>'


def _cut(text: str) -> str:
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return clean if len(clean) <= _WRAP else f"{clean[: _WRAP - 1]}…"
