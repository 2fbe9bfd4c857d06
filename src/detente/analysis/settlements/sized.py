"""Openings by size, the smallest first, for red lines with too many openings to find them all.

For k = 1, 2, … a state that breaks at most k red lines and keeps one of every opening found before
breaks just the lines of a further opening, for every smaller one has been found ([LS2008]). Each
step may take `MAX_CONFLICTS` conflicts of the solver; where that is not enough the search ends, and
the openings found are still the smallest.

References
----------
[LS2008]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analysis.settlements.sat import StateSolver
from detente.analysis.settlements.stopping import NEVER, Stop

MAX_CONFLICTS = 20_000


def openings_by_size(
    solver: StateSolver, items: Sequence[int], limit: int, stop: Stop = NEVER
) -> list[frozenset[int]]:
    """The smallest openings, up to `limit`, as indices of the items to soften."""
    guard = solver.new_variable()
    found = []
    for opening in _by_size(solver, items, guard):
        found.append(opening)
        if len(found) >= limit or stop():
            break
    solver.add([-guard])
    return found


def _by_size(solver: StateSolver, items: Sequence[int], guard: int) -> Iterator[frozenset[int]]:
    broken = [-item for item in items]
    limits = solver.at_most(broken, len(items))
    k = _at_least(solver, items)
    while k <= len(items):  # with k = len(items) nothing is limited any more
        state, is_certain = solver.state_within(MAX_CONFLICTS, [guard, *limits[k : k + 1]])
        if state is not None:
            opening = frozenset(i for i, item in enumerate(items) if not solver.held(item))
            solver.add([-guard, *(items[i] for i in opening)])
            yield opening
        elif is_certain:
            k += 1
        else:
            return


def _at_least(solver: StateSolver, items: Sequence[int]) -> int:
    """Quarrels among the items that have no item in common: at least so many must go."""
    left = list(items)
    n_quarrels = 0
    while solver.state(left) is None:
        core = solver.core()
        left = [item for item in left if item not in core]
        n_quarrels += 1
    return n_quarrels
