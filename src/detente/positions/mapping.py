"""Maps positions: one for every party and issue, with what it rests on."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.positions.conditions import ConditionReader
from detente.positions.holdings import holding_over, shifts_over, standing_statements
from detente.positions.issues import with_issues
from detente.positions.party_names import name_parties
from detente.positions.retellings import Retellings
from detente.positions.timeline import in_order, moments
from detente.records import Issue, Position, PositionMap, Report, Statement


def map_positions(
    statements: Iterable[Statement], *, reports: Iterable[Report], issues: Sequence[Issue] = ()
) -> PositionMap:
    """Say what each party holds on each issue.

    Parameters
    ----------
    statements : of all the reports; those without a stance are left aside. Issues are named where
        `issue_id` is None; ids that are set are kept.
    reports : that the statements are from; their dates give the order of events.
    issues : a person's own list; statements about one of them get its id and name.

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
    retellings = Retellings(given)
    taken = name_parties([s for s in statements if s.stance is not None])
    named, found = with_issues(in_order(taken, given), reports=given, listed=issues)
    counted = _counted(named, retellings)
    parties = _most_first(s.party for s in counted if s.party)
    n_statements = Counter(s.issue_id for s in counted)
    found = tuple(sorted(found, key=lambda issue: -n_statements[issue.id]))
    by_id = {report.id: report for report in given}
    desk = _Desk(
        statements=_by_pair(counted),
        dates={report.id: report.date for report in given},
        retellings=retellings,
        reader=ConditionReader(found, by_id, parties),
    )
    return PositionMap(
        parties=parties,
        issues=found,
        positions=tuple(desk.position(party, issue) for party in parties for issue in found),
        statements=named,
        retellings=retellings.groups,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What positions are worked out from."""

    statements: Mapping[tuple[str | None, str | None], Sequence[Statement]]
    dates: Mapping[str, datetime.date | None]
    retellings: Retellings
    reader: ConditionReader

    def position(self, party: str, issue: Issue) -> Position:
        own = self.statements.get((party, issue.id), ())
        told = moments(own, self.dates)
        return Position(
            party=party,
            issue_id=issue.id,
            holding=holding_over(told),
            statement_ids=tuple(s.id for s in own),
            conditions=self.reader.conditions(standing_statements(told)),
            shifts=shifts_over(told),
            date=told[-1].date if told else None,
            n_reports=len({self.retellings.root(s.report_id) for s in own}),
        )


def _counted(statements: Sequence[Statement], retellings: Retellings) -> tuple[Statement, ...]:
    """The statements that positions rest on, without those that a retelling only repeats.

    Where the words of a retelling's statement were read otherwise in the report it retells, as
    another party's or about another issue, it counts: leaving it out would hide that party's word.
    """
    told = {(s.report_id, s.party, s.issue_id) for s in statements}

    def is_repeated(statement: Statement) -> bool:
        first = retellings.first_of.get(statement.report_id)
        is_told = (first, statement.party, statement.issue_id) in told
        return is_told and retellings.stands_in_first(statement)

    return tuple(s for s in statements if not is_repeated(s))


def _by_pair(statements: Iterable[Statement]) -> dict[tuple[str | None, str | None], list[Statement]]:
    by_pair: dict[tuple[str | None, str | None], list[Statement]] = defaultdict(list)
    for statement in statements:
        by_pair[statement.party, statement.issue_id].append(statement)
    return by_pair


def _most_first(names: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
