"""A decision maker's ranks as the groups of states that the oracles and the known answers give."""

from __future__ import annotations

from detente.analysis.preferences import Ranks
from detente.analysis.states import StateSpace


def ranking_groups(ranks: Ranks, space: StateSpace) -> tuple[tuple[str, ...], ...]:
    """Groups of equally liked states as Y/N strings, the best first."""
    return tuple(space.names(ranks == rank) for rank in range(int(ranks.max()), -1, -1))
