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
    n_states = len(values)
    first = [np.full(n_states + 1, NOTHING, dtype=np.int32) for _ in group]
    after = [np.append(values, np.int32(NOTHING)) for _ in group]
    due = [np.ones(moves.cells.n_columns, dtype=np.bool_) for moves in group]
    for begun in first:
        begun[-1] = -NOTHING  # what is missing in a table never becomes less
    while any(columns.any() for columns in due):
        for j, moves in enumerate(group):
            tables = list(moves.cells.tables(due[j]))
            due[j][:] = False
            for table in tables:
                found = table.least(after[j][table.states], improving=improving)
                is_less = found < first[j][table.states]
                states, less = table.states[is_less], found[is_less]
                first[j][states] = less
                for k, other in enumerate(group):
                    if k != j:
                        matters = less < after[k][states]
                        after[k][states[matters]] = less[matters]
                        due[k][other.cells.column[states[matters]]] = True
    nothing = np.full(n_states, NOTHING, dtype=np.int32)
    return np.minimum.reduce([nothing, *(begun[:-1] for begun in first)])


def _owned(negotiation: Negotiation, name: str) -> Owned:
    """Options of a decision maker by direction."""
    bits = dict.fromkeys(Direction, 0)
    for i, option in enumerate(negotiation.options):
        if option.owner == name:
            bits[option.direction] |= 1 << i
    return Owned(free=bits[Direction.BOTH], take=bits[Direction.TAKE], drop=bits[Direction.DROP])
