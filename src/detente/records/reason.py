"""Moves one by one: why a state would hold for a decision maker or not, and how to get to it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.finding import CoalitionMove, Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of one decision maker, between states as Y/N strings."""

    mover: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What would follow an improvement: the others' answer and, where the concept allows one, a counter-move.

    Where it is deterred, `sanction` is a shortest answer that deters, empty never, and `counter` the
    best that the decision maker could then do, None where it has no move or the concept allows
    none. Where it is not, both are set if an answer would deter but for that counter-move, which
    escapes; else `sanction` is empty, as no answer takes the gain away.
    """

    improvement: Step
    sanction: tuple[Step, ...]
    counter: Step | None
    is_deterred: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Whether a state is stable for a decision maker under a concept, and why; true if it is.

    `exchanges` has one for every improvement, the most liked first, where the state is stable, and
    only the first that nothing deters where it is not. `sentence` is that of the first of them.
    """

    concept: Concept
    decision_maker: str
    state: str
    is_stable: bool
    exchanges: tuple[Exchange, ...]
    sentence: str

    def __bool__(self) -> bool:
        """Whether the state is stable, so that a checker can stand in a condition."""
        return self.is_stable


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionExchange:
    """What would follow a gain of a coalition: as `Exchange`, each part a sequence of moves.

    `improvement` leads to a state that every member prefers; under the joint reading it is one step
    whose mover is the coalition. `counter`, which escapes, is empty where the gain is deterred.
    """

    improvement: tuple[Step, ...]
    sanction: tuple[Step, ...]
    counter: tuple[Step, ...]
    is_deterred: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionReason:
    """Whether a state is stable for a coalition under a concept and a reading of its moves, and why.

    `exchanges` has one for every state from which the coalition gains, those of the fewest moves
    first, where the state is stable, and only the first that nothing deters where it is not.
    """

    concept: Concept
    members: tuple[str, ...]
    reading: CoalitionMove
    state: str
    is_stable: bool
    exchanges: tuple[CoalitionExchange, ...]
    sentence: str

    def __bool__(self) -> bool:
        """Whether the state is stable, so that a checker can stand in a condition."""
        return self.is_stable


@dataclass(frozen=True, slots=True, kw_only=True)
class PathTo:
    """How a state that is an equilibrium under `concepts` could be reached.

    `shortest` has the fewest moves, `improving` the fewest of those in which every move is an
    improvement for its mover; empty where the talks stand there already, None where there is none.
    """

    target: str
    concepts: tuple[Concept, ...]
    shortest: tuple[Step, ...] | None
    improving: tuple[Step, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsToEquilibria:
    """From one state to every equilibrium, by moves of these decision makers."""

    start: str
    movers: tuple[str, ...]
    paths: tuple[PathTo, ...]
