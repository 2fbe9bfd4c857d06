"""Why a state is stable for a coalition: every gain with the answer that deters from it.

As ``exchanges`` for one decision maker: literal walks from one state, sharing nothing with the
finder but the moves. A gain may take several moves of members, and so may the counter-move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.analysis.moves import StateGraph
from detente.analysis.stability.coalition_moves import Coalition, coalition
from detente.analysis.stability.exchanges import index_of, moves_of
from detente.analysis.stability.sentences import coalition_rest_sentence, coalition_sentence
from detente.analysis.states import Mask
from detente.analysis.walks import Place, Walk
from detente.records import CoalitionExchange, CoalitionMove, CoalitionReason, Concept, Step

Path = list[Place]


def coalition_reason(
    graph: StateGraph, state: str, members: tuple[str, ...], concept: Concept, reading: CoalitionMove
) -> CoalitionReason:
    """Whether the state is stable for the coalition; raises what `index_of` and `moves_of` raise."""
    index = index_of(graph, state)
    for dm in members:
        moves_of(graph, dm)
    group = coalition(graph, members, reading)
    question = _Question(graph, group, index, group.gains(group.ranks[:, index]), concept)
    exchanges = []
    for improvement in question.improvements():
        exchanges.append(question.exchange(improvement))
        if not exchanges[-1].is_deterred:
            exchanges = exchanges[-1:]
            break
    return CoalitionReason(
        concept=concept,
        members=members,
        reading=reading,
        state=state,
        is_stable=all(exchange.is_deterred for exchange in exchanges),
        exchanges=tuple(exchanges),
        sentence=exchanges[0].sentence if exchanges else coalition_rest_sentence(members, reading),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    graph: StateGraph
    group: Coalition
    index: int
    gains: Mask
    concept: Concept
    _escapes: dict[int, Path | None] = field(default_factory=dict)

    def improvements(self) -> Iterator[Path]:
        """A shortest way to each state that every member prefers."""
        return self._gainful(self.index)

    def _gainful(self, start: int) -> Iterator[Path]:
        walk, seen = Walk(self.group.movers, start, improving=False), set[int]()
        for place in walk:
            if self.gains[place[0]] and place[0] not in seen:
                seen.add(place[0])
                yield walk.path(place)

    def exchange(self, improvement: Path) -> CoalitionExchange:
        """What would follow one gain."""
        if self.concept is Concept.NASH:
            return self._told(improvement, [], [], is_deterred=False)
        escaped: tuple[Path, Path] | None = None
        is_credible = self.concept in (Concept.SEQ, Concept.SSEQ)
        answers = Walk(self.group.outsiders, improvement[-1][0], improving=is_credible)
        for place in answers:
            if self.gains[place[0]]:
                continue
            counter = self._escape(place[0])
            if counter is None:
                return self._told(improvement, answers.path(place), [], is_deterred=True)
            escaped = escaped or (answers.path(place), counter)
        return self._told(improvement, *(escaped or ([], [])), is_deterred=False)

    def _escape(self, s2: int) -> Path | None:
        """A shortest counter-move to a gain, None where there is none or the concept allows none."""
        if self.concept not in (Concept.SMR, Concept.SSEQ):
            return None
        if s2 not in self._escapes:
            self._escapes[s2] = next(self._gainful(s2), None)
        return self._escapes[s2]

    def _told(
        self, improvement: Path, answer: Path, counter: Path, *, is_deterred: bool
    ) -> CoalitionExchange:
        """The exchange as a record, in states and in words."""
        steps = self._steps(self.index, improvement)
        sanction = self._steps(improvement[-1][0], answer)
        reply = self._steps(answer[-1][0], counter) if answer else ()
        return CoalitionExchange(
            improvement=steps,
            sanction=sanction,
            counter=reply,
            is_deterred=is_deterred,
            sentence=coalition_sentence(
                steps, sanction, reply, self.concept, self.graph.negotiation, is_deterred=is_deterred
            ),
        )

    def _steps(self, start: int, path: Sequence[Place]) -> tuple[Step, ...]:
        name = self.graph.space.name
        starts = [start, *(state for state, _ in path)]
        return tuple(
            Step(mover=mover, before=name(before), after=name(after))
            for before, (after, mover) in zip(starts, path, strict=False)
        )
