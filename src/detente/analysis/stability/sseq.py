"""Symmetric sequential stability: credible answers deter, and only if i cannot escape from them.

::

    s is stable for i   iff   for every s1 in R+_i(s) there is an s2 in R+_O(s1)
                              with s2 <=_i s and s3 <=_i s for every s3 in R_i(s2)

The counter-move s3 is any move of i, an improvement or not ([RV2017]).
"""

from __future__ import annotations

import numpy as np

from detente.analysis.moves import StateGraph, least_by_group
from detente.analysis.stability.exchanges import reason
from detente.analysis.states import Mask
from detente.records import Concept, Negotiation, Reason


def sseq_states(graph: StateGraph, dm: str) -> Mask:
    """Which states are symmetric sequentially stable for the decision maker."""
    moves = graph.moves[dm]
    after_escape = np.maximum(moves.ranks, moves.greatest(moves.ranks))
    worst_answer = least_by_group(graph.opponents(dm), after_escape, improving=True)
    stable: Mask = np.less_equal(moves.greatest_improved(worst_answer), moves.ranks)
    return stable


def is_sseq_stable(model: Negotiation | StateGraph, state: str, dm: str) -> Reason:
    """Whether a state is symmetric sequentially stable for the decision maker, and why."""
    return reason(model, state, dm, Concept.SSEQ)
