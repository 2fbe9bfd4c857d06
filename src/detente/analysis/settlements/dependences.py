"""What hangs on a piece of evidence or on a report, beyond what blocks (see ``strikes``).

Striking evidence drops every preference that rests on nothing else. Where packages exist, dropping
red lines lets more packages in: options that were the same in all of them may no longer be, and a
wish that none met is met by one exactly if each of its minimal excluding sets has lost a line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from detente.analysis.settlements.red_lines import RedLines, stated_preferences
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.analysis.settlements.strikes import After, dropped_by
from detente.records import Dependence, Negotiation, PackageShare, Unmet


def dependences(
    negotiation: Negotiation,
    lines: RedLines,
    share: PackageShare,
    unmet: Sequence[Unmet],
    after: After,
    stop: Stop = NEVER,
) -> tuple[tuple[Dependence, ...], bool]:
    """Strike-outs that change something, of evidence and then of reports; and whether all were tried."""
    rests_on = {
        wish.id: frozenset(wish.rests_on)
        for dm in negotiation.decision_makers
        for wish in stated_preferences(dm)
        if wish.rests_on
    }
    search = _Search(lines, share, unmet, after)
    found: list[Dependence] = []
    by_evidence, by_report = dropped_by(negotiation, rests_on)
    for is_report, dropped in ((False, by_evidence), (True, by_report)):
        for struck, ids in dropped.items():
            if stop():
                return tuple(found), False
            found += search.changes(struck, is_report, ids)
    return tuple(found), True


class _Search:
    """What changes when preferences are dropped; answers are kept for others that drop the same."""

    def __init__(self, lines: RedLines, share: PackageShare, unmet: Sequence[Unmet], after: After) -> None:
        self._lines = lines
        self._fixed = share.fixed
        self._unmet = unmet
        self._after = after
        self._loosened: dict[frozenset[str], tuple[str, ...]] = {}

    def changes(self, struck: str, is_report: bool, dropped: frozenset[str]) -> list[Dependence]:
        """The strike-out, if it changes anything."""
        if not dropped:
            return []
        lines = dropped.intersection(self._lines.owner)
        before = self._after.before
        possible, blocks = self._after.without(lines) if lines else before
        loosens = self._loosens(lines.intersection(self._lines.known))
        frees = self._frees(dropped)
        if (possible, blocks) == before and not loosens and not frees:
            return []
        return [
            Dependence(
                struck=struck,
                is_report=is_report,
                drops=tuple(sorted(dropped)),
                possible=possible,
                blocks=blocks,
                loosens=loosens,
                frees=frees,
            )
        ]

    def _loosens(self, dropped: frozenset[str]) -> tuple[str, ...]:
        """Fixed options of which some package has the other value, once the lines are dropped."""
        if not dropped or not self._fixed:
            return ()
        if dropped not in self._loosened:
            self._loosened[dropped] = tuple(loosened(self._lines, self._fixed, dropped))
        return self._loosened[dropped]

    def _frees(self, dropped: Collection[str]) -> tuple[str, ...]:
        gone = set(dropped)
        return tuple(
            unmet.wish
            for unmet in self._unmet
            if unmet.wish not in gone and all(gone & set(block) for block in unmet.blocks)
        )


def loosened(lines: RedLines, fixed: Mapping[str, str], dropped: Collection[str]) -> list[str]:
    """Options, the same in every package, that are not when these red lines are dropped."""
    solver = lines.solver
    left = [literal for id_, literal in lines.known.items() if id_ not in dropped]
    candidates = dict(fixed)
    found = []
    for option, variable in zip(fixed, solver.variables(fixed), strict=True):
        if option not in candidates:
            continue
        state = solver.state([*left, -variable if fixed[option] == "Y" else variable])
        if state is not None:
            values = dict(zip(solver.options, state, strict=True))
            found += [name for name, value in candidates.items() if values[name] != value]
            candidates = {name: value for name, value in candidates.items() if values[name] == value}
    return [option for option in fixed if option in set(found)]
