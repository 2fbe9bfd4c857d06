"""What a rule of thumb looks at: a party's position on an issue, one condition at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.modelling.wording import condition_core
from detente.records import (
    Condition,
    Holding,
    Issue,
    Literal,
    Polarity,
    Position,
    PositionMap,
    Report,
    Stance,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One party on one issue, with the statements that hold now.

    Attributes
    ----------
    statements : those on the side that the party now takes; all where it contradicts itself.
    words : the evidence of each of them.
    sources : per statement the report that counts for it, the same for retellings of one story.
    condition : what the party makes it depend on, None where on nothing.
    needs : the condition as an option taken or not, None until it has become one.
    """

    party: str
    issue: Issue
    holding: Holding
    statements: tuple[Statement, ...]
    words: tuple[str, ...]
    sources: tuple[str, ...]
    condition: Condition | None = None
    needs: Literal | None = None

    @property
    def stances(self) -> frozenset[Stance]:
        """What the statements do."""
        return frozenset(statement.stance for statement in self.statements if statement.stance)

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """Ids of the statements, each once."""
        return tuple(dict.fromkeys(statement.id for statement in self.statements))

    @property
    def n_reports(self) -> int:
        """Number of independent reports that the statements stand in."""
        return len(set(self.sources))

    def n_reports_of(self, stance: Stance) -> int:
        """Number of independent reports in which a statement does this."""
        told = zip(self.statements, self.sources, strict=True)
        return len({source for statement, source in told if statement.stance is stance})


class Material:
    """A position map and its reports, with what drafting looks up in them."""

    def __init__(self, position_map: PositionMap, reports: Iterable[Report]) -> None:
        self.map = position_map
        self._texts = {report.id: report.text for report in reports}
        self._first_telling = {
            report: group[0] for group in position_map.retellings for report in group if group
        }
        self.issues = {issue.id: issue for issue in position_map.issues}
        self.statements: dict[str, Statement] = {}
        for statement in position_map.statements:
            # The same text under two names gives the same statement: it counts once.
            self.statements.setdefault(statement.id, statement)
        self.stands = tuple(stand for position in position_map.positions for stand in self._stands(position))

    def evidence(self, statement: Statement) -> str:
        """The words of a statement."""
        start, end = statement.evidence
        return self._texts.get(statement.report_id, "")[start:end]

    def _stands(self, position: Position) -> Iterator[Stand]:
        held = [self.statements[id_] for id_ in _since_last_shift(position) if id_ in self.statements]
        match position.holding:
            case Holding.FOR:
                yield from self._plain(position, _on_side(held, Polarity.FOR))
            case Holding.AGAINST:
                against = _on_side(held, Polarity.AGAINST)
                groups = _by_condition(position, against)
                is_all_conditional = {s.id for _, group in groups for s in group} >= {s.id for s in against}
                refused = all(statement.stance is Stance.REJECTS for statement in against)
                if groups and is_all_conditional and refused:
                    yield from (self._stand(position, group, condition) for condition, group in groups)
                else:
                    yield from self._plain(position, against)
            case Holding.CONDITIONAL:
                for condition, group in _by_condition(position, held):
                    yield self._stand(position, group, condition)
            case Holding.CONTESTED:
                yield from self._plain(position, held)
            case Holding.OPEN | Holding.UNKNOWN:
                return

    def _plain(self, position: Position, statements: list[Statement]) -> Iterator[Stand]:
        if statements:
            yield self._stand(position, statements, None)

    def _stand(self, position: Position, statements: list[Statement], condition: Condition | None) -> Stand:
        return Stand(
            party=position.party,
            issue=self.issues[position.issue_id],
            holding=position.holding,
            statements=tuple(statements),
            words=tuple(self.evidence(statement) for statement in statements),
            sources=tuple(self._first_telling.get(s.report_id, s.report_id) for s in statements),
            condition=condition,
        )


def _since_last_shift(position: Position) -> tuple[str, ...]:
    """Statements from which the party holds what it holds now: it has moved on from earlier ones."""
    ids = position.statement_ids
    if position.shifts and position.shifts[-1].to_statement in ids:
        return ids[ids.index(position.shifts[-1].to_statement) :]
    return ids


def _on_side(statements: list[Statement], polarity: Polarity) -> list[Statement]:
    return [s for s in statements if s.stance is not None and s.stance.polarity is polarity]


def _by_condition(position: Position, statements: list[Statement]) -> list[tuple[Condition, list[Statement]]]:
    """Statements that carry the same condition, together with it."""
    by_id = {statement.id: statement for statement in statements}
    groups: dict[str, tuple[Condition, list[Statement]]] = {}
    for condition in position.conditions:
        statement = by_id.get(condition.statement_id)
        if statement is None:
            continue
        key = condition.issue_id or condition_core(condition.text).casefold()
        _, group = groups.setdefault(key, (condition, []))
        if statement not in group:
            group.append(statement)
    return list(groups.values())
