"""The answer of `solve` in sentences: which states would hold, and why."""

from __future__ import annotations

from collections.abc import Sequence

from detente.briefing.contents import Claim, StabilityWords, StableState
from detente.briefing.model_words import labels, package, quoted_labels
from detente.briefing.wording import called, counted, listing, sentence
from detente.records import Concept, Equilibria, Negotiation, Solution

_N_SHOWN = 8
"""States put into words: those that hold under most concepts."""

_MEANINGS = {
    Concept.NASH: "no party can do better by changing its own choices (Nash)",
    Concept.GMR: "every gain that a party could make can be undone by the others (GMR)",
    Concept.SMR: "every such gain can be undone and the party cannot escape (SMR)",
    Concept.SEQ: "every such gain would be undone by moves that the others would want to make (SEQ)",
    Concept.SSEQ: "every such gain would be undone by moves the others want, with no escape (SSEQ)",
}


def stability_words(negotiation: Negotiation | None, solution: Solution | None) -> StabilityWords:
    """How many states hold under each concept, and the firmest of them; empty without a solution.

    `negotiation` is the model that was solved.
    """
    if negotiation is None or solution is None:
        return StabilityWords()
    # A list that was cut cannot show what is not in it.
    is_cut = any(e.count > len(e.states) for e in solution.equilibria)
    claims = _counts(solution.equilibria)
    if not is_cut:
        claims += _in_common(negotiation, solution)
        if negotiation.status_quo:
            claims.append(_status_quo(negotiation, solution, negotiation.status_quo))
    return StabilityWords(
        summary=tuple(claims),
        options=tuple(labels(negotiation).values()),
        states=_firmest(negotiation, solution),
    )


def _counts(equilibria: Sequence[Equilibria]) -> list[Claim]:
    """A sentence for each concept, or one for all where they agree."""
    if len(equilibria) > 1 and len({(e.states, e.count) for e in equilibria}) == 1:
        concepts = listing([e.concept.upper() for e in equilibria])
        first = equilibria[0]
        text = f"under {concepts} alike, {_count(first.count)}: {_MEANINGS[first.concept]}"
        return [Claim(kind="stability", text=sentence(text))]
    return [
        Claim(kind="stability", text=sentence(f"{_count(e.count)} where {_MEANINGS[e.concept]}"))
        for e in equilibria
    ]


def _in_common(negotiation: Negotiation, solution: Solution) -> list[Claim]:
    """Options that every state that holds under some concept takes, or leaves out."""
    states = {state for e in solution.equilibria for state in e.states}
    if not states:
        return []
    claims = []
    words = list(quoted_labels(negotiation).values())
    for letter, do, does in (("Y", "take up", "takes up"), ("N", "leave out", "leaves out")):
        same = [label for i, label in enumerate(words) if all(state[i] == letter for state in states)]
        if same:
            they = f"all of them {do}" if len(states) > 1 else f"it {does}"
            claims.append(Claim(kind="stability", text=sentence(f"{they} {listing(same)}")))
    return claims


def _count(n: int) -> str:
    return f"{counted(n, 'state')} {'is' if n == 1 else 'are'} stable"


def _status_quo(negotiation: Negotiation, solution: Solution, state: str) -> Claim:
    holds = [e.concept.upper() for e in solution.equilibria if state in e.states]
    taken = package(negotiation, state).taken
    where = (
        f"the talks stand at: {listing([called(label) for label in taken])}"
        if taken
        else "the talks stand with no option taken"
    )
    result = f"this state would hold under {listing(holds)}" if holds else "this state would not hold"
    return Claim(kind="status quo", text=sentence(f"{where}; {result}"))


def _firmest(negotiation: Negotiation, solution: Solution) -> tuple[StableState, ...]:
    concepts: dict[str, list[str]] = {}
    for equilibria in solution.equilibria:
        for state in equilibria.states:
            concepts.setdefault(state, []).append(equilibria.concept.upper())
    # Fewer options taken first, so that equal firmness is settled by the simpler state.
    order = sorted(concepts, key=lambda state: (-len(concepts[state]), state.count("Y"), state))
    return tuple(
        StableState(
            package=package(negotiation, state),
            concepts=tuple(concepts[state]),
            is_status_quo=state == negotiation.status_quo,
        )
        for state in order[:_N_SHOWN]
    )
