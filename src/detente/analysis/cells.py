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

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.states import Bits

Values = NDArray[np.int32]
Ranks = NDArray[np.int32]
Places = NDArray[np.signedinteger]

NOTHING = 2**31 - 1
"""Least value over no states; every value lies between this and its opposite."""

_NARROW = 32  # columns below which rows are too short to be gone through one by one
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
class Table:
    """Cells of about one size, a column each."""

    states: Places  # index of the state at each place, the number of states where there is none
    above: NDArray[np.int32]  # row of the first better place of the column, the number of rows if none
    choice: NDArray[np.int32]  # class of the one-way options at each place
    choices: Bits  # the one-way options taken in each class
    able: Bits  # those that are still to be changed in each class

    def part(self, columns: NDArray[np.intp]) -> Table:
        """Some of the columns."""
        choice = self.choice[:, columns] if len(self.choices) > 1 else self.choice
        return Table(self.states[:, columns], self.above[:, columns], choice, self.choices, self.able)

    def least(self, here: Values, *, improving: bool) -> Values:
        """At each place the least of the values here that the mover reaches, or reaches and likes better."""
        over = self._least_from if improving else self._least_of_others
        above = self._places_above(here.shape) if improving else None
        if len(self.choices) == 1:
            return over(here) if above is None else over(here).reshape(-1)[above]
        found = np.empty(here.shape, dtype=np.int32)
        for i, choice in enumerate(self.choices):
            places = np.flatnonzero(self.choice == i)
            if not len(places):
                continue
            leads = ((self.choices ^ choice) & ~self.able[i]) == 0
            seen = np.where(leads[self.choice], here, np.int32(NOTHING))
            read = places if above is None else above.reshape(-1)[places]
            found.reshape(-1)[places] = over(seen).reshape(-1)[read]
        return found

    def _least_of_others(self, here: Values) -> Values:
        """Least value in each column, the place itself left out."""
        found, after = np.empty_like(here), np.empty_like(here[1:])
        found[0] = NOTHING
        _running_least(here[:-1], out=found[1:])
        _running_least(here[:0:-1], out=after[::-1])
        np.minimum(found[:-1], after, out=found[:-1])
        return found

    def _least_from(self, here: Values) -> Values:
        """Least value in each column from every row to the end, and a last row of nothing."""
        n_rows, n_columns = here.shape
        running = np.empty((n_rows + 1, n_columns), dtype=np.int32)
        running[-1] = NOTHING
        _running_least(here[::-1], out=running[-2::-1])
        return running

    def _places_above(self, shape: tuple[int, ...]) -> NDArray[np.intp]:
        """For each place, where in the flattened `_least_from` the better places of its column begin."""
        places = np.multiply(self.above, shape[1], dtype=np.intp)
        places += np.arange(shape[1])
        return places


def _running_least(rows: Values, *, out: Values) -> None:
    """In each column the least value down to every row."""
    if rows.shape[1] < _NARROW:
        np.minimum.accumulate(rows, axis=0, out=out)
        return
    # Whole rows at a time are many times faster than numpy's running minimum.
    for i, row in enumerate(rows):
        np.minimum(row, out[i - 1] if i else row, out=out[i])


class Cells:
    """The cells of one mover over the states with these bits, for its ranks.

    `n_columns` counts the cells over all tables, and `column` has the number of each state's.
    """

    def __init__(self, bits: Bits, owned: Owned, ranks: Ranks) -> None:
        self._tables = tuple(_tables(bits, owned, ranks))
        self.n_columns = sum(table.states.shape[1] for table in self._tables)
        column = np.empty(len(bits) + 1, dtype=np.int32)
        first = 0
        for table in self._tables:
            n_columns = table.states.shape[1]
            column[table.states] = np.arange(first, first + n_columns, dtype=np.int32)
            first += n_columns
        self.column = column[:-1]

    def least(self, values: Values, *, improving: bool) -> Values:
        """For every state the least value over what is reached in one move, improving if so asked."""
        padded = np.append(values, np.int32(NOTHING))
        found = np.empty_like(padded)
        for table in self._tables:
            found[table.states] = table.least(padded[table.states], improving=improving)
        return found[:-1]

    def tables(self, wanted: NDArray[np.bool_]) -> Iterator[Table]:
        """The wanted columns, in tables."""
        first = 0
        for table in self._tables:
            n_columns = table.states.shape[1]
            columns = np.flatnonzero(wanted[first : first + n_columns])
            first += n_columns
            if len(columns) == n_columns:
                yield table
            elif len(columns):
                yield table.part(columns)


def _tables(bits: Bits, owned: Owned, ranks: Ranks) -> Iterator[Table]:
    """The cells, sorted and put side by side by size."""
    n_states = len(bits)
    kind: type[np.signedinteger] = np.int32 if n_states > _WIDE else np.intp
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
        above = np.where(is_there, better[places] - starts[chosen], height).astype(np.int32)
        del places
        yield Table(states, above, *_classes(bits, owned, states))


def _classes(bits: Bits, owned: Owned, states: Places) -> tuple[NDArray[np.int32], Bits, Bits]:
    """Class of each place by its one-way options; for each class those taken and those still to change."""
    kind = bits.dtype.type
    if not owned.one_way:
        return np.zeros((1, 1), dtype=np.int32), np.zeros(1, dtype=kind), np.zeros(1, dtype=kind)
    # What is missing in a column gets some class or other: it has no value to be seen.
    choices, choice = np.unique(np.append(bits & kind(owned.one_way), kind(0))[states], return_inverse=True)
    # The mover takes what is not taken here and drops what is.
    able = kind(owned.take) & ~choices | kind(owned.drop) & choices
    return choice.reshape(states.shape).astype(np.int32), choices, able


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
