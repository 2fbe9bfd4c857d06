"""Who can get where: extremes over moves, improvements and sequences of moves.

Definitions ([FHK1993]; ``detente.analysis.stability`` has the conventions)::

    R_i(s)    feasible states other than s that i reaches in one step by changing any of its own
              options, none against its direction; the step goes straight there
    R+_i(s)   those of R_i(s) that i likes better than s
    R_O(s)    states reached by one or more moves of members of O, every state on the way
              feasible, nobody moving twice in a row; R+_O(s): each move an improvement for its
              mover, judged from the state it leaves

The concepts never need these sets, only the least or greatest value of something over them, which
``cells`` finds for all states at once; no pairwise graph is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.cells import NOTHING, Cells, Owned, Ranks, Values
from detente.analysis.preferences import ranks_of
from detente.analysis.states import StateSpace, feasible_states
from detente.records import Direction, Negotiation

_MOST = 0.5
"""Share of the cells, or states, beyond which all are gone through: picking them out costs as much."""


class Moves:
    """The moves of one decision maker over a state space; `ranks` are any integers below `NOTHING`."""

    def __init__(self, name: str, owned: Owned, space: StateSpace, ranks: NDArray[np.signedinteger]) -> None:
        self.name = name
        self.owned = owned
        self.ranks: Ranks = ranks.astype(np.int32)
        self._bits = space.bits
        self.cells = Cells(space.bits, owned, self.ranks)

    def least(self, values: Values) -> Values:
        """For every state s the least value over R_i(s), `NOTHING` where it is empty."""
        return self.cells.least(values, improving=False)

    def least_improved(self, values: Values) -> Values:
        """For every state s the least value over R+_i(s), `NOTHING` where it is empty."""
        return self.cells.least(values, improving=True)

    def greatest(self, values: Values) -> Values:
        """For every state s the greatest value over R_i(s), ``-NOTHING`` where it is empty."""
        return -self.least(-values)

    def greatest_improved(self, values: Values) -> Values:
        """For every state s the greatest value over R+_i(s), ``-NOTHING`` where it is empty."""
        return -self.least_improved(-values)

    def reached(self, index: int) -> list[int]:
        """Indices of R_i(s) for one state, ascending."""
        here = int(self._bits[index])
        movable = self.owned.free | self.owned.take & ~here | self.owned.drop & here
        changed = self._bits ^ self._bits[index]
        fixed = changed & ~self._bits.dtype.type(movable)
        return [int(i) for i in np.flatnonzero((changed != 0) & (fixed == 0))]

    def improved(self, index: int) -> list[int]:
        """Indices of R+_i(s) for one state, ascending."""
        return [i for i in self.reached(index) if self.ranks[i] > self.ranks[index]]


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
    return Moves(name, owned, space, np.zeros(space.n_states, dtype=np.int32))


def least_by_group(group: Sequence[Moves], values: Values, *, improving: bool) -> Values:
    """For every state s the least value over R_O(s), or R+_O(s) where `improving`.

    ``first[j](s)`` is the least value over the legal sequences that j begins: the least over R_j(s)
    of ``after[j]``, the value where j stops at t or what somebody other than j makes of t. It is
    worked out by repeating until nothing changes, each time only in the cells where something did.
    """
    sequences = _Sequences(group, values, improving=improving)
    while any(due.any() for due in sequences.due):
        for j in range(len(group)):
            sequences.begin_with(j)
    nothing = np.full(len(values), NOTHING, dtype=np.int32)
    least: Values = np.minimum.reduce([nothing, *(first[:-1] for first in sequences.first)])
    return least


class _Sequences:
    """Least values over legal sequences so far; `due` has for each mover the cells to be looked at again."""

    def __init__(self, group: Sequence[Moves], values: Values, *, improving: bool) -> None:
        self._cells = [moves.cells for moves in group]
        self._improving = improving
        self._after = [np.append(values, np.int32(NOTHING)) for _ in group]
        self.first = [np.full(len(values) + 1, NOTHING, dtype=np.int32) for _ in group]
        self.due = [np.ones(cells.n_columns, dtype=np.bool_) for cells in self._cells]
        for first in self.first:
            first[-1] = -NOTHING  # what is missing in a table never becomes less

    def begin_with(self, j: int) -> None:
        """Look at the sequences that j begins, in the cells that are due."""
        due, after, first = self.due[j], self._after[j], self.first[j]
        if np.count_nonzero(due) > _MOST * len(due):
            due[:] = False
            found = self._cells[j].least(after[:-1], improving=self._improving)
            np.minimum(first[:-1], found, out=first[:-1])
            self._pass_on_all(j, found)
            return
        tables = list(self._cells[j].tables(due))
        due[:] = False
        for table in tables:
            values = table.least(after[table.states], improving=self._improving)
            is_less = values < first[table.states]
            states, less = table.states[is_less], values[is_less]
            first[states] = less
            self._pass_on(j, states, less)

    def _pass_on(self, j: int, states: NDArray[np.integer], less: Values) -> None:
        """Tell the others what j makes of some states."""
        for k, cells in enumerate(self._cells):
            if k != j:
                matters = less < self._after[k][states]
                self._after[k][states[matters]] = less[matters]
                self.due[k][cells.column[states[matters]]] = True

    def _pass_on_all(self, j: int, found: Values) -> None:
        """Tell the others what j makes of every state."""
        for k, cells in enumerate(self._cells):
            if k != j:
                after = self._after[k][:-1]
                matters = found < after
                np.minimum(after, found, out=after)
                if np.count_nonzero(matters) > _MOST * len(matters):
                    self.due[k][:] = True
                else:
                    self.due[k][cells.column[matters]] = True


def _owned(negotiation: Negotiation, name: str) -> Owned:
    """Options of a decision maker by direction."""
    bits = dict.fromkeys(Direction, 0)
    for i, option in enumerate(negotiation.options):
        if option.owner == name:
            bits[option.direction] |= 1 << i
    return Owned(free=bits[Direction.BOTH], take=bits[Direction.TAKE], drop=bits[Direction.DROP])
