"""Stability where some comparisons of states are uncertain: the four extensions of [LHKF2004].

Between two states a decision maker i prefers one (``q >_i s``), likes both equally, or its
preference is uncertain (``q U_i s``). Here the comparison of two states is decided by the first of
i's statements on which they differ, and is uncertain where that statement is unknown. A ranking and
weights leave nothing uncertain.

An *extension* says what uncertainty does to i in two places: whether an uncertain move tempts it
away from a state, and whether an answer that leaves it in an uncertain state deters it::

               leaves s by a move to      is deterred in s2 where
    a          q >_i s or q U_i s         not s2 >_i s and not s2 U_i s
    b          q >_i s                    not s2 >_i s and not s2 U_i s
    c          q >_i s or q U_i s         not s2 >_i s
    d          q >_i s                    not s2 >_i s

So `a` is for those who take risks to gain and see none in an answer, `d` for the cautious in both.
The concepts are as always with these in the place of improvements and of ``s2 <=_i s``, which holds
for the state s3 of a counter-move too. In `seq` and `sseq` the moves of an answer are, under every
extension, moves to what its mover prefers or is uncertain about, judged from the state it leaves.

[LHKF2004] has `nash`, `gmr`, `smr` and `seq`; `sseq`, which is younger, is extended here in the same
way. Without unknowns all four are the ordinary concepts. Whether a state is stable under *every* or
*some* way in which the unknowns fall is another question, answered in ``unknowns``.

References
----------
[LHKF2004], [XHKF2018] chapter 5
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.moves import StateGraph
from detente.analysis.preferences import ranks_of
from detente.analysis.reach import StateSet, closure, members, state_set
from detente.analysis.states import Mask, StateSpace
from detente.errors import LimitError
from detente.records import Concept, DecisionMaker, ExtendedEquilibria, Extension

MAX_EXTENSION_STATES = 2**10
"""The extensions compare every two states, in models of up to so many feasible ones."""

_CREDIBLE = (Concept.SEQ, Concept.SSEQ)
_WITHOUT_ESCAPE = (Concept.SMR, Concept.SSEQ)


def extended_equilibria(
    graph: StateGraph, concepts: Iterable[Concept], extensions: Iterable[Extension]
) -> tuple[ExtendedEquilibria, ...]:
    """Stable states and equilibria under each extension and concept, in their orders.

    Raises
    ------
    LimitError
        There are more than `MAX_EXTENSION_STATES` feasible states.
    """
    if graph.space.n_states > MAX_EXTENSION_STATES:
        raise LimitError(
            f"{graph.space.n_states:,} feasible states are too many to compare every two of them, as the "
            f"extensions do, for up to {MAX_EXTENSION_STATES:,} (10 options with every state feasible); "
            "leave out options or exclude states"
        )
    chosen = tuple(concepts)
    own = [_own(graph, dm) for dm in graph.negotiation.decision_makers]
    views = [_view(own, i) for i in range(len(own))]
    return tuple(
        _extended(graph, views, concept, extension) for extension in extensions for concept in chosen
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """One decision maker's moves and comparisons; each list has for every state s a set of states."""

    moves: list[StateSet]
    better: list[StateSet]
    uncertain: list[StateSet]

    @property
    def tempting(self) -> list[StateSet]:
        """Moves to what it prefers or is uncertain about."""
        return [m & (b | u) for m, b, u in zip(self.moves, self.better, self.uncertain, strict=True)]


@dataclass(frozen=True, slots=True)
class _View:
    """One decision maker and the answers of the others: R_O(s), and the same by tempting moves."""

    own: _Own
    answers: list[StateSet]
    credible: list[StateSet]


def _own(graph: StateGraph, dm: DecisionMaker) -> _Own:
    reached = graph.moves[dm.name].reached
    moves = [sum(1 << q for q in reached(s)) for s in range(graph.space.n_states)]
    return _Own(moves, *comparisons(dm, graph.space))


def _view(own: Sequence[_Own], i: int) -> _View:
    others = [*own[:i], *own[i + 1 :]]
    n_states = len(own[i].moves)
    return _View(
        own=own[i],
        answers=_answers([other.moves for other in others], n_states),
        credible=_answers([other.tempting for other in others], n_states),
    )


def _answers(steps: Sequence[list[StateSet]], n_states: int) -> list[StateSet]:
    return closure([[list(members(there)) for there in step] for step in steps], n_states)


def comparisons(dm: DecisionMaker, space: StateSpace) -> tuple[list[StateSet], list[StateSet]]:
    """For every state s the states that the decision maker prefers to it, and the uncertain ones."""
    n_states = space.n_states
    better, uncertain = (np.zeros((n_states, n_states), dtype=np.bool_) for _ in range(2))
    if dm.ranking is not None or dm.weights is not None:
        ranks = ranks_of(dm, space)
        return _sets(ranks > ranks[:, None]), _sets(uncertain)
    alike = np.ones((n_states, n_states), dtype=np.bool_)
    for preference in dm.preferences:
        truth = space.mask_of(preference.formula)
        decided = alike & (truth != truth[:, None])
        if preference.unknown:
            uncertain |= decided
        else:
            better |= decided & truth
        alike &= ~decided
    return _sets(better), _sets(uncertain)


def _sets(table: Mask) -> list[StateSet]:
    return [state_set(row) for row in table]


def _extended(
    graph: StateGraph, views: Sequence[_View], concept: Concept, extension: Extension
) -> ExtendedEquilibria:
    masks = [_stable(view, concept, extension) for view in views]
    everybody = np.logical_and.reduce(masks)
    return ExtendedEquilibria(
        extension=extension,
        concept=concept,
        states=graph.space.names(everybody),
        stable={dm: graph.space.names(mask) for dm, mask in zip(graph.moves, masks, strict=True)},
    )


def _stable(view: _View, concept: Concept, extension: Extension) -> Mask:
    return np.array(
        [_is_stable(view, s, concept, extension) for s in range(len(view.own.moves))], dtype=np.bool_
    )


def _is_stable(view: _View, s: int, concept: Concept, extension: Extension) -> bool:
    is_tempted, is_wary = extension in (Extension.A, Extension.C), extension in (Extension.C, Extension.D)
    own = view.own
    tempting = own.better[s] | (own.uncertain[s] if is_tempted else 0)
    # States in which i would not be deterred.
    gain = own.better[s] | (0 if is_wary else own.uncertain[s])
    answers = view.credible if concept in _CREDIBLE else view.answers
    for s1 in members(own.moves[s] & tempting):
        if concept is Concept.NASH:
            return False
        deterring = answers[s1] & ~gain
        if concept in _WITHOUT_ESCAPE:
            is_deterred = any(not own.moves[s2] & gain for s2 in members(deterring))
        else:
            is_deterred = bool(deterring)
        if not is_deterred:
            return False
    return True
