"""How each decision maker likes the states: a rank for every state, higher is better, ties equal.

Option prioritisation ([FHK1993]): at the first statement where two states differ, the one that
makes it true is preferred. An *unknown* statement takes no part: nobody has said which way it
falls, so it separates no states, unless the caller says which way to suppose. Option weights: the
state in which the options taken weigh more together is preferred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from detente.analysis.states import StateSpace, StateTable
from detente.errors import Defect, ModelError
from detente.records import (
    WEIGHT_DECIMALS,
    WEIGHT_RANGE,
    DecisionMaker,
    Formula,
    Literal,
    OptionWeight,
    fits_weight,
)

Ranks = NDArray[np.int64]

_FEW_KEYS = 2**16
_MAX_SHIFTS = 30  # ranks are renumbered after so many statements, long before 64 bits are full


def ranks_of(
    dm: DecisionMaker, space: StateSpace | StateTable, falls: Mapping[str, bool] | None = None
) -> Ranks:
    """Rank of every state for the decision maker, from 0 without gaps.

    `falls` supposes of unknown statements, by id, that they are wanted (True) or their opposites are.

    Raises
    ------
    ModelError
        Its ranking leaves out a feasible state, or a weight is out of range.
    """
    if dm.ranking is not None:
        return _ranks_from_ranking(dm, space)
    if dm.weights is not None:
        return _ranks_from_weights(dm.weights, space)
    ranks: Ranks = np.zeros(space.n_states, dtype=np.int64)
    falls = falls or {}
    for i, preference in enumerate(p for p in dm.preferences if not p.unknown or p.id in falls):
        ranks = ranks * 2 + (space.mask_of(preference.formula) == falls.get(preference.id, True))
        if i % _MAX_SHIFTS == _MAX_SHIFTS - 1:
            ranks = _renumbered(ranks)
    return _renumbered(ranks)


def _renumbered(ranks: Ranks) -> Ranks:
    """The same order, from 0 without gaps."""
    ranks -= ranks.min()
    n_keys = int(ranks.max()) + 1
    if n_keys > max(_FEW_KEYS, 4 * len(ranks)):
        return np.unique(ranks, return_inverse=True)[1].astype(np.int64)
    # Few enough to be counted, which takes no sorting.
    is_there = np.zeros(n_keys, dtype=np.bool_)
    is_there[ranks] = True
    return (np.cumsum(is_there) - 1)[ranks]


def _ranks_from_weights(weights: Sequence[OptionWeight], space: StateSpace | StateTable) -> Ranks:
    """Ranks by the sums of weights, added up as whole numbers so that equal sums are ties."""
    wrong = [item for item in weights if not fits_weight(item.weight)]
    if wrong:
        problems = (
            f"the weight {weight!r:.40} of {option} must be {WEIGHT_RANGE}" for option, weight in wrong
        )
        raise ModelError(tuple(Defect(problem=problem) for problem in problems))
    sums: Ranks = np.zeros(space.n_states, dtype=np.int64)
    for option, weight in weights:
        taken = space.mask_of(Formula(patterns=((Literal(option, True),),), text=option))
        sums += taken * int(Decimal(repr(weight)).scaleb(WEIGHT_DECIMALS))
    return _renumbered(sums)


def _ranks_from_ranking(dm: DecisionMaker, space: StateSpace | StateTable) -> Ranks:
    groups = dm.ranking or ()
    rank_of = {state: len(groups) - i for i, group in enumerate(groups) for state in group}
    states = space.all_names()
    missing = [state for state in states if state not in rank_of]
    if missing:
        problem = (
            f"the ranking of {dm.name} leaves out {len(missing)} feasible state(s), such as {missing[0]}"
        )
        raise ModelError((Defect(problem=problem),))
    return _renumbered(np.array([rank_of[state] for state in states], dtype=np.int64))
