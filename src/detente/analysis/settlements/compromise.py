"""Two compromises: the leximin package and the fewest-concessions package.

**Leximin.** Call the *place* of a party the place in its list, from 1, of the first wish that a
package makes false, without end where there is none. Sort the places of all parties, the least
first; the leximin package has the greatest such list, compared from its start: whoever has to give
up something high on its list has it as far down as can be, then the next. Equivalently it has, for
t = 1, 2, … in turn, the fewest parties of place t or less, which is how it is found here. Among
equals it has the fewest parties that give up their first wish, then their second, and so on. What
is equal even so is settled, for the same answer on every run, by granting first wishes in the
order of the parties, then second ones, …, then by what weighs most for each party with weights in
turn, which has no list and no place, and by taking no option that need not be taken.

No package is better for one party and at least as good for the others: such a package would let
some wish come true that is the first difference for everybody whom it concerns, and lose none of
that place, or let no wish fall otherwise and weigh more for somebody and less for nobody. So the
leximin package is one of the Pareto-best.

**Fewest concessions.** A concession is a known wish that a package makes false; the package has the
fewest over all parties, and is the leximin one among these. It need not be Pareto-best, for a party
may like one important wish more than many small ones. Where it can be shown within
`MAX_CONFLICTS` conflicts of the solver a step that no package has fewer, the answer is certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.analysis.settlements.sat import NO_LIMIT, StateSolver
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.analysis.settlements.wishes import Wishes

MAX_CONFLICTS = 5_000
"""A step of the search for fewer concessions, or for more weight, is given up after so many conflicts."""


class Compromise:
    """Finds compromises among the states that make further literals true.

    `is_weighed_out` says whether it is certain that what could still weigh more was found each time.
    """

    def __init__(self, solver: StateSolver, everybody: Sequence[Wishes]) -> None:
        self._solver = solver
        self._parties = parties = [one.literals for one in everybody if not one.are_weighed]
        self._sums = [one.literals for one in everybody if one.are_weighed]
        self.is_weighed_out = True
        self._depth = max(map(len, parties), default=0)
        self._limits: dict[tuple[int, ...], list[int]] = {}
        self._prefixes = [self._prefixes_of(wishes) for wishes in parties]

    def leximin(self, wanted: Sequence[int]) -> str | None:
        """The leximin package; None where no state makes the wanted literals true."""
        fixed = list(wanted)
        if self._solver.state(fixed) is None:
            return None
        # A party that gives nothing up within its list stands behind whoever gives something up.
        for t in range(self._depth):
            self._hold_most(
                fixed, [prefixes[min(t, len(prefixes) - 1)] for prefixes in self._prefixes if prefixes]
            )
        for t in range(self._depth):
            self._hold_most(fixed, [wishes[t] for wishes in self._parties if t < len(wishes)])
        for t in range(self._depth):
            for wishes in self._parties:
                if t < len(wishes):
                    self._grant(fixed, wishes[t])
        for bits in self._sums:
            for bit in bits:
                self._grant(fixed, bit, MAX_CONFLICTS)
        for option in self._solver.variables(self._solver.options):
            self._grant(fixed, -option)
        return self._solver.state(fixed)

    def fewest(self, wanted: Sequence[int], start: str, stop: Stop = NEVER) -> tuple[str, bool]:
        """The fewest-concessions package, and whether none has fewer for certain.

        `start` is a package to better, found just before. Where it is not certain the package has
        few concessions and need not be the leximin one of its kind.
        """
        conceded = [-wish for wishes in self._parties for wish in wishes]
        best, n_best = start, self._n_held(conceded)
        limits = self._solver.at_most(conceded, n_best)
        least = self._least(wanted, conceded)
        while n_best > least:
            if stop():
                return best, False
            found, is_certain = self._solver.state_within(MAX_CONFLICTS, [*wanted, limits[n_best - 1]])
            if found is None:
                if not is_certain:
                    return best, False
                break
            best, n_best = found, self._n_held(conceded)
        return self.leximin([*wanted, *limits[n_best : n_best + 1]]) or best, True

    def _least(self, wanted: Sequence[int], conceded: Sequence[int]) -> int:
        """Concessions that cannot be avoided: quarrels that have no wish in common, each costs one."""
        left = Counter(-literal for literal in conceded)
        n_quarrels = 0
        while self._solver.state([*wanted, *left]) is None:
            quarrel = [wish for wish in self._solver.core() if wish in left]
            n_times = min(left[wish] for wish in quarrel)
            n_quarrels += n_times
            left.subtract(dict.fromkeys(quarrel, n_times))
            left = +left
        return n_quarrels

    def _hold_most(self, fixed: list[int], literals: list[int]) -> None:
        """Hold on to as few of the literals being false as there can be, beside what is fixed."""
        false = [-literal for literal in literals]
        n_false = self._n_held(false)
        limits = self._limits_of(false) if n_false else []
        while n_false and self._solver.state([*fixed, limits[n_false - 1]]) is not None:
            n_false = self._n_held(false)
        fixed += literals if n_false == 0 else limits[n_false : n_false + 1]

    def _limits_of(self, literals: list[int]) -> list[int]:
        key = tuple(literals)
        if key not in self._limits:
            self._limits[key] = self._solver.at_most(literals, len(literals))
        return self._limits[key]

    def _grant(self, fixed: list[int], literal: int, n_conflicts: int = NO_LIMIT) -> None:
        """Let the literal be true if it can, beside what is fixed; the state found last agrees."""
        if self._solver.held(literal):
            fixed.append(literal)
            return
        found, is_certain = self._solver.state_within(n_conflicts, [*fixed, literal])
        self.is_weighed_out = self.is_weighed_out and is_certain
        fixed.append(literal if found is not None else -literal)

    def _n_held(self, literals: Sequence[int]) -> int:
        return sum(map(self._solver.held, literals))

    def _prefixes_of(self, wishes: Sequence[int]) -> list[int]:
        """Literals for "the first t wishes are true"."""
        prefixes: list[int] = []
        for wish in wishes:
            prefixes.append(self._solver.conjunction([*prefixes[-1:], wish]))
        return prefixes
