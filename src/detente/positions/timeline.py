"""Puts statements in order of time.

A moment is one date with what was said on it. Undated statements have no place among dated ones:
where a party has both, the dated ones alone tell what it holds; where it has undated ones alone,
they are one moment without a date, and no shift can be told from them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from detente.records import Report, Statement


class Moment(NamedTuple):
    """Statements of one date, None where their reports carry none."""

    date: datetime.date | None
    statements: tuple[Statement, ...]


def in_order(statements: Iterable[Statement], reports: Sequence[Report]) -> tuple[Statement, ...]:
    """By date, the undated last; then as the reports were given; then by place in the report."""
    place = {report.id: (report.date or datetime.date.max, i) for i, report in enumerate(reports)}
    return tuple(sorted(statements, key=lambda s: (place[s.report_id], s.evidence, s.id)))


def moments(statements: Iterable[Statement], dates: Mapping[str, datetime.date | None]) -> tuple[Moment, ...]:
    """Moments oldest first, of dated statements where there are any; order within each is kept."""
    by_date: dict[datetime.date | None, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_date[dates[statement.report_id]].append(statement)
    dated = sorted(date for date in by_date if date is not None)
    if not dated:
        return tuple(Moment(None, tuple(found)) for found in by_date.values())
    return tuple(Moment(date, tuple(by_date[date])) for date in dated)
