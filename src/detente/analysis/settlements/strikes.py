"""Strike-outs: what changes when a piece of evidence, or a whole report, is struck out.

Striking evidence removes it from every ``rests_on``; a red line whose ``rests_on`` becomes empty
by that is dropped, one that rested on nothing before stays. The minimal blocks among the red lines
that are left are those of all red lines that lost no member, so they need no new search; only
``possible`` does, and only where no block is left.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """Strike-outs that change something, and the blocks that some one report's strike-out removes.

    `after` says what is left after dropping red lines, here and for other findings.
    """

    by_evidence: tuple[StrikeOut, ...]
    by_report: tuple[StrikeOut, ...]
    single_source: tuple[Block, ...]
    after: After


def strikes(negotiation: Negotiation, lines: RedLines, families: Families, fall: Fall) -> Strikes:
    """Strike out every piece of evidence and every report, one at a time."""
    by_evidence, by_report = dropped_by(negotiation, _rests_on(negotiation, lines))
    after = After(lines, families, fall)
    return Strikes(
        by_evidence=after.changes(by_evidence),
        by_report=after.changes(by_report),
        single_source=tuple(
            block for block in families.blocks if any(gone & set(block) for gone in by_report.values())
        ),
        after=after,
    )


Dropped = dict[str, frozenset[str]]
"""What each strike-out drops."""


def dropped_by(negotiation: Negotiation, rests_on: Mapping[str, frozenset[str]]) -> tuple[Dropped, Dropped]:
    """Preferences that lose all that they rest on, by the evidence and by the report struck out."""
    using: dict[str, list[str]] = {}
    for id_, evidence in rests_on.items():
        for item in sorted(evidence):
            using.setdefault(item, []).append(id_)
    reports: dict[str, set[str]] = {}
    for piece in negotiation.evidence:
        reports.setdefault(piece.report, set()).add(piece.id)
    by_evidence = {
        item: frozenset(id_ for id_ in ids if len(rests_on[id_]) == 1) for item, ids in using.items()
    }
    by_report = {
        report: frozenset(id_ for item in items for id_ in using.get(item, ()) if rests_on[id_] <= items)
        for report, items in reports.items()
    }
    return by_evidence, by_report


def _rests_on(negotiation: Negotiation, lines: RedLines) -> dict[str, frozenset[str]]:
    """Evidence of every red line that rests on some, by preference id."""
    return {
        preference.id: frozenset(preference.rests_on)
        for dm in negotiation.decision_makers
        for preference in stated_preferences(dm)
        if preference.rests_on and preference.id in lines.owner
    }


@dataclass(slots=True, kw_only=False, eq=False)
class After:
    """What is left after dropping red lines; the answers are kept, as many strike-outs drop the same."""

    lines: RedLines
    families: Families
    fall: Fall
    is_certain: bool = True
    _budget: Budget = field(default_factory=lambda: Budget(MAX_WAYS_IN_ALL))
    _answers: dict[frozenset[str], tuple[Possibility, tuple[Block, ...]]] = field(default_factory=dict)

    @property
    def before(self) -> tuple[Possibility, tuple[Block, ...]]:
        """`possible` and the blocks with nothing struck out."""
        return self.fall.finding.possible, self.families.blocks

    def changes(self, dropped: Mapping[str, frozenset[str]]) -> tuple[StrikeOut, ...]:
        """Strike-outs after which `possible` or the blocks are others."""
        before = self.before
        found = ((struck, self.without(ids)) for struck, ids in dropped.items() if ids)
        return tuple(
            StrikeOut(struck=struck, possible=answer[0], blocks=answer[1])
            for struck, answer in found
            if answer != before
        )

    def without(self, dropped: frozenset[str]) -> tuple[Possibility, tuple[Block, ...]]:
        """`possible` and the blocks once these red lines are dropped."""
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
