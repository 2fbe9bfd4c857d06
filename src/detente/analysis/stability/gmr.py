"""General metarationality: every improvement of i can be answered so that i gains nothing.

::

    s is stable for i   iff   for every s1 in R+_i(s) there is an s2 in R_O(s1) with s2 <=_i s

The others may hurt themselves by the answer; i does not answer back.
"""

from __future__ import annotations

import numpy as np

from detente.analysis.moves import StateGraph, least_by_group, reached_by_group
from detente.analysis.states import Mask


def gmr_states(graph: StateGraph, dm: str) -> Mask:
    """Which states are general metarational for the decision maker."""
    moves = graph.moves[dm]
    worst_answer = least_by_group(graph.opponents(dm), moves.ranks, improving=False)
    stable: Mask = np.less_equal(moves.greatest_improved(worst_answer), moves.ranks)
    return stable


def is_gmr_stable(graph: StateGraph, index: int, dm: str) -> bool:
    """Whether one state is general metarational for the decision maker."""
    moves, opponents = graph.moves[dm], graph.opponents(dm)
    return all(
        any(moves.ranks[s2] <= moves.ranks[index] for s2 in reached_by_group(opponents, s1, improving=False))
        for s1 in moves.improved(index)
    )
