"""What the unknown red lines decide.

An unknown red line may turn out a red line as written, its opposite a red line, or no red line.
``possible`` says over all ways in which they fall whether a package exists always, sometimes or
never; an unknown *decides* if changing it alone changes that under at least one way of the rest.

No red line is the mildest fall. So a package exists never exactly if none exists by the known red
lines; and an unknown decides exactly if it is in a minimal set of falls that, beside the known red
lines, no feasible state makes true. Those sets are looked for in turn: single falls, pairs, and
then all, separately for unknowns that have nothing to do with each other.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.analysis.settlements.blocking import minimal_sets
from detente.analysis.settlements.red_lines import RedLines
from detente.analysis.settlements.sat import StateSolver
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.records import Possibility, UnknownsFinding

MAX_WAYS = 4096
"""Ways looked at for unknowns that hang together: all, exactly, for up to 12 of them."""


class Budget:
    """Ways that may still be looked at, shared by searches that must not take long together."""

    def __init__(self, n_ways: int, stop: Stop = NEVER) -> None:
        self._left = n_ways
        self._stop = stop

    def spend(self) -> bool:
        """Take one way out; whether there was one."""
        self._left -= 1
        return self._left >= 0 and not self._stop()


Falls = frozenset[int]
"""Literals of unknown red lines, each as written or its opposite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """The finding, with sets of falls that leave no package and whether any set may be missing."""

    finding: UnknownsFinding
    excluding: tuple[Falls, ...]
    is_complete: bool


def fall_of_unknowns(lines: RedLines, stop: Stop = NEVER) -> Fall:
    """Whether a package exists over all ways of the unknowns, and which of them decide that."""
    return fall_under(lines, (), list(lines.unknown), stop)


def fall_under(lines: RedLines, supposed: Sequence[int], unknown: Sequence[str], stop: Stop = NEVER) -> Fall:
    """The same for some of the unknowns, with further literals supposed that each party insists on."""
    base = [*lines.known.values(), *supposed]
    if lines.solver.state(base) is None:
        finding = UnknownsFinding(possible=Possibility.NEVER, decides=())
        return Fall(finding=finding, excluding=(), is_complete=True)
    # What is supposed ties together what its own unknown spoke of, so groups are those of all lines.
    searches = _searches(lines, list(lines.known), unknown, supposed=supposed, stop=stop)
    excluding = tuple(falls for search in searches for falls in search.excluding_sets())
    deciding = {abs(literal) for falls in excluding for literal in falls}
    finding = UnknownsFinding(
        possible=Possibility.SOMETIMES if excluding else Possibility.ALWAYS,
        decides=tuple(id_ for id_ in unknown if abs(lines.unknown[id_]) in deciding),
    )
    is_complete = all(search.is_complete for search in searches)
    return Fall(finding=finding, excluding=excluding, is_complete=is_complete)


def possibility(
    lines: RedLines,
    known: Sequence[str],
    unknown: Sequence[str],
    tried: Sequence[Falls] = (),
    budget: Budget | None = None,
) -> tuple[Possibility, bool]:
    """Whether a package exists if there were only these red lines, and whether that is certain.

    `tried` are falls that may well leave no package; they are looked at first.
    """
    base = [lines.known[id_] for id_ in known]
    if lines.solver.state(base) is None:
        return Possibility.NEVER, True
    variables = {abs(lines.unknown[id_]) for id_ in unknown}
    for falls in tried:
        is_way = not any(-literal in falls for literal in falls) and all(
            abs(lit) in variables for lit in falls
        )
        if is_way and lines.solver.state([*base, *falls]) is None:
            return Possibility.SOMETIMES, True
    searches = _searches(lines, known, unknown, budget)
    if any(next(search.excluding_sets(), None) is not None for search in searches):
        return Possibility.SOMETIMES, True
    return Possibility.ALWAYS, all(search.is_complete for search in searches)


def _searches(
    lines: RedLines,
    known: Sequence[str],
    unknown: Sequence[str],
    budget: Budget | None = None,
    supposed: Sequence[int] = (),
    stop: Stop = NEVER,
) -> list[_Search]:
    """A search for each group of unknowns that hang together."""
    base = [*(lines.known[id_] for id_ in known), *supposed]
    wanted = set(unknown)
    tying = [*known, *(lines.unknown if supposed else unknown)]
    groups = ([id_ for id_ in group if id_ in wanted] for group in lines.groups(tying))
    return [
        _Search(lines.solver, base, [lines.unknown[id_] for id_ in group], budget or Budget(MAX_WAYS, stop))
        for group in groups
        if group
    ]


class _Search:
    """Search for minimal sets of falls that leave no package; `is_complete` once it has ended."""

    def __init__(
        self, solver: StateSolver, base: Sequence[int], unknowns: Sequence[int], budget: Budget
    ) -> None:
        self._solver = solver
        self._budget = budget
        self._base = base
        uses = Counter(abs(literal) for literal in unknowns)
        self._items = [literal for variable in uses for literal in (variable, -variable)]
        self._shared = [variable for variable, n_uses in uses.items() if n_uses > 1]
        self.is_complete = True

    def excluding_sets(self) -> Iterator[Falls]:
        """The minimal sets, until every unknown is in one of them or all are found."""
        undecided = {abs(literal) for literal in self._items}
        found: list[frozenset[int]] = []
        for indices in self._small_sets():
            found.append(indices)
            undecided -= {abs(self._items[i]) for i in indices}
            yield frozenset(self._items[i] for i in indices)
        # Two parties may fall opposite ways on the same formula: that alone excludes every package.
        undecided -= set(self._shared)
        for variable in self._shared:
            yield frozenset((variable, -variable))
        if undecided:
            yield from self._larger_sets(found, undecided)

    def _small_sets(self) -> Iterator[frozenset[int]]:
        """Impossible single falls and pairs."""
        seen = [0] * len(self._items)  # per item, the states found so far that make it true, as bits
        states = itertools.count()
        possible = []
        for i, literal in enumerate(self._items):
            if seen[i] or self._is_possible([literal], seen, states):
                possible.append(i)
            else:
                yield frozenset((i,))
        for i, j in itertools.combinations(possible, 2):
            if i // 2 == j // 2 or seen[i] & seen[j]:
                continue
            if not self._is_possible([self._items[i], self._items[j]], seen, states):
                yield frozenset((i, j))

    def _is_possible(self, falls: list[int], seen: list[int], states: Iterator[int]) -> bool:
        if self._solver.state([*self._base, *falls]) is None:
            return False
        bit = 1 << next(states)
        for i, literal in enumerate(self._items):
            if self._solver.held(literal):
                seen[i] |= bit
        return True

    def _larger_sets(self, found: list[frozenset[int]], undecided: set[int]) -> Iterator[Falls]:
        pairs = [(i, i + 1) for i in range(0, len(self._items), 2)]
        search = minimal_sets(self._solver, self._items, base=self._base, exclusive=pairs, known=found)
        for is_excluding, indices in search:
            if is_excluding:
                undecided -= {abs(self._items[i]) for i in indices}
                yield frozenset(self._items[i] for i in indices)
                if not undecided:
                    return
            if not self._budget.spend():
                self.is_complete = False
                return
