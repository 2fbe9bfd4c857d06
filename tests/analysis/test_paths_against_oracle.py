"""Paths to equilibria: every step by the definitions, and no shorter sequence by a walk over levels."""

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import paths_to_equilibria
from detente.records import Concept, DecisionMaker, Negotiation, Option, Step
from oracles.graph_model import Oracle
from strategies import negotiations


@settings(max_examples=80, deadline=None)
@given(negotiations(max_options=4), st.data())
def test_paths_are_legal_and_none_is_shorter(negotiation: Negotiation, data: st.DataObject) -> None:
    oracle = Oracle(negotiation)
    start = data.draw(st.sampled_from(oracle.states))
    movers = data.draw(st.lists(st.sampled_from(list(oracle.dms)), unique=True))
    found = paths_to_equilibria(negotiation, start=start, movers=movers)
    assert found.start == start
    assert list(found.movers) == (movers or list(oracle.dms))
    holding = {c: oracle.equilibria(c) for c in Concept}
    assert [path.target for path in found.paths] == [
        s for s in oracle.states if any(s in states for states in holding.values())
    ]
    shortest = oracle.distances(list(found.movers), start, improving=False)
    improving = oracle.distances(list(found.movers), start, improving=True)
    for path in found.paths:
        assert path.concepts == tuple(c for c in Concept if path.target in holding[c])
        for steps, distances, step in (
            (path.shortest, shortest, oracle.moves),
            (path.improving, improving, oracle.improvements),
        ):
            assert (None if steps is None else len(steps)) == distances.get(path.target)
            _assert_leads(steps, start, path.target, found.movers, step)


def _assert_leads(steps: tuple[Step, ...] | None, start: str, target: str, movers, step) -> None:
    at, last = start, None
    for move in steps or ():
        assert move.before == at
        assert move.mover in movers
        assert move.mover != last
        assert move.after in step(move.mover, at)
        at, last = move.after, move.mover
    assert steps is None or at == target


def test_a_way_through_a_loss_is_no_way_by_improvements() -> None:
    negotiation = Negotiation(
        title="",
        decision_makers=(DecisionMaker(name="A", ranking=(("N",), ("Y",))), DecisionMaker(name="B")),
        options=(Option(name="x", label="", owner="A"),),
        status_quo="N",
    )
    (stay,) = paths_to_equilibria(negotiation, concepts=["nash"]).paths
    assert (stay.target, stay.shortest, stay.improving) == ("N", (), ())
    (back,) = paths_to_equilibria(negotiation, start="Y", movers=["B"], concepts=["nash"]).paths
    assert back.shortest is back.improving is None


def test_each_of_four_who_act_alone_moves_once_and_only_if_needed() -> None:
    names = "ABCD"
    negotiation = Negotiation(
        title="",
        decision_makers=tuple(DecisionMaker(name=name) for name in names),
        options=tuple(Option(name=name, label="", owner=name) for name in names),
        status_quo="NNNN",
    )
    paths = paths_to_equilibria(negotiation, concepts=["nash"]).paths
    assert len(paths) == 16  # nobody prefers anything, so every state holds
    for path in paths:
        assert path.shortest is not None
        assert len(path.shortest) == path.target.count("Y")
        assert path.improving == (() if path.target == "NNNN" else None)
