"""The findings at the top of a brief, most important first, each with its statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.briefing.cells import bears_out, predicate, statements_of
from detente.briefing.claim import Claim
from detente.briefing.contents import ConditionLine, Movement, Question
from detente.briefing.model_contents import SettlementWords
from detente.briefing.names import is_cut, says_little
from detente.briefing.sources import Desk
from detente.briefing.wording import (
    are_reported,
    called,
    counted,
    day,
    infinitive,
    is_same_thing,
    listing,
    main_statement,
    named,
    number,
    quoted,
    sentence,
)
from detente.records import Holding, Position, PositionMap, Stance

_N_MOST = 8
"""Findings at the top: more than eight are not read."""

_N_NAMED = 3
"""Parties named on one side of a finding; more are counted."""

_CLASHES = frozenset({"block", "unmet", "dispute"})
"""Kinds of claim that say of an issue that parties stand against each other on it."""


_Line = TypeVar("_Line", Movement, ConditionLine)


_SINGLE = frozenset({"condition", "position", "movement"})
"""Kinds of claim that say what one party holds on an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim with the ids and the name of what it is about; empty where that is nothing in particular."""

    claim: Claim
    issue_ids: frozenset[str] = frozenset()
    issue: str = ""


def gist(
    desk: Desk,
    position_map: PositionMap,
    *,
    settlements: SettlementWords,
    movements: Sequence[Movement],
    conditions: Sequence[ConditionLine],
    questions: Sequence[Question],
) -> tuple[Claim, ...]:
    """Five to eight findings where the reports bear that many; one that says so where none do.

    Issues whose names do not tell what is at stake are left to the map.
    """
    if not any(statement.stance for statement in desk.statements.values()):
        return (_nothing_stated(desk),)
    telling = _Telling(desk, position_map)
    disputes, agreed = telling.disputes(), telling.agreed()
    moved = [telling.moved(movement) for movement in telling.of(movements)]
    conditional = [telling.conditional(line) for line in telling.of(conditions) if line.is_clear]
    tail = [
        *_silence([q for q in questions if q.issue_id in telling.names]),
        *_single_source(desk, position_map),
    ]
    packages = map(telling.about, settlements.summary[:1])
    head = [*telling.clashes(settlements), *disputes[:1], *agreed[:1], *moved[:1], *packages]
    spare = [
        *disputes[1:2],
        *moved[1:2],
        *conditional[:2],
        *disputes[2:4],
        *telling.main_positions(),
        *agreed[1:2],
    ]
    room = _N_MOST - len(tail)
    return (*_distinct([*head, *spare])[:room], *tail)


def _nothing_stated(desk: Desk) -> Claim:
    n = counted(len(desk.reports), "report")
    text = f"no statement of a position was found in the {n} read" if desk.reports else "no report was read"
    return Claim(kind="empty", text=sentence(text))


class _Telling:
    """The issues of a map whose names tell what is at stake, with what can be said on them."""

    def __init__(self, desk: Desk, position_map: PositionMap) -> None:
        self.desk = desk
        self.position_map = position_map
        self.names = {
            issue.id: issue.name
            for issue in position_map.issues
            if not (says_little(issue.name, position_map.parties) or is_cut(issue.name))
        }

    def of(self, lines: Sequence[_Line]) -> list[_Line]:
        """Those lines that are about such an issue."""
        return [line for line in lines if line.issue_id in self.names]

    def about(self, claim: Claim) -> Finding:
        """A claim on a settlement with the issues of the statements that it rests on."""
        ids = (self.desk.statements[s].issue_id for s in self.desk.known(claim.statement_ids))
        return Finding(claim=claim, issue_ids=frozenset(issue_id for issue_id in ids if issue_id))

    def clashes(self, settlements: SettlementWords) -> list[Finding]:
        """What blocks a settlement, or else what stands in the way of more than there is."""
        if settlements.blocks:
            return [self.about(settlements.blocks[0])]
        unmet = map(self.about, settlements.unmet)
        return [found for found in unmet if found.issue_ids <= self.names.keys()][:2]

    def disputes(self) -> list[Finding]:
        """Issues that one party wants and another refuses."""
        found = []
        for issue_id, pro, contra in self._sides():
            if pro and contra:
                text = f"{self._doing(pro)} {called(self.names[issue_id])}, which {self._doing(contra)}"
                found.append(self._finding("dispute", issue_id, text, [*pro, *contra]))
        return found

    def agreed(self) -> list[Finding]:
        """Issues that two parties or more are for, and none against."""
        found = []
        for issue_id, pro, contra in self._sides():
            plain = [p for p in pro if p.holding is Holding.FOR]
            if len(plain) > 1 and not contra:
                text = f"{self._doing(plain)} {called(self.names[issue_id])}"
                after = "; no report has a party against it"
                found.append(self._finding("agreed", issue_id, text, plain, after=after))
        return found

    def main_positions(self) -> list[Finding]:
        """What each of the first parties says most about, to fill a brief with little else."""
        found = []
        for party in self.position_map.parties:
            known = [p for p in self._known() if p.party == party]
            for position in sorted(known, key=lambda p: -len(p.statement_ids))[:2]:
                name = self.names[position.issue_id]
                text = f"{named(party)} {predicate(self.desk, position, name)}"
                found.append(self._finding("position", position.issue_id, text, [position]))
        return found

    def moved(self, movement: Movement) -> Finding:
        ids = (movement.from_statement, movement.to_statement)
        are = are_reported([movement.party])
        if movement.is_contradiction:
            text = f"{named(movement.party)} {are} both for and against {called(movement.issue)}"
        else:
            when = f" by {day(movement.date)}" if movement.date else ""
            text = f"{named(movement.party)} {are} to have moved on {called(movement.issue)}"
            text += f" from {quoted(movement.before)} to {quoted(movement.after)}{when}"
        claim = Claim(kind="movement", text=sentence(text + self.desk.say(ids)), statement_ids=ids)
        return Finding(claim=claim, issue_ids=frozenset({movement.issue_id}), issue=movement.issue)

    def conditional(self, line: ConditionLine) -> Finding:
        ids = (line.statement_id,)
        text = f"{named(line.party)} {are_reported([line.party])} to {line.infinitive} {called(line.issue)}"
        text += f" on a condition, {quoted(line.words)}{self.desk.say(ids)}"
        claim = Claim(kind="condition", text=sentence(text), statement_ids=ids)
        return Finding(claim=claim, issue_ids=frozenset({line.issue_id}), issue=line.issue)

    def _known(self) -> list[Position]:
        return [
            p
            for p in self.position_map.positions
            if p.holding is not Holding.UNKNOWN and p.issue_id in self.names
        ]

    def _sides(self) -> list[tuple[str, list[Position], list[Position]]]:
        """Issues with the positions for and against: most positions first, then those read most surely."""
        found = []
        for issue_id in self.names:
            known = [p for p in self._known() if p.issue_id == issue_id]
            pro = [p for p in known if p.holding in (Holding.FOR, Holding.CONDITIONAL)]
            contra = [p for p in known if p.holding is Holding.AGAINST]
            sure = sum(self.desk.confidence(bears_out(self.desk, p)) for p in [*pro, *contra])
            found.append((-len(pro) - len(contra), -sure, (issue_id, pro, contra)))
        return [sides for *_, sides in sorted(found, key=lambda f: f[:2])]

    def _doing(self, positions: list[Position]) -> str:
        """Parties by what they do: "Belmora and Tarsenia are reported to accept and the Union to propose"."""
        n_others = len(positions) - _N_NAMED if len(positions) > _N_NAMED + 1 else 0
        if n_others:
            against = positions[0].holding is Holding.AGAINST
            others = f"{number(n_others)} others to be {'against' if against else 'for'}"
            positions = positions[:_N_NAMED]
        by_stance: dict[tuple[Stance | None, bool], list[str]] = {}
        for position in positions:
            statement = main_statement(position.holding, statements_of(self.desk, position))
            key = (statement.stance if statement else None, position.holding is Holding.CONDITIONAL)
            by_stance.setdefault(key, []).append(position.party)
        parts: list[str] = []
        for (stance, is_conditional), parties in by_stance.items():
            who = listing([named(party) for party in parties])
            are = "" if parts else f" {are_reported(parties)}"
            on = ", on a condition," if is_conditional else ""
            parts.append(f"{who}{are}{on} to {infinitive(stance) if stance else 'be for'}")
        return listing([*parts, others] if n_others else parts)

    def _finding(
        self, kind: str, issue_id: str, text: str, positions: Iterable[Position], *, after: str = ""
    ) -> Finding:
        ids = self.desk.known(s for position in positions for s in bears_out(self.desk, position))
        claim = Claim(kind=kind, text=sentence(text + self.desk.say(ids) + after), statement_ids=ids)
        return Finding(claim=claim, issue_ids=frozenset({issue_id}), issue=self.names[issue_id])


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


def _distinct(findings: Sequence[Finding]) -> list[Claim]:
    """Claims that add a statement to those before them, or rest on none, and say something else."""
    seen: set[str] = set()
    kept: list[Finding] = []
    for found in findings:
        ids = found.claim.statement_ids
        is_new = not ids or not seen.issuperset(ids)
        if is_new and not any(_is_near(found, other) for other in kept):
            kept.append(found)
            seen.update(ids)
    return [found.claim for found in kept]


def _is_near(one: Finding, other: Finding) -> bool:
    """Whether two findings say nearly the same: two clashes on one issue, two of a kind on near names."""
    kinds = {one.claim.kind, other.claim.kind}
    if len(kinds) > 1 and (kinds <= _CLASHES or kinds <= _SINGLE) and one.issue_ids & other.issue_ids:
        return True
    if len(kinds) > 1 or kinds == {"position"}:
        return False
    return bool(one.issue and other.issue) and is_same_thing(one.issue, other.issue)
