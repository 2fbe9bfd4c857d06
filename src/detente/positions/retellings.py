"""Finds reports that tell the same story in nearly the same words.

Two reports are near where half of all their runs of five words stand in both (Jaccard), or four
fifths of the runs of the shorter one stand in the longer (a digest that holds a wire story). The
earliest report of a group counts; the others are its retellings. Runs of words ("shingles") and
their resemblance and containment are those of A. Z. Broder, "On the resemblance and containment of
documents" (1997).
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from detente.records import Report, Statement

RUN = 5
NEAR_JACCARD = 0.5
NEAR_CONTAINMENT = 0.8

Run = tuple[str, ...]


class Retellings:
    """Which reports of a call retell which.

    Attributes
    ----------
    groups : ids of two or more reports, in each the earliest dated first, then the first given.
    first_of : for each retelling the id of the report that it retells.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self.groups = retold_groups(reports)
        self.first_of = {retelling: group[0] for group in self.groups for retelling in group[1:]}
        self._texts = {report.id: report.text for report in reports}
        self._words: dict[str, tuple[str, ...]] = {}

    def root(self, report_id: str) -> str:
        """The report that counts for `report_id`: itself, or the one that it retells."""
        return self.first_of.get(report_id, report_id)

    def stands_in_first(self, statement: Statement) -> bool:
        """Whether the words of a statement in a retelling stand in the report that it retells as well."""
        evidence = words_of(self._texts[statement.report_id][slice(*statement.evidence)])
        length = min(RUN, len(evidence))
        own = runs_of(evidence, length)
        found = own & runs_of(self._words_of_report(self.root(statement.report_id)), length)
        return bool(own) and len(found) >= NEAR_CONTAINMENT * len(own)

    def _words_of_report(self, report_id: str) -> tuple[str, ...]:
        if report_id not in self._words:
            self._words[report_id] = words_of(self._texts[report_id])
        return self._words[report_id]


def retold_groups(reports: Iterable[Report]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more report ids, in each the earliest dated first, then the first given."""
    groups: dict[str, list[str]] = {}
    n_runs: dict[str, int] = {}
    holders: dict[Run, list[str]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.date or datetime.date.max):
        runs = runs_of(words_of(report.text), RUN)
        shared = Counter(first for run in runs for first in holders.get(run, ()))
        near = [first for first in groups if is_near(n_runs[first], len(runs), shared[first])]
        if near:
            groups[near[0]].append(report.id)
            continue
        groups[report.id], n_runs[report.id] = [report.id], len(runs)
        for run in runs:
            holders[run].append(report.id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def is_near(n_one: int, n_other: int, n_shared: int) -> bool:
    """Whether two reports with so many runs of words, so many of them shared, tell the same story."""
    if not n_shared:
        return False
    jaccard = n_shared / (n_one + n_other - n_shared)
    return jaccard >= NEAR_JACCARD or n_shared / min(n_one, n_other) >= NEAR_CONTAINMENT


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without punctuation."""
    return tuple(re.findall(r"\w+", text.casefold()))


def runs_of(words: Sequence[str], length: int) -> frozenset[Run]:
    """The distinct runs of so many words; none where there are fewer."""
    if not length:
        return frozenset()
    return frozenset(tuple(words[i : i + length]) for i in range(len(words) - length + 1))
