"""What came and went between two models of one negotiation, as `settlement_changes` finds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.records.settlement import Finding, Possibility


class RedLineFate(StrEnum):
    """What became of a red line between two models of one negotiation."""

    CAME = "came"
    """It is new."""
    HARDENED = "hardened"
    """It was a wish, or unknown, before."""
    SOFTENED = "softened"
    """It is a wish, or unknown, now."""
    WENT = "went"
    """The party no longer holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLineChange:
    """A red line that came or went.

    `before` and `after` are its ids in the two models, None where it is not in one. `statements`
    are the evidence ids by which: of the new model those that the old did not have where it came or
    hardened (all it rests on if none is new), and otherwise those it rested on.
    """

    fate: RedLineFate
    party: str
    before: str | None
    after: str | None
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyChange:
    """A block or an opening that came (`has_come`) or went, with ids of the model that has it.

    `by` are the places in `SettlementChanges.red_lines` of the changes of its own lines.
    """

    lines: tuple[str, ...]
    has_come: bool
    by: tuple[int, ...]
    statements: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementChanges:
    """What changed between two models of one negotiation, the older first.

    `before`, `after`: whether a package exists whatever is unknown. `cut` names lists of either
    analysis that were cut, so that what is said of them may be wrong; `stopped` says whether either
    was stopped by its time or by hand.
    """

    before: Possibility
    after: Possibility
    red_lines: tuple[RedLineChange, ...]
    blocks: tuple[FamilyChange, ...]
    openings: tuple[FamilyChange, ...]
    cut: tuple[str, ...]
    stopped: bool = False
    findings: tuple[Finding, ...] = ()
