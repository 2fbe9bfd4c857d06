"""``stability_reasons``: why one state would hold or not, for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from detente.analysis.moves import state_graph
from detente.analysis.stability import CHECKERS
from detente.records import Concept, Negotiation, Reason


def stability_reasons(
    negotiation: Negotiation, state: str, *, concepts: Iterable[Concept | str] = tuple(Concept)
) -> tuple[Reason, ...]:
    """Why a state is stable or not for each decision maker under each concept, in their orders.

    Unknown preference statements separate no states.

    Parameters
    ----------
    negotiation : up to `detente.analysis.stability.exchanges.MAX_REASON_STATES` feasible states.
    state : a Y/N string in the order of the options.
    concepts : which solution concepts, by name.

    Raises
    ------
    LimitError
        The model is too large.
    ModelError
        The model has no such feasible state.

    References
    ----------
    [FHK1993], [RV2017]
    """
    chosen = tuple(map(Concept, concepts))
    graph = state_graph(negotiation)
    return tuple(CHECKERS[concept](graph, state, dm) for concept in chosen for dm in graph.moves)
