"""Position maps built by hand, one line a statement, for tests of drafting."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.records import (
    Condition,
    DecisionMaker,
    Holding,
    Issue,
    Negotiation,
    Position,
    PositionMap,
    PreferenceStatement,
    Report,
    Shift,
    Span,
    Stance,
    Statement,
)


@dataclass
class Talks:
    """Statements added one by one; `holdings` and `shifts` say what a party's statements amount to."""

    reports: dict[str, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    holdings: dict[tuple[str, str], Holding] = field(default_factory=dict)
    shifts: dict[tuple[str, str], Shift] = field(default_factory=dict)
    parties: list[str] = field(default_factory=list)
    retellings: tuple[tuple[str, ...], ...] = ()

    def say(
        self,
        party: str,
        stance: str,
        issue: str,
        words: str = "",
        *,
        report: str = "r1",
        condition: str | None = None,
        names: str | None = None,
        actor: str | None = None,
        confidence: float = 0.5,
    ) -> str:
        """Add a statement; its id."""
        words = words or f"{party} {stance} {issue}"
        evidence = f"{words} {condition}" if condition else words
        text = self.reports.get(report, "")
        start = len(text)
        self.reports[report] = f"{text}{evidence}.\n"
        id_ = f"s{len(self.statements) + 1}"
        span = Span(start + len(words) + 1, start + len(evidence)) if condition else None
        self.statements.append(
            Statement(
                id=id_,
                report_id=report,
                evidence=Span(start, start + len(evidence)),
                party=party,
                stance=Stance(stance),
                issue=issue,
                issue_id=issue,
                actor=actor,
                condition=span,
                confidence=confidence,
            )
        )
        if span is not None and condition is not None:
            self.conditions.append(
                Condition(report_id=report, span=span, text=condition, statement_id=id_, issue_id=names)
            )
        return id_

    @property
    def all_reports(self) -> tuple[Report, ...]:
        dates = {name: datetime.date(2025, 1, i) for i, name in enumerate(sorted(self.reports), 1)}
        return tuple(Report(id=name, text=text, date=dates[name]) for name, text in self.reports.items())

    @property
    def map(self) -> PositionMap:
        said = dict.fromkeys(s.party for s in self.statements if s.party)
        parties = tuple(dict.fromkeys((*said, *self.parties)))
        issues = tuple(dict.fromkeys(s.issue_id for s in self.statements if s.issue_id))
        return PositionMap(
            parties=parties,
            issues=tuple(Issue(id=issue, name=issue.replace("-", " ")) for issue in issues),
            positions=tuple(self._position(party, issue) for party in parties for issue in issues),
            statements=tuple(self.statements),
            retellings=self.retellings,
        )

    def _position(self, party: str, issue: str) -> Position:
        own = [s for s in self.statements if s.party == party and s.issue_id == issue]
        ids = tuple(s.id for s in own)
        return Position(
            party=party,
            issue_id=issue,
            holding=self.holdings.get((party, issue), _holding(own)),
            statement_ids=ids,
            conditions=tuple(c for c in self.conditions if c.statement_id in ids),
            shifts=(self.shifts[party, issue],) if (party, issue) in self.shifts else (),
            n_reports=len({s.report_id for s in own}),
        )


def _holding(statements: Sequence[Statement]) -> Holding:
    polarities = {str(s.stance.polarity) for s in statements if s.stance}
    if not polarities:
        return Holding.UNKNOWN
    if "against" in polarities:
        return Holding.CONTESTED if "for" in polarities else Holding.AGAINST
    if "for" not in polarities:
        return Holding.OPEN
    return Holding.CONDITIONAL if any(s.condition for s in statements) else Holding.FOR


def dm_of(negotiation: Negotiation, party: str) -> DecisionMaker:
    return next(dm for dm in negotiation.decision_makers if dm.name == party)


def wishes(negotiation: Negotiation, party: str) -> list[PreferenceStatement]:
    """What is known of a party's wishes, in order."""
    return [wish for wish in dm_of(negotiation, party).preferences if not wish.unknown]
