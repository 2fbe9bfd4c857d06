"""What each party wants of a package, in the order of its priority.

The list of a party are its known preference statements, red lines included; unknown ones take no
part. A ranking of groups G1 (best) … Gm says the same as the list "not in Gm", "not in Gm or
Gm-1", …, "in G1" (option prioritisation, [FHK1993]): so a party with a ranking has m - 1 wishes
without ids, and gives up as many as there are groups above the package's.

A party with weights has no list and so gives nothing up; it likes packages by its sums alone, which
order them as a list would (``sums``).
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.analysis.settlements.red_lines import stated_preferences
from detente.analysis.settlements.sat import StateSolver
from detente.analysis.settlements.sums import sum_bits, sum_literals
from detente.records import Comparison, DecisionMaker, Formula, Negotiation, PartyShare

Taken = dict[str, bool]
"""Whether each option is taken in a state."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wishes:
    """Literals that say how one party likes a state: of two states the first that differs decides.

    Where `are_weighed` they are the bits of a sum of weights, no wishes, else what the party wants,
    the most important first, with ids where they have any.
    """

    party: str
    ids: tuple[str, ...]
    literals: tuple[int, ...]
    are_weighed: bool = False


def wishes_of(negotiation: Negotiation, solver: StateSolver) -> list[Wishes]:
    """What each decision maker wants, in the order of the model."""
    return [_wishes(dm, solver) for dm in negotiation.decision_makers]


def _wishes(dm: DecisionMaker, solver: StateSolver) -> Wishes:
    if dm.weights is not None:
        literals = sum_literals(dm.weights, solver)
        return Wishes(party=dm.name, ids=(), literals=literals, are_weighed=True)
    if dm.ranking is None:
        known = [wish for wish in dm.preferences if not wish.unknown]
        literals = tuple(solver.truth(wish.formula) for wish in known)
        return Wishes(party=dm.name, ids=tuple(wish.id for wish in known), literals=literals)
    steps: list[int] = []
    for group in dm.ranking[:-1]:
        steps.append(solver.any_of_states(group, *steps[-1:]))
    return Wishes(party=dm.name, ids=(), literals=tuple(reversed(steps)))


def taken_in(negotiation: Negotiation, state: str) -> Taken:
    """Whether each option is taken in the state."""
    return {option.name: letter == "Y" for option, letter in zip(negotiation.options, state, strict=True)}


def is_true(formula: Formula, taken: Taken) -> bool:
    """Whether the formula is true in a state."""
    return any(all(taken[option] == value for option, value in pattern) for pattern in formula.patterns)


def falls(dm: DecisionMaker, negotiation: Negotiation, state: str) -> tuple[bool, ...] | None:
    """How the literals of its `Wishes` fall in a state; None where a party's ranking leaves it out.

    Of two states a party likes the one better whose tuple is greater.
    """
    if dm.weights is not None:
        return sum_bits(dm.weights, taken_in(negotiation, state))
    if dm.ranking is None:
        taken = taken_in(negotiation, state)
        return tuple(is_true(wish.formula, taken) for wish in dm.preferences if not wish.unknown)
    place = next((i for i, group in enumerate(dm.ranking) if state in group), None)
    if place is None:
        return None
    n_wishes = len(dm.ranking) - 1
    return tuple(i < n_wishes - place for i in range(n_wishes))


def comparison(
    dm: DecisionMaker, negotiation: Negotiation, state: str, other: str | None
) -> Comparison | None:
    """How the party likes the state beside the other; None where it cannot be said."""
    if other is None:
        return None
    here, there = falls(dm, negotiation, state), falls(dm, negotiation, other)
    if here is None or there is None:
        return None
    if here == there:
        return Comparison.SAME
    return Comparison.BETTER if here > there else Comparison.WORSE


def share(dm: DecisionMaker, negotiation: Negotiation, state: str) -> PartyShare:
    """What a state gives a party."""
    fallen = _fallen_wishes(dm, negotiation, state)
    ids = [wish.id for wish in stated_preferences(dm) if not wish.unknown]
    named = list(zip(ids, fallen, strict=False))
    alternative = dm.no_agreement if dm.no_agreement is not None else negotiation.no_agreement
    return PartyShare(
        party=dm.name,
        gets=tuple(id_ for id_, is_met in named if is_met),
        gives_up=tuple(id_ for id_, is_met in named if not is_met),
        first_given_up=fallen.index(False) + 1 if False in fallen else None,
        n_wishes=len(fallen),
        than_status_quo=comparison(dm, negotiation, state, negotiation.status_quo),
        than_no_agreement=comparison(dm, negotiation, state, alternative),
    )


def n_concessions(negotiation: Negotiation, state: str) -> int:
    """Known wishes of all parties that the state makes false."""
    fallen = (_fallen_wishes(dm, negotiation, state) for dm in negotiation.decision_makers)
    return sum(one.count(False) for one in fallen)


def _fallen_wishes(dm: DecisionMaker, negotiation: Negotiation, state: str) -> tuple[bool, ...]:
    return () if dm.weights is not None else falls(dm, negotiation, state) or ()
