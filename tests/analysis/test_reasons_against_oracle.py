"""Reasons for stability: every step they name is checked by the definitions, and the words by example."""

import dataclasses

import pytest
from hypothesis import given, settings

from detente.analysis import is_nash_stable, is_seq_stable, is_smr_stable, stability_reasons
from detente.analysis.stability import CHECKERS
from detente.errors import LimitError, ModelError
from detente.modelling.formula_text import parse_formula
from detente.records import (
    Concept,
    DecisionMaker,
    Exchange,
    Negotiation,
    Option,
    PreferenceStatement,
    Reason,
)
from oracles.graph_model import Oracle
from strategies import negotiations

quick = settings(max_examples=60, deadline=None)


@quick
@given(negotiations(max_options=4))
def test_reasons_follow_the_definitions_step_by_step(negotiation: Negotiation) -> None:
    oracle = Oracle(negotiation)
    for state in oracle.states:
        for reason in stability_reasons(negotiation, state):
            expected = oracle.is_stable(reason.concept, reason.decision_maker, state)
            assert reason.is_stable is bool(reason) is expected
            _assert_reason_is_sound(reason, oracle)


def _assert_reason_is_sound(reason: Reason, oracle: Oracle) -> None:
    dm, state = reason.decision_maker, reason.state
    improvements = oracle.improvements(dm, state)
    named = [exchange.improvement.after for exchange in reason.exchanges]
    if reason.is_stable:
        assert sorted(named) == sorted(improvements)
    else:
        assert len(named) == 1
        assert named[0] in improvements
    for exchange in reason.exchanges:
        assert exchange.is_deterred is reason.is_stable
        assert (exchange.improvement.mover, exchange.improvement.before) == (dm, state)
        _assert_answer_is_legal(exchange, reason, oracle)
        _assert_outcome_is_as_told(exchange, reason, oracle)


def _assert_answer_is_legal(exchange: Exchange, reason: Reason, oracle: Oracle) -> None:
    at, last = exchange.improvement.after, reason.decision_maker
    step = oracle.improvements if reason.concept in ("seq", "sseq") else oracle.moves
    for move in exchange.sanction:
        assert move.before == at
        assert move.mover not in (last, reason.decision_maker)
        assert move.after in step(move.mover, at)
        at, last = move.after, move.mover


def _assert_outcome_is_as_told(exchange: Exchange, reason: Reason, oracle: Oracle) -> None:
    dm, state = reason.decision_maker, reason.state
    if not exchange.sanction:
        assert not exchange.is_deterred
        assert exchange.counter is None
        return
    end = exchange.sanction[-1].after
    assert not oracle.prefers(dm, end, state)
    counters = oracle.moves(dm, end)
    if reason.concept in ("gmr", "seq"):
        assert exchange.counter is None
    elif exchange.counter is None:
        assert not counters
    else:
        assert exchange.counter.before == end
        assert exchange.counter.after in counters
        assert not any(oracle.prefers(dm, other, exchange.counter.after) for other in counters)
        assert oracle.prefers(dm, exchange.counter.after, state) is not exchange.is_deterred


def _model(**wants: list[str]) -> Negotiation:
    """The talks between Russia (withdraw) and Ukraine (ceasefire, mobilise)."""
    owners = {"withdraw": "Russia", "ceasefire": "Ukraine", "mobilise": "Ukraine"}
    return Negotiation(
        title="",
        decision_makers=tuple(
            DecisionMaker(
                name=name,
                preferences=tuple(
                    PreferenceStatement(id=f"{name}{i}", formula=parse_formula(text))
                    for i, text in enumerate(texts)
                ),
            )
            for name, texts in wants.items()
        ),
        options=tuple(Option(name=name, label=f"to {name}", owner=owner) for name, owner in owners.items()),
    )


def test_a_deterred_improvement_is_told_in_a_sentence() -> None:
    negotiation = _model(
        Russia=["ceasefire", "-withdraw"], Ukraine=["ceasefire <-> withdraw", "ceasefire", "-mobilise"]
    )
    reason = is_seq_stable(negotiation, "YYN", "Russia")
    assert reason.is_stable
    assert reason.sentence == (
        "Russia could gain by dropping “to withdraw”; Ukraine would answer by dropping “to ceasefire”, "
        "which leaves Russia worse off than now."
    )
    counter = is_smr_stable(negotiation, "YYN", "Russia").sentence
    assert counter == (
        "Russia could gain by dropping “to withdraw”; Ukraine could answer by dropping “to ceasefire”, "
        "which leaves Russia worse off than now; its best counter-move, taking “to withdraw”, leaves it "
        "worse off than now."
    )


def test_an_undeterred_improvement_is_told_in_a_sentence() -> None:
    negotiation = _model(Russia=["-withdraw"], Ukraine=["ceasefire"])
    assert is_nash_stable(negotiation, "YYN", "Russia").sentence == (
        "Russia could gain by dropping “to withdraw”."
    )
    assert is_seq_stable(negotiation, "YYN", "Russia").sentence == (
        "Russia could gain by dropping “to withdraw”, and no answer that the others would gain by takes "
        "that away."
    )
    assert is_nash_stable(negotiation, "YYN", "Ukraine").sentence == (
        "Ukraine cannot gain by any move of its own."
    )


def test_an_escape_from_an_answer_is_told_in_a_sentence() -> None:
    # Dropping gains; the answer spoils that, but then taking again is better than at first.
    negotiation = _model(Russia=["mobilise & withdraw", "-withdraw & -mobilise"], Ukraine=["mobilise"])
    (exchange,) = is_smr_stable(negotiation, "YNN", "Russia").exchanges
    assert not exchange.is_deterred
    assert exchange.sentence == (
        "Russia could gain by dropping “to withdraw”; Ukraine could answer by taking “to mobilise”, but "
        "Russia would escape by taking “to withdraw”, which leaves it better off than now."
    )


@pytest.mark.parametrize(
    ("state", "dm", "words"),
    [
        ("YN", "Russia", "'YN' is no state: give 3 letters"),
        ("yny", "Russia", "'yny' is no state"),
        ("NNY", "Ukraine", "NNY is not feasible"),
        ("YNN", "France", "'France' is no decision maker of the model; there are Russia, Ukraine"),
    ],
)
def test_reasons_of_what_is_not_in_the_model_are_refused(state: str, dm: str, words: str) -> None:
    negotiation = dataclasses.replace(
        _model(Russia=[], Ukraine=[]), infeasible=(parse_formula("mobilise & -ceasefire"),)
    )
    for concept in Concept:
        with pytest.raises(ModelError, match=words):
            CHECKERS[concept](negotiation, state, dm)


def test_reasons_in_a_model_too_large_are_refused_with_numbers() -> None:
    options = tuple(Option(name=f"x{i}", label="", owner="A") for i in range(13))
    negotiation = Negotiation(title="", decision_makers=(DecisionMaker(name="A"),), options=options)
    with pytest.raises(LimitError, match=r"8,192 feasible states .* up to 4,096"):
        stability_reasons(negotiation, "N" * 13)
