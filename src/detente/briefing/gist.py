"""The findings at the top of a brief, most important first, each with its statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.briefing.cells import bears_out, predicate, statements_of
from detente.briefing.contents import Claim, ConditionLine, Movement, Question, SettlementWords
from detente.briefing.sources import Desk
from detente.briefing.wording import (
    called,
    counted,
    day,
    is_plural,
    is_same_thing,
    listing,
    main_statement,
    named,
    number,
    quoted,
    sentence,
    verb,
)
from detente.records import Holding, Position, PositionMap, Stance

_N_MOST = 8
"""Findings at the top: more than eight are not read."""


class Finding(NamedTuple):
    """A claim with the name of the issue that it is about, empty where it is about none or several."""

    issue: str
    claim: Claim


Sided = tuple[list[Position], list[Position]]


def gist(
    desk: Desk,
    position_map: PositionMap,
    *,
    settlements: SettlementWords,
    movements: Sequence[Movement],
    conditions: Sequence[ConditionLine],
    questions: Sequence[Question],
) -> tuple[Claim, ...]:
    """Five to eight findings where the reports bear that many; one that says so where none do."""
    if not any(statement.stance for statement in desk.statements.values()):
        return (_nothing_stated(desk),)
    disputes, agreed = _disputes(desk, position_map), _agreed(desk, position_map)
    moved = [Finding(movement.issue, _moved(desk, movement)) for movement in movements]
    tail = [*_silence(questions), *_single_source(desk, position_map)]
    head = [*_settlement(settlements), *disputes[:1], *agreed[:1], *moved[:1]]
    spare = [
        *disputes[1:2],
        *moved[1:2],
        *[Finding(line.issue, _conditional(desk, line)) for line in conditions],
        *disputes[2:4],
        *_main_positions(desk, position_map),
        *agreed[1:2],
    ]
    room = _N_MOST - len(tail)
    return (*_distinct([*head, *spare])[:room], *tail)


def _nothing_stated(desk: Desk) -> Claim:
    n = counted(len(desk.reports), "report")
    text = f"no statement of a position was found in the {n} read" if desk.reports else "no report was read"
    return Claim(kind="empty", text=sentence(text))


def _settlement(settlements: SettlementWords) -> list[Finding]:
    """What blocks a settlement, or else what stands in the way of more and how many packages there are."""
    claims = settlements.blocks[:1] or (*settlements.unmet[:2], *settlements.summary[:1])
    return [Finding("", claim) for claim in claims]


def _sides(position_map: PositionMap) -> list[tuple[str, Sided]]:
    """Issue names with the positions for and against, most positions first."""
    found = []
    for issue in position_map.issues:
        positions = [p for p in position_map.positions if p.issue_id == issue.id]
        pro = [p for p in positions if p.holding in (Holding.FOR, Holding.CONDITIONAL)]
        contra = [p for p in positions if p.holding is Holding.AGAINST]
        found.append((issue.name, (pro, contra)))
    return sorted(found, key=lambda sided: -len(sided[1][0]) - len(sided[1][1]))


def _disputes(desk: Desk, position_map: PositionMap) -> list[Finding]:
    """Issues that one party wants and another refuses."""
    claims = []
    for name, (pro, contra) in _sides(position_map):
        if pro and contra:
            text = f"{_doing(desk, pro)} {called(name)}, which {_doing(desk, contra)}"
            claims.append(Finding(name, _claim(desk, "dispute", text, [*pro, *contra])))
    return claims


def _agreed(desk: Desk, position_map: PositionMap) -> list[Finding]:
    """Issues that two parties or more are for, and none against."""
    claims = []
    for name, (pro, contra) in _sides(position_map):
        plain = [p for p in pro if p.holding is Holding.FOR]
        if len(plain) > 1 and not contra:
            text = f"{_doing(desk, plain)} {called(name)}"
            claim = _claim(desk, "agreed", text, plain, after="; no report has a party against it")
            claims.append(Finding(name, claim))
    return claims


def _doing(desk: Desk, positions: list[Position]) -> str:
    """Parties by what they do: "Belmora and Tarsenia accept and the Union proposes"."""
    by_stance: dict[tuple[Stance | None, bool], list[str]] = {}
    for position in positions:
        statement = main_statement(position.holding, statements_of(desk, position))
        key = (statement.stance if statement else None, position.holding is Holding.CONDITIONAL)
        by_stance.setdefault(key, []).append(position.party)
    parts = []
    for (stance, is_conditional), parties in by_stance.items():
        does = verb(stance, parties) if stance else "is for"
        parts.append(
            f"{listing([named(p) for p in parties])}{', on a condition,' if is_conditional else ''} {does}"
        )
    return listing(parts)


def _claim(desk: Desk, kind: str, text: str, positions: Iterable[Position], *, after: str = "") -> Claim:
    ids = desk.known(s for position in positions for s in bears_out(desk, position))
    return Claim(kind=kind, text=sentence(text + desk.say(ids) + after), statement_ids=ids)


def _moved(desk: Desk, movement: Movement) -> Claim:
    ids = (movement.from_statement, movement.to_statement)
    if movement.is_contradiction:
        be = "are" if is_plural(movement.party) else "is"
        text = f"{named(movement.party)} {be} reported both for and against {called(movement.issue)}"
    else:
        when = f" by {day(movement.date)}" if movement.date else ""
        text = f"{named(movement.party)} moved on {called(movement.issue)}: "
        text += f"from {movement.before} to {movement.after}{when}"
    return Claim(kind="movement", text=sentence(text + desk.say(ids)), statement_ids=ids)


def _conditional(desk: Desk, line: ConditionLine) -> Claim:
    ids = (line.statement_id,)
    text = f"{named(line.party)} {line.verb} {called(line.issue)} on a condition: {quoted(line.words)}"
    return Claim(kind="condition", text=sentence(text + desk.say(ids)), statement_ids=ids)


def _silence(questions: Sequence[Question]) -> list[Claim]:
    """The first two questions that are not about one issue under two names."""
    other = (q for q in questions[1:] if not is_same_thing(q.issue, questions[0].issue))
    asked = [*questions[:1], *itertools.islice(other, 1)]
    return [Claim(kind="silence", text=q.text, statement_ids=q.statement_ids) for q in asked]


def _single_source(desk: Desk, position_map: PositionMap) -> list[Claim]:
    if desk.n_independent < 2:
        return [Claim(kind="single source", text="All of this rests on one report.")]
    known = [p for p in position_map.positions if p.holding is not Holding.UNKNOWN]
    single = [p for p in known if len(desk.independent(bears_out(desk, p))) == 1]
    if not single:
        return []
    if len(single) == len(known):
        text = "every position rests on a single report"
    else:
        do = "rests" if len(single) == 1 else "rest"
        text = f"{number(len(single))} of {counted(len(known), 'position')} {do} on a single report"
    return [Claim(kind="single source", text=sentence(text))]


def _main_positions(desk: Desk, position_map: PositionMap) -> list[Finding]:
    """What each of the first parties says most about, to fill a brief with little else."""
    names = {issue.id: issue.name for issue in position_map.issues}
    claims = []
    for party in position_map.parties:
        known = [p for p in position_map.positions if p.party == party and p.holding is not Holding.UNKNOWN]
        for position in sorted(known, key=lambda p: -len(p.statement_ids))[:2]:
            name = names[position.issue_id]
            text = f"{named(party)} {predicate(desk, position, name)}"
            claims.append(Finding(name, _claim(desk, "position", text, [position])))
    return claims


def _distinct(findings: Sequence[Finding]) -> list[Claim]:
    """Claims that add a statement to those before them, or rest on none, and say something else.

    Two of a kind about one issue, or about one issue under two names, say nearly the same.
    """
    seen: set[str] = set()
    kept: list[Finding] = []
    for found in findings:
        claim = found.claim
        is_new = not claim.statement_ids or not seen.issuperset(claim.statement_ids)
        if is_new and not any(_is_near(found, other) for other in kept):
            kept.append(found)
            seen.update(claim.statement_ids)
    return [found.claim for found in kept]


def _is_near(one: Finding, other: Finding) -> bool:
    return (
        bool(one.issue)
        and one.claim.kind == other.claim.kind
        and one.claim.kind != "position"
        and is_same_thing(one.issue, other.issue)
    )
