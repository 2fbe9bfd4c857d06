"""All coalitions of a model: which there are, smallest first, and which states hold for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain, combinations, islice

from detente.analysis.moves import StateGraph, state_graph
from detente.analysis.reach import Reach
from detente.analysis.stability.coalition import coalition_states, is_coalition_stable
from detente.analysis.stability.coalition_moves import Coalition, coalition
from detente.errors import LimitError
from detente.records import (
    CoalitionMove,
    CoalitionReason,
    Coalitions,
    CoalitionStability,
    Concept,
    Negotiation,
)

MAX_COALITIONS = 57
"""Coalitions looked at, the smallest first: all those of two or more of up to six decision makers."""

MAX_COALITION_STATES = 2**10
"""Coalitions are looked at in models of up to so many feasible states.

With six decision makers that takes half a minute and 0.3 GiB on one core of a 2-core machine; the
sets of states that coalitions and outsiders reach grow with the square of the number of states.
"""


def coalition_findings(graph: StateGraph, concepts: Iterable[Concept], reading: CoalitionMove) -> Coalitions:
    """States stable for every coalition of two or more, for the first `MAX_COALITIONS` of them.

    Raises
    ------
    LimitError
        There are more than `MAX_COALITION_STATES` feasible states.
    """
    _refuse_too_many_states(graph)
    wanted, reach = tuple(concepts), Reach(graph.space.n_states)
    return Coalitions(
        reading=reading,
        found=tuple(
            _stability(graph, coalition(graph, members, reading), members, wanted, reach)
            for members in islice(_coalitions(tuple(graph.moves)), MAX_COALITIONS)
        ),
        count=sum(math.comb(len(graph.moves), size) for size in range(2, len(graph.moves) + 1)),
    )


def coalition_reasons(
    negotiation: Negotiation,
    state: str,
    *,
    reading: CoalitionMove | str = CoalitionMove.LEGAL,
    concepts: Iterable[Concept | str] = tuple(Concept),
) -> tuple[CoalitionReason, ...]:
    """Why a state is stable or not for each coalition of two or more, the smallest first.

    The bounds are those of `coalition_findings`; for one coalition there is `is_coalition_stable`.

    Parameters
    ----------
    negotiation : up to `MAX_COALITION_STATES` feasible states.
    state : a Y/N string in the order of the options.
    reading : how a coalition moves (`detente.analysis.stability.coalition`).
    concepts : which solution concepts, by name.

    Raises
    ------
    LimitError
        The model is too large.
    ModelError
        The model has no such feasible state.

    References
    ----------
    [KHFP2001], [IH2008]
    """
    graph, chosen = state_graph(negotiation), tuple(map(Concept, concepts))
    _refuse_too_many_states(graph)
    return tuple(
        is_coalition_stable(graph, state, members, concept, reading)
        for members in islice(_coalitions(tuple(graph.moves)), MAX_COALITIONS)
        for concept in chosen
    )


def _refuse_too_many_states(graph: StateGraph) -> None:
    if graph.space.n_states > MAX_COALITION_STATES:
        raise LimitError(
            f"{graph.space.n_states:,} feasible states are too many to look at coalitions, done for up to "
            f"{MAX_COALITION_STATES:,} (10 options with every state feasible); leave out options or exclude "
            "states, or ask for single decision makers only"
        )


def _coalitions(dms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Coalitions of two or more, smallest first, in the order of the decision makers."""
    return chain.from_iterable(combinations(dms, size) for size in range(2, len(dms) + 1))


def _stability(
    graph: StateGraph,
    group: Coalition,
    members: tuple[str, ...],
    concepts: tuple[Concept, ...],
    reach: Reach,
) -> CoalitionStability:
    masks = coalition_states(group, concepts, reach)
    return CoalitionStability(
        members=members, stable={concept: graph.space.names(mask) for concept, mask in masks.items()}
    )
