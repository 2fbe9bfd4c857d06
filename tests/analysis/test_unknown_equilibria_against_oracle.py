"""What unknown preferences decide, against solving every way by double loops, and at the bounds."""

import dataclasses

import pytest
from hypothesis import assume, given, settings

from detente.analysis import solve
from detente.errors import LimitError
from detente.modelling.formula_text import parse_formula
from detente.records import Concept, DecisionMaker, Negotiation, Option, PreferenceStatement
from oracles.graph_model import fallen, over_all_ways, unknowns_of
from strategies import negotiations

small = negotiations(max_dms=3, max_options=3, max_statements=3)
quick = settings(max_examples=60, deadline=None)


@quick
@given(small)
def test_unknown_equilibria_agree_with_solving_every_way(negotiation: Negotiation) -> None:
    unknowns = unknowns_of(negotiation)
    assume(0 < len(unknowns) <= 4)
    found = solve(negotiation, unknowns=True).unknowns
    assert found is not None
    assert list(found.unknowns) == unknowns
    assert found.n_ways == 2 ** len(unknowns)
    for by_concept in found.by_concept:
        always, sometimes, decides = over_all_ways(negotiation, by_concept.concept)
        assert list(by_concept.always) == always
        assert list(by_concept.sometimes) == sometimes
        assert {state: list(ids) for state, ids in by_concept.decides.items()} == decides


@quick
@given(negotiations())
def test_what_always_holds_holds_under_a_way_and_every_doubt_has_its_cause(negotiation: Negotiation) -> None:
    unknowns = unknowns_of(negotiation)
    assume(len(unknowns) <= 6)
    found = solve(negotiation, unknowns=True).unknowns
    assert found is not None
    one_way = solve(fallen(negotiation, dict.fromkeys(unknowns, False)))
    for by_concept, equilibria in zip(found.by_concept, one_way.equilibria, strict=True):
        assert set(by_concept.always) <= set(equilibria.states)
        assert set(equilibria.states) <= {*by_concept.always, *by_concept.sometimes}
        assert by_concept.decides.keys() == set(by_concept.sometimes)
        assert all(by_concept.decides.values())


@quick
@given(negotiations())
def test_without_unknowns_the_equilibria_are_what_always_holds(negotiation: Negotiation) -> None:
    known = fallen(negotiation, dict.fromkeys(unknowns_of(negotiation), True))
    solution = solve(known, unknowns=True)
    assert solution.unknowns is not None
    assert solution.unknowns.n_ways == 1
    for by_concept, equilibria in zip(solution.unknowns.by_concept, solution.equilibria, strict=True):
        assert by_concept.always == equilibria.states
        assert by_concept.sometimes == ()


def _model(n_options: int, n_unknowns: int) -> Negotiation:
    wants = tuple(
        PreferenceStatement(id=f"A{i}", formula=parse_formula(f"x{i % n_options}"), unknown=True)
        for i in range(n_unknowns)
    )
    return Negotiation(
        title="",
        decision_makers=(DecisionMaker(name="A", preferences=wants),),
        options=tuple(Option(name=f"x{i}", label="", owner="A") for i in range(n_options)),
    )


def test_twelve_unknowns_are_looked_at() -> None:
    found = solve(_model(2, 12), unknowns=True).unknowns
    assert found is not None
    nash = found.by_concept[0]
    assert nash.concept is Concept.NASH
    assert nash.always == ()
    # Only the first word on each option counts.
    assert nash.decides == dict.fromkeys(("NN", "YN", "NY", "YY"), ("A0", "A1"))


@pytest.mark.parametrize(
    ("n_options", "n_unknowns", "words"),
    [
        (
            2,
            13,
            "13 unknown preferences fall in 8,192 ways.*up to 12 unknowns would fit here.*drop 1 of them",
        ),
        (10, 10, "10 unknown.*1,024 feasible states; up to 9 unknowns would fit"),
        (20, 1, "1 unknown.*up to 0 unknowns would fit here"),
    ],
)
def test_too_many_ways_are_refused_with_what_would_fit(n_options: int, n_unknowns: int, words: str) -> None:
    with pytest.raises(LimitError, match=words):
        solve(_model(n_options, n_unknowns), unknowns=True, concepts=["nash"])


def test_a_ranking_leaves_nothing_unknown() -> None:
    negotiation = _model(1, 1)
    (dm,) = negotiation.decision_makers
    ranked = dataclasses.replace(
        negotiation, decision_makers=(dataclasses.replace(dm, ranking=(("Y",), ("N",))),)
    )
    found = solve(ranked, unknowns=True, concepts=["nash"]).unknowns
    assert found is not None
    assert found.unknowns == ()
    assert found.by_concept[0].always == ("Y",)
