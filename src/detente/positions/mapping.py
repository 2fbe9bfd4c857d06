"""Maps positions: one for every party and issue, with what it rests on."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.positions.conditions import ConditionReader
from detente.positions.holdings import deciding_moment, holding_over, shifts_over
from detente.positions.issues import with_issues
from detente.positions.party_names import with_merged_parties
from detente.positions.retellings import is_told_in, retold_groups
from detente.positions.timeline import in_order, moments
from detente.records import Issue, Position, PositionMap, Report, Statement


def map_positions(statements: Iterable[Statement], *, reports: Iterable[Report]) -> PositionMap:
    """Say what each party holds on each issue.

    Parameters
    ----------
    statements : of all the reports; those without a stance are left aside. Issues are named where
        `issue_id` is None; ids that are set are kept.
    reports : that the statements are from; their dates give the order of events.

    Returns
    -------
    PositionMap
        Complete: every party with every issue. A statement that a retelling repeats in the words of
        the report it retells is among its `statements`, but no position rests on it.

    Notes
    -----
    The rules by which statements become a holding are the functions of `holdings`, those by which
    reports count as one are in `retellings`, those by which names of parties are one in `party_names`.
    """
    given = tuple(reports)
    taken = with_merged_parties([s for s in statements if s.stance is not None])
    named, issues = with_issues(in_order(taken, given), reports=given)
    groups = retold_groups(given)
    counted = _counted(named, {report.id: report for report in given}, groups)
    parties = _most_first(s.party for s in counted if s.party)
    n_statements = Counter(s.issue_id for s in counted)
    issues = tuple(sorted(issues, key=lambda issue: -n_statements[issue.id]))
    desk = _Desk.of(counted, given, groups, ConditionReader(issues, {r.id: r for r in given}, parties))
    return PositionMap(
        parties=parties,
        issues=issues,
        positions=tuple(desk.position(party, issue) for party in parties for issue in issues),
        statements=named,
        retellings=groups,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What positions are worked out from."""

    statements: Mapping[tuple[str | None, str | None], Sequence[Statement]]
    dates: Mapping[str, datetime.date | None]
    first_of: Mapping[str, str]
    reader: ConditionReader

    @classmethod
    def of(
        cls,
        counted: Iterable[Statement],
        reports: Sequence[Report],
        groups: Iterable[Sequence[str]],
        reader: ConditionReader,
    ) -> _Desk:
        by_pair: dict[tuple[str | None, str | None], list[Statement]] = defaultdict(list)
        for statement in counted:
            by_pair[statement.party, statement.issue_id].append(statement)
        return cls(
            statements=by_pair,
            dates={report.id: report.date for report in reports},
            first_of=_first_of(groups),
            reader=reader,
        )

    def position(self, party: str, issue: Issue) -> Position:
        own = self.statements.get((party, issue.id), ())
        told = moments(own, self.dates)
        deciding = deciding_moment(told)
        return Position(
            party=party,
            issue_id=issue.id,
            holding=holding_over(told),
            statement_ids=tuple(s.id for s in own),
            conditions=self.reader.conditions(deciding.statements if deciding else ()),
            shifts=shifts_over(told),
            date=told[-1].date if told else None,
            n_reports=len({self.first_of.get(s.report_id, s.report_id) for s in own}),
        )


def _first_of(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """For each retelling the report that counts."""
    return {retelling: group[0] for group in groups for retelling in group[1:]}


def _counted(
    statements: Sequence[Statement], reports: Mapping[str, Report], groups: Sequence[Sequence[str]]
) -> tuple[Statement, ...]:
    """The statements that positions rest on: a retelling's are left out where its first has them too."""
    first_of = _first_of(groups)
    told = {(s.report_id, s.party, s.issue_id) for s in statements}

    def is_repeated(statement: Statement) -> bool:
        first = first_of.get(statement.report_id)
        if first is None or (first, statement.party, statement.issue_id) not in told:
            return False
        return is_told_in(statement, reports[statement.report_id], reports[first])

    return tuple(s for s in statements if not is_repeated(s))


def _most_first(names: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
