"""What moved: changes of position, and parties whose latest statements disagree."""

from __future__ import annotations

import datetime

from detente.briefing.cells import statements_of
from detente.briefing.contents import Movement
from detente.briefing.sources import Desk
from detente.briefing.wording import WORDS
from detente.records import Holding, Polarity, Position, PositionMap


def movements(desk: Desk, position_map: PositionMap) -> tuple[Movement, ...]:
    """Changes and contradictions, the latest first; undated ones last."""
    names = {issue.id: issue.name for issue in position_map.issues}
    found = [
        movement
        for position in position_map.positions
        for movement in (*_shifts(desk, position, names), *_contradictions(desk, position, names))
    ]
    earliest = datetime.date.min
    return tuple(sorted(found, key=lambda movement: movement.date or earliest, reverse=True))


def _shifts(desk: Desk, position: Position, names: dict[str, str]) -> list[Movement]:
    return [
        Movement(
            party=position.party,
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
            issue=names[position.issue_id],
            before=WORDS[Holding.FOR],
            after=WORDS[Holding.AGAINST],
            date=position.date,
            from_statement=latest[Polarity.FOR].id,
            to_statement=latest[Polarity.AGAINST].id,
            is_contradiction=True,
        )
    ]
