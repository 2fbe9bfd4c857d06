"""Symmetric metarationality: an answer deters only if i cannot escape from it.

::

    s is stable for i   iff   for every s1 in R+_i(s) there is an s2 in R_O(s1)
                              with s2 <=_i s and s3 <=_i s for every s3 in R_i(s2)

The others may hurt themselves by the answer; the counter-move s3 ends the exchange.
"""

from __future__ import annotations

import numpy as np

from detente.analysis.moves import StateGraph, least_by_group
from detente.analysis.stability.exchanges import reason
from detente.analysis.states import Mask
from detente.records import Concept, Negotiation, Reason


def smr_states(graph: StateGraph, dm: str) -> Mask:
    """Which states are symmetric metarational for the decision maker."""
    moves = graph.moves[dm]
    after_escape = np.maximum(moves.ranks, moves.greatest(moves.ranks))
    worst_answer = least_by_group(graph.opponents(dm), after_escape, improving=False)
    stable: Mask = np.less_equal(moves.greatest_improved(worst_answer), moves.ranks)
    return stable


def is_smr_stable(model: Negotiation | StateGraph, state: str, dm: str) -> Reason:
    """Whether a state is symmetric metarational for the decision maker, and why."""
    return reason(model, state, dm, Concept.SMR)
