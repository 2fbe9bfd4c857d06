"""What all writers say of a state: its place in each ranking, and under which concepts it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analysis.moves import StateGraph, state_graph
from detente.errors import LimitError
from detente.records import Concept, Negotiation, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFacts:
    """One state. `ranks` has, for each decision maker, 1 for what it likes best, equal for ties."""

    state: str
    ranks: dict[str, int]
    holds: dict[Concept, bool]


def graph_within(negotiation: Negotiation, max_states: int, what: str) -> StateGraph:
    """The state graph, refused where it has too many states to be written as `what`."""
    graph = state_graph(negotiation)
    if graph.space.n_states > max_states:
        raise LimitError(
            f"{graph.space.n_states:,} feasible states are too many for {what}, written for up to "
            f"{max_states:,}; leave out options or exclude states, or take another format"
        )
    return graph


def state_facts(graph: StateGraph, solution: Solution) -> Iterator[StateFacts]:
    """Facts of all feasible states in their order; `solution` is cut nowhere up to 10,000 equilibria."""
    holding = {found.concept: set(found.states) for found in solution.equilibria}
    best = {dm: int(moves.ranks.max()) for dm, moves in graph.moves.items()}
    for index, state in enumerate(graph.space.all_names()):
        yield StateFacts(
            state=state,
            ranks={dm: best[dm] - int(moves.ranks[index]) + 1 for dm, moves in graph.moves.items()},
            holds={concept: state in states for concept, states in holding.items()},
        )
