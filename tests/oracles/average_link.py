"""Average-link grouping written literally: look at every pair of groups each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

Item = TypeVar("Item")


def groups_by_average_link(
    items: Sequence[Item], alikeness: Callable[[Item, Item], float], threshold: float
) -> set[frozenset[Item]]:
    """Join the two groups with the highest mean alikeness until none reaches the threshold."""
    groups = [[item] for item in items]

    def mean(one: list[Item], other: list[Item]) -> float:
        return sum(alikeness(a, b) for a in one for b in other) / (len(one) * len(other))

    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=lambda pair: mean(*pair))
        if mean(one, other) < threshold:
            break
        groups = [group for group in groups if group is not one and group is not other] + [one + other]
    return {frozenset(group) for group in groups}
