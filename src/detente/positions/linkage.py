"""Average-link grouping of bags of stems, the same whatever order they come in.

The two groups with the highest mean alikeness between their members are joined, again and again,
until no mean reaches the threshold; ties go to the groups whose first members sort first. Pairs
that share no stem are never looked at: a call with 2,000 statements takes a second or two.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable

from detente.positions.similarity import Bag

Alikeness = Callable[[Bag, Bag], float]
Links = dict[int, dict[int, float]]
"""Sums of alikeness between the members of two groups, both ways round."""


def groups_of(bags: Iterable[Bag], alikeness: Alikeness, threshold: float) -> list[tuple[Bag, ...]]:
    """Partition the distinct bags; members sorted, groups by their first member.

    `alikeness` is 0 of bags that share no stem.
    """
    distinct = sorted(set(bags))
    links = _links(distinct, alikeness)
    members = {i: [i] for i in range(len(distinct))}
    queue = [(-links[i][j], i, j) for i in links for j in links[i] if i < j and links[i][j] >= threshold]
    heapq.heapify(queue)
    while queue:
        negative_mean, i, j = heapq.heappop(queue)
        # What a later join has changed stands in the queue again with its new mean.
        if i not in members or j not in members or -negative_mean != _mean(links, members, i, j):
            continue
        _join(links, members, i, j)
        for k in links[i]:
            if (mean := _mean(links, members, i, k)) >= threshold:
                heapq.heappush(queue, (-mean, min(i, k), max(i, k)))
    return [tuple(distinct[k] for k in sorted(group)) for group in members.values()]


def _links(distinct: list[Bag], alikeness: Alikeness) -> Links:
    """Alikeness of each pair that shares a stem."""
    holders: dict[str, list[int]] = defaultdict(list)
    links: Links = {}
    for j, one in enumerate(distinct):
        near = sorted({i for found in one.stems for i in holders[found]})
        links[j] = {i: alikeness(distinct[i], one) for i in near}
        for i in near:
            links[i][j] = links[j][i]
        for found in one.stems:
            holders[found].append(j)
    return links


def _mean(links: Links, members: dict[int, list[int]], i: int, j: int) -> float:
    return links[i].get(j, 0.0) / (len(members[i]) * len(members[j]))


def _join(links: Links, members: dict[int, list[int]], i: int, j: int) -> None:
    """Fold group `j` into group `i`."""
    members[i] += members.pop(j)
    for k, total in links.pop(j).items():
        if k != i:
            links[k].pop(j)
            links[i][k] = links[k][i] = links[i].get(k, 0.0) + total
    links[i].pop(j)
