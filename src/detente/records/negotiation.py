"""The model of a negotiation: who may do what, and who wants what in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from detente.records.formula import Formula


class Direction(StrEnum):
    """Ways an option may be changed: freely, only taken, or only dropped."""

    BOTH = "both"
    TAKE = "N->Y"
    DROP = "Y->N"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An act or clause, yes or no.

    `owner` is the decision maker that may take it; None for a clause that belongs to the package.
    `issue_id` and `rests_on` (evidence ids) lead back to the positions, where it was drafted.
    """

    name: str
    label: str
    owner: str | None = None
    direction: Direction = Direction.BOTH
    issue_id: str | None = None
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceStatement:
    """What a decision maker wants to be true, one line of its ordered list.

    Attributes
    ----------
    id : unique in the model ("RU1").
    red_line : no settlement may make it false for the party to accept.
    unknown : nobody has stated whether the party wants it or its opposite.
    rests_on : evidence ids; empty where a person put it in by hand or it is unknown.
    rule : the rule of thumb that drafted it, None where a person wrote it.
    contested : the party's own statements disagree on it.
    """

    id: str
    formula: Formula
    label: str = ""
    red_line: bool = False
    unknown: bool = False
    rests_on: tuple[str, ...] = ()
    rule: str | None = None
    contested: bool = False


class OptionWeight(NamedTuple):
    """How much a decision maker likes that an option is taken; negative where it dislikes it."""

    option: str
    weight: float


WEIGHT_DECIMALS = 6
"""Weights are sums of millionths, so that adding them up is exact and equal sums are ties."""

WEIGHT_RANGE = "a number between -1,000,000,000 and 1,000,000,000 with up to six decimals"


def fits_weight(weight: float) -> bool:
    """Whether a number is within `WEIGHT_RANGE`, as it is written in decimals."""
    number = Decimal(repr(weight))
    return number.is_finite() and abs(number) <= 10**9 and number == round(number, WEIGHT_DECIMALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """A party of the model with its preferences, said in one of three ways.

    `preferences` is ordered, the most important first (option prioritisation). `ranking`, where
    not None, replaces them: groups of equally liked states (Y/N strings in option order), best first.
    So does `weights`: a state is liked by the sum of the weights of the options taken in it, those
    that are not named weighing 0. At most one of `ranking` and `weights` is not None.
    `no_agreement` is the party's own best alternative, None where it is the negotiation's.
    """

    name: str
    preferences: tuple[PreferenceStatement, ...] = ()
    ranking: tuple[tuple[str, ...], ...] | None = None
    weights: tuple[OptionWeight, ...] | None = None
    no_agreement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a preference rests on: the words, who is bound by them and where they stand.

    `confidence` is the reader's (`Statement.confidence`), None where a person wrote it down.
    """

    id: str
    report: str
    party: str | None
    text: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """The whole model. A state is a string of Y and N in the order of `options`.

    `infeasible` holds formulas; a state that makes any of them true is impossible.
    `status_quo` and `no_agreement` are states, None where the model names none.
    `left_out` names issues that the draft did not take up, each with the reason.
    `places` are line and column, from 1, of ("option", name) and ("preference", id) in the YAML file
    that the model was read from; empty otherwise, and no part of what makes two models equal.
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    infeasible: tuple[Formula, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    status_quo: str | None = None
    no_agreement: str | None = None
    left_out: tuple[str, ...] = ()
    places: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
