"""What statements amount to: one small rule for each claim.

Each rule looks at the statements of one party on one issue at one moment and says whether it
applies; `holding_at` asks them in order, and the first that applies decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from detente.positions.timeline import Moment
from detente.records import Holding, Polarity, Shift, Statement

Rule = Callable[[Sequence[Statement]], bool]


def holding_over(moments: Sequence[Moment]) -> Holding:
    """What a party holds after its last moment; unknown where it has said nothing."""
    told = _told(moments)
    return told[-1][1] if told else Holding.UNKNOWN


def standing_statements(moments: Sequence[Moment]) -> tuple[Statement, ...]:
    """The statements since a party has held what it holds now: their conditions still stand."""
    told = _told(moments)
    standing = takewhile(lambda each: each[1] is told[-1][1], reversed(told))
    return tuple(s for moment, _ in reversed(list(standing)) for s in moment.statements)


def shifts_over(moments: Sequence[Moment]) -> tuple[Shift, ...]:
    """Changes of what a party holds from one dated moment to the next, oldest first."""
    told = _told(moments)
    return tuple(
        Shift(
            before=before,
            after=after,
            from_statement=_bearing(earlier.statements, before)[-1].id,
            to_statement=_bearing(later.statements, after)[0].id,
            date=later.date,
        )
        for (earlier, before), (later, after) in pairwise(told)
        if before is not after
    )


def holding_at(statements: Sequence[Statement]) -> Holding:
    """What the statements of one moment amount to."""
    return next((holding for rule, holding in _RULES if rule(statements)), Holding.UNKNOWN)


def doubts_alone_leave_it_open(statements: Sequence[Statement]) -> bool:
    """A party that only doubts or asks is neither for nor against."""
    return bool(statements) and all(_polarity(s) is Polarity.OPEN for s in statements)


def yes_and_no_at_once_is_contested(statements: Sequence[Statement]) -> bool:
    """A party both for and against, under no condition either time, disagrees with itself."""
    unconditional = {_polarity(s) for s in statements if s.condition is None}
    return {Polarity.FOR, Polarity.AGAINST} <= unconditional


def yes_under_condition_is_conditional(statements: Sequence[Statement]) -> bool:
    """A party for it is so on condition where half of its statements for it name one.

    A headline often drops the condition that its report gives, so half is enough.
    """
    agreeing = [s for s in statements if _polarity(s) is Polarity.FOR]
    return bool(agreeing) and 2 * sum(s.condition is not None for s in agreeing) >= len(agreeing)


def no_unless_with_a_yes_is_conditional(statements: Sequence[Statement]) -> bool:
    """A party for it that also refuses it under a condition is for it on condition."""
    agreeing = any(_polarity(s) is Polarity.FOR for s in statements)
    return agreeing and any(_polarity(s) is Polarity.AGAINST for s in statements)


def yes_is_for(statements: Sequence[Statement]) -> bool:
    """A party that offers, demands, accepts or proposes it is for it."""
    return any(_polarity(s) is Polarity.FOR for s in statements)


def no_is_against(statements: Sequence[Statement]) -> bool:
    """A party that refuses it or threatens harm over it is against it, whatever it makes that depend on."""
    return any(_polarity(s) is Polarity.AGAINST for s in statements)


_RULES: tuple[tuple[Rule, Holding], ...] = (
    (doubts_alone_leave_it_open, Holding.OPEN),
    (yes_and_no_at_once_is_contested, Holding.CONTESTED),
    (yes_under_condition_is_conditional, Holding.CONDITIONAL),
    (no_unless_with_a_yes_is_conditional, Holding.CONDITIONAL),
    (yes_is_for, Holding.FOR),
    (no_is_against, Holding.AGAINST),
)


def _told(moments: Sequence[Moment]) -> list[tuple[Moment, Holding]]:
    """Each moment that says what the party holds: a later doubt alone takes nothing back."""
    told: list[tuple[Moment, Holding]] = []
    for moment in moments:
        holding = holding_at(moment.statements)
        if holding is not Holding.OPEN or all(before is Holding.OPEN for _, before in told):
            told.append((moment, holding))
    return told


def _bearing(statements: Sequence[Statement], holding: Holding) -> Sequence[Statement]:
    """The statements that show a holding best; all of them where none does alone."""
    polarity = {Holding.AGAINST: Polarity.AGAINST, Holding.OPEN: Polarity.OPEN}.get(holding, Polarity.FOR)
    found = [s for s in statements if _polarity(s) is polarity]
    if holding is Holding.CONDITIONAL:
        found = [s for s in statements if s.condition is not None] or found
    return found if found and holding is not Holding.CONTESTED else statements


def _polarity(statement: Statement) -> Polarity | None:
    return statement.stance.polarity if statement.stance else None
