"""``preference_changes``: which changes of preference would make a wanted state an equilibrium.

A *change* is one of two things done to the ordered list of one decision maker's statements, unknown
ones left aside:

    drop    a statement is taken out
    swap    two statements, neighbours or not, take each other's place

Looked for are all ways of the fewest changes, of one decision maker or of several, after which the
state is stable for everybody. Every list that so many changes make of a decision maker's is looked
at, and every choice of them that adds up; lists that rank the states alike are worked out once. Two
ways that end with the same lists are one.

A ranking or weights cannot be changed statement by statement, so a decision maker that has them
stays as it is. Inverse approaches in the literature ask for relations between states instead; this
one asks about what somebody said.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from detente.analysis.moves import Moves, StateGraph, state_graph
from detente.analysis.preferences import ranks_of
from detente.analysis.stability import FINDERS
from detente.analysis.stability.exchanges import index_of, moves_of
from detente.records import (
    Change,
    Concept,
    DecisionMaker,
    Inverse,
    Negotiation,
    PreferenceChange,
    PreferenceStatement,
)

MAX_CHANGES = 3
"""Changes looked for unless the caller asks for more or fewer."""

MAX_LISTS_BY_STATES = 2**22
"""Choices of changed lists times feasible states looked at for one number of changes;
beyond, the search ends and says how far it came."""

MAX_WAYS = 1_000
"""Ways listed for a concept; more are cut, and it is said that they are."""

List = tuple[PreferenceStatement, ...]
Changes = tuple[PreferenceChange, ...]


def preference_changes(
    negotiation: Negotiation,
    state: str,
    *,
    concepts: Iterable[Concept | str] = tuple(Concept),
    max_changes: int = MAX_CHANGES,
    decision_makers: Iterable[str] = (),
) -> tuple[Inverse, ...]:
    """The fewest changes of preference that make a state an equilibrium, for each concept.

    Parameters
    ----------
    negotiation : up to `detente.analysis.stability.exchanges.MAX_REASON_STATES` feasible states.
    state : a Y/N string in the order of the options.
    concepts : which solution concepts, by name; each is a question of its own.
    max_changes : no more changes than these are looked for.
    decision_makers : whose statements may change; everybody's unless given.

    Raises
    ------
    LimitError
        The model is too large.
    ModelError
        The model has no such feasible state or no such decision maker.
    """
    graph = state_graph(negotiation)
    index = index_of(graph, state)
    names = tuple(decision_makers) or tuple(graph.moves)
    for name in names:
        moves_of(graph, name)
    search = _Search(graph, index, names)
    return tuple(search.fewest(concept, max_changes) for concept in map(Concept, concepts))


@dataclass(frozen=True, slots=True, eq=False)
class _Variant:
    """One list that changes make of a decision maker's: how, and the moves with its ranks."""

    changes: Changes
    moves: Moves


class _Search:
    def __init__(self, graph: StateGraph, index: int, changeable: Sequence[str]) -> None:
        self._graph = graph
        self._index = index
        self._dms = graph.negotiation.decision_makers
        self._max_lists = MAX_LISTS_BY_STATES // graph.space.n_states
        self._lists = {
            dm.name: _changed_lists(dm, dm.name in changeable, self._max_lists) for dm in self._dms
        }
        self._levels: dict[str, list[list[_Variant] | None]] = {dm.name: [] for dm in self._dms}
        self._by_ranks: dict[tuple[str, bytes], Moves] = {}
        self._stable: dict[tuple[Concept, str, tuple[Moves, ...]], bool] = {}

    def fewest(self, concept: Concept, max_changes: int) -> Inverse:
        """All ways of the fewest changes for a concept."""
        ways: list[Changes] = []
        looked_up_to = 0
        for n_changes in range(max(max_changes, 0) + 1):
            choices = self._choices(n_changes)
            if choices is None:
                break
            looked_up_to = n_changes
            for choice in choices:
                if self._holds(concept, [variant.moves for variant in choice]):
                    ways.append(tuple(change for variant in choice for change in variant.changes))
            if ways:
                break
        return Inverse(
            concept=concept,
            state=self._graph.space.name(self._index),
            n_changes=looked_up_to if ways else None,
            ways=tuple(ways[:MAX_WAYS]),
            n_ways=len(ways),
            looked_up_to=looked_up_to,
        )

    def _choices(self, n_changes: int) -> Iterable[tuple[_Variant, ...]] | None:
        """Every choice of lists with so many changes together, None where there are too many."""
        found = []
        for shares in _shares(n_changes, len(self._dms)):
            levels = []
            for dm, share in zip(self._dms, shares, strict=True):
                level = self._level(dm, share)
                if level is None:
                    return None
                levels.append(level)
            if math.prod(map(len, levels)) > self._max_lists:
                return None
            found.append(product(*levels))
        return chain.from_iterable(found)

    def _level(self, dm: DecisionMaker, n_changes: int) -> list[_Variant] | None:
        """What so many changes, and no fewer, make of a decision maker's list."""
        levels = self._levels[dm.name]
        while len(levels) <= n_changes:
            found = next(self._lists[dm.name], [])
            if found is None or len(found) > self._max_lists:
                levels.append(None)
            else:
                levels.append([_Variant(changes, self._moves(dm, wants)) for wants, changes in found])
        return levels[n_changes]

    def _moves(self, dm: DecisionMaker, wants: List) -> Moves:
        if wants == dm.preferences:
            return self._graph.moves[dm.name]
        ranks = ranks_of(dataclasses.replace(dm, preferences=wants), self._graph.space)
        key = (dm.name, ranks.tobytes())
        if key not in self._by_ranks:
            owned = self._graph.moves[dm.name].owned
            self._by_ranks[key] = Moves(dm.name, owned, self._graph.space, ranks)
        return self._by_ranks[key]

    def _holds(self, concept: Concept, way: Sequence[Moves]) -> bool:
        graph = dataclasses.replace(self._graph, moves={moves.name: moves for moves in way})
        return all(self._is_stable(concept, moves, graph) for moves in way)

    def _is_stable(self, concept: Concept, moves: Moves, graph: StateGraph) -> bool:
        is_own = concept in (Concept.NASH, Concept.GMR, Concept.SMR)  # the others' wishes play no part
        key = (concept, moves.name, (moves,) if is_own else tuple(graph.moves.values()))
        if key not in self._stable:
            self._stable[key] = bool(FINDERS[concept](graph, moves.name)[self._index])
        return self._stable[key]


def _changed_lists(
    dm: DecisionMaker, is_changeable: bool, max_lists: int
) -> Iterator[list[tuple[List, Changes]] | None]:
    """Lists that no, one, two, … changes make, each with the changes, none that fewer make.

    None, and no more, where so many changes may make more lists than `max_lists` by far.
    """
    known = tuple(p for p in dm.preferences if not p.unknown)
    level: list[tuple[List, Changes]] = [(dm.preferences, ())]
    yield level
    if not is_changeable or dm.ranking is not None or dm.weights is not None:
        return
    seen, level = {known}, [(known, ())]
    while level:
        if len(level) * (len(known) * (len(known) + 1) // 2) > 4 * max_lists:
            yield None  # up to four times as many are made, as some come out alike
            return
        following: dict[List, Changes] = {}
        for wants, changes in level:
            for changed, change in _one_change(dm.name, wants):
                if changed not in seen:
                    seen.add(changed)
                    following[changed] = (*changes, change)
        level = list(following.items())
        yield level


def _one_change(dm: str, wants: List) -> Iterator[tuple[List, PreferenceChange]]:
    for i, dropped in enumerate(wants):
        change = PreferenceChange(decision_maker=dm, change=Change.DROP, statements=(dropped.id,))
        yield (*wants[:i], *wants[i + 1 :]), change
    for i, j in combinations(range(len(wants)), 2):
        swapped = list(wants)
        swapped[i], swapped[j] = wants[j], wants[i]
        ids = (wants[i].id, wants[j].id)
        yield tuple(swapped), PreferenceChange(decision_maker=dm, change=Change.SWAP, statements=ids)


def _shares(total: int, n_parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to part a number among so many."""
    if n_parts == 1:
        yield (total,)
        return
    for first in range(total, -1, -1):
        yield from ((first, *rest) for rest in _shares(total - first, n_parts - 1))
