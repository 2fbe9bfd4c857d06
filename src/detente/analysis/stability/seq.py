"""Sequential stability: only answers that the others would like to give deter.

::

    s is stable for i   iff   for every s1 in R+_i(s) there is an s2 in R+_O(s1) with s2 <=_i s

Each move of the answer improves on the state it leaves, for the one who makes it.
"""

from __future__ import annotations

import numpy as np

from detente.analysis.moves import StateGraph, least_by_group
from detente.analysis.stability.exchanges import reason
from detente.analysis.states import Mask
from detente.records import Concept, Negotiation, Reason


def seq_states(graph: StateGraph, dm: str) -> Mask:
    """Which states are sequentially stable for the decision maker."""
    moves = graph.moves[dm]
    worst_answer = least_by_group(graph.opponents(dm), moves.ranks, improving=True)
    stable: Mask = np.less_equal(moves.greatest_improved(worst_answer), moves.ranks)
    return stable


def is_seq_stable(model: Negotiation | StateGraph, state: str, dm: str) -> Reason:
    """Whether a state is sequentially stable for the decision maker, and why."""
    return reason(model, state, dm, Concept.SEQ)
