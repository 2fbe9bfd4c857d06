"""Rules of thumb from a position to a preference, each a function named as the claim it makes.

The first of `WISH_RULES` that fires on a stand gives what the party wants; those of
`RED_LINE_RULES` that fire on it make that a red line. The draft names both with each preference, so
that a person can see why it is there and disagree.

References
----------
[FHK1993] option prioritisation: preferences as statements over options, the most important first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from detente.modelling.formula_text import format_name, parse_formula
from detente.modelling.stands import Stand
from detente.modelling.wording import is_obliging
from detente.records import Formula, Holding, Literal, Stance


class Rank(IntEnum):
    """How much a kind of wish weighs, the heaviest first; red lines come before all of them."""

    CONDITION = 1
    DEMAND = 2
    OFFER = 3
    UNKNOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a rule makes of a stand: a formula that the party wants to be true, or is not known to."""

    formula: Formula
    label: str
    rank: Rank

    @property
    def is_unknown(self) -> bool:
        """Whether the party may as well want the opposite."""
        return self.rank is Rank.UNKNOWN


WishRule = Callable[[Stand], Wish | None]
RedLineRule = Callable[[Stand], bool]


def wants(option: str, *, is_wanted: bool = True) -> Formula:
    """The formula that an option is taken, or is not."""
    return parse_formula(("" if is_wanted else "-") + format_name(option))


def refusal_forbids_option(stand: Stand) -> Wish | None:
    """Who refuses an act or a clause wants it not to be."""
    if stand.holding is not Holding.AGAINST or stand.needs or Stance.REJECTS not in stand.stances:
        return None
    return _wish(stand, "rejects", Rank.DEMAND, is_wanted=False)


def threat_forbids_option(stand: Stand) -> Wish | None:
    """Who threatens wants that not to be which the threat is to prevent."""
    if stand.holding is not Holding.AGAINST or stand.needs:
        return None
    return _wish(stand, "threatens against", Rank.DEMAND, is_wanted=False)


def refusal_under_condition_needs_condition(stand: Stand) -> Wish | None:
    """Who refuses something without a condition would have it only with the condition."""
    if stand.needs is None or Stance.REJECTS not in stand.stances:
        return None
    return _implication(stand, "rejects", option_first=True)


def demand_under_condition_follows_condition(stand: Stand) -> Wish | None:
    """Who demands something in a case wants it in that case; elsewhere it has demanded nothing."""
    if stand.needs is None or Stance.DEMANDS not in stand.stances:
        return None
    return _implication(stand, "demands", option_first=False)


def offer_under_condition_needs_condition(stand: Stand) -> Wish | None:
    """Who offers, accepts or proposes something under a condition will not do it without."""
    if stand.needs is None:
        return None
    return _implication(stand, _verb(stand), option_first=True)


def demand_wants_option(stand: Stand) -> Wish | None:
    """Who demands something wants it."""
    return _wanted_by(stand, Stance.DEMANDS, Rank.DEMAND)


def acceptance_wants_option(stand: Stand) -> Wish | None:
    """Who accepts what another put forward would rather have it than not."""
    return _wanted_by(stand, Stance.ACCEPTS, Rank.OFFER)


def offer_wants_option(stand: Stand) -> Wish | None:
    """Who offers something would rather give it than see the offer fail."""
    return _wanted_by(stand, Stance.OFFERS, Rank.OFFER)


def proposal_wants_option(stand: Stand) -> Wish | None:
    """Who puts something on the table would rather have it than not."""
    return _wanted_by(stand, Stance.PROPOSES, Rank.OFFER)


def contradiction_leaves_wish_unknown(stand: Stand) -> Wish | None:
    """Where a party's own latest statements disagree, what it wants is not known."""
    if stand.holding is not Holding.CONTESTED:
        return None
    label = f"its own statements disagree on {stand.issue.name}"
    return Wish(formula=wants(stand.issue.id), label=label, rank=Rank.UNKNOWN)


def refusal_is_red_line(stand: Stand) -> bool:
    """An explicit refusal stands until it is taken back."""
    return Stance.REJECTS in stand.stances


def condition_of_an_offer_is_red_line(stand: Stand) -> bool:
    """An offer or acceptance under a condition is none without it."""
    return stand.condition is not None and bool(stand.stances & {Stance.OFFERS, Stance.ACCEPTS})


def repeated_demand_is_red_line(stand: Stand) -> bool:
    """A demand that independent reports tell of is not dropped lightly."""
    return stand.n_reports_of(Stance.DEMANDS) > 1


def words_of_obligation_make_a_red_line(stand: Stand) -> bool:
    """ "Must", "will not", "no deal without" and the like, in a demand, a refusal or a threat."""
    firm = {Stance.DEMANDS, Stance.REJECTS, Stance.THREATENS}
    said = zip(stand.statements, stand.words, strict=True)
    return any(statement.stance in firm and is_obliging(words) for statement, words in said)


WISH_RULES: tuple[WishRule, ...] = (
    contradiction_leaves_wish_unknown,
    refusal_under_condition_needs_condition,
    demand_under_condition_follows_condition,
    offer_under_condition_needs_condition,
    refusal_forbids_option,
    threat_forbids_option,
    demand_wants_option,
    acceptance_wants_option,
    offer_wants_option,
    proposal_wants_option,
)

RED_LINE_RULES: tuple[RedLineRule, ...] = (
    refusal_is_red_line,
    condition_of_an_offer_is_red_line,
    repeated_demand_is_red_line,
    words_of_obligation_make_a_red_line,
)


def red_line_claims(stand: Stand) -> tuple[str, ...]:
    """Names of the rules that make a red line of what the party wants here."""
    if stand.holding is Holding.CONTESTED:
        return ()
    return tuple(rule.__name__ for rule in RED_LINE_RULES if rule(stand))


def _wanted_by(stand: Stand, stance: Stance, rank: Rank) -> Wish | None:
    if stand.holding is not Holding.FOR or stance not in stand.stances:
        return None
    return _wish(stand, stance.value, rank, is_wanted=True)


def _wish(stand: Stand, verb: str, rank: Rank, *, is_wanted: bool) -> Wish:
    formula = wants(stand.issue.id, is_wanted=is_wanted)
    return Wish(formula=formula, label=f"{verb}: {stand.issue.name}", rank=rank)


def _implication(stand: Stand, verb: str, *, option_first: bool) -> Wish | None:
    if stand.needs is None or stand.condition is None:
        return None
    option, needs = format_name(stand.issue.id), _text(stand.needs)
    text = f"{option} -> {needs}" if option_first else f"{needs} -> {option}"
    label = f"{verb}: {stand.issue.name} {' '.join(stand.condition.text.split())}"
    return Wish(formula=parse_formula(text), label=label, rank=Rank.CONDITION)


def _text(literal: Literal) -> str:
    return ("" if literal.value else "-") + format_name(literal.option)


def _verb(stand: Stand) -> str:
    firmest = (Stance.OFFERS, Stance.ACCEPTS, Stance.PROPOSES)
    return next((stance.value for stance in firmest if stance in stand.stances), "speaks of")
