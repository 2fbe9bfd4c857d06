"""Finds reports that tell the same story in nearly the same words.

Two reports are near where half of all their runs of five words stand in both (Jaccard), or four
fifths of the runs of the shorter one stand in the longer (a digest that holds a wire story). The
earliest report of a group counts; the others are its retellings [Broder1997].
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from detente.records import Report, Statement

RUN = 5
NEAR_JACCARD = 0.5
NEAR_CONTAINMENT = 0.8

Runs = frozenset[tuple[str, ...]]


def retold_groups(reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more report ids, in each the earliest dated first, then the first given."""
    ordered = sorted(reports, key=lambda report: report.date or datetime.date.max)
    runs = {report.id: runs_of(report.text) for report in ordered}
    groups: dict[str, list[str]] = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for report in ordered:
        shared = Counter(first for run in runs[report.id] for first in holders.get(run, ()))
        firsts = [f for f in groups if is_near(len(runs[f]), len(runs[report.id]), shared[f])]
        if firsts:
            groups[firsts[0]].append(report.id)
            continue
        groups[report.id] = [report.id]
        for run in runs[report.id]:
            holders[run].append(report.id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def is_near(n_one: int, n_other: int, n_shared: int) -> bool:
    """Whether two reports with so many runs of words, so many of them shared, tell the same story."""
    if not n_shared:
        return False
    jaccard = n_shared / (n_one + n_other - n_shared)
    return jaccard >= NEAR_JACCARD or n_shared / min(n_one, n_other) >= NEAR_CONTAINMENT


def is_told_in(statement: Statement, report: Report, first: Report) -> bool:
    """Whether the words of a statement's evidence in `report` stand in `first` as well."""
    evidence = _words(report.text[slice(*statement.evidence)])
    length = min(RUN, len(evidence))
    own = _runs(evidence, length)
    found = own & _runs(_words(first.text), length)
    return bool(own) and len(found) >= NEAR_CONTAINMENT * len(own)


def runs_of(text: str) -> Runs:
    """The distinct runs of five words of a text, without case and punctuation."""
    return _runs(_words(text), RUN)


def _runs(found: tuple[str, ...], length: int) -> Runs:
    return frozenset(found[i : i + length] for i in range(len(found) - length + 1)) if length else frozenset()


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))
