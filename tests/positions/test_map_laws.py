"""Laws of `map_positions` and `name_issues` on small made-up talks, through the door alone."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.positions import map_positions, name_issues
from detente.records import Holding, PositionMap, Stance
from positions.builders import DAY, ISSUES, talks, talks_of

quick = settings(max_examples=60, deadline=None)


def partition(found: PositionMap) -> set[frozenset[str]]:
    """Which statements share an issue, whatever it is called."""
    groups: dict[str | None, set[str]] = defaultdict(set)
    for statement in found.statements:
        groups[statement.issue_id].add(statement.id)
    return {frozenset(group) for group in groups.values()}


@quick
@given(talks())
def test_map_has_every_party_with_every_issue_once(case) -> None:
    statements, reports = case
    found = map_positions(statements, reports=reports)
    pairs = [(position.party, position.issue_id) for position in found.positions]
    assert pairs == [(party, issue.id) for party in found.parties for issue in found.issues]


@quick
@given(talks())
def test_position_rests_on_statements_of_its_party_and_issue(case) -> None:
    statements, reports = case
    found = map_positions(statements, reports=reports)
    by_id = {statement.id: statement for statement in found.statements}
    for position in found.positions:
        for id_ in position.statement_ids:
            assert (by_id[id_].party, by_id[id_].issue_id) == (position.party, position.issue_id)
        assert bool(position.statement_ids) == (position.holding is not Holding.UNKNOWN)


@quick
@given(talks(), st.randoms(use_true_random=False))
def test_order_of_reports_and_statements_changes_neither_issues_nor_holdings(case, random) -> None:
    statements, reports = case
    shuffled, reordered = list(statements), list(reports)
    random.shuffle(shuffled)
    random.shuffle(reordered)
    one = map_positions(statements, reports=reports)
    other = map_positions(shuffled, reports=reordered)
    assert partition(one) == partition(other)
    held = [{(p.party, p.issue_id, p.holding) for p in found.positions} for found in (one, other)]
    assert held[0] == held[1]


@quick
@given(talks())
def test_issue_ids_are_unique_and_hold_the_wordings_of_their_statements(case) -> None:
    statements, reports = case
    named, issues = name_issues(statements, reports=reports)
    by_id = {issue.id: issue for issue in issues}
    assert len(by_id) == len(issues)
    assert all(s.issue in by_id[s.issue_id].phrases for s in named if s.issue_id)


YES = ("Tarsenia", Stance.ACCEPTS, "a ceasefire", 7, None)
NO = ("Tarsenia", Stance.REJECTS, "a ceasefire", 0, None)


@pytest.mark.parametrize("stance", list(Stance))
def test_one_statement_gives_the_holding_of_its_stance(stance: Stance) -> None:
    against = dict.fromkeys((Stance.REJECTS, Stance.THREATENS), Holding.AGAINST)
    expected = (against | {Stance.QUESTIONS: Holding.OPEN}).get(stance, Holding.FOR)
    statements, reports = talks_of(("Tarsenia", stance, "a ceasefire", 0, None))
    (position,) = map_positions(statements, reports=reports).positions
    assert position.holding is expected


def test_yes_and_no_of_one_day_are_contested_and_no_shift() -> None:
    statements, reports = talks_of((*YES[:3], 0, None), NO)
    (position,) = map_positions(statements, reports=reports).positions
    assert position.holding is Holding.CONTESTED
    assert position.shifts == ()


def test_later_statement_decides_and_the_shift_names_both_and_its_date() -> None:
    statements, reports = talks_of(NO, YES)
    (position,) = map_positions(statements, reports=reports).positions
    (shift,) = position.shifts
    assert position.holding is Holding.FOR
    assert (shift.before, shift.after) == (Holding.AGAINST, Holding.FOR)
    assert (shift.from_statement, shift.to_statement) == ("s0", "s1")
    assert shift.date == position.date == DAY + datetime.timedelta(days=7)


def test_undated_reports_that_disagree_are_contested_and_tell_no_shift() -> None:
    statements, reports = talks_of(NO, YES)
    undated = [replace(report, date=None) for report in reports]
    (position,) = map_positions(statements, reports=undated).positions
    assert position.holding is Holding.CONTESTED
    assert (position.shifts, position.date) == ((), None)


def test_condition_is_kept_in_the_words_of_the_report() -> None:
    words = "if all prisoners are released"
    statements, reports = talks_of(
        (*YES[:4], words), ("Belmora", Stance.DEMANDS, "release of all prisoners", 7, None)
    )
    found = map_positions(statements, reports=reports)
    position = next(p for p in found.positions if p.statement_ids == ("s0",))
    prisoners = next(s.issue_id for s in found.statements if s.id == "s1")
    assert position.holding is Holding.CONDITIONAL
    assert [(c.text, c.issue_id) for c in position.conditions] == [(words, prisoners)]


def test_silent_party_is_unknown_and_nobody_is_bound_by_a_statement_without_party() -> None:
    statements, reports = talks_of(
        YES, ("Belmora", Stance.DEMANDS, "removal of tariffs", 0, None), (None, *NO[1:])
    )
    found = map_positions(statements, reports=reports)
    assert set(found.parties) == {"Tarsenia", "Belmora"}
    assert len(found.statements) == 3
    assert sorted(p.holding for p in found.positions) == ["for", "for", "unknown", "unknown"]


@pytest.mark.parametrize("days_later", [0, 5])
def test_retold_reports_change_no_position(days_later: int) -> None:
    statements, reports = talks_of(
        *(("Tarsenia", Stance.ACCEPTS, issue, 0, None) for issue in ISSUES),
        *(("Belmora", Stance.REJECTS, issue, 0, None) for issue in ISSUES),
    )
    later = datetime.timedelta(days=days_later)
    retold = [replace(r, id=f"{r.id}-again", text=f"{r.text} Retold.", date=DAY + later) for r in reports]
    again = [replace(s, id=f"{s.id}-again", report_id=f"{s.report_id}-again") for s in statements]
    once = map_positions(statements, reports=reports)
    twice = map_positions((*statements, *again), reports=(*reports, *retold))
    assert twice.positions == once.positions
    assert twice.retellings == (("r0", "r0-again"),)
    assert len(twice.statements) == 2 * len(once.statements)
