"""Compromises, ways out, questions, dependences and departures against their definitions."""

import math

from hypothesis import given, settings

from detente.analysis import is_nash_stable, is_seq_stable, settle
from detente.analysis.settlements import StateSolver, red_lines
from detente.analysis.settlements.blocking import small_blocks
from detente.analysis.settlements.sized import openings_by_size
from detente.records import Comparison, Negotiation
from oracles import graph_model
from oracles.settlements import Oracle
from strategies import negotiations

models = negotiations(max_dms=3, red_lines=1)
strict = negotiations(max_dms=3, red_lines=3)
large = negotiations(max_dms=4, max_options=9, red_lines=2, rankings=False)
quick = settings(max_examples=60, deadline=None)


@quick
@given(models)
def test_compromises_agree_with_enumeration(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    assert settlement.leximin == oracle.leximin(oracle.packages())
    assert settlement.fewest_concessions == oracle.fewest_concessions()
    assert settlement.is_fewest_certain
    if settlement.leximin is not None:
        assert settlement.leximin in settlement.best


@settings(max_examples=25, deadline=None)
@given(large)
def test_compromises_blocks_and_openings_of_larger_models_agree_with_enumeration(
    negotiation: Negotiation,
) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    assert settlement.packages.count == len(oracle.packages())
    assert settlement.leximin == oracle.leximin(oracle.packages())
    assert settlement.fewest_concessions == oracle.fewest_concessions()
    assert set(map(frozenset, settlement.blocks)) == oracle.blocks()
    assert set(map(frozenset, settlement.openings)) == oracle.openings()
    assert list(map(len, settlement.blocks)) == sorted(map(len, settlement.blocks))
    assert list(map(len, settlement.openings)) == sorted(map(len, settlement.openings))


@quick
@given(models)
def test_shares_say_how_every_wish_falls_and_how_the_package_is_liked(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    for best in settlement.best_packages:
        assert ("pareto" in best.senses) is (best.state in settlement.best)
        assert best.n_concessions == oracle.concessions(best.state)
        for dm, share in zip(negotiation.decision_makers, best.shares, strict=True):
            falls = oracle.falls(dm, best.state)
            ids = [p.id for p in dm.preferences if not p.unknown] if dm.ranking is None else []
            assert share.n_wishes == len(falls)
            assert share.first_given_up == (falls.index(False) + 1 if False in falls else None)
            assert list(share.gets) == [id_ for id_, is_met in zip(ids, falls, strict=False) if is_met]
            assert list(share.gives_up) == [id_ for id_ in ids if id_ not in share.gets]
            assert share.than_status_quo is None


@quick
@given(models)
def test_a_package_beside_the_status_quo_is_liked_as_the_orders_say(negotiation: Negotiation) -> None:
    import dataclasses

    state = graph_model.states_of(negotiation)[0]
    placed = dataclasses.replace(negotiation, status_quo=state, no_agreement=state)
    for best in settle(placed).best_packages:
        for dm, share in zip(placed.decision_makers, best.shares, strict=True):
            better = graph_model.prefers(dm, best.state, state, placed)
            worse = graph_model.prefers(dm, state, best.state, placed)
            expected = Comparison.BETTER if better else Comparison.WORSE if worse else Comparison.SAME
            assert share.than_status_quo is share.than_no_agreement is expected


@quick
@given(strict)
def test_ways_out_agree_with_enumeration(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    blocked = settlement.openings != ((),)
    assert [way.opening for way in settlement.ways_out] == (list(settlement.openings) if blocked else [])
    lists = {dm.name: [p.id for p in dm.preferences if not p.unknown] for dm in negotiation.decision_makers}
    for way in settlement.ways_out[:20]:
        assert way.package == oracle.package_once_open(way.opening)
        assert {share.party for share in way.shares} == {s.party for s in way.softenings}
        for softening in way.softenings:
            assert lists[softening.party][softening.place - 1] == softening.preference
            assert softening.n_wishes == len(lists[softening.party])


@quick
@given(models)
def test_questions_agree_with_enumeration(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    asked = {question.preference: question for question in settlement.questions}
    unknown = [
        p for dm in negotiation.decision_makers if dm.ranking is None for p in dm.preferences if p.unknown
    ]
    assert set(asked) == {p.id for p in unknown}
    merits = []
    for id_, question in asked.items():
        assert question.decides is (id_ in oracle.decides())
        if id_ in oracle.unknown:
            answers = oracle.answers(id_)
            assert question.answers == {name: possible for name, (possible, _) in answers.items()}
        if question.decides:
            n_settling = sum(possible != "sometimes" for possible, _ in answers.values())
            assert question.n_settling == n_settling
            assert question.n_left == sum(n_left for _, n_left in answers.values())
        n_left = question.n_left if question.n_left is not None else math.inf
        merits.append((not question.decides, -question.n_settling, n_left))
    assert merits == sorted(merits)


@quick
@given(models)
def test_dependences_agree_with_enumeration(negotiation: Negotiation) -> None:
    oracle, settlement = Oracle(negotiation), settle(negotiation)
    found = {
        (d.struck, d.is_report): (
            set(d.drops),
            d.possible,
            set(map(frozenset, d.blocks)),
            list(d.loosens),
            list(d.frees),
        )
        for d in settlement.dependences
    }
    assert found == oracle.dependences()


@quick
@given(models)
def test_departures_agree_with_the_graph_model(negotiation: Negotiation) -> None:
    oracle, settlement = graph_model.Oracle(negotiation), settle(negotiation)
    for best in settlement.best_packages[:4]:
        assert [d.party for d in best.departures] == [dm.name for dm in negotiation.decision_makers]
        for departure in best.departures:
            party = departure.party
            assert departure.would_nash is not oracle.is_stable("nash", party, best.state)
            assert departure.would_nash is not bool(is_nash_stable(negotiation, best.state, party))
            if departure.would_seq is None:
                continue
            assert departure.would_seq is not oracle.is_stable("seq", party, best.state)
            assert departure.would_seq is not bool(is_seq_stable(negotiation, best.state, party))
            if departure.move is not None:
                assert departure.move.after in oracle.improvements(party, best.state)
            at = departure.move.after if departure.move else best.state
            for step in departure.answer:
                assert step.before == at
                assert step.after in oracle.improvements(step.mover, at)
                at = step.after
            assert not departure.answer or not oracle.prefers(party, at, best.state)


@quick
@given(strict)
def test_searches_for_a_cut_list_find_the_smallest_first(negotiation: Negotiation) -> None:
    oracle = Oracle(negotiation)
    ids = list(oracle.known)
    by_size = sorted(map(len, oracle.openings()))
    with StateSolver([o.name for o in negotiation.options], negotiation.infeasible) as solver:
        items = list(red_lines(negotiation, solver).known.values())
        few = openings_by_size(solver, items, 3)
        every = openings_by_size(solver, items, 1000)
        small = list(small_blocks(solver, items))
    assert list(map(len, few)) == by_size[:3]
    assert {frozenset(ids[i] for i in found) for found in every} == oracle.openings()
    assert len(every) == len(by_size)
    named = {frozenset(ids[i] for i in block) for block in small}
    assert named == {block for block in oracle.blocks() if len(block) <= 2}
    assert len(small) == len(named)
