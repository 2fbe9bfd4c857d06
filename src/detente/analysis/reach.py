"""Who can get where, as whole sets: for the questions that extremes over moves do not answer.

A set of states is one integer whose bit s is set where the state with index s is in it. For n
states a table of such sets takes n²/8 bytes, so this is for models of a few thousand states; the
extremes in ``moves`` are for those beyond.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from detente.analysis.moves import Moves
from detente.analysis.states import Mask

StateSet = int


class Reach:
    """Tables of R_H and R+_H for groups of movers, each worked out once."""

    def __init__(self, n_states: int) -> None:
        self._n_states = n_states
        self._steps: dict[tuple[Moves, bool], list[list[int]]] = {}
        self._tables: dict[tuple[tuple[Moves, ...], bool], list[StateSet]] = {}

    def table(self, group: Sequence[Moves], *, improving: bool) -> list[StateSet]:
        """For every state s the set R_H(s), or R+_H(s) where `improving`."""
        key = (tuple(group), improving)
        if key not in self._tables:
            steps = [self._steps_of(moves, improving) for moves in group]
            self._tables[key] = closure(steps, self._n_states)
        return self._tables[key]

    def _steps_of(self, moves: Moves, improving: bool) -> list[list[int]]:
        """For every state the states one step away."""
        if (moves, improving) not in self._steps:
            step = moves.improved if improving else moves.reached
            self._steps[moves, improving] = [step(s) for s in range(self._n_states)]
        return self._steps[moves, improving]


def closure(steps: Sequence[Sequence[Sequence[int]]], n_states: int) -> list[StateSet]:
    """States reached by legal sequences; ``first[j][s]`` are those of sequences that j begins."""
    first = [[0] * n_states for _ in steps]
    changed = True
    while changed:
        changed = False
        for j, step in enumerate(steps):
            others = [sets for k, sets in enumerate(first) if k != j]
            after = [reduce(or_, (sets[t] for sets in others), 1 << t) for t in range(n_states)]
            found = [reduce(or_, (after[t] for t in there), 0) for there in step]
            changed = changed or found != first[j]
            first[j] = found
    return [reduce(or_, sets, 0) for sets in zip(*first, strict=True)] if first else [0] * n_states


def state_set(mask: Mask) -> StateSet:
    """The set of the states under a mask."""
    return sum(1 << int(i) for i in mask.nonzero()[0])


def members(states: StateSet) -> Iterator[int]:
    """Indices of the states in a set, ascending."""
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest
