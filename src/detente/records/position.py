"""What each party holds on each issue."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from detente.records.issue import Issue
from detente.records.span import Span
from detente.records.statement import Statement


class Holding(StrEnum):
    """What a party holds on an issue.

    `OPEN` is a party that only doubts or asks: it has spoken, so it is not unknown, but it is
    neither for nor against. `CONTESTED` is a party whose own latest statements disagree.
    """

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    OPEN = "open"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a position is made to depend on: words of a report, and the issue they name if any."""

    report_id: str
    span: Span
    text: str
    statement_id: str
    issue_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A change of what a party holds, between two of its statements (ids), in order of date."""

    before: Holding
    after: Holding
    from_statement: str
    to_statement: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one party holds on one issue, with all it rests on.

    Attributes
    ----------
    statement_ids : the party's statements on the issue in order of date; empty means unknown.
    conditions : what it is made to depend on, from those statements.
    shifts : changes over time, oldest first.
    date : date of the latest statement, None where no report that carries one is dated.
    n_reports : number of independent reports it rests on; retellings count once.
    """

    party: str
    issue_id: str
    holding: Holding
    statement_ids: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    shifts: tuple[Shift, ...] = ()
    date: datetime.date | None = None
    n_reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionMap:
    """Party × issue, complete: one `Position` for every pair, unknown ones included.

    Attributes
    ----------
    parties : names, those with most statements first.
    issues : those with most statements first.
    positions : for every party (outer) and issue (inner), in the two orders above.
    statements : all statements that take a position, in order of date and place; `issue_id` is set
        where a statement says what it is about.
    retellings : groups of report ids that tell the same story in nearly the same words; the
        first of a group is the one that counts.
    """

    parties: tuple[str, ...]
    issues: tuple[Issue, ...]
    positions: tuple[Position, ...]
    statements: tuple[Statement, ...]
    retellings: tuple[tuple[str, ...], ...] = ()
