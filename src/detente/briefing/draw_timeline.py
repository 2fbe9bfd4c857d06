"""A timeline of an issue: a row for each party and a mark for each day on which it is reported."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from detente.briefing.contents import Mark, Timeline
from detente.briefing.svg import svg, word, wrapped
from detente.briefing.wording import day, named, sentence

_N_PARTIES = 8
"""Rows that are drawn; the table beside the drawing has all."""

_WIDTH, _LEFT, _RIGHT = 760, 190, 40
_ROW, _TOP, _FOOT = 34, 8, 26
_RADIUS = 10
_LABEL = 92
"""Room that a date takes on the axis."""


def draw_timeline(timeline: Timeline) -> str:
    """An SVG of the dated statements; empty where fewer than two days are known.

    Statements of one party that point the same way on one day are one mark. Marks that would lie
    on each other are set side by side.
    """
    parties = timeline.parties[:_N_PARTIES]
    marks = _distinct([m for m in timeline.marks if m.date is not None and m.party in parties])
    days = sorted({m.date for m in marks if m.date is not None})
    if len(days) < 2:
        return ""
    height = _TOP + _ROW * len(parties) + _FOOT
    shapes = [_row(party, i) for i, party in enumerate(parties)]
    shapes += _axis(days, height)
    for i, party in enumerate(parties):
        last = -float("inf")
        for mark in marks:
            if mark.party == party and mark.date is not None:
                last = max(_x(mark.date, days), last + 2 * _RADIUS + 2)
                shapes.append(_mark(mark, last, _TOP + _ROW * (i + 0.5)))
    said = [sentence(f"{day(m.date)}: {named(m.party)} {m.word}") for m in marks]
    return svg("timeline", f"Timeline of {timeline.issue}", " ".join(said), _WIDTH, height, shapes)


def _distinct(marks: Sequence[Mark]) -> list[Mark]:
    return list({(m.party, m.date, m.holding): m for m in reversed(marks)}.values())[::-1]


def _x(date: datetime.date, days: Sequence[datetime.date]) -> float:
    share = (date - days[0]).days / (days[-1] - days[0]).days
    return _LEFT + _RADIUS + share * (_WIDTH - _LEFT - _RIGHT - 2 * _RADIUS)


def _row(party: str, i: int) -> str:
    y = _TOP + _ROW * (i + 0.5)
    line = f'<path class="row" d="M{_LEFT} {y:g}H{_WIDTH}"/>'
    return line + word(wrapped(party, 24, n_lines=1)[0], 0, y + 4.5)


def _axis(days: Sequence[datetime.date], height: float) -> list[str]:
    """A tick for each day; dates at both ends and between them where there is room."""
    base = height - _FOOT
    ticks = [f'<path class="tick" d="M{_x(d, days):.1f} {base:g}v5"/>' for d in days]
    labelled = [days[0]]
    for date in days[1:-1]:
        is_free = _x(date, days) - _x(labelled[-1], days) > _LABEL
        if is_free and _x(days[-1], days) - _x(date, days) > _LABEL:
            labelled.append(date)
    labelled.append(days[-1])
    if _x(days[-1], days) - _x(days[0], days) < _LABEL:
        labelled.pop()
    anchors = {days[0]: "start", days[-1]: "end"}
    return ticks + [
        word(_short(d), _at(d, days), height - 7, anchor=anchors.get(d, "middle"), kind="date")
        for d in labelled
    ]


def _at(date: datetime.date, days: Sequence[datetime.date]) -> float:
    return _x(date, days) + {days[0]: -_RADIUS, days[-1]: _RADIUS}.get(date, 0)


def _short(date: datetime.date) -> str:
    month = day(date).split()[1][:3]
    return f"{date.day} {month} {date.year}"


def _mark(mark: Mark, x: float, y: float) -> str:
    circle = f'<circle class="{mark.holding}" cx="{x:.1f}" cy="{y:g}" r="{_RADIUS}"/>'
    return circle + word(mark.sign, round(x, 1), y + 4.5, anchor="middle", kind=f"sign {mark.holding}")
