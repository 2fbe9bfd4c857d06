"""Moves, answers and counter-moves in words, by the labels of the options."""

from __future__ import annotations

from collections.abc import Sequence

from detente.records import CoalitionMove, Concept, Negotiation, Step

_CREDIBLE = (Concept.SEQ, Concept.SSEQ)


def rest_sentence(dm: str) -> str:
    """What is said where there is no improvement."""
    return f"{dm} cannot gain by any move of its own."


def deterred_sentence(
    improvement: Step,
    sanction: Sequence[Step],
    counter: Step | None,
    concept: Concept,
    negotiation: Negotiation,
    outcomes: Sequence[str],
) -> str:
    """What is said of an improvement that an answer deters from.

    `outcomes` says how well off the decision maker is after the answer and after the counter-move.
    """
    dm = improvement.mover
    told = f"{_gain(improvement, negotiation)}; {_answer(sanction, concept, negotiation)}"
    told += f", which leaves {dm} {outcomes[0]}"
    if counter is not None:
        told += f"; its best counter-move, {_doing(counter, negotiation)}, leaves it {outcomes[1]}"
    elif concept in (Concept.SMR, Concept.SSEQ):
        told += " without a move of its own"
    return f"{told}."


def undeterred_sentence(
    improvement: Step,
    sanction: Sequence[Step],
    counter: Step | None,
    concept: Concept,
    negotiation: Negotiation,
) -> str:
    """What is said of an improvement that nothing deters from, or from whose deterrent one escapes."""
    told = _gain(improvement, negotiation)
    if counter is not None:
        told += f"; {_answer(sanction, concept, negotiation)}, but {improvement.mover} would escape by "
        told += f"{_doing(counter, negotiation)}, which leaves it better off than now"
    elif concept in _CREDIBLE:
        told += ", and no answer that the others would gain by takes that away"
    elif concept is not Concept.NASH:
        told += ", and no answer of the others takes that away"
    return f"{told}."


def coalition_rest_sentence(members: Sequence[str], reading: CoalitionMove) -> str:
    """What is said where a coalition has nothing to gain."""
    how = "moving one by one" if reading is CoalitionMove.LEGAL else "moving all at once"
    return f"{' + '.join(members)} cannot all gain by {how}."


def coalition_sentence(
    improvement: Sequence[Step],
    sanction: Sequence[Step],
    counter: Sequence[Step],
    concept: Concept,
    negotiation: Negotiation,
    *,
    is_deterred: bool,
) -> str:
    """What is said of a gain of a coalition and what follows it."""
    told = f"All members could gain: {_chain(improvement, negotiation)}"
    if is_deterred:
        told += f"; {_answer(sanction, concept, negotiation)}, which takes the gain away from a member"
        if concept in (Concept.SMR, Concept.SSEQ):
            told += ", and no counter-move brings all of them a gain again"
    elif counter:
        told += f"; {_answer(sanction, concept, negotiation)}, but they would escape: "
        told += f"{_chain(counter, negotiation)}, which leaves all of them better off than now"
    elif concept in _CREDIBLE:
        told += ", and no answer that the others would gain by takes that away"
    elif concept is not Concept.NASH:
        told += ", and no answer of the others takes that away"
    return f"{told}."


def _chain(steps: Sequence[Step], negotiation: Negotiation) -> str:
    """Moves in turn: "A by taking “a”, then B by dropping “b”"."""
    return ", then ".join(f"{step.mover} by {_doing(step, negotiation)}" for step in steps)


def outcome_words(rank: int, now: int) -> str:
    """How well off a decision maker is in a state beside the one asked about."""
    if rank == now:
        return "as well off as now"
    return "worse off than now" if rank < now else "better off than now"


def _gain(improvement: Step, negotiation: Negotiation) -> str:
    return f"{improvement.mover} could gain by {_doing(improvement, negotiation)}"


def _answer(sanction: Sequence[Step], concept: Concept, negotiation: Negotiation) -> str:
    modal = "would" if concept in _CREDIBLE else "could"
    first, *rest = sanction
    steps = [f"{first.mover} {modal} answer by {_doing(first, negotiation)}"]
    return ", then ".join(steps + [f"{step.mover} by {_doing(step, negotiation)}" for step in rest])


def _doing(step: Step, negotiation: Negotiation) -> str:
    """What a move changes: "taking “a”, dropping “b” and taking “c”"."""
    changed = [
        f"{'taking' if after == 'Y' else 'dropping'} “{option.label or option.name}”"
        for option, before, after in zip(negotiation.options, step.before, step.after, strict=True)
        if before != after
    ]
    return " and ".join([", ".join(changed[:-1]), changed[-1]] if len(changed) > 1 else changed)
