"""Stability for a coalition: no gain of all its members is left without an answer that spoils it.

A coalition H *gains* from q over s if every member strictly prefers q to s. The concepts are those
of one decision maker with the gain of H for an improvement, "H does not gain from s2 over s" for
``s2 <=_i s``, and everybody outside H, who move one by one, for the others O::

    s is stable for H under
      nash         iff   H gains from no s1 in R_H(s)
      gmr, seq     iff   for every s1 in R_H(s) from which H gains there is an s2 in R_O(s1)
                         (seq: in R+_O(s1)) from which H does not gain over s
      smr, sseq    iff   so, and from no s3 in R_H(s2) H gains over s either

What authors mean by a move of H differs, and R_H(s) is read in one of two ways:

    legal   states reached by one or more moves of members, every state on the way feasible,
            nobody moving twice in a row ([KHFP2001])
    joint   feasible states other than s reached by changing any options of the members at once,
            in one step, none against its direction

They differ where half of a package is infeasible, or where one-way options forbid a way round.
Only the whole of a chain counts: a member may go through states that it likes less.

A gain is a matter of several rankings, so no one extreme decides it as for a single decision
maker: the sets themselves are gone through, once for all states that the members rank alike.

References
----------
[KHFP2001], [IH2008]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from detente.analysis.moves import StateGraph, state_graph
from detente.analysis.reach import Reach, StateSet, members, state_set
from detente.analysis.stability.coalition_exchanges import coalition_reason
from detente.analysis.stability.coalition_moves import Coalition
from detente.analysis.states import Mask
from detente.records import CoalitionMove, CoalitionReason, Concept, Negotiation


def coalition_states(group: Coalition, concepts: Iterable[Concept], reach: Reach) -> dict[Concept, Mask]:
    """Which states are stable for the coalition, by concept."""
    stable = {concept: np.ones(group.ranks.shape[1], dtype=np.bool_) for concept in concepts}
    moves = reach.table(group.movers, improving=False)
    answers = {concept: reach.table(group.outsiders, improving=_is_credible(concept)) for concept in stable}
    classes, class_of = np.unique(group.ranks, axis=1, return_inverse=True)
    for i in range(classes.shape[1]):
        gains = state_set(group.gains(classes[:, i]))
        gainful = {s: moves[s] & gains for s in np.flatnonzero(class_of.reshape(-1) == i).tolist()}
        if not any(gainful.values()):
            continue  # at rest under every concept
        for concept, mask in stable.items():
            deterring = _deterring(gains, moves, concept)
            for s, there in gainful.items():
                mask[s] = all(answers[concept][s1] & deterring for s1 in members(there))
    return stable


def _deterring(gains: StateSet, moves: Sequence[StateSet], concept: Concept) -> StateSet:
    """States in which an answer of the others deters the coalition from its gains."""
    if concept is Concept.NASH:
        return 0
    no_gain = (1 << len(moves)) - 1 & ~gains
    if not _has_escape(concept):
        return no_gain
    return sum(1 << s2 for s2 in members(no_gain) if not moves[s2] & gains)


def _is_credible(concept: Concept) -> bool:
    return concept in (Concept.SEQ, Concept.SSEQ)


def _has_escape(concept: Concept) -> bool:
    return concept in (Concept.SMR, Concept.SSEQ)


def is_coalition_stable(
    model: Negotiation | StateGraph,
    state: str,
    coalition: Iterable[str],
    concept: Concept | str,
    reading: CoalitionMove | str = CoalitionMove.LEGAL,
) -> CoalitionReason:
    """Whether a state is stable for the coalition of these decision makers under the reading, and why.

    Raises
    ------
    LimitError
        There are more than `detente.analysis.stability.exchanges.MAX_REASON_STATES` feasible states.
    ModelError
        The model has no such feasible state or no such decision maker.
    """
    graph = model if isinstance(model, StateGraph) else state_graph(model)
    return coalition_reason(graph, state, tuple(coalition), Concept(concept), CoalitionMove(reading))
