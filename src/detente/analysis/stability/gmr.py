"""General metarationality: every improvement of i can be answered so that i gains nothing.

::

    s is stable for i   iff   for every s1 in R+_i(s) there is an s2 in R_O(s1) with s2 <=_i s

The others may hurt themselves by the answer; i does not answer back.
"""

from __future__ import annotations

import numpy as np

from detente.analysis.moves import StateGraph, least_by_group
from detente.analysis.stability.exchanges import reason
from detente.analysis.states import Mask
from detente.records import Concept, Negotiation, Reason


def gmr_states(graph: StateGraph, dm: str) -> Mask:
    """Which states are general metarational for the decision maker."""
    moves = graph.moves[dm]
    worst_answer = least_by_group(graph.opponents(dm), moves.ranks, improving=False)
    stable: Mask = np.less_equal(moves.greatest_improved(worst_answer), moves.ranks)
    return stable


def is_gmr_stable(model: Negotiation | StateGraph, state: str, dm: str) -> Reason:
    """Whether a state is general metarational for the decision maker, and why."""
    return reason(model, state, dm, Concept.GMR)
