"""Stability in the graph model for conflict resolution: when a state would hold.

A state is an *equilibrium* under a concept if it is stable under it for every decision maker. The
concepts differ in what deters a decision maker i from an improvement: nothing (`nash`), any
answer of the others (`gmr`, `smr`), or only answers that the others would like to give (`seq`,
`sseq`); and in whether i may answer back (`smr`, `sseq`).

Conventions, where authors differ, that detente follows:

* Preferences are complete weak orders. A move to an equally liked state is no improvement, and an
  answer that leaves i as well off as before deters: it gains nothing.
* The others answer by sequences in which nobody moves twice in a row; the same one may move again
  after another has moved. In `seq` and `sseq` each of these moves must be an improvement for its
  mover, judged from the state that it leaves. Whether what counts as deterring is reached is
  therefore a question about (state, last mover).
* One-way options restrict every move, those of an answer and of a counter-move too.
* Who has no options is at rest everywhere.

Always: nash ⊆ seq, sseq and smr; sseq ⊆ seq and smr; seq and smr ⊆ gmr. Definitions after
[FHK1993], [XHKF2018] and, for `sseq`, [RV2017]. Coalitions have a module of their own, ``coalition``.
"""

from __future__ import annotations

from collections.abc import Callable

from detente.analysis.moves import StateGraph
from detente.analysis.stability.coalition import is_coalition_stable
from detente.analysis.stability.gmr import gmr_states, is_gmr_stable
from detente.analysis.stability.nash import is_nash_stable, nash_states
from detente.analysis.stability.seq import is_seq_stable, seq_states
from detente.analysis.stability.smr import is_smr_stable, smr_states
from detente.analysis.stability.sseq import is_sseq_stable, sseq_states
from detente.analysis.states import Mask
from detente.records import Concept, Negotiation, Reason

FINDERS: dict[Concept, Callable[[StateGraph, str], Mask]] = {
    Concept.NASH: nash_states,
    Concept.GMR: gmr_states,
    Concept.SMR: smr_states,
    Concept.SEQ: seq_states,
    Concept.SSEQ: sseq_states,
}
"""Which states are stable for a decision maker, by concept."""

CHECKERS: dict[Concept, Callable[[Negotiation | StateGraph, str, str], Reason]] = {
    Concept.NASH: is_nash_stable,
    Concept.GMR: is_gmr_stable,
    Concept.SMR: is_smr_stable,
    Concept.SEQ: is_seq_stable,
    Concept.SSEQ: is_sseq_stable,
}
"""Whether one state is stable for a decision maker, and why, worked out from the sets themselves."""

__all__ = [
    "CHECKERS",
    "FINDERS",
    "is_coalition_stable",
    "is_gmr_stable",
    "is_nash_stable",
    "is_seq_stable",
    "is_smr_stable",
    "is_sseq_stable",
]
