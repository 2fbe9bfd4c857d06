"""`solve` against the definitions as double loops, against its own checkers, and its laws."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.rankings import ranking_groups
from detente.analysis import solve
from detente.analysis.moves import least_by_group, state_graph
from detente.analysis.stability import CHECKERS, FINDERS
from detente.analysis.walks import Walk
from detente.records import Concept, DecisionMaker, Formula, Literal, Negotiation
from oracles.graph_model import Oracle
from strategies import negotiations

models = negotiations()
quick = settings(max_examples=100, deadline=None)


@quick
@given(models)
def test_solve_agrees_with_double_loops(negotiation: Negotiation) -> None:
    oracle = Oracle(negotiation)
    solution = solve(negotiation, stability=True)
    assert solution.n_feasible == len(oracle.states)
    for found in solution.equilibria:
        assert found.states == oracle.equilibria(found.concept)
        assert found.count == len(found.states)
    for concept in Concept:
        for dm in oracle.dms:
            assert solution.stability[concept][dm] == oracle.stable(concept, dm), (concept, dm)


@settings(max_examples=15, deadline=None)
@given(negotiations(max_dms=5, max_options=7, max_statements=5), st.data())
def test_solve_agrees_with_double_loops_on_larger_models(negotiation: Negotiation, data) -> None:
    oracle = Oracle(negotiation)
    states = data.draw(st.lists(st.sampled_from(oracle.states), min_size=1, max_size=4, unique=True))
    for concept, by_dm in solve(negotiation, stability=True).stability.items():
        for dm, stable in by_dm.items():
            for state in states:
                assert (state in stable) == oracle.is_stable(concept, dm, state), (concept, dm)


@quick
@given(models)
def test_ranking_agrees_with_pairwise_comparison(negotiation: Negotiation) -> None:
    oracle, graph = Oracle(negotiation), state_graph(negotiation)
    for dm, moves in graph.moves.items():
        groups = ranking_groups(moves.ranks, graph.space)
        assert [sorted(group) for group in groups] == [sorted(group) for group in oracle.ranking(dm)]


@quick
@given(models)
def test_finders_agree_with_their_checkers(negotiation: Negotiation) -> None:
    graph = state_graph(negotiation)
    for concept in Concept:
        for dm in graph.moves:
            found = FINDERS[concept](graph, dm)
            for index, state in enumerate(graph.space.all_names()):
                assert found[index] == CHECKERS[concept](graph, state, dm).is_stable


@quick
@given(models, st.booleans())
def test_least_over_sequences_agrees_with_the_walk(negotiation: Negotiation, improving: bool) -> None:
    graph = state_graph(negotiation)
    for dm, moves in graph.moves.items():
        least = least_by_group(graph.opponents(dm), moves.ranks, improving=improving)
        for index in range(graph.space.n_states):
            walk = Walk(graph.opponents(dm), index, improving=improving)
            reached = {state for state, _ in walk}
            assert bool(reached) == (least[index] < len(moves.ranks))
            assert not reached or least[index] == min(moves.ranks[i] for i in reached)


@quick
@given(models)
def test_concepts_lie_within_each_other(negotiation: Negotiation) -> None:
    solution = solve(negotiation, stability=True)
    for dm in solution.decision_makers:
        nash, gmr, smr, seq, sseq = (set(solution.stability[concept][dm]) for concept in Concept)
        assert nash <= sseq <= seq & smr
        assert seq | smr <= gmr


@quick
@given(models, st.randoms(use_true_random=False))
def test_order_of_decision_makers_changes_nothing(negotiation: Negotiation, random) -> None:
    dms = list(negotiation.decision_makers)
    random.shuffle(dms)
    shuffled = dataclasses.replace(negotiation, decision_makers=tuple(dms))
    assert solve(shuffled).equilibria == solve(negotiation).equilibria


@quick
@given(models, st.randoms(use_true_random=False))
def test_order_of_options_changes_nothing(negotiation: Negotiation, random) -> None:
    places = list(range(len(negotiation.options)))
    random.shuffle(places)

    def shuffled(state: str) -> str:
        return "".join(state[i] for i in places)

    def dm(dm: DecisionMaker) -> DecisionMaker:
        groups = dm.ranking and tuple(tuple(map(shuffled, group)) for group in dm.ranking)
        return dataclasses.replace(dm, ranking=groups)

    other = dataclasses.replace(
        negotiation,
        options=tuple(negotiation.options[i] for i in places),
        decision_makers=tuple(map(dm, negotiation.decision_makers)),
    )
    for found, moved in zip(solve(negotiation).equilibria, solve(other).equilibria, strict=True):
        assert {shuffled(state) for state in found.states} == set(moved.states)


@quick
@given(models)
def test_an_order_reversed_twice_is_itself_and_once_turns_gains_into_losses(negotiation: Negotiation) -> None:
    oracle = Oracle(negotiation)
    rankings = {dm: tuple(map(tuple, oracle.ranking(dm))) for dm in oracle.dms}

    def ranked(rankings: dict[str, tuple[tuple[str, ...], ...]]) -> Negotiation:
        dms = tuple(DecisionMaker(name=dm, ranking=groups) for dm, groups in rankings.items())
        return dataclasses.replace(negotiation, decision_makers=dms)

    once = {dm: groups[::-1] for dm, groups in rankings.items()}
    twice = {dm: groups[::-1] for dm, groups in once.items()}
    assert solve(ranked(twice), stability=True).stability == solve(negotiation, stability=True).stability
    best = {dm: groups[-1] for dm, groups in rankings.items()}
    for dm, states in solve(ranked(once), stability=True, concepts=["nash"]).stability[Concept.NASH].items():
        assert set(best[dm]) <= set(states)


@quick
@given(negotiations(rankings=False))
def test_relabelling_taken_as_not_taken_mirrors_the_equilibria(negotiation: Negotiation) -> None:
    def mirrored(formula: Formula) -> Formula:
        patterns = tuple(tuple(Literal(o, not value) for o, value in p) for p in formula.patterns)
        return Formula(patterns=patterns, text="")

    turned = {"both": "both", "N->Y": "Y->N", "Y->N": "N->Y"}
    mirror = dataclasses.replace(
        negotiation,
        options=tuple(
            dataclasses.replace(option, direction=type(option.direction)(turned[option.direction]))
            for option in negotiation.options
        ),
        infeasible=tuple(mirrored(formula) for formula in negotiation.infeasible),
        decision_makers=tuple(
            DecisionMaker(
                name=dm.name,
                preferences=tuple(
                    dataclasses.replace(wish, formula=mirrored(wish.formula)) for wish in dm.preferences
                ),
            )
            for dm in negotiation.decision_makers
        ),
    )
    swap = str.maketrans("YN", "NY")
    for found, reflected in zip(solve(negotiation).equilibria, solve(mirror).equilibria, strict=True):
        assert set(found.states) == {state.translate(swap) for state in reflected.states}
