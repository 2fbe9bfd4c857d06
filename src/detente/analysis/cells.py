"""Least values over the moves of one decision maker, by cells of states with equal foreign options.

A move changes only the mover's own options, so the states split into *cells* that agree on all
others. Within a cell a mover without one-way options goes anywhere. Sorted by how the mover likes
them, the states that improve on one are those after it and after its equals, so that a running
least from the end answers for a whole cell at once.

Cells of about the same size (within a factor of two) stand side by side in a *table*, a column for
each cell and a row for each place in the mover's order: everything is then done for all cells at
once, row by row. What is missing at the end of a shorter column is the number of states, an index
at which every value is `NOTHING`.

One-way options split a cell further, into *classes* of states with the same choice of them. From a
state of one class the mover goes to the states of those classes alone to which its one-way options
lead, so the running least is taken for each class over what it can see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.states import Bits

Values = NDArray[np.int32]
Ranks = NDArray[np.int32]
Places = NDArray[np.intp] | NDArray[np.int32]

NOTHING = 2**31 - 1
"""Least value over no states; every value lies between this and its opposite."""

_WIDE = 2**22  # beyond so many states indices are kept in 32 bits: slower to use, half the memory


@dataclass(frozen=True, slots=True)
class Owned:
    """Options of one mover as bits: those it changes freely, only takes, or only drops."""

    free: int
    take: int
    drop: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.free | self.take | self.drop

    @property
    def one_way(self) -> int:
        """Those that it cannot change back and forth."""
        return self.take | self.drop


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Cells of about one size, a column each."""

    states: Places  # index of the state at each place, the number of states where there is none
    above: Places  # the first better place of the column, as an index into the rows laid end to end
    choice: NDArray[np.int32]  # class of the one-way options at each place
    leads: NDArray[np.bool_]  # whether one class leads to another


class Cells:
    """The cells of one mover over the states with these bits, for its ranks."""

    def __init__(self, bits: Bits, owned: Owned, ranks: Ranks) -> None:
        self._n_states = len(bits)
        self._tables = tuple(_tables(bits, owned, ranks))

    def least(self, values: Values) -> Values:
        """For every state the least value over those that the mover reaches from it in one move."""
        return self._over_tables(values, _least_of_others)

    def least_improved(self, values: Values) -> Values:
        """The same over those that the mover reaches and likes better."""
        return self._over_tables(values, _least_above)

    def _over_tables(self, values: Values, least: Callable[[Values, _Table], Values]) -> Values:
        padded = np.append(values, np.int32(NOTHING))
        found = np.empty_like(padded)
        for table in self._tables:
            here = padded[table.states]
            if len(table.leads) == 1:
                found[table.states] = least(here, table)
                continue
            by_class = np.full_like(here, NOTHING)
            for i, leads in enumerate(table.leads):
                seen = np.where(leads[table.choice], here, np.int32(NOTHING))
                np.copyto(by_class, least(seen, table), where=table.choice == i)
            found[table.states] = by_class
        return found[:-1]


def _least_of_others(here: Values, _: _Table) -> Values:
    """Least value in each column, the place itself left out."""
    found = np.full_like(here, NOTHING)
    np.minimum.accumulate(here[:-1], axis=0, out=found[1:])
    after = np.minimum.accumulate(here[:0:-1], axis=0)[::-1]
    np.minimum(found[:-1], after, out=found[:-1])
    return found


def _least_above(here: Values, table: _Table) -> Values:
    """Least value among the better places of each column."""
    running = np.empty((len(here) + 1, here.shape[1]), dtype=np.int32)
    running[-1] = NOTHING
    np.minimum.accumulate(here[::-1], axis=0, out=running[-2::-1])
    return running.reshape(-1)[table.above]


def _tables(bits: Bits, owned: Owned, ranks: Ranks) -> Iterator[_Table]:
    """The cells, sorted and put side by side by size."""
    n_states = len(bits)
    kind = np.int32 if n_states > _WIDE else np.intp
    foreign = bits & bits.dtype.type(_ones(bits) & ~owned.all)
    order = _by_cell_and_rank(foreign, ranks)
    foreign = foreign[order]
    is_first = np.concatenate(([True], foreign[1:] != foreign[:-1]))
    starts = np.flatnonzero(is_first)
    sizes = np.diff(starts, append=n_states)
    better = _first_better(is_first, ranks[order])
    classes = np.ceil(np.log2(sizes)).astype(np.int64)
    for size_class in np.unique(classes):
        chosen = np.flatnonzero(classes == size_class)
        height = int(sizes[chosen].max())
        rows = np.arange(height)[:, None]
        is_there = rows < sizes[chosen]
        places = np.where(is_there, starts[chosen] + rows, 0)
        states = np.where(is_there, order[places], n_states).astype(kind)
        above = np.where(is_there, better[places] - starts[chosen], height)
        above = (above * len(chosen) + np.arange(len(chosen))).astype(kind)
        del places
        yield _Table(states, above, *_classes(bits, owned, states))


def _classes(bits: Bits, owned: Owned, states: Places) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Class of each place by its one-way options, and which class leads to which (a row for each)."""
    if not owned.one_way:
        return np.zeros((1, 1), dtype=np.int32), np.ones((1, 1), dtype=np.bool_)
    kind = bits.dtype.type
    # What is missing in a column gets some class or other: it has no value to be seen.
    choices, choice = np.unique(np.append(bits & kind(owned.one_way), kind(0))[states], return_inverse=True)
    changed = choices[:, None] ^ choices
    # A member takes what is not taken here and drops what is.
    able = kind(owned.take) & ~choices | kind(owned.drop) & choices
    return choice.reshape(states.shape).astype(np.int32), (changed & ~able[:, None]) == 0


def _by_cell_and_rank(foreign: Bits, ranks: Ranks) -> NDArray[np.intp]:
    """Order of the states by cell, within it the least liked first."""
    n_ranks = int(ranks.max()) + 1
    if int(foreign.max()) < 2**62 // n_ranks:
        return np.argsort(foreign.astype(np.int64) * n_ranks + ranks)
    return np.lexsort((ranks, foreign))


def _first_better(is_first: NDArray[np.bool_], ranks: Ranks) -> NDArray[np.intp]:
    """For every place of the order the next at which the rank or the cell is another."""
    is_new = is_first.copy()
    is_new[1:] |= ranks[1:] != ranks[:-1]
    new = np.flatnonzero(is_new)
    return np.repeat(np.append(new[1:], len(ranks)), np.diff(new, append=len(ranks)))


def _ones(bits: Bits) -> int:
    return int(np.iinfo(bits.dtype).max)
