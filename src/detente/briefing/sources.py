"""Which reports stand behind a claim, and how that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.briefing.contents import Source
from detente.briefing.wording import day, listing, number
from detente.records import PositionMap, Report, Statement

_N_NUMBERED = 4
"""Reports named by their numbers in a sentence; more are counted."""


class Desk:
    """The reports of one brief and its statements, with retellings folded into the story they retell.

    Parameters
    ----------
    reports : in the order in which they were read.
    position_map : its statements and groups of retellings.
    """

    def __init__(self, reports: Sequence[Report], position_map: PositionMap) -> None:
        self.reports = {report.id: report for report in reports}
        self.statements: dict[str, Statement] = {}
        for statement in position_map.statements:
            self.statements.setdefault(statement.id, statement)
        self._numbers = {report.id: n for n, report in enumerate(reports, start=1)}
        self._told_by = {
            retelling: group[0] for group in position_map.retellings for retelling in group[1:] if group
        }

    def number(self, report_id: str) -> int:
        """The report's place in the list of reports, from 1."""
        return self._numbers[report_id]

    def retells(self, report_id: str) -> int | None:
        """Number of the report whose story this one tells again, None where the story is its own."""
        told_by = self._told_by.get(report_id)
        return None if told_by is None else self._numbers.get(told_by)

    def known(self, statement_ids: Iterable[str]) -> tuple[str, ...]:
        """Those ids that are statements of this brief, once each, in the order given."""
        return tuple(dict.fromkeys(s for s in statement_ids if s in self.statements))

    def independent(self, statement_ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of the reports behind the statements, a retelling counted as what it retells."""
        reports = (self.statements[s].report_id for s in self.known(statement_ids))
        return tuple(dict.fromkeys(self._told_by.get(report, report) for report in reports))

    @property
    def n_independent(self) -> int:
        """Reports that tell a story of their own."""
        return len(self.reports) - sum(report in self._told_by for report in self.reports)

    def outlet(self, report_id: str) -> str:
        """Who published the report, or else its title, or else the name it was given by."""
        report = self.reports[report_id]
        return report.publisher or report.title or report.id

    def say(self, statement_ids: Iterable[str]) -> str:
        """Where it is said: ", in report 3 (Basin Wire, 4 March 2025)", ", in reports 1 and 3".

        Empty where the whole brief has one report: the brief then says it once, at the top.
        """
        reports = self.independent(statement_ids)
        if not (where := self.where(statement_ids)):
            return ""
        report = self.reports[reports[0]]
        known = [known for known in (report.publisher, report.date and day(report.date)) if known]
        return f", in {where}" + (f" ({', '.join(known)})" if known and len(reports) == 1 else "")

    def where(self, statement_ids: Iterable[str]) -> str:
        """The same in few words: "report 3", "reports 1 and 3", "five reports"."""
        reports = self.independent(statement_ids)
        if self.n_independent < 2 or not reports:
            return ""
        if len(reports) > _N_NUMBERED:
            return f"{number(len(reports))} reports"
        numbers = listing([str(n) for n in sorted(self.number(report) for report in reports)])
        return f"report {numbers}" if len(reports) == 1 else f"reports {numbers}"

    def confidence(self, statement_ids: Iterable[str]) -> float:
        """The reader's confidence in the surest of the statements; 0 where there is none."""
        return max((self.statements[s].confidence for s in self.known(statement_ids)), default=0.0)


def sources(desk: Desk) -> tuple[Source, ...]:
    """The reports as the brief lists them."""
    statements = Counter(statement.report_id for statement in desk.statements.values())
    lines = []
    taken: Counter[str] = Counter()
    for report in desk.reports.values():
        sha256 = report.sha256
        taken[sha256] += 1
        again = f"-{taken[sha256]}" if taken[sha256] > 1 else ""
        lines.append(
            Source(
                number=desk.number(report.id),
                anchor=f"r-{sha256[:12]}{again}",
                id=report.id,
                title=report.title,
                publisher=report.publisher,
                date=report.date,
                language=report.language,
                address=report.address,
                n_statements=statements[report.id],
                sha256=sha256,
                retells=desk.retells(report.id),
            )
        )
    return tuple(lines)
