"""Nash stability: i cannot improve by itself.

::

    s is stable for i   iff   R+_i(s) is empty

What the others might answer is not looked at.
"""

from __future__ import annotations

import numpy as np

from detente.analysis.moves import StateGraph
from detente.analysis.stability.exchanges import reason
from detente.analysis.states import Mask
from detente.records import Concept, Negotiation, Reason


def nash_states(graph: StateGraph, dm: str) -> Mask:
    """Which states are Nash stable for the decision maker."""
    moves = graph.moves[dm]
    stable: Mask = np.less_equal(moves.greatest(moves.ranks), moves.ranks)
    return stable


def is_nash_stable(model: Negotiation | StateGraph, state: str, dm: str) -> Reason:
    """Whether a state is Nash stable for the decision maker, and why."""
    return reason(model, state, dm, Concept.NASH)
