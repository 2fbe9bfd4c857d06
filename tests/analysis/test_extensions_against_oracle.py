"""The extensions to uncertain preference against their definitions, comparison by comparison, and laws."""

import pytest
from hypothesis import given, settings

from detente.analysis import solution_data, solve
from detente.errors import LimitError
from detente.modelling import load_model
from detente.records import Concept, DecisionMaker, Extension, Negotiation, Option
from oracles.graph_model import UncertainOracle, fallen, unknowns_of
from strategies import negotiations

quick = settings(max_examples=60, deadline=None)


@quick
@given(negotiations(max_dms=3, max_options=4))
def test_extensions_agree_with_double_loops(negotiation: Negotiation) -> None:
    oracle = UncertainOracle(negotiation)
    for found in solve(negotiation, extensions=Extension).extensions:
        for dm, states in found.stable.items():
            expected = [s for s in oracle.states if oracle.is_stable(found.extension, found.concept, dm, s)]
            assert list(states) == expected, (found.extension, found.concept, dm)
        assert set(found.states) == set(oracle.states).intersection(*found.stable.values())


@quick
@given(negotiations())
def test_without_unknowns_every_extension_is_the_concept_itself(negotiation: Negotiation) -> None:
    known = fallen(negotiation, dict.fromkeys(unknowns_of(negotiation), True))
    solution = solve(known, stability=True, extensions="abcd")
    assert len(solution.extensions) == 4 * len(Concept)
    for found in solution.extensions:
        assert found.stable == solution.stability[found.concept]


@quick
@given(negotiations())
def test_who_leaves_less_and_is_deterred_more_stays_more(negotiation: Negotiation) -> None:
    found = {
        (f.extension, f.concept): set(f.states) for f in solve(negotiation, extensions="abcd").extensions
    }
    for concept in Concept:
        a, b, c, d = (found[extension, concept] for extension in Extension)
        assert a <= b <= d
        assert a <= c <= d
    for extension in Extension:
        nash, gmr, smr, seq, sseq = (found[extension, concept] for concept in Concept)
        assert nash <= sseq <= seq & smr
        assert seq | smr <= gmr


def test_an_unknown_wish_tempts_the_bold_and_deters_the_wary() -> None:
    # A may act; nobody knows whether it wants to. B, which wants it to have acted, has no move.
    text = "decision_makers: [A, B]\noptions: [{name: act, owner: A}]\npreferences:\n"
    model = load_model("m.yaml", text=text + "  A: [{wants: act, unknown: true}]\n  B: [act]\n")
    data = solution_data(solve(model, extensions="ab", stability=True))
    assert data["extensions"]["a"]["equilibria"]["nash"] == []
    assert data["extensions"]["b"]["equilibria"]["nash"] == ["N", "Y"]
    assert data["extensions"]["a"]["stability"]["gmr"] == {"A": [], "B": ["N", "Y"]}


def test_too_many_states_to_compare_are_refused_with_numbers() -> None:
    options = tuple(Option(name=f"x{i}", label="", owner="A") for i in range(11))
    model = Negotiation(title="", decision_makers=(DecisionMaker(name="A"),), options=options)
    with pytest.raises(LimitError, match=r"2,048 feasible states are too many to compare.*up to 1,024"):
        solve(model, extensions="a", concepts=["nash"])
