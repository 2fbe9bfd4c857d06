"""The best packages: those that no other package beats for everybody.

p dominates q if every party likes p at least as well and one likes it better, by the party's
lexicographic order over all its known statements (red lines included), by its ranking, or by its
weights. Unknown statements take no part. *Best* are the packages that nothing dominates.

Up to `MAX_LISTED` packages are compared with each other. Beyond that the best ones are found one
at a time: of a package, what all parties like at least as well, first the best for one party,
among these for the next, and so on (a serial dictatorship, whose outcome nothing dominates); then
the next package that somebody likes better than each one found. Proving that nothing weighs more
can take long: where a step is given up after `MAX_CONFLICTS` conflicts of the solver, the list is
said to be cut, and a package on it may be dominated.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from detente.analysis.preferences import ranks_of
from detente.analysis.settlements.red_lines import RedLines
from detente.analysis.settlements.sat import StateSolver
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.analysis.settlements.wishes import Wishes
from detente.analysis.states import state_table
from detente.records import Negotiation

MAX_LISTED = 4096
"""Packages are compared pairwise up to this number."""

MAX_SEARCHED = 64
"""Beyond that, search for so many best packages that differ for somebody."""

MAX_ALIKE = 256
"""And list so many in all, those included that are alike for everybody."""

MAX_CONFLICTS = 5_000
"""A step of that search is given up after so many conflicts."""


def best_packages(
    negotiation: Negotiation,
    lines: RedLines,
    wishes: Sequence[Wishes],
    n_packages: int | None,
    stop: Stop = NEVER,
) -> tuple[tuple[str, ...], bool]:
    """Best packages in the order of the binary number whose lowest bit is the first option.

    `wishes` are everybody's; `n_packages` is the number of packages, None where it is too large. The
    flag says whether the list was cut.
    """
    wanted = list(lines.known.values())
    # A ranking lists every feasible state, so packages can be listed; one too many shows a gap in it.
    n_ranked = max((sum(map(len, dm.ranking or ())) for dm in negotiation.decision_makers), default=0)
    if n_ranked or (n_packages is not None and n_packages <= MAX_LISTED):
        packages = lines.solver.states(wanted, lines.solver.variables(lines.solver.options))
        listed = list(itertools.islice(packages, max(n_ranked + 1, MAX_LISTED)))
        packages.close()
        return _in_order(undominated(negotiation, listed)), False
    best, is_cut = searched(lines.solver, [list(one.literals) for one in wishes], wanted, stop)
    return _in_order(best), is_cut


def undominated(negotiation: Negotiation, states: Sequence[str]) -> list[str]:
    """Those of the states that none of them dominates."""
    if not states:
        return []
    table = state_table(tuple(option.name for option in negotiation.options), states)
    ranks = np.array([ranks_of(dm, table) for dm in negotiation.decision_makers], dtype=np.int64).T
    likings, which = np.unique(ranks.reshape(len(states), -1), axis=0, return_inverse=True)
    # Rows are distinct, so whatever is at least as good everywhere, other than itself, dominates.
    is_best = np.array([np.count_nonzero((likings >= liking).all(axis=1)) == 1 for liking in likings])
    return [state for state, i in zip(states, which.ravel(), strict=True) if is_best[i]]


def _in_order(states: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(states, key=lambda state: state[::-1]))


def searched(
    solver: StateSolver, parties: list[list[int]], wanted: list[int], stop: Stop = NEVER
) -> tuple[list[str], bool]:
    """Best packages found one at a time, and whether the list was cut.

    `parties` has the literals by which each likes a state; `wanted` are true in every package.
    """
    search = _Search(solver, wanted, parties)
    likings: list[tuple[list[int], str]] = []
    is_cut = False
    for liking, package in search.best_likings():
        if len(likings) == MAX_SEARCHED or (likings and stop()):
            is_cut = True
            break
        likings.append((liking, package))
    best: list[str] = []
    for liking, package in likings:
        # At least one package of each liking, and at least all that are alike as far as there is room.
        room = max(MAX_ALIKE - len(best), 1)
        found = dict.fromkeys([package])
        alike = solver.states([*wanted, *liking], solver.variables(solver.options), MAX_CONFLICTS)
        found |= dict.fromkeys(itertools.islice(alike, room + 1))
        is_cut = is_cut or len(found) > room or not solver.is_certain
        alike.close()
        best.extend(list(found)[:room])
    return best, is_cut or not search.is_complete


class _Search:
    """Search for best packages; `parties` has the literals by which each likes a state.

    `is_complete` is False once a step was given up.
    """

    def __init__(self, solver: StateSolver, wanted: list[int], parties: list[list[int]]) -> None:
        self._solver = solver
        self._wanted = wanted
        self._parties = parties
        self.is_complete = True

    def best_likings(self) -> Iterator[tuple[list[int], str]]:
        """Best packages, each after the literals of how it is liked; no two are alike for everybody."""
        beats_found = self._solver.new_variable()
        for n_found in itertools.count():
            package = self._found([*self._wanted, beats_found])
            if package is None:
                return
            at_least = [self._at_least(wishes)[0] for wishes in self._parties]
            first = n_found % max(len(self._parties), 1)  # another party chooses first each time
            order = self._parties[first:] + self._parties[:first]
            liking, package = self._chosen_in_turn([wish for one in order for wish in one], at_least, package)
            better = [self._better(wishes) for wishes in self._parties]
            self._solver.add([-beats_found, *(literal for literal in better if literal is not None)])
            yield liking, package

    def _chosen_in_turn(self, wishes: list[int], at_least: list[int], package: str) -> tuple[list[int], str]:
        """Each wish granted if it can be beside those before it, and the package found last, which shows it.

        `package` is the one found before.
        """
        fixed: list[int] = []
        for wish in wishes:
            if not self._solver.held(wish):
                granted = self._found([*self._wanted, *at_least, *fixed, wish])
                if granted is None:
                    fixed.append(-wish)
                    continue
                package = granted
            fixed.append(wish)
        return fixed, package

    def _found(self, wanted: list[int]) -> str | None:
        found, is_certain = self._solver.state_within(MAX_CONFLICTS, wanted)
        self.is_complete = self.is_complete and is_certain
        return found

    def _at_least(self, wishes: list[int]) -> tuple[int, int | None]:
        """Literals for "liked at least as well as the state found last" and "something was gained".

        Each only implies what it says. The second is None where nothing is left to gain.
        """
        at_least = self._solver.new_variable()
        gain: list[int] = []
        for wish in wishes:
            if self._solver.held(wish):
                self._solver.add([-at_least, wish, *gain])  # kept, unless something before it was gained
            else:
                gained = self._solver.new_variable()
                self._solver.add([-gained, wish, *gain])
                gain = [gained]
        return at_least, gain[0] if gain else None

    def _better(self, wishes: list[int]) -> int | None:
        """Literal that implies "liked better than the state found last", None where nothing is."""
        at_least, gain = self._at_least(wishes)
        if gain is None:
            return None
        better = self._solver.new_variable()
        self._solver.add([-better, at_least])
        self._solver.add([-better, gain])
        return better
