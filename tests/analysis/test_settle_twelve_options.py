"""`settle` against enumeration on models of twelve options and up to four parties: every answer, every law.

Few models, for enumeration takes long; smaller ones are in the other tests against the oracle. Wishes
for one conjunction quarrel often, those with alternatives seldom.
"""

import dataclasses

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.analysis import settle
from detente.records import Negotiation, Settlement
from oracles.settlements import Oracle
from strategies import negotiations

MAX_UNKNOWN = 5  # the oracle goes through three to the power of the unknown red lines

few = settings(max_examples=8, deadline=None)


def twelve(max_patterns: int, red_lines: int) -> st.SearchStrategy[Negotiation]:
    return negotiations(
        min_options=12,
        max_options=12,
        max_statements=5,
        max_patterns=max_patterns,
        red_lines=red_lines,
        rankings=False,
    )


@few
@given(twelve(max_patterns=1, red_lines=3))
def test_quarrels_over_twelve_options_agree_with_enumeration(negotiation: Negotiation) -> None:
    check_everything(negotiation)


@few
@given(twelve(max_patterns=3, red_lines=2))
def test_settlements_over_twelve_options_agree_with_enumeration(negotiation: Negotiation) -> None:
    check_everything(negotiation)


def check_everything(negotiation: Negotiation) -> None:
    oracle = Oracle(negotiation)
    assume(len(oracle.unknown) <= MAX_UNKNOWN)
    settlement = settle(negotiation)
    assert settlement.cut == ()
    check_packages(oracle, settlement)
    check_blocks_and_openings(oracle, settlement)
    check_unknowns(oracle, settlement)
    check_strike_outs(oracle, settlement)
    check_a_further_red_line_adds_no_package(negotiation, settlement)


def check_packages(oracle: Oracle, settlement: Settlement) -> None:
    packages = oracle.packages()
    assert settlement.packages.count == len(packages)
    assert settlement.packages.fixed == oracle.fixed()
    assert list(settlement.packages.free) == oracle.free()
    assert sorted(settlement.best) == sorted(oracle.best())
    assert settlement.leximin == oracle.leximin(packages)
    assert settlement.fewest_concessions == oracle.fewest_concessions()
    assert {u.wish: sets(u.blocks) for u in settlement.unmet} == oracle.unmet()


def check_blocks_and_openings(oracle: Oracle, settlement: Settlement) -> None:
    blocks, openings = sets(settlement.blocks), sets(settlement.openings)
    assert blocks == oracle.blocks()
    assert openings == oracle.openings()
    assert list(settlement.contradictory) == oracle.contradictory()
    known = frozenset(oracle.known)
    for block in blocks:
        assert not oracle.together(tuple(block))
        assert all(oracle.together(tuple(block - {id_})) for id_ in block)
    for opening in openings:
        assert oracle.together(tuple(known - opening))
    assert minimal_hitting_sets(blocks) == openings
    assert minimal_hitting_sets(openings) == blocks
    for way in settlement.ways_out:
        assert way.package == oracle.package_once_open(way.opening)


def check_unknowns(oracle: Oracle, settlement: Settlement) -> None:
    assert settlement.unknowns.possible == oracle.possible()
    assert list(settlement.unknowns.decides) == oracle.decides()
    for question in settlement.questions:
        if question.decides:
            answers = oracle.answers(question.preference)
            assert question.answers == {name: possible for name, (possible, _) in answers.items()}
            assert question.n_left == sum(n_left for _, n_left in answers.values())


def check_strike_outs(oracle: Oracle, settlement: Settlement) -> None:
    assert {s.struck: (s.possible, sets(s.blocks)) for s in settlement.strikes} == oracle.strikes()
    by_report = {s.struck: (s.possible, sets(s.blocks)) for s in settlement.report_strikes}
    assert by_report == oracle.report_strikes()
    assert sets(settlement.single_source) == oracle.single_source()
    found = {
        (d.struck, d.is_report): (
            set(d.drops),
            d.possible,
            sets(d.blocks),
            list(d.loosens),
            list(d.frees),
        )
        for d in settlement.dependences
    }
    assert found == oracle.dependences()


def check_a_further_red_line_adds_no_package(negotiation: Negotiation, settlement: Settlement) -> None:
    first, *others = negotiation.decision_makers
    wants = tuple(dataclasses.replace(wish, red_line=True) for wish in first.preferences)
    firmer = (dataclasses.replace(first, preferences=wants), *others)
    after = settle(dataclasses.replace(negotiation, decision_makers=firmer))
    assert after.packages.count <= settlement.packages.count
    assert settlement.packages.fixed.items() <= after.packages.fixed.items() or not after.packages.count


def sets(families) -> set[frozenset[str]]:
    assert len(set(map(frozenset, families))) == len(families)
    return set(map(frozenset, families))


def minimal_hitting_sets(family: set[frozenset[str]]) -> set[frozenset[str]]:
    """Sets that take an element out of each of the family, none within another: one member at a time."""
    found = {frozenset()}
    for member in family:
        grown = {hitting | {id_} for hitting in found if not hitting & member for id_ in member}
        every = {hitting for hitting in found if hitting & member} | grown
        found = {one for one in every if not any(other < one for other in every)}
    return found


@pytest.mark.parametrize(
    ("family", "expected"),
    [([], [""]), ([""], []), (["ab", "bc"], ["b", "ac"]), (["a", "b"], ["ab"])],
)
def test_hitting_sets_by_hand(family: list[str], expected: list[str]) -> None:
    assert minimal_hitting_sets(set(map(frozenset, family))) == set(map(frozenset, expected))
