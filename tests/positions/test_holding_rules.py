"""What the statements of one party on one issue amount to: oracle is the claim that each rule is named by."""

from __future__ import annotations

import pytest

from detente.positions import map_positions
from detente.records import Holding, Position, Stance
from positions.builders import talks_of

CONDITION = "if all prisoners are released"
ACCEPTS, DEMANDS, REJECTS, DOUBTS = Stance.ACCEPTS, Stance.DEMANDS, Stance.REJECTS, Stance.QUESTIONS


def position_of(*told: tuple[Stance, int, str | None]) -> Position:
    """The one position of a party that says so, by stance, day and condition."""
    statements, reports = talks_of(*(("Orvel", stance, "a ceasefire", *rest) for stance, *rest in told))
    (position,) = map_positions(statements, reports=reports).positions
    return position


@pytest.mark.parametrize(
    ("told", "holding"),
    [
        ([(ACCEPTS, 0, None), (ACCEPTS, 0, CONDITION)], Holding.CONDITIONAL),
        ([(ACCEPTS, 0, None), (ACCEPTS, 0, None), (ACCEPTS, 0, CONDITION)], Holding.FOR),
        ([(ACCEPTS, 0, None), (REJECTS, 0, CONDITION)], Holding.CONDITIONAL),
        ([(ACCEPTS, 0, CONDITION), (REJECTS, 0, None)], Holding.CONDITIONAL),
        ([(REJECTS, 0, CONDITION)], Holding.AGAINST),
        ([(ACCEPTS, 0, None), (DOUBTS, 0, None)], Holding.FOR),
        ([(DOUBTS, 0, None), (DOUBTS, 0, CONDITION)], Holding.OPEN),
    ],
)
def test_statements_of_one_day_amount_to(told, holding: Holding) -> None:
    assert position_of(*told).holding is holding


def test_later_doubt_takes_no_position_back() -> None:
    position = position_of((ACCEPTS, 0, None), (DOUBTS, 7, None))
    assert (position.holding, position.shifts) == (Holding.FOR, ())
    assert position.statement_ids == ("s0", "s1")


def test_doubt_that_comes_first_is_where_a_shift_starts() -> None:
    position = position_of((DOUBTS, 0, None), (REJECTS, 7, None))
    assert [(s.before, s.after) for s in position.shifts] == [(Holding.OPEN, Holding.AGAINST)]


def test_way_there_and_back_is_two_shifts() -> None:
    position = position_of((ACCEPTS, 0, None), (REJECTS, 7, None), (ACCEPTS, 14, None))
    steps = [(s.from_statement, s.to_statement, s.after) for s in position.shifts]
    assert steps == [("s0", "s1", Holding.AGAINST), ("s1", "s2", Holding.FOR)]


def test_condition_that_is_no_longer_made_is_no_condition_of_the_position() -> None:
    position = position_of((ACCEPTS, 0, CONDITION), (ACCEPTS, 7, None))
    assert (position.holding, position.conditions) == (Holding.FOR, ())
    assert [(s.before, s.after) for s in position.shifts] == [(Holding.CONDITIONAL, Holding.FOR)]


@pytest.mark.parametrize(
    ("condition", "issue", "is_named"),
    [
        ("if all prisoners are released", "release of all prisoners", True),
        ("once the prisoners go free", "release of all prisoners", False),
        ("if the other side meets", "talks with the other side", False),
        ("if the ceasefire holds", "removal of tariffs", False),
    ],
)
def test_condition_names_another_issue_by_most_of_its_telling_words(
    condition: str, issue: str, is_named: bool
) -> None:
    statements, reports = talks_of(
        ("Orvel", ACCEPTS, "a ceasefire", 0, condition), ("Namark", DEMANDS, issue, 0, None)
    )
    found = map_positions(statements, reports=reports)
    (told,) = [c for position in found.positions for c in position.conditions]
    named = {s.issue: s.issue_id for s in found.statements}[issue]
    assert told.issue_id == (named if is_named else None)
