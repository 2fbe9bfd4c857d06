"""The answer of `solve` in sentences: which states would hold, and why."""

from __future__ import annotations

from collections.abc import Sequence

from detente.briefing.claim import Claim
from detente.briefing.model_contents import StabilityWords, StateWords
from detente.briefing.model_words import labels, package, quoted_labels
from detente.briefing.wording import called, counted, listing, sentence
from detente.records import Concept, DrawnGraph, Equilibria, Negotiation, Solution

_N_SHOWN = 8
"""States put into words: those that hold under most concepts."""

_MEANINGS = {
    Concept.NASH: "no party can do better by changing its own choices (Nash)",
    Concept.GMR: "every gain that a party could make can be undone by the others (GMR)",
    Concept.SMR: "every such gain can be undone and the party cannot escape (SMR)",
    Concept.SEQ: "every such gain would be undone by moves that the others would want to make (SEQ)",
    Concept.SSEQ: "every such gain would be undone by moves the others want, with no escape (SSEQ)",
}


def stability_words(
    negotiation: Negotiation | None, solution: Solution | None, graph: DrawnGraph | None = None
) -> StabilityWords:
    """How many states hold under each concept, and the firmest of them; empty without a solution.

    `negotiation` is the model that was solved; with its `graph` there are all states of it.
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
        states=_drawn(negotiation, solution, graph) if graph else _firmest(negotiation, solution),
        is_whole=graph is not None,
        drawing=graph.svg if graph else "",
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


def _firmest(negotiation: Negotiation, solution: Solution) -> tuple[StateWords, ...]:
    concepts = _concepts(solution)
    # Fewer options taken first, so that equal firmness is settled by the simpler state.
    order = sorted(concepts, key=lambda state: (-len(concepts[state]), state.count("Y"), state))
    return tuple(_state(negotiation, state, concepts[state]) for state in order[:_N_SHOWN])


def _drawn(negotiation: Negotiation, solution: Solution, graph: DrawnGraph) -> tuple[StateWords, ...]:
    """All states in the order of the drawing, with what its arrows say."""
    concepts = _concepts(solution)
    better: dict[str, dict[str, list[str]]] = {state: {} for state in graph.states}
    for move in graph.improvements:
        better[move.before].setdefault(move.decision_maker, []).append(move.after)
    return tuple(
        _state(
            negotiation,
            state,
            concepts.get(state, ()),
            [f"{mover} to {listing(there, 'or')}" for mover, there in better[state].items()],
        )
        for state in graph.states
    )


def _concepts(solution: Solution) -> dict[str, list[str]]:
    """The concepts under which each state holds; no entry where it holds under none."""
    concepts: dict[str, list[str]] = {}
    for equilibria in solution.equilibria:
        for state in equilibria.states:
            concepts.setdefault(state, []).append(equilibria.concept.upper())
    return concepts


def _state(
    negotiation: Negotiation, state: str, concepts: Sequence[str], improvements: Sequence[str] = ()
) -> StateWords:
    return StateWords(
        package=package(negotiation, state),
        concepts=tuple(concepts),
        is_status_quo=state == negotiation.status_quo,
        improvements=tuple(improvements),
    )
