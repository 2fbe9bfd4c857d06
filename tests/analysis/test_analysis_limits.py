"""Models at and beyond the bounds of exact analysis, and references that can be followed."""

import dataclasses
import itertools
import re
import tracemalloc
from pathlib import Path

import pytest

from detente.analysis import solve
from detente.analysis.memory import max_states
from detente.analysis.preferences import ranks_of
from detente.analysis.states import feasible_states, matching, state_bits, state_name
from detente.errors import LimitError, ModelError
from detente.modelling.formula_text import formula_of, parse_formula
from detente.records import (
    Concept,
    DecisionMaker,
    Direction,
    Literal,
    Negotiation,
    Option,
    OptionWeight,
    PreferenceStatement,
)

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


def test_more_states_than_fit_are_refused_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.analysis.memory._free_memory", lambda: 2**20)
    fits = r"up to 4,681 feasible states .*\(12 options with every state feasible\)"
    model = _model(30, DecisionMaker(name="A"))
    n_states = r"30 options make 1,073,741,824 candidate states"
    with pytest.raises(LimitError, match=f"{n_states}, of which 1,073,741,824 are feasible; .*{fits}"):
        solve(model)
    late = formula_of((Literal("x28", True), Literal("x29", True)))
    restricted = dataclasses.replace(model, infeasible=(late,))
    with pytest.raises(LimitError, match=f"{n_states}, of which the first 13 options .* 8,192; .*{fits}"):
        solve(restricted)


def test_more_memory_lets_more_states_in_and_more_decision_makers_fewer() -> None:
    assert max_states(2) > max_states(8) > 1_000


def test_many_options_are_no_hindrance_where_few_states_are_feasible() -> None:
    # Forty options of which exactly those before the first that is not taken are taken.
    names = [f"x{i}" for i in range(40)]
    chain = tuple(
        formula_of((Literal(later, True), Literal(earlier, False)))
        for earlier, later in itertools.pairwise(names)
    )
    dm = DecisionMaker(name="A", preferences=(PreferenceStatement(id="1", formula=parse_formula("x39")),))
    model = dataclasses.replace(_model(40, dm), infeasible=chain)
    solution = solve(model, stability=True)
    assert solution.n_feasible == 41
    assert {found.states for found in solution.equilibria} == {("Y" * 40,)}


def test_many_one_way_options_take_no_memory_with_the_square_of_their_choices() -> None:
    dm = DecisionMaker(name="A", preferences=(PreferenceStatement(id="1", formula=parse_formula("x0")),))
    model = _model(12, dm)
    kept = tuple(dataclasses.replace(option, direction=Direction.TAKE) for option in model.options)
    tracemalloc.start()
    (nash,) = solve(dataclasses.replace(model, options=kept), concepts=["nash"]).equilibria
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert nash.count == 2**11
    assert all(state[0] == "Y" for state in nash.states)
    assert peak < 2**12 * 2**12  # a byte for every two of the 4,096 choices


def test_more_options_than_bits_are_refused() -> None:
    with pytest.raises(LimitError, match=r"65 options make .* up to 64 options can be told apart"):
        solve(_model(65, DecisionMaker(name="A")))


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


def test_equal_sums_of_weights_are_ties_though_binary_fractions_differ() -> None:
    dm = DecisionMaker(
        name="A", weights=(OptionWeight("x0", 0.1), OptionWeight("x1", 0.2), OptionWeight("x2", 0.3))
    )
    ranks = ranks_of(dm, feasible_states(_model(3, dm)))
    assert list(ranks) == [0, 1, 2, 3, 3, 4, 5, 6]


def test_a_weight_counts_to_the_last_decimal() -> None:
    # As a binary fraction times a million the first is a little less than 249.
    dm = DecisionMaker(name="A", weights=(OptionWeight("x0", 0.000249), OptionWeight("x1", 0.000248)))
    assert list(ranks_of(dm, feasible_states(_model(2, dm)))) == [0, 2, 1, 3]


def test_a_weight_out_of_range_is_a_model_error() -> None:
    dm = DecisionMaker(name="A", weights=(OptionWeight("x0", 1e300),))
    with pytest.raises(ModelError, match="the weight 1e\\+300 of x0 must be a number between"):
        solve(_model(1, dm))


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
