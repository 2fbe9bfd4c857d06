"""Grouping of wordings against average link written literally."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from detente.positions.linkage import groups_of
from detente.positions.similarity import Bag, Scale
from oracles.average_link import groups_by_average_link

STEMS = "abcdefghij"
bags = st.lists(
    st.sets(st.sampled_from(STEMS), min_size=1, max_size=4).map(lambda found: Bag(tuple(sorted(found)))),
    max_size=9,
    unique=True,
)
# Weights far from round, so that no two pairs of groups are equally alike but by design.
weights = st.lists(st.floats(0.3, 2.0), min_size=len(STEMS), max_size=len(STEMS), unique=True)


def has_ties(found: Sequence[Bag], scale: Scale) -> bool:
    """Whether two pairs are as good as equally alike, so that the order of joining is free."""
    values = sorted(scale.alikeness(*pair) for pair in combinations(found, 2))
    return any(low > 0 and high - low < 1e-6 for low, high in pairwise(values))


@given(bags, weights, st.floats(0.2, 0.8))
def test_groups_agree_with_literal_average_link(found, weight, threshold) -> None:
    scale = Scale(weight=dict(zip(STEMS, weight, strict=True)), party_stems=frozenset())
    assume(not has_ties(found, scale))
    groups = {frozenset(group) for group in groups_of(found, scale.alikeness, threshold)}
    assert groups == groups_by_average_link(found, scale.alikeness, threshold)


@given(bags, st.randoms(use_true_random=False), st.floats(0.2, 0.8))
def test_order_of_bags_changes_no_group_even_where_pairs_tie(found, random, threshold) -> None:
    scale = Scale(weight=dict.fromkeys(STEMS, 1.0), party_stems=frozenset())
    shuffled = list(found)
    random.shuffle(shuffled)
    assert groups_of(shuffled, scale.alikeness, threshold) == groups_of(found, scale.alikeness, threshold)
