"""Coalitions: who moves for one, who outside of it, and what it gains from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.cells import Ranks
from detente.analysis.moves import Moves, StateGraph, joint_moves
from detente.analysis.states import Mask
from detente.records import CoalitionMove


@dataclass(frozen=True, slots=True, eq=False)
class Coalition:
    """Who moves for a coalition (its members, or all as one), who outside of it, and how it ranks."""

    movers: list[Moves]
    outsiders: list[Moves]
    ranks: Ranks  # a row for each member

    def gains(self, ranks: Ranks) -> Mask:
        """States that every member prefers to one with these ranks."""
        better: Mask = np.logical_and.reduce(self.ranks > ranks[:, None], axis=0)
        return better


def coalition(graph: StateGraph, names: Sequence[str], reading: CoalitionMove) -> Coalition:
    """A coalition of these decision makers with its moves under one reading."""
    inside = [graph.moves[name] for name in names]
    return Coalition(
        movers=inside if reading is CoalitionMove.LEGAL else [joint_moves(inside, graph.space)],
        outsiders=[moves for name, moves in graph.moves.items() if name not in names],
        ranks=np.stack([moves.ranks for moves in inside]),
    )
