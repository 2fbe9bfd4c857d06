"""Coalitions against the definitions as double loops, against their checker, and at their bounds."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import coalition_reasons, solution_data, solve
from detente.analysis.moves import state_graph
from detente.analysis.reach import Reach
from detente.analysis.stability.coalition import coalition_states, is_coalition_stable
from detente.analysis.stability.coalition_moves import coalition
from detente.errors import LimitError
from detente.modelling import load_model
from detente.records import CoalitionMove, CoalitionReason, Concept, DecisionMaker, Negotiation, Option
from oracles.graph_model import Oracle
from strategies import negotiations

models = negotiations(max_options=4)
readings = st.sampled_from(CoalitionMove)
quick = settings(max_examples=80, deadline=None)


@quick
@given(models, readings)
def test_coalitions_agree_with_double_loops(negotiation: Negotiation, reading: CoalitionMove) -> None:
    oracle = Oracle(negotiation)
    found = solve(negotiation, coalitions=reading).coalitions
    assert found is not None
    assert found.reading is reading
    sizes = range(2, len(oracle.dms) + 1)
    assert [c.members for c in found.found] == [m for size in sizes for m in combinations(oracle.dms, size)]
    assert found.count == len(found.found)
    for group in found.found:
        for concept in Concept:
            expected = [
                s for s in oracle.states if oracle.is_coalition_stable(concept, group.members, reading, s)
            ]
            assert list(group.stable[concept]) == expected, (group.members, concept)


@settings(max_examples=20, deadline=None)
@given(models, readings)
def test_coalition_finder_agrees_with_its_checker(negotiation: Negotiation, reading: CoalitionMove) -> None:
    graph = state_graph(negotiation)
    for size in range(2, len(graph.moves) + 1):
        for names in combinations(graph.moves, size):
            group = coalition(graph, names, reading)
            for concept, mask in coalition_states(group, Concept, Reach(graph.space.n_states)).items():
                for index, state in enumerate(graph.space.all_names()):
                    reason = is_coalition_stable(graph, state, names, concept, reading)
                    assert mask[index] == bool(reason)
                    assert (reason.members, reason.reading) == (names, reading)
                    _assert_true(reason, Oracle(negotiation))


def _assert_true(reason: CoalitionReason, oracle: Oracle) -> None:
    """What a reason says happens can happen, and does what it says to the members."""

    def all_gain(state: str) -> bool:
        return all(oracle.prefers(i, state, reason.state) for i in reason.members)

    for exchange in reason.exchanges:
        s1 = exchange.improvement[-1].after
        assert all_gain(s1)
        assert s1 in oracle.coalition_moves(reason.members, reason.reading, reason.state)
        assert exchange.is_deterred == reason.is_stable
        if exchange.sanction:
            outside = [i for i in oracle.dms if i not in reason.members]
            s2 = exchange.sanction[-1].after
            assert s2 in oracle.group_moves(outside, s1, improving=reason.concept in ("seq", "sseq"))
            assert not all_gain(s2)
            assert bool(exchange.counter) == (not exchange.is_deterred)
            if exchange.counter:
                s3 = exchange.counter[-1].after
                assert all_gain(s3)
                assert s3 in oracle.coalition_moves(reason.members, reason.reading, s2)
        else:
            assert not exchange.is_deterred


def test_a_reason_names_who_does_what() -> None:
    text = "decision_makers: [A, B, C]\n"
    text += "options: [{name: a, owner: A}, {name: b, owner: B}, {name: c, owner: C}]\n"
    text += "preferences:\n  A: [-c, a & b]\n  B: [-c, a & b]\n  C: [a -> c]\n"
    model = load_model("m.yaml", text=text)
    stable = is_coalition_stable(model, "NNN", ("A", "B"), "seq", "joint")
    assert stable
    assert stable.sentence == (
        "All members could gain: A + B by taking “a” and taking “b”; C would answer by taking “c”, which "
        "takes the gain away from a member."
    )
    lone = is_coalition_stable(model, "NNN", ("A", "B"), "nash")
    assert not lone
    assert lone.sentence == "All members could gain: A by taking “a”, then B by taking “b”."
    assert coalition_reasons(model, "YYY", concepts=["gmr"], reading="joint")[0].sentence == (
        "A + B cannot all gain by moving all at once."
    )


@quick
@given(models, readings)
def test_a_coalition_of_one_is_a_decision_maker(negotiation: Negotiation, reading: CoalitionMove) -> None:
    graph, alone = state_graph(negotiation), solve(negotiation, stability=True).stability
    for dm in graph.moves:
        group = coalition(graph, (dm,), reading)
        for concept, mask in coalition_states(group, Concept, Reach(graph.space.n_states)).items():
            assert graph.space.names(mask) == alone[concept][dm]


def _model(n_dms: int, n_options: int) -> Negotiation:
    return Negotiation(
        title="",
        decision_makers=tuple(DecisionMaker(name=f"P{i}") for i in range(n_dms)),
        options=tuple(Option(name=f"x{i}", label="", owner="P0") for i in range(n_options)),
    )


def test_coalitions_beyond_the_bound_are_counted() -> None:
    found = solve(_model(8, 1), concepts=["nash"], coalitions="legal")
    assert found.coalitions is not None
    assert found.coalitions.count == 2**8 - 8 - 1
    assert len(found.coalitions.found) == 57
    assert max(len(c.members) for c in found.coalitions.found) == 3
    assert solution_data(found)["coalitions_left_out"] == 247 - 57


def test_too_many_states_for_coalitions_are_refused_with_numbers() -> None:
    with pytest.raises(LimitError, match=r"2,048 feasible states are too many .* up to 1,024"):
        solve(_model(2, 11), concepts=["nash"], coalitions="joint")
    assert solve(_model(2, 11), concepts=["nash"]).coalitions is None


def test_decision_makers_named_like_a_coalition_are_kept_apart() -> None:
    names = ("A", "B", "A + B")
    negotiation = Negotiation(
        title="",
        decision_makers=tuple(DecisionMaker(name=name) for name in names),
        options=tuple(Option(name=f"of {name}", label="", owner=name) for name in names),
    )
    graph = state_graph(negotiation)
    reach = Reach(graph.space.n_states)
    joint = coalition(graph, ("A", "B"), CoalitionMove.JOINT)
    assert reach.table(joint.movers, improving=False)[0] == 0b1110
    assert reach.table(joint.outsiders, improving=False)[0] == 0b10000
