"""The best packages: those that no other package beats for everybody.

p dominates q if every party likes p at least as well and one likes it better, by the party's
lexicographic order over all its known statements (red lines included), or by its ranking. Unknown
statements take no part. *Best* are the packages that nothing dominates.

Up to `MAX_LISTED` packages are compared with each other. Beyond that the best ones are found one
at a time: of a package, what all parties like at least as well, first the best for one party,
among these for the next, and so on (a serial dictatorship, whose outcome nothing dominates); then
the next package that somebody likes better than each one found.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from detente.analysis.preferences import ranks_of
from detente.analysis.settlements.red_lines import RedLines, stated_preferences
from detente.analysis.settlements.sat import StateSolver
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.analysis.states import state_table
from detente.records import Negotiation

MAX_LISTED = 4096
"""Packages are compared pairwise up to this number."""

MAX_SEARCHED = 64
"""Beyond that, search for so many best packages that differ for somebody."""

MAX_ALIKE = 256
"""And list so many in all, those included that are alike for everybody."""


def best_packages(
    negotiation: Negotiation, lines: RedLines, n_packages: int | None, stop: Stop = NEVER
) -> tuple[tuple[str, ...], bool]:
    """Best packages in the order of the binary number whose lowest bit is the first option.

    `n_packages` is their number, None where it is too large. The flag says whether the list was cut.
    """
    wanted = list(lines.known.values())
    # A ranking lists every feasible state, so packages can be listed; one too many shows a gap in it.
    n_ranked = max((sum(map(len, dm.ranking or ())) for dm in negotiation.decision_makers), default=0)
    if n_ranked or (n_packages is not None and n_packages <= MAX_LISTED):
        packages = lines.solver.states(wanted, lines.solver.variables(lines.solver.options))
        listed = list(itertools.islice(packages, max(n_ranked + 1, MAX_LISTED)))
        packages.close()
        return _in_order(undominated(negotiation, listed)), False
    best, is_cut = _searched(negotiation, lines, wanted, stop)
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


def _searched(
    negotiation: Negotiation, lines: RedLines, wanted: list[int], stop: Stop
) -> tuple[list[str], bool]:
    parties = [
        [lines.solver.truth(wish.formula) for wish in stated_preferences(dm) if not wish.unknown]
        for dm in negotiation.decision_makers
    ]
    search = _Search(lines.solver, wanted, parties)
    likings: list[list[int]] = []
    is_cut = False
    for liking in search.best_likings():
        if len(likings) == MAX_SEARCHED or (likings and stop()):
            is_cut = True
            break
        likings.append(liking)
    best: list[str] = []
    for liking in likings:
        # At least one package of each liking, and at least all that are alike as far as there is room.
        room = max(MAX_ALIKE - len(best), 1)
        alike = lines.solver.states([*wanted, *liking], lines.solver.variables(lines.solver.options))
        found = list(itertools.islice(alike, room + 1))
        alike.close()
        is_cut = is_cut or len(found) > room
        best.extend(found[:room])
    return best, is_cut


class _Search:
    """Search for best packages; `parties` has the literals of each one's wishes, the first first."""

    def __init__(self, solver: StateSolver, wanted: list[int], parties: list[list[int]]) -> None:
        self._solver = solver
        self._wanted = wanted
        self._parties = parties

    def best_likings(self) -> Iterator[list[int]]:
        """Best packages as the literals of how every wish falls; no two are liked alike by everybody."""
        beats_found = self._solver.new_variable()
        for n_found in itertools.count():
            if self._solver.state([*self._wanted, beats_found]) is None:
                return
            at_least = [self._at_least(wishes)[0] for wishes in self._parties]
            first = n_found % max(len(self._parties), 1)  # another party chooses first each time
            order = self._parties[first:] + self._parties[:first]
            liking = self._chosen_in_turn([wish for wishes in order for wish in wishes], at_least)
            better = [self._better(wishes) for wishes in self._parties]
            self._solver.add([-beats_found, *(literal for literal in better if literal is not None)])
            yield liking

    def _chosen_in_turn(self, wishes: list[int], at_least: list[int]) -> list[int]:
        """Each wish granted if it can be beside those before it; the state found last shows the outcome."""
        fixed: list[int] = []
        for wish in wishes:
            is_granted = self._solver.held(wish) or (
                self._solver.state([*self._wanted, *at_least, *fixed, wish]) is not None
            )
            fixed.append(wish if is_granted else -wish)
        return fixed

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
