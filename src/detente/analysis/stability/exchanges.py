"""Why a state is stable for a decision maker: every improvement with the answer that deters from it.

The definitions are gone through literally for one state: a walk over (state, last mover) through
the answers of the others, the shortest first, until one deters. So the checkers share nothing with
the finders but the moves, and each can be held against the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.analysis.moves import Moves, StateGraph, state_graph
from detente.analysis.stability.sentences import (
    deterred_sentence,
    outcome_words,
    rest_sentence,
    undeterred_sentence,
)
from detente.analysis.walks import Place, Walk
from detente.errors import Defect, LimitError, ModelError
from detente.records import Concept, Exchange, Negotiation, Reason, Step

MAX_REASON_STATES = 2**12
"""Reasons are given in models of up to so many feasible states: a walk looks at most of them."""


def reason(model: Negotiation | StateGraph, state: str, dm: str, concept: Concept) -> Reason:
    """Whether the state is stable for the decision maker under the concept, and why.

    Raises
    ------
    LimitError
        There are more than `MAX_REASON_STATES` feasible states.
    ModelError
        The model has no such feasible state or no such decision maker.
    """
    graph = model if isinstance(model, StateGraph) else state_graph(model)
    question = _Question(graph, index_of(graph, state), moves_of(graph, dm), concept)
    exchanges = []
    for s1 in question.improvements():
        exchanges.append(question.exchange(s1))
        if not exchanges[-1].is_deterred:
            exchanges = exchanges[-1:]
            break
    return Reason(
        concept=concept,
        decision_maker=dm,
        state=state,
        is_stable=all(exchange.is_deterred for exchange in exchanges),
        exchanges=tuple(exchanges),
        sentence=exchanges[0].sentence if exchanges else rest_sentence(dm),
    )


def index_of(graph: StateGraph, state: str) -> int:
    """Index of a feasible state given as a Y/N string; the errors are those of `reason`."""
    if graph.space.n_states > MAX_REASON_STATES:
        raise LimitError(
            f"{graph.space.n_states:,} feasible states are too many to look into one of them, done for up to "
            f"{MAX_REASON_STATES:,}; leave out options or exclude states"
        )
    n_options = len(graph.space.options)
    if len(state) != n_options or set(state) - {"Y", "N"}:
        problem = f"{state!r} is no state: give {n_options} letters Y or N, in the order of the options"
        raise ModelError((Defect(problem=problem),))
    index = graph.space.index_of(state)
    if index is None:
        raise ModelError((Defect(problem=f"{state} is not feasible; `detente solve` lists states that are"),))
    return index


def moves_of(graph: StateGraph, dm: str) -> Moves:
    """Moves of a decision maker of the model."""
    if dm not in graph.moves:
        problem = f"{dm!r} is no decision maker of the model; there are {', '.join(graph.moves)}"
        raise ModelError((Defect(problem=problem),))
    return graph.moves[dm]


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    graph: StateGraph
    index: int
    moves: Moves
    concept: Concept

    def improvements(self) -> list[int]:
        """R+_i(s), the most liked first."""
        return sorted(self.moves.improved(self.index), key=lambda s: (-self.moves.ranks[s], s))

    def exchange(self, s1: int) -> Exchange:
        """What would follow one improvement."""
        if self.concept is Concept.NASH:
            return self._told(s1, (), None, is_deterred=False)
        escaped: tuple[list[Place], int] | None = None
        is_credible = self.concept in (Concept.SEQ, Concept.SSEQ)
        answers = Walk(self.graph.opponents(self.moves.name), s1, improving=is_credible)
        for place in answers:
            s2 = place[0]
            if self._gains(s2):
                continue
            counter = self._best_counter(s2)
            if counter is None or not self._gains(counter):
                return self._told(s1, answers.path(place), counter, is_deterred=True)
            escaped = escaped or (answers.path(place), counter)
        return self._told(s1, *(escaped or ((), None)), is_deterred=False)

    def _gains(self, index: int) -> bool:
        return bool(self.moves.ranks[index] > self.moves.ranks[self.index])

    def _best_counter(self, s2: int) -> int | None:
        """The most liked of R_i(s2) where the concept allows a counter-move."""
        if self.concept not in (Concept.SMR, Concept.SSEQ):
            return None
        return max(self.moves.reached(s2), key=lambda s: self.moves.ranks[s], default=None)

    def _told(self, s1: int, answer: Sequence[Place], counter: int | None, *, is_deterred: bool) -> Exchange:
        """The exchange as a record, in states and in words."""
        name, ranks = self.moves.name, self.moves.ranks
        starts = [s1, *(state for state, _ in answer)]
        improvement = self._step(self.index, s1, name)
        sanction = tuple(self._step(start, *place) for start, place in zip(starts, answer, strict=False))
        reply = None if counter is None else self._step(starts[-1], counter, name)
        told = (improvement, sanction, reply, self.concept, self.graph.negotiation)
        if is_deterred:
            ends = starts[-1:] if counter is None else [starts[-1], counter]
            outcomes = [outcome_words(int(ranks[end]), int(ranks[self.index])) for end in ends]
            sentence = deterred_sentence(*told, outcomes)
        else:
            sentence = undeterred_sentence(*told)
        return Exchange(
            improvement=improvement,
            sanction=sanction,
            counter=reply,
            is_deterred=is_deterred,
            sentence=sentence,
        )

    def _step(self, before: int, after: int, mover: str) -> Step:
        name = self.graph.space.name
        return Step(mover=mover, before=name(before), after=name(after))
