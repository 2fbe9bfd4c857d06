"""Strike-outs: what changes when a piece of evidence, or a whole report, is struck out.

Striking evidence removes it from every ``rests_on``; a red line whose ``rests_on`` becomes empty
by that is dropped, one that rested on nothing before stays. The minimal blocks among the red lines
that are left are those of all red lines that lost no member, so they need no new search; only
``possible`` does, and only where no block is left.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from detente.analysis.settlements.blocking import Families
from detente.analysis.settlements.red_lines import RedLines, stated_preferences
from detente.analysis.settlements.unknowns import MAX_WAYS, Budget, Fall, possibility
from detente.records import Negotiation, Possibility, StrikeOut

MAX_WAYS_IN_ALL = 8 * MAX_WAYS
"""Ways of the unknowns looked at over all strike-outs together."""

Block = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strikes:
    """Strike-outs that change something, and the blocks that some one report's strike-out removes."""

    by_evidence: tuple[StrikeOut, ...]
    by_report: tuple[StrikeOut, ...]
    single_source: tuple[Block, ...]
    is_certain: bool


def strikes(negotiation: Negotiation, lines: RedLines, families: Families, fall: Fall) -> Strikes:
    """Strike out every piece of evidence and every report, one at a time."""
    rests_on = _rests_on(negotiation, lines)
    reports: dict[str, set[str]] = {}
    for item in negotiation.evidence:
        reports.setdefault(item.report, set()).add(item.id)
    evidence = dict.fromkeys(id_ for ids in rests_on.values() for id_ in sorted(ids))
    after = _After(lines, families, fall)
    dropped_by_report = {report: _dropped(rests_on, ids) for report, ids in reports.items()}
    return Strikes(
        by_evidence=after.changes({id_: _dropped(rests_on, {id_}) for id_ in evidence}),
        by_report=after.changes(dropped_by_report),
        single_source=tuple(
            block
            for block in families.blocks
            if any(gone & set(block) for gone in dropped_by_report.values())
        ),
        is_certain=after.is_certain,
    )


def _rests_on(negotiation: Negotiation, lines: RedLines) -> dict[str, frozenset[str]]:
    """Evidence of every red line that rests on some, by preference id."""
    return {
        preference.id: frozenset(preference.rests_on)
        for dm in negotiation.decision_makers
        for preference in stated_preferences(dm)
        if preference.rests_on and preference.id in lines.owner
    }


def _dropped(rests_on: Mapping[str, frozenset[str]], struck: Collection[str]) -> frozenset[str]:
    """Red lines that lose all that they rest on."""
    return frozenset(id_ for id_, evidence in rests_on.items() if evidence <= set(struck))


@dataclass(slots=True, kw_only=False, eq=False)
class _After:
    """What is left after dropping red lines; the answers are kept, as many strike-outs drop the same."""

    lines: RedLines
    families: Families
    fall: Fall
    is_certain: bool = True
    _budget: Budget = field(default_factory=lambda: Budget(MAX_WAYS_IN_ALL))
    _answers: dict[frozenset[str], tuple[Possibility, tuple[Block, ...]]] = field(default_factory=dict)

    def changes(self, dropped: Mapping[str, frozenset[str]]) -> tuple[StrikeOut, ...]:
        """Strike-outs after which `possible` or the blocks are others."""
        before = (self.fall.finding.possible, self.families.blocks)
        found = ((struck, self._without(ids)) for struck, ids in dropped.items() if ids)
        return tuple(
            StrikeOut(struck=struck, possible=answer[0], blocks=answer[1])
            for struck, answer in found
            if answer != before
        )

    def _without(self, dropped: frozenset[str]) -> tuple[Possibility, tuple[Block, ...]]:
        if dropped not in self._answers:
            blocks = tuple(block for block in self.families.blocks if not dropped & set(block))
            self._answers[dropped] = (self._possible(dropped, blocks), blocks)
        return self._answers[dropped]

    def _possible(self, dropped: frozenset[str], blocks: tuple[Block, ...]) -> Possibility:
        if blocks:
            return Possibility.NEVER
        if self.fall.finding.possible is Possibility.ALWAYS:
            return Possibility.ALWAYS  # fewer red lines never take a package away
        known = [id_ for id_ in self.lines.known if id_ not in dropped]
        unknown = [id_ for id_ in self.lines.unknown if id_ not in dropped]
        possible, is_certain = possibility(self.lines, known, unknown, self.fall.excluding, self._budget)
        self.is_certain = self.is_certain and is_certain
        return possible
