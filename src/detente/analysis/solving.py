"""``solve``: the states that would hold, by the concepts of the graph model."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from detente.analysis.coalitions import coalition_findings
from detente.analysis.moves import StateGraph, state_graph
from detente.analysis.stability import FINDERS
from detente.analysis.states import Mask
from detente.analysis.uncertain import extended_equilibria
from detente.analysis.unknowns import refuse_too_many_unknowns, stability_unknowns
from detente.errors import LimitError
from detente.records import CoalitionMove, Concept, Equilibria, Extension, Negotiation, Solution

MAX_LISTED = 10_000
"""Lists of states are cut after so many; the count stays exact."""

_THREADS = 2

MAX_STABILITY_STATES = 2**16
"""Stable states are listed for each decision maker in models of up to so many feasible states."""


def solve(
    negotiation: Negotiation,
    *,
    concepts: Iterable[Concept | str] = tuple(Concept),
    stability: bool = False,
    coalitions: CoalitionMove | str | None = None,
    unknowns: bool = False,
    extensions: Iterable[Extension | str] = (),
) -> Solution:
    """Find the states that are stable for every decision maker.

    Unknown preference statements separate no states; their ids are in `Solution.left_aside`. What
    holds whichever way they fall is worked out where `unknowns` asks for it.

    Parameters
    ----------
    negotiation : as many feasible states as fit into the memory that is free; a million take seconds,
        more with many one-way options (`python -m benchmarks.stability`).
    concepts : which solution concepts, by name.
    stability : also list which states are stable for each decision maker.
    coalitions : also list which states are stable for coalitions of two or more, under this reading
        of their moves (`detente.analysis.stability.coalition`): "legal", the members move one by one,
        or "joint", all at once. Looks at the smallest `detente.analysis.coalitions.MAX_COALITIONS`
        coalitions.
    unknowns : also find the states that are equilibria whichever way the unknown preferences fall,
        those that are under some ways only, and which unknown decides (`detente.analysis.unknowns`).
    extensions : also find what is stable under these extensions of [LHKF2004], "a" to "d", in which
        unknown statements leave comparisons of states uncertain (`detente.analysis.uncertain`).

    Raises
    ------
    LimitError
        The model has too many states for the memory, to list the stable ones for each decision
        maker, to look at coalitions or to compare every two of them, or too many unknown
        preferences to look at every way in which they may fall.
    ModelError
        No state is feasible, or a ranking leaves out a feasible state.

    References
    ----------
    [FHK1993], [XHKF2018], [RV2017], [KHFP2001], [IH2008], [LHKF2004]
    """
    chosen = tuple(map(Concept, concepts))
    reading = None if coalitions is None else CoalitionMove(coalitions)
    letters = tuple(map(Extension, extensions))
    graph = state_graph(negotiation)
    if stability and graph.space.n_states > MAX_STABILITY_STATES:
        raise LimitError(
            f"{graph.space.n_states:,} feasible states are too many to list the stable ones for each "
            f"decision maker, done for up to {MAX_STABILITY_STATES:,}; ask for the equilibria only"
        )
    if unknowns:
        refuse_too_many_unknowns(negotiation, graph.space)
    extended = extended_equilibria(graph, chosen, letters) if letters else ()
    stable = {concept: _stable(graph, concept) for concept in chosen}
    preferences = (preference for dm in negotiation.decision_makers for preference in dm.preferences)
    return Solution(
        decision_makers=tuple(graph.moves),
        options=graph.space.options,
        n_feasible=graph.space.n_states,
        equilibria=tuple(_equilibria(concept, masks, graph) for concept, masks in stable.items()),
        stability={
            concept: {dm: graph.space.names(mask) for dm, mask in masks.items()}
            for concept, masks in (stable.items() if stability else ())
        },
        left_aside=tuple(preference.id for preference in preferences if preference.unknown),
        coalitions=None if reading is None else coalition_findings(graph, chosen, reading),
        unknowns=stability_unknowns(negotiation, graph, chosen) if unknowns else None,
        extensions=extended,
    )


def _stable(graph: StateGraph, concept: Concept) -> dict[str, Mask]:
    # numpy works on large arrays outside the interpreter's lock; more threads would want more memory.
    with ThreadPoolExecutor(_THREADS) as pool:
        return dict(zip(graph.moves, pool.map(partial(FINDERS[concept], graph), graph.moves), strict=True))


def _equilibria(concept: Concept, masks: dict[str, Mask], graph: StateGraph) -> Equilibria:
    everybody = np.ones(graph.space.n_states, dtype=np.bool_)
    for mask in masks.values():
        everybody &= mask
    states = graph.space.names(everybody, MAX_LISTED)
    return Equilibria(concept=concept, states=states, count=int(np.count_nonzero(everybody)))
