"""What moved: changes of position, parties whose latest statements disagree, and their timelines."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from detente.briefing.cells import statements_of
from detente.briefing.contents import Mark, Movement, Timeline
from detente.briefing.sources import Desk
from detente.briefing.wording import SIGNS, WORDS
from detente.records import Holding, Polarity, Position, PositionMap

_HOLDING = {
    Polarity.FOR: Holding.FOR,
    Polarity.AGAINST: Holding.AGAINST,
    Polarity.OPEN: Holding.OPEN,
}


def movements(desk: Desk, position_map: PositionMap) -> tuple[Movement, ...]:
    """Changes, then contradictions; of both the latest first and undated ones last."""
    names = {issue.id: issue.name for issue in position_map.issues}
    found = [
        movement
        for position in position_map.positions
        for movement in (*_shifts(desk, position, names), *_contradictions(desk, position, names))
    ]
    found.sort(key=lambda movement: movement.date or datetime.date.min, reverse=True)
    return tuple(sorted(found, key=lambda movement: movement.is_contradiction))


def timelines(desk: Desk, position_map: PositionMap, movements: Sequence[Movement]) -> tuple[Timeline, ...]:
    """A timeline for each issue that something moved on, in the order of the movements."""
    return tuple(
        _timeline(desk, position_map, issue_id, issue, [m.party for m in movements if m.issue_id == issue_id])
        for issue_id, issue in {m.issue_id: m.issue for m in movements}.items()
    )


def _timeline(
    desk: Desk, position_map: PositionMap, issue_id: str, issue: str, moved: Sequence[str]
) -> Timeline:
    marks = [
        mark
        for position in position_map.positions
        if position.issue_id == issue_id
        for mark in _marks(desk, position)
    ]
    marks.sort(key=lambda mark: mark.date or datetime.date.max)
    spoke = {mark.party for mark in marks}
    others = [party for party in position_map.parties if party in spoke and party not in moved]
    return Timeline(
        issue_id=issue_id, issue=issue, parties=(*dict.fromkeys(moved), *others), marks=tuple(marks)
    )


def _marks(desk: Desk, position: Position) -> list[Mark]:
    marks = []
    for statement in statements_of(desk, position):
        if statement.stance is not None:
            is_conditional = statement.condition is not None and statement.stance.polarity is Polarity.FOR
            holding = Holding.CONDITIONAL if is_conditional else _HOLDING[statement.stance.polarity]
            marks.append(
                Mark(
                    party=position.party,
                    date=desk.reports[statement.report_id].date,
                    holding=holding,
                    sign=SIGNS[holding],
                    word=WORDS[holding],
                    statement_id=statement.id,
                )
            )
    return marks


def _shifts(desk: Desk, position: Position, names: dict[str, str]) -> list[Movement]:
    return [
        Movement(
            party=position.party,
            issue_id=position.issue_id,
            issue=names[position.issue_id],
            before=WORDS[shift.before],
            after=WORDS[shift.after],
            date=shift.date,
            from_statement=shift.from_statement,
            to_statement=shift.to_statement,
        )
        for shift in position.shifts
        if len(desk.known((shift.from_statement, shift.to_statement))) == 2
    ]


def _contradictions(desk: Desk, position: Position, names: dict[str, str]) -> list[Movement]:
    """The latest statement for and the latest against, where the party's holding is contested."""
    if position.holding is not Holding.CONTESTED:
        return []
    latest = {s.stance.polarity: s for s in statements_of(desk, position) if s.stance is not None}
    if Polarity.FOR not in latest or Polarity.AGAINST not in latest:
        return []
    return [
        Movement(
            party=position.party,
            issue_id=position.issue_id,
            issue=names[position.issue_id],
            before=WORDS[Holding.FOR],
            after=WORDS[Holding.AGAINST],
            date=position.date,
            from_statement=latest[Polarity.FOR].id,
            to_statement=latest[Polarity.AGAINST].id,
            is_contradiction=True,
        )
    ]
