"""The part of a model that is small enough to solve: what it keeps, and that what it keeps is the same."""

from __future__ import annotations

from detente.analysis import solve
from detente.modelling import draft_model, focus_model
from detente.records import DecisionMaker, Formula, Literal, Negotiation, Option, PreferenceStatement
from modelling.draft_maps import Talks


def wish(id_: str, *literals: tuple[str, bool], unknown: bool = False) -> PreferenceStatement:
    patterns = tuple((Literal(*literal),) for literal in literals)
    return PreferenceStatement(id=id_, formula=Formula(patterns=patterns, text=id_), unknown=unknown)


def large() -> Negotiation:
    """`moved` is owned and needs `clause`; `disputed` is nobody's; the rest is of less weight."""
    return Negotiation(
        title="large",
        decision_makers=(
            DecisionMaker(
                name="A",
                preferences=(
                    wish("A1", ("moved", False), ("clause", True)),
                    wish("A2", ("quiet", True)),
                    wish("A3", ("disputed", True)),
                ),
            ),
            DecisionMaker(name="B", preferences=(wish("B1", ("disputed", False)),)),
            DecisionMaker(name="C", preferences=(wish("C1", ("quiet", True)),)),
            DecisionMaker(name="D", preferences=(wish("D1", ("idle", True), unknown=True),)),
        ),
        options=(
            Option(name="quiet", label="quiet"),
            Option(name="idle", label="idle", owner="D"),
            Option(name="disputed", label="disputed"),
            Option(name="clause", label="clause"),
            Option(name="moved", label="moved", owner="A"),
        ),
        infeasible=(
            Formula(patterns=((Literal("quiet", True), Literal("idle", True)),), text="quiet & idle"),
            Formula(patterns=((Literal("disputed", True), Literal("moved", True)),), text="disputed & moved"),
        ),
        status_quo="YNNYN",
    )


def test_small_model_is_returned_as_it_is() -> None:
    assert focus_model(large(), max_options=5) == large()


def test_moves_come_first_with_their_conditions_then_disputes() -> None:
    focused = focus_model(large(), max_options=3)
    assert [option.name for option in focused.options] == ["disputed", "clause", "moved"]
    assert [[p.id for p in dm.preferences] for dm in focused.decision_makers] == [["A1", "A3"], ["B1"]]
    assert [formula.text for formula in focused.infeasible] == ["disputed & moved"]
    assert focused.status_quo == "NYN"


def test_what_is_left_out_is_named() -> None:
    left_out = focus_model(large(), max_options=3).left_out
    reason = "not among the 3 options that matter most to what would hold"
    assert left_out[:2] == (f"quiet: {reason}", f"idle: {reason}")
    assert left_out[2:] == (
        "C: left with no option and no preference",
        "D: left with no option and no preference",
    )


def test_focus_of_a_large_draft_can_be_solved_and_keeps_its_evidence_alone() -> None:
    talks = Talks()
    for n in range(30):
        talks.say("Ruritania", "rejects", f"clause-{n}", actor="Borduria")
        talks.say("Borduria", "offers", f"clause-{n}", condition="if aid is paid")
    negotiation = draft_model(talks.map, reports=talks.all_reports)
    focused = focus_model(negotiation)
    assert len(focused.options) == 10
    assert solve(focused).n_feasible == 2**10
    kept = {id_ for o in focused.options for id_ in o.rests_on}
    kept |= {id_ for dm in focused.decision_makers for p in dm.preferences for id_ in p.rests_on}
    assert {item.id for item in focused.evidence} == kept
    assert 0 < len(focused.evidence) < len(negotiation.evidence)


def test_ranking_cannot_be_cut_and_its_options_become_clauses() -> None:
    dms = (*large().decision_makers[1:], DecisionMaker(name="A", ranking=(("NNNNN",),)))
    negotiation = Negotiation(title="", decision_makers=dms, options=large().options)
    focused = focus_model(negotiation, max_options=4)
    assert "A" not in [dm.name for dm in focused.decision_makers]
    assert "A: its ranking of states cannot be cut" in focused.left_out
    assert all(option.owner != "A" for option in focused.options)
