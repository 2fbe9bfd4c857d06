"""What blocks: the inclusion-minimal sets of red lines that no feasible state makes true together.

These are the minimal unsatisfiable subsets of the red lines over the feasible states; MARCO
([LPMM2016]) finds them together with the minimal correction sets (see ``opening``): take a subset
of the red lines that no earlier answer covers; if no state makes it true, shrink it to a block,
otherwise grow it as far as it goes, and what is left out is an opening.

Blocks of one and of two lines are looked for first, all of them, so that none of these is missing
where the search is cut. Where it is, openings are looked for once more by size (see ``sized``).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from detente.analysis.settlements.red_lines import RedLines
from detente.analysis.settlements.sat import Selections, StateSolver
from detente.analysis.settlements.sized import openings_by_size
from detente.analysis.settlements.stopping import NEVER, Stop

MAX_LISTED = 1000
"""So many blocks and openings are listed of red lines that hang together."""

_EFFORT = 3
"""The search for them stops once both lists are full, or after so many times as many sets in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Blocks and openings as tuples of ids, the smallest first, and whether either list was cut."""

    blocks: tuple[tuple[str, ...], ...]
    openings: tuple[tuple[str, ...], ...]
    blocks_cut: bool
    openings_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Blocks and openings, by index, of red lines that hang together, and whether they are all."""

    blocks: list[frozenset[int]]
    openings: list[frozenset[int]]
    is_complete: bool


def blocks_and_openings(lines: RedLines, *, limit: int = MAX_LISTED, stop: Stop = NEVER) -> Families:
    """Blocks and openings among the known red lines, up to `limit` of each.

    Where a package exists there is no block, and the empty set is the one opening. Red lines that
    have nothing to do with each other are searched apart: their blocks add up, and each opening
    of the one goes with each of the other.
    """
    place = {id_: i for i, id_ in enumerate(lines.known)}
    blocks: list[tuple[int, ...]] = []
    openings: list[tuple[int, ...]] = [()]
    is_complete, is_whole = True, True
    for ids in lines.groups(lines.known):
        found = _search(lines, ids, limit, stop)
        is_complete = is_complete and found.is_complete
        blocks.extend(tuple(place[ids[i]] for i in block) for block in found.blocks)
        group = [tuple(place[ids[i]] for i in opening) for opening in found.openings]
        together = sorted(((*one, *other) for one in openings for other in group), key=_by_size)
        is_whole = is_whole and len(together) <= limit
        openings = together[:limit]
    names = list(lines.known)
    return Families(
        blocks=_named(blocks, names)[:limit],
        openings=_named(openings, names),
        blocks_cut=not is_complete or len(blocks) > limit,
        openings_cut=not (is_complete and is_whole),
    )


def _search(lines: RedLines, ids: Sequence[str], limit: int, stop: Stop) -> _Group:
    """Blocks and openings of one group."""
    solver, items = lines.solver, [lines.known[id_] for id_ in ids]
    if solver.state(items) is not None:
        return _Group(blocks=[], openings=[frozenset()], is_complete=True)
    blocks = list(itertools.islice(small_blocks(solver, items, stop), limit))
    openings: list[frozenset[int]] = []
    for is_block, found in minimal_sets(solver, items, known=blocks):
        (blocks if is_block else openings).append(found)
        n_both = min(len(blocks), len(openings))
        if n_both >= limit or len(blocks) + len(openings) >= _EFFORT * limit or stop():
            by_size = openings_by_size(solver, items, limit, stop)
            # Those found by size are the smallest; what else was found comes after them.
            merged = list(dict.fromkeys([*by_size, *sorted(openings, key=_by_size)]))
            return _Group(blocks=blocks, openings=merged, is_complete=False)
    return _Group(blocks=blocks, openings=openings, is_complete=True)


def small_blocks(solver: StateSolver, items: Sequence[int], stop: Stop = NEVER) -> Iterator[frozenset[int]]:
    """All impossible single items, and pairs of others, by index."""
    states: list[int] = []  # for each state found so far the items it makes true, as bits

    def is_possible(wanted: list[int]) -> bool:
        if solver.state([items[i] for i in wanted]) is None:
            return False
        states.append(sum(1 << i for i, item in enumerate(items) if solver.held(item)))
        return True

    possible = []
    for i in range(len(items)):
        if any(state >> i & 1 for state in states) or is_possible([i]):
            possible.append(i)
        else:
            yield frozenset((i,))
    beside = {i: _together(i, states) for i in possible}
    for n, i in enumerate(possible):
        for j in possible[n + 1 :]:
            if beside[i] >> j & 1:
                continue
            if stop():
                return
            if is_possible([i, j]):
                for k in possible:
                    if states[-1] >> k & 1:
                        beside[k] |= states[-1]
            else:
                yield frozenset((i, j))


def _together(i: int, states: Sequence[int]) -> int:
    """Items that some state makes true beside item i, as bits."""
    found = 0
    for state in states:
        if state >> i & 1:
            found |= state
    return found


def minimal_sets(
    solver: StateSolver,
    items: Sequence[int],
    *,
    base: Sequence[int] = (),
    exclusive: Sequence[tuple[int, int]] = (),
    known: Sequence[frozenset[int]] = (),
) -> Iterator[tuple[bool, frozenset[int]]]:
    """Minimal sets of items (by index) that cannot be true together, and minimal sets to leave out.

    Parameters
    ----------
    items : literals of the solver.
    base : literals that hold throughout; a state that makes them true must exist.
    exclusive : pairs of items that are never looked at together.
    known : sets that are known to be impossible, which are not given again.

    Yields
    ------
    ``(True, set)`` for a minimal impossible set, ``(False, set)`` for what a largest possible
    choice leaves out. Every impossible set is given before the end.
    """
    with Selections(len(items), exclusive) as selections:
        for impossible in known:
            selections.rule_out_above(impossible)
        while (seed := selections.next()) is not None:
            if solver.state([*base, *(items[i] for i in seed)]) is None:
                block = shrink(solver, items, seed, base)
                selections.rule_out_above(block)
                yield True, block
            else:
                possible = frozenset(i for i, item in enumerate(items) if solver.held(item))
                if not exclusive:  # where each item excludes another, a state already settles every pair
                    possible = _grown(solver, items, possible, base)
                selections.rule_out_within(possible)
                yield False, frozenset(range(len(items))) - possible


def shrink(
    solver: StateSolver, items: Sequence[int], seed: Sequence[int], base: Sequence[int] = ()
) -> frozenset[int]:
    """A minimal impossible set within an impossible one, right after the solver has found it so."""
    core = solver.core()
    left = [i for i in seed if items[i] in core]
    needed: list[int] = []
    while left:
        trial = left.pop()
        if solver.state([*base, *(items[i] for i in needed + left)]) is None:
            core = solver.core()
            left = [i for i in left if items[i] in core]
        else:
            needed.append(trial)
    return frozenset(needed)


def _grown(
    solver: StateSolver, items: Sequence[int], possible: frozenset[int], base: Sequence[int]
) -> frozenset[int]:
    """A largest possible set around a possible one."""
    inside = set(possible)
    for i in range(len(items)):
        if i not in inside and solver.state([*base, *(items[j] for j in inside), items[i]]) is not None:
            inside |= {j for j in range(len(items)) if solver.held(items[j])}
    return frozenset(inside)


def _by_size(family: Collection[int]) -> tuple[int, list[int]]:
    return len(family), sorted(family)


def _named(families: Sequence[Collection[int]], ids: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(ids[i] for i in sorted(family)) for family in sorted(families, key=_by_size))
