"""What analysis finds, with what each result rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Concept(StrEnum):
    """Solution concepts of the graph model; definitions in `detente.analysis.stability`."""

    NASH = "nash"
    GMR = "gmr"
    SMR = "smr"
    SEQ = "seq"
    SSEQ = "sseq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibria:
    """States stable for every decision maker under one concept.

    `states` are Y/N strings, in the order of the binary number whose lowest bit is the first
    option; cut after a documented number, with the exact `count`.
    """

    concept: Concept
    states: tuple[str, ...]
    count: int


class CoalitionMove(StrEnum):
    """Readings of a move by a coalition; definitions in `detente.analysis.stability.coalition`."""

    LEGAL = "legal"
    """Its members move one by one, in sequences in which nobody moves twice in a row."""
    JOINT = "joint"
    """Its members change their options all at once, in one step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionStability:
    """States stable for one coalition, by concept, as Y/N strings."""

    members: tuple[str, ...]
    stable: dict[Concept, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalitions:
    """States stable for coalitions of two or more, under the `reading` of their moves.

    `found` has the smallest coalitions first, cut after a documented number; `count` is how many
    coalitions there are.
    """

    reading: CoalitionMove
    found: tuple[CoalitionStability, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownEquilibria:
    """Equilibria of one concept over all ways in which the unknown preferences may fall.

    `always` are equilibria under every way, `sometimes` under some only. `decides` maps each of
    `sometimes` to the unknowns (ids) of which changing that one alone can change the answer.
    """

    concept: Concept
    always: tuple[str, ...]
    sometimes: tuple[str, ...]
    decides: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityUnknowns:
    """What holds whichever way the `unknowns` (ids) fall, by concept; each is wanted or its opposite is."""

    unknowns: tuple[str, ...]
    n_ways: int
    by_concept: tuple[UnknownEquilibria, ...]


class Extension(StrEnum):
    """Extensions of the concepts to uncertain preference; definitions in `detente.analysis.uncertain`."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendedEquilibria:
    """States stable for everybody (`states`) and for each decision maker under an extension of a concept."""

    extension: Extension
    concept: Concept
    states: tuple[str, ...]
    stable: dict[str, tuple[str, ...]]


class Change(StrEnum):
    """What may be done to a list of preference statements; see `detente.analysis.inverse`."""

    DROP = "drop"
    SWAP = "swap"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceChange:
    """One change of a decision maker's list: the id of the statement dropped, or of the two swapped."""

    decision_maker: str
    change: Change
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """Fewest changes of preference that make a state an equilibrium under a concept.

    `n_changes` is 0 where it is one already, None where up to `looked_up_to` changes do not make it
    one. `ways` are all ways of so many changes, cut after a documented number; `n_ways` is exact.
    """

    concept: Concept
    state: str
    n_changes: int | None
    ways: tuple[tuple[PreferenceChange, ...], ...]
    n_ways: int
    looked_up_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Answer of `solve`.

    `stability` maps concept → decision maker → stable states, empty unless asked for, as `extensions`.
    `left_aside` are the ids of unknown preference statements, which separated no states.
    `coalitions` and `unknowns` are None unless asked for.
    """

    decision_makers: tuple[str, ...]
    options: tuple[str, ...]
    n_feasible: int
    equilibria: tuple[Equilibria, ...]
    stability: dict[Concept, dict[str, tuple[str, ...]]]
    left_aside: tuple[str, ...] = ()
    coalitions: Coalitions | None = None
    unknowns: StabilityUnknowns | None = None
    extensions: tuple[ExtendedEquilibria, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A move from one state to another that its mover likes better; states as Y/N strings."""

    decision_maker: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnGraph:
    """A state graph that is small enough to be drawn: the picture (`svg`) and what it shows.

    `states` are all feasible ones, in the order in which they are drawn.
    """

    svg: str
    states: tuple[str, ...]
    improvements: tuple[Improvement, ...]
