"""Models at and beyond the bounds of exact analysis, and references that can be followed."""

import re
from pathlib import Path

import pytest

from detente.analysis import solve
from detente.analysis.preferences import ranks_of
from detente.analysis.states import feasible_states, matching, state_bits, state_name
from detente.errors import LimitError, ModelError
from detente.modelling.formula_text import formula_of, parse_formula
from detente.records import Concept, DecisionMaker, Literal, Negotiation, Option, PreferenceStatement

ROOT = Path(__file__).parents[2]


def _model(n_options: int, dm: DecisionMaker) -> Negotiation:
    options = tuple(Option(name=f"x{i}", label=f"x{i}", owner=dm.name) for i in range(n_options))
    return Negotiation(title="", decision_makers=(dm,), options=options)


def test_sixteen_options_are_solved_and_long_lists_cut_with_an_exact_count() -> None:
    solution = solve(_model(16, DecisionMaker(name="A")), concepts=["nash"])
    assert solution.n_feasible == 2**16
    (nash,) = solution.equilibria
    assert nash.concept is Concept.NASH
    assert nash.count == 2**16
    assert len(nash.states) == 10_000


def test_twenty_one_options_are_refused_with_numbers() -> None:
    with pytest.raises(LimitError, match=r"21 options make 2,097,152 candidate states.*up to 20 options"):
        solve(_model(21, DecisionMaker(name="A")))


def test_stability_lists_are_refused_where_they_would_be_too_long() -> None:
    model = _model(17, DecisionMaker(name="A"))
    assert solve(model, concepts=["nash"]).equilibria[0].count == 2**17
    with pytest.raises(LimitError, match=r"131,072 feasible states are too many to list"):
        solve(model, concepts=["nash"], stability=True)


def test_more_preferences_than_a_number_has_bits_keep_their_order() -> None:
    # The first wish outweighs the seventy after it together.
    wishes = ["x0", *["x1", "x2 & x1"] * 35]
    preferences = tuple(
        PreferenceStatement(id=str(i), formula=parse_formula(text)) for i, text in enumerate(wishes)
    )
    dm = DecisionMaker(name="A", preferences=preferences)
    ranks = ranks_of(dm, feasible_states(_model(3, dm)))
    assert list(ranks) == [0, 3, 1, 4, 0, 3, 2, 5]


def test_a_ranking_with_a_gap_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="ranking of A leaves out 1 feasible state"):
        solve(_model(1, DecisionMaker(name="A", ranking=(("Y",),))))


def test_a_pattern_that_contradicts_itself_matches_nothing() -> None:
    space = feasible_states(_model(2, DecisionMaker(name="A")))
    impossible = formula_of((Literal("x0", True), Literal("x0", False)))
    assert not matching(space.bits, impossible, space.options).any()


def test_states_are_numbers_with_the_first_option_as_lowest_bit() -> None:
    assert state_name(1, 3) == "YNN"
    assert state_bits("NNY") == 4
    space = feasible_states(_model(3, DecisionMaker(name="A")))
    assert space.index_of("NYY") == 6


def test_references_in_docstrings_are_in_the_bibliography() -> None:
    listed = set(
        re.findall(r"\*\*\[(\w+)\]\*\*", (ROOT / "docs/reference/bibliography.md").read_text("utf-8"))
    )
    for path in (ROOT / "src/detente/analysis").rglob("*.py"):
        cited = set(re.findall(r"\[([A-Z][A-Za-z]+\d{4})\]", path.read_text("utf-8")))
        assert cited <= listed, path
