"""`settle` against enumeration by the definitions, and the laws between its answers."""

import dataclasses

from hypothesis import given, settings

from detente.analysis import settle
from detente.analysis.settlements import StateSolver, is_block, is_opening, pareto, red_lines, wishes_of
from detente.records import Negotiation
from oracles.settlements import Oracle
from strategies import negotiations

models = negotiations(max_dms=3, red_lines=3)
quick = settings(max_examples=100, deadline=None)


def _sets(families) -> set[frozenset[str]]:
    assert len(set(map(frozenset, families))) == len(families)
    return set(map(frozenset, families))


@quick
@given(models)
def test_packages_and_best_agree_with_enumeration(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    share = settlement.packages
    assert share.count == share.at_least == len(oracle.packages())
    assert share.fixed == oracle.fixed()
    assert list(share.free) == oracle.free()
    assert sorted(settlement.best) == sorted(oracle.best())
    assert settlement.cut == ()


@quick
@given(models)
def test_blocks_openings_and_contradictions_agree_with_enumeration(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    assert _sets(settlement.blocks) == oracle.blocks()
    assert _sets(settlement.openings) == oracle.openings()
    assert list(settlement.contradictory) == oracle.contradictory()
    assert len(settlement.own_blocks) == len(settlement.contradictory)
    for party, block in zip(settlement.contradictory, settlement.own_blocks, strict=True):
        assert frozenset(block) in oracle.blocks()
        assert {oracle.owner[id_].name for id_ in block} == {party}


@quick
@given(models)
def test_unknowns_and_strike_outs_agree_with_enumeration(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    assert settlement.unknowns.possible == oracle.possible()
    assert list(settlement.unknowns.decides) == oracle.decides()
    assert {s.struck: (s.possible, _sets(s.blocks)) for s in settlement.strikes} == oracle.strikes()
    by_report = {s.struck: (s.possible, _sets(s.blocks)) for s in settlement.report_strikes}
    assert by_report == oracle.report_strikes()
    assert _sets(settlement.single_source) == oracle.single_source()


@settings(max_examples=200, deadline=None)
@given(models)
def test_unmet_wishes_and_what_excludes_them_agree_with_enumeration(negotiation: Negotiation) -> None:
    settlement = settle(negotiation)
    assert {u.wish: _sets(u.blocks) for u in settlement.unmet} == Oracle(negotiation).unmet()
    for unmet in settlement.unmet:
        assert list(map(len, unmet.blocks)) == sorted(map(len, unmet.blocks))


@quick
@given(models)
def test_blocks_and_openings_are_hitting_sets_of_each_other(negotiation: Negotiation) -> None:
    settlement = settle(negotiation)
    with StateSolver([o.name for o in negotiation.options], negotiation.infeasible) as solver:
        lines = red_lines(negotiation, solver)
        assert all(is_block(lines, block) for block in settlement.blocks)
        assert all(is_opening(lines, opening) for opening in settlement.openings)
    assert all(set(block) & set(opening) for block in settlement.blocks for opening in settlement.openings)


@quick
@given(models)
def test_a_further_red_line_never_adds_a_package(negotiation: Negotiation) -> None:
    before = settle(negotiation).packages.at_least
    stricter = dataclasses.replace(
        negotiation,
        decision_makers=tuple(
            dataclasses.replace(
                dm, preferences=tuple(dataclasses.replace(p, red_line=True) for p in dm.preferences)
            )
            for dm in negotiation.decision_makers
        ),
    )
    assert settle(stricter).packages.at_least <= before


@quick
@given(negotiations(max_dms=3, max_statements=6, red_lines=0))
def test_search_beyond_the_listing_bound_finds_the_same_best_packages(negotiation: Negotiation) -> None:
    with StateSolver([o.name for o in negotiation.options], negotiation.infeasible) as solver:
        lines = red_lines(negotiation, solver)
        wishes = [list(one.literals) for one in wishes_of(negotiation, solver)]
        searched, is_cut = pareto.searched(solver, wishes, list(lines.known.values()))
    assert sorted(searched) == sorted(Oracle(negotiation).best())
    assert not is_cut
