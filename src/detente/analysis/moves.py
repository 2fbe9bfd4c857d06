"""Who can get where: extremes over moves, improvements and sequences of moves.

Definitions ([FHK1993]; ``detente.analysis.stability`` has the conventions)::

    R_i(s)    feasible states other than s that i reaches in one step by changing any of its own
              options, none against its direction; the step goes straight there
    R+_i(s)   those of R_i(s) that i likes better than s
    R_O(s)    states reached by one or more moves of members of O, every state on the way
              feasible, nobody moving twice in a row; R+_O(s): each move an improvement for its
              mover, judged from the state it leaves

The concepts never need these sets, only the least or greatest value of something over them. A
move changes only the mover's options, so the states split into *cells* with equal other options
(and equal one-way options), within which the mover goes anywhere; extremes over a cell come from
sorting, and no pairwise graph is built. One-way options lead from cell to cell: each set of them
flipped at once is one pair of cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.preferences import Ranks, ranks_of
from detente.analysis.states import StateSpace, feasible_states
from detente.records import Direction, Negotiation

Values = NDArray[np.int64]

NOTHING = 2**31 - 1
"""Least value over no states; every value lies between this and its opposite."""

_APART = 2**33  # more than any two values differ: keeps the running least of one cell out of the next


@dataclass(frozen=True, slots=True)
class Owned:
    """Options of one mover as bits: those it changes freely, only takes, or only drops."""

    free: int
    take: int
    drop: int


class Moves:
    """The moves of one decision maker over a state space."""

    def __init__(self, name: str, owned: Owned, space: StateSpace, ranks: Ranks) -> None:
        self.name = name
        self.owned = owned
        self.ranks = ranks
        self._bits = space.bits.astype(np.int64)
        self._free, self._take, self._drop = owned.free, owned.take, owned.drop
        self._scale = int(ranks.max()) + 1
        # What the owner cannot change back and forth tells the cells apart.
        self._cell = self._bits & ~self._free
        keys = self._cell * self._scale + ranks
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]
        self._cells = self._cell[self._order]
        self._starts = np.flatnonzero(np.diff(self._cells, prepend=-1))
        self._sizes = np.diff(self._starts, append=len(keys))
        self._above = np.searchsorted(self._keys, keys, side="right")

    def least(self, values: Values) -> Values:
        """For every state s the least value over R_i(s), `NOTHING` where it is empty."""
        found = self._least_of_others(values)
        return self._through_one_way(found, values, improving=False)

    def least_improved(self, values: Values) -> Values:
        """For every state s the least value over R+_i(s), `NOTHING` where it is empty."""
        found = self._least_from(self._above, self._cell, self._running_least(values))
        return self._through_one_way(found, values, improving=True)

    def greatest(self, values: Values) -> Values:
        """For every state s the greatest value over R_i(s), ``-NOTHING`` where it is empty."""
        return -self.least(-values)

    def greatest_improved(self, values: Values) -> Values:
        """For every state s the greatest value over R+_i(s), ``-NOTHING`` where it is empty."""
        return -self.least_improved(-values)

    def reached(self, index: int) -> list[int]:
        """Indices of R_i(s) for one state, ascending."""
        here = int(self._bits[index])
        movable = self._free | (self._take & ~here) | (self._drop & here)
        changed = self._bits ^ here
        return [int(i) for i in np.flatnonzero((changed != 0) & ((changed & ~movable) == 0))]

    def improved(self, index: int) -> list[int]:
        """Indices of R+_i(s) for one state, ascending."""
        return [i for i in self.reached(index) if self.ranks[i] > self.ranks[index]]

    def _least_of_others(self, values: Values) -> Values:
        """Least value in the state's own cell, the state itself left out."""
        sorted_values = values[self._order]
        least = np.repeat(np.minimum.reduceat(sorted_values, self._starts), self._sizes)
        is_least = sorted_values == least
        n_least = np.repeat(np.add.reduceat(is_least.astype(np.int64), self._starts), self._sizes)
        rest = np.where(is_least, NOTHING, sorted_values)
        second = np.repeat(np.minimum.reduceat(rest, self._starts), self._sizes)
        found = np.empty_like(values)
        found[self._order] = np.where(is_least & (n_least == 1), second, least)
        return found

    def _running_least(self, values: Values) -> Values:
        """At each place of the order, the least value from there to the end of its cell."""
        apart = np.repeat(np.arange(len(self._starts)) * _APART, self._sizes)
        return np.minimum.accumulate((values[self._order] + apart)[::-1])[::-1] - apart

    def _least_from(self, places: NDArray[np.intp], cell: Values, running: Values) -> Values:
        """Least value from a place of the order on, where that place still is in the cell."""
        inside = places < len(self._cells)
        inside[inside] = self._cells[places[inside]] == cell[inside]
        found = np.full(len(places), NOTHING, dtype=np.int64)
        found[inside] = running[places[inside]]
        return found

    def _through_one_way(self, found: Values, values: Values, *, improving: bool) -> Values:
        """Take in the cells that are reached by flipping one-way options."""
        if not self._take | self._drop:
            return found
        running = self._running_least(values)
        for flipped in _subsets(self._take | self._drop):
            able = np.flatnonzero((self._bits & flipped) == (self._drop & flipped))
            cell = self._cell[able] ^ flipped
            floor = self.ranks[able] + 1 if improving else 0
            places = np.searchsorted(self._keys, cell * self._scale + floor)
            found[able] = np.minimum(found[able], self._least_from(places, cell, running))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class StateGraph:
    """The feasible states with everybody's moves and ranks, by decision maker, in their order."""

    negotiation: Negotiation
    space: StateSpace
    moves: dict[str, Moves]

    def opponents(self, dm: str) -> list[Moves]:
        """Moves of everybody else."""
        return [moves for name, moves in self.moves.items() if name != dm]


def state_graph(negotiation: Negotiation) -> StateGraph:
    """Feasible states, ranks and moves; raises what `feasible_states` and `ranks_of` raise."""
    space = feasible_states(negotiation)
    return StateGraph(
        negotiation,
        space,
        {
            dm.name: Moves(dm.name, _owned(negotiation, dm.name), space, ranks_of(dm, space))
            for dm in negotiation.decision_makers
        },
    )


def joint_moves(group: Sequence[Moves], space: StateSpace) -> Moves:
    """Moves in which a group changes any of its options at once; it has no one ranking of its own."""
    owned = Owned(
        free=sum(moves.owned.free for moves in group),
        take=sum(moves.owned.take for moves in group),
        drop=sum(moves.owned.drop for moves in group),
    )
    name = " + ".join(moves.name for moves in group)
    return Moves(name, owned, space, np.zeros(space.n_states, dtype=np.int64))


def least_by_group(group: Sequence[Moves], values: Values, *, improving: bool) -> Values:
    """For every state s the least value over R_O(s), or R+_O(s) where `improving`.

    ``first[j](s)`` is the least value over the legal sequences that j begins: the value where j
    stops at t in R_j(s), or what somebody other than j makes of t. It is worked out by repeating
    until nothing changes, which takes as many rounds as the longest sequence that matters.
    """
    nothing = np.full(len(values), NOTHING, dtype=np.int64)
    first = [nothing] * len(group)
    changed = True
    while changed:
        changed = False
        for j, moves in enumerate(group):
            after = values
            for k, other in enumerate(first):
                after = after if k == j else np.minimum(after, other)
            found = moves.least_improved(after) if improving else moves.least(after)
            changed = changed or not np.array_equal(found, first[j])
            first[j] = found
    return np.minimum.reduce(first) if first else nothing


def reached_by_group(group: Sequence[Moves], index: int, *, improving: bool) -> set[int]:
    """Indices of R_O(s), or R+_O(s), for one state: a walk over (state, last mover)."""
    reached: set[tuple[int, str]] = set()
    frontier: list[tuple[int, str | None]] = [(index, None)]
    while frontier:
        here, last = frontier.pop()
        for moves in group:
            if moves.name == last:
                continue
            for there in moves.improved(here) if improving else moves.reached(here):
                if (there, moves.name) not in reached:
                    reached.add((there, moves.name))
                    frontier.append((there, moves.name))
    return {state for state, _ in reached}


def _owned(negotiation: Negotiation, name: str) -> Owned:
    """Options of a decision maker by direction."""
    bits = dict.fromkeys(Direction, 0)
    for i, option in enumerate(negotiation.options):
        if option.owner == name:
            bits[option.direction] |= 1 << i
    return Owned(free=bits[Direction.BOTH], take=bits[Direction.TAKE], drop=bits[Direction.DROP])


def _subsets(mask: int) -> Iterator[int]:
    """Every non-empty subset of the bits of the mask."""
    subset = mask
    while subset:
        yield subset
        subset = (subset - 1) & mask
