"""``paths_to_equilibria``: how the talks could get from here to a state that would hold.

From a state, a set H of decision makers moves by legal sequences, nobody twice in a row. To every
equilibrium two sequences are looked for ([LKH2005])::

    shortest     one of the fewest moves
    improving    one of the fewest moves among those in which every move is an improvement for its
                 mover, judged from the state that it leaves

An equilibrium without the first cannot be reached by H at all; one without the second only if
somebody in H moves to a state that it likes no better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from detente.analysis.moves import Moves, StateGraph, state_graph
from detente.analysis.stability import FINDERS
from detente.analysis.stability.exchanges import index_of, moves_of
from detente.analysis.states import Mask
from detente.analysis.walks import Walk
from detente.errors import Defect, ModelError
from detente.records import Concept, Negotiation, PathsToEquilibria, PathTo, Step

Path = tuple[Step, ...]


def paths_to_equilibria(
    negotiation: Negotiation,
    *,
    start: str | None = None,
    movers: Iterable[str] = (),
    concepts: Iterable[Concept | str] = tuple(Concept),
) -> PathsToEquilibria:
    """Shortest and shortest all-improving sequences of moves from a state to every equilibrium.

    Unknown preference statements separate no states.

    Parameters
    ----------
    negotiation : up to `detente.analysis.stability.exchanges.MAX_REASON_STATES` feasible states.
    start : a Y/N string; the model's status quo unless given.
    movers : names of the decision makers who move; all unless given.
    concepts : a target is an equilibrium under at least one of these.

    Raises
    ------
    LimitError
        The model is too large.
    ModelError
        No such feasible state or decision maker, or the model names no status quo.

    References
    ----------
    [LKH2005]
    """
    start = start if start is not None else negotiation.status_quo
    if start is None:
        problem = "the model names no status quo; add `status_quo` to it or say from which state"
        raise ModelError((Defect(problem=problem),))
    chosen = tuple(map(Concept, concepts))
    graph = state_graph(negotiation)
    index = index_of(graph, start)
    names = tuple(dict.fromkeys(movers)) or tuple(graph.moves)
    group = [moves_of(graph, name) for name in names]
    equilibria = {concept: _equilibria(graph, concept) for concept in chosen}
    shortest, improving = (_paths(graph, group, index, improving=only) for only in (False, True))
    targets = np.flatnonzero(np.logical_or.reduce([*equilibria.values()])).tolist()
    return PathsToEquilibria(
        start=start,
        movers=names,
        paths=tuple(
            PathTo(
                target=graph.space.name(target),
                concepts=tuple(concept for concept, mask in equilibria.items() if mask[target]),
                shortest=shortest.get(target),
                improving=improving.get(target),
            )
            for target in targets
        ),
    )


def _equilibria(graph: StateGraph, concept: Concept) -> Mask:
    everybody = np.ones(graph.space.n_states, dtype=np.bool_)
    for dm in graph.moves:
        everybody &= FINDERS[concept](graph, dm)
    return everybody


def _paths(graph: StateGraph, group: Sequence[Moves], start: int, *, improving: bool) -> dict[int, Path]:
    """One shortest path to every state that is reached; none is needed to where it starts."""
    walk = Walk(group, start, improving=improving)
    paths: dict[int, Path] = {start: ()}
    for place in walk:
        if place[0] not in paths:
            path = walk.path(place)
            states = [start, *(state for state, _ in path)]
            paths[place[0]] = tuple(
                Step(mover=mover, before=graph.space.name(before), after=graph.space.name(after))
                for before, (after, mover) in zip(states, path, strict=False)
            )
    return paths
