"""What blocks: the inclusion-minimal sets of red lines that no feasible state makes true together.

These are the minimal unsatisfiable subsets of the red lines over the feasible states; MARCO
([LPMM2016]) finds them together with the minimal correction sets (see ``opening``): take a subset
of the red lines that no earlier answer covers; if no state makes it true, shrink it to a block,
otherwise grow it as far as it goes, and what is left out is an opening.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from detente.analysis.settlements.red_lines import RedLines
from detente.analysis.settlements.sat import Selections, StateSolver

MAX_LISTED = 1000
"""The search stops after so many blocks or openings among red lines that hang together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Blocks and openings as tuples of ids, the smallest first, and whether either list was cut."""

    blocks: tuple[tuple[str, ...], ...]
    openings: tuple[tuple[str, ...], ...]
    blocks_cut: bool
    openings_cut: bool


def blocks_and_openings(lines: RedLines, *, limit: int = MAX_LISTED) -> Families:
    """Blocks and openings among the known red lines.

    Where a package exists there is no block, and the empty set is the one opening. Red lines that
    have nothing to do with each other are searched apart: their blocks add up, and each opening
    of the one goes with each of the other.
    """
    place = {id_: i for i, id_ in enumerate(lines.known)}
    blocks: list[tuple[int, ...]] = []
    openings: list[tuple[int, ...]] = [()]
    blocks_cut = openings_cut = False
    for ids in lines.groups(lines.known):
        group_blocks, group_openings, is_complete = _search(lines, ids, limit)
        blocks.extend(tuple(place[ids[i]] for i in block) for block in group_blocks)
        group = [tuple(place[ids[i]] for i in opening) for opening in group_openings]
        together = sorted(((*one, *other) for one in openings for other in group), key=_by_size)
        blocks_cut = blocks_cut or not is_complete
        openings_cut = openings_cut or not is_complete or len(together) > limit
        openings = together[:limit]
    return Families(
        blocks=_named(blocks, list(lines.known)),
        openings=_named(openings, list(lines.known)),
        blocks_cut=blocks_cut,
        openings_cut=openings_cut,
    )


def _search(
    lines: RedLines, ids: Sequence[str], limit: int
) -> tuple[list[frozenset[int]], list[frozenset[int]], bool]:
    """Blocks and openings of one group, and whether they are all."""
    blocks: list[frozenset[int]] = []
    openings: list[frozenset[int]] = []
    for is_block, found in minimal_sets(lines.solver, [lines.known[id_] for id_ in ids]):
        (blocks if is_block else openings).append(found)
        if max(len(blocks), len(openings)) >= limit:
            return blocks, openings, False
    return blocks, openings, True


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
