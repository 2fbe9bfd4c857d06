"""What unknown preferences decide about the equilibria.

Of an unknown statement it is not known whether its decision maker wants it or its opposite, at its
place in the order. A *way* is one answer for every unknown, and fixes every ranking. By looking at
all ways::

    always(concept)        states that are equilibria under every way
    sometimes(concept)     states that are equilibria under some ways and not under others
    decides(concept, s)    for s in sometimes, the unknowns of which changing that one alone
                           changes whether s is an equilibrium, under at least one way of the rest

This enumerates the possible rankings; the four extensions of [LHKF2004], which reason on single
comparisons of states, are something else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import numpy as np

from detente.analysis.moves import Moves, StateGraph
from detente.analysis.preferences import ranks_of
from detente.analysis.stability import FINDERS
from detente.analysis.states import Mask, StateSpace
from detente.errors import LimitError
from detente.records import Concept, DecisionMaker, Negotiation, StabilityUnknowns, UnknownEquilibria

MAX_UNKNOWNS = 12
"""Unknown statements of which every way is looked at, 4,096 of them."""

MAX_WAYS_BY_STATES = 2**19
"""Ways times feasible states looked at: 128 states with 12 unknowns, 1,024 with nine."""

_OWN_ONLY = {Concept.NASH, Concept.GMR, Concept.SMR}
"""Concepts in which the preferences of the others play no part."""

Falls = tuple[bool, ...]


def unknown_ids(negotiation: Negotiation) -> tuple[str, ...]:
    """Unknown statements that could count: those of decision makers without a ranking or weights."""
    return tuple(id_ for dm in negotiation.decision_makers for id_ in _own_unknowns(dm))


def refuse_too_many_unknowns(negotiation: Negotiation, space: StateSpace) -> None:
    """Raise a `LimitError` where looking at every way would take too long."""
    n_unknowns = len(unknown_ids(negotiation))
    n_fitting = max(0, min(MAX_UNKNOWNS, (MAX_WAYS_BY_STATES // space.n_states).bit_length() - 1))
    if n_unknowns > n_fitting:
        raise LimitError(
            f"{n_unknowns} unknown preferences fall in {2**n_unknowns:,} ways, too many to look at each over "
            f"{space.n_states:,} feasible states; up to {n_fitting} unknowns would fit here "
            f"({MAX_UNKNOWNS} with {MAX_WAYS_BY_STATES >> MAX_UNKNOWNS} states): state or drop "
            f"{n_unknowns - n_fitting} of them, or leave out options"
        )


def stability_unknowns(
    negotiation: Negotiation, graph: StateGraph, concepts: Iterable[Concept]
) -> StabilityUnknowns:
    """Equilibria over all ways in which the unknown statements may fall.

    `refuse_too_many_unknowns` says beforehand whether that many can be looked at.
    """
    unknowns = unknown_ids(negotiation)
    ways = _Ways(negotiation, graph)
    return StabilityUnknowns(
        unknowns=unknowns,
        n_ways=2 ** len(unknowns),
        by_concept=tuple(
            _finding(concept, ways.holding(concept), unknowns, graph.space) for concept in concepts
        ),
    )


class _Ways:
    """Everybody's moves under all ways; falls that give the same ranking share one `Moves`."""

    def __init__(self, negotiation: Negotiation, graph: StateGraph) -> None:
        self._graph = graph
        self._moves = [_moves_by_falls(dm, graph) for dm in negotiation.decision_makers]
        self._masks: dict[tuple[Concept, str, tuple[Moves, ...]], Mask] = {}

    def holding(self, concept: Concept) -> Mask:
        """Which states are equilibria: a row for each way, the last unknown changing fastest."""
        ways = product(*(moves.values() for moves in self._moves))
        return np.stack([self._equilibria(concept, way) for way in ways])

    def _equilibria(self, concept: Concept, way: Sequence[Moves]) -> Mask:
        graph = dataclasses.replace(self._graph, moves={moves.name: moves for moves in way})
        everybody = np.ones(graph.space.n_states, dtype=np.bool_)
        for moves in way:
            everybody &= self._stable(concept, moves, graph)
        return everybody

    def _stable(self, concept: Concept, moves: Moves, graph: StateGraph) -> Mask:
        matters = (moves,) if concept in _OWN_ONLY else tuple(graph.moves.values())
        key = (concept, moves.name, matters)
        if key not in self._masks:
            self._masks[key] = FINDERS[concept](graph, moves.name)
        return self._masks[key]


def _own_unknowns(dm: DecisionMaker) -> list[str]:
    return [p.id for p in dm.preferences if p.unknown] if dm.ranking is None and dm.weights is None else []


def _moves_by_falls(dm: DecisionMaker, graph: StateGraph) -> Mapping[Falls, Moves]:
    """The decision maker's moves for every way in which its own unknowns fall."""
    own, owned = _own_unknowns(dm), graph.moves[dm.name].owned
    by_ranks: dict[bytes, Moves] = {}
    by_falls = {}
    for falls in product((True, False), repeat=len(own)):
        ranks = ranks_of(dm, graph.space, dict(zip(own, falls, strict=True)))
        if ranks.tobytes() not in by_ranks:
            by_ranks[ranks.tobytes()] = Moves(dm.name, owned, graph.space, ranks)
        by_falls[falls] = by_ranks[ranks.tobytes()]
    return by_falls


def _finding(
    concept: Concept, holding: Mask, unknowns: Sequence[str], space: StateSpace
) -> UnknownEquilibria:
    always = np.logical_and.reduce(holding, axis=0)
    sometimes = np.logical_or.reduce(holding, axis=0) & ~always
    by_unknown = {id_: _deciding(holding, i) for i, id_ in enumerate(unknowns)}
    return UnknownEquilibria(
        concept=concept,
        always=space.names(always),
        sometimes=space.names(sometimes),
        decides={
            name: tuple(id_ for id_, decides in by_unknown.items() if decides[s])
            for s, name in zip(np.flatnonzero(sometimes).tolist(), space.names(sometimes), strict=True)
        },
    )


def _deciding(holding: Mask, i: int) -> Mask:
    """For which states changing unknown i alone changes the answer under some way of the rest."""
    n_ways, n_states = holding.shape
    pairs = holding.reshape(2**i, 2, n_ways >> (i + 1), n_states)
    deciding: Mask = np.logical_or.reduce(pairs[:, 0] != pairs[:, 1], axis=(0, 1))
    return deciding
