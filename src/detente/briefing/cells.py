"""What each party holds, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from detente.briefing.claim import Claim
from detente.briefing.contents import ConditionLine, PartyHoldings
from detente.briefing.names import balanced, readable, says_little
from detente.briefing.sources import Desk
from detente.briefing.wording import (
    WORDS,
    are_reported,
    called,
    infinitive,
    is_condition,
    listing,
    main_statement,
    named,
    quoted,
    sentence,
    support,
    verb,
)
from detente.records import Condition, Holding, Position, PositionMap, Statement


def bears_out(desk: Desk, position: Position) -> tuple[str, ...]:
    """Ids of the statements that bear out what the party holds now."""
    return tuple(s.id for s in support(position.holding, statements_of(desk, position)))


def holdings(desk: Desk, position_map: PositionMap) -> tuple[PartyHoldings, ...]:
    """A sentence for each known position, by party."""
    names = {issue.id: issue.name for issue in position_map.issues}
    by_party: dict[str, list[Claim]] = {party: [] for party in position_map.parties}
    for position in position_map.positions:
        if position.holding is not Holding.UNKNOWN:
            ids = bears_out(desk, position)
            text = f"{named(position.party)} {predicate(desk, position, names[position.issue_id])}"
            text = sentence(text + desk.say(ids))
            by_party[position.party].append(Claim(kind="position", text=text, statement_ids=ids))
    return tuple(
        PartyHoldings(party=party, claims=tuple(claims)) for party, claims in by_party.items() if claims
    )


def statements_of(desk: Desk, position: Position) -> tuple[Statement, ...]:
    """The statements of a position, in order of date."""
    return tuple(desk.statements[s] for s in desk.known(position.statement_ids))


def predicate(desk: Desk, position: Position, issue: str) -> str:
    """What the party is reported to do about the issue: "is reported to demand “inspectors”"."""
    are = are_reported([position.party])
    if position.holding is Holding.CONTESTED:
        return f"{are} both for and against {called(issue)}"
    statements = statements_of(desk, position)
    main = main_statement(position.holding, statements)
    if main is None or main.stance is None:
        return f"{are} {WORDS[position.holding]} as to {called(issue)}"
    if position.holding is not Holding.CONDITIONAL:
        doings = _doings(support(position.holding, statements), issue)
        return f"{are} {listing(doings)}"
    words = f"{are} to {infinitive(main.stance)} {called(issue)}"
    condition = next((c for c in position.conditions if c.statement_id == main.id), None)
    condition = condition or (position.conditions[-1] if position.conditions else None)
    return words + (f" on a condition, {quoted(condition.text)}" if condition else " on a condition")


def _doings(statements: Sequence[Statement], issue: str) -> list[str]:
    """What is done, for each stance taken; with several, each is of its own wording of the issue.

    "Offers guarantees" and "demands guarantees that cover Russia" are one issue but not one thing.
    """
    latest = {s.stance: s for s in statements if s.stance is not None}
    if len(latest) == 1:
        return [f"to {infinitive(stance)} {called(issue)}" for stance in latest]
    return [f"to {infinitive(stance)} {called(readable(s.issue or issue))}" for stance, s in latest.items()]


def conditions(desk: Desk, position_map: PositionMap) -> tuple[ConditionLine, ...]:
    """Every condition that a position depends on, in the report's words.

    First those whose words open as a condition does, the surest first; what the reader took for a
    condition and opens otherwise comes after.
    """
    names = {issue.id: issue.name for issue in position_map.issues}
    telling = {i: name for i, name in names.items() if not says_little(name, position_map.parties)}
    lines: list[ConditionLine] = []
    for position in position_map.positions:
        for condition in _distinct(position):
            statement = desk.statements.get(condition.statement_id)
            if statement is not None and statement.stance is not None:
                lines.append(
                    ConditionLine(
                        party=position.party,
                        issue_id=position.issue_id,
                        issue=names[position.issue_id],
                        infinitive=infinitive(statement.stance),
                        verb=verb(statement.stance, [position.party]),
                        words=balanced(" ".join(condition.text.split())),
                        depends_on=telling.get(condition.issue_id or ""),
                        statement_id=statement.id,
                        is_clear=is_condition(condition.text),
                    )
                )
    return tuple(sorted(lines, key=lambda line: (not line.is_clear, -desk.confidence([line.statement_id]))))


def _distinct(position: Position) -> list[Condition]:
    # A retelling repeats the condition word for word; the first place stands for all.
    return list({" ".join(c.text.split()): c for c in reversed(position.conditions)}.values())[::-1]
