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
from dataclasses import dataclass

import numpy as np

from detente.analysis.moves import Moves, StateGraph, joint_moves, reached_by_group
from detente.analysis.preferences import Ranks
from detente.analysis.reach import Reach, StateSet, members, state_set
from detente.analysis.states import Mask
from detente.records import CoalitionMove, Concept


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


def is_coalition_stable(group: Coalition, index: int, concept: Concept) -> bool:
    """Whether one state is stable for the coalition, worked out from the sets themselves."""
    gains = set(np.flatnonzero(group.gains(group.ranks[:, index])).tolist())
    gainful = reached_by_group(group.movers, index, improving=False) & gains
    if concept is Concept.NASH:
        return not gainful
    return all(
        any(
            s2 not in gains
            and not (_has_escape(concept) and reached_by_group(group.movers, s2, improving=False) & gains)
            for s2 in reached_by_group(group.outsiders, s1, improving=_is_credible(concept))
        )
        for s1 in gainful
    )
