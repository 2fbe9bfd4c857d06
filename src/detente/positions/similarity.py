"""How alike two phrases are: the weight of the stems they share.

A phrase becomes a set of stems without stop words, synonyms folded into one. A stem weighs less the
more phrases of the call hold it, and less again where it names a party or says little by itself.
Alikeness is a mean of two shares of weight: of both phrases together (Dice), and of the shorter
one, since "guaranteed flow" and "guaranteed minimum flow in the Kesh" are one issue.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from detente.positions.words import words

Bag = tuple[str, ...]
"""The distinct stems of a phrase, sorted."""

# Chosen on the training reports (BCubed of gold phrases and of extracted ones), as are the weights.
CONTAINMENT_SHARE = 0.4
RARITY_POWER = 0.5
LIGHT_WEIGHT = 0.35
PARTY_WEIGHT = 0.35

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_PARTY_PREFIX = 4


@cache
def stem(word: str) -> str:
    """The word in lower case without its endings, a doubled last letter made single."""
    word = _POSSESSIVE.sub("", word.casefold())
    for ending in words().endings:
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3 and re.search("[aeiouy]", left):
            word = left
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


def bag(phrase: str) -> Bag:
    """The distinct stems of a phrase that name something; all its stems where none does."""
    tokens = [(token, stem(token)) for token in _WORD.findall(phrase)]
    kept = {found for token, found in _fold(tokens) if token.casefold() not in words().stop}
    return tuple(sorted(kept or {found for _, found in tokens}))


def _fold(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Tokens with their stems, words that mean the same replaced by one, longest first."""
    folded, at = [], 0
    while at < len(tokens):
        for length in (3, 2, 1):
            parts = tuple(found for _, found in tokens[at : at + length])
            if len(parts) == length and parts in _synonyms():
                folded.append((_synonyms()[parts],) * 2)
                break
        else:
            length = 1
            folded.append(tokens[at])
        at += length
    return folded


@cache
def _synonyms() -> dict[tuple[str, ...], str]:
    return {
        tuple(stem(part) for part in word.split()): stem(group[0]) for group in words().same for word in group
    }


@cache
def _light_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in words().light)


def weights(bags: Iterable[Bag], *, party_names: Iterable[str] = ()) -> dict[str, float]:
    """What each stem weighs, by its rarity among the bags and by what it is."""
    distinct = sorted(set(bags))
    counts = Counter(found for one in distinct for found in one)
    prefixes = {found[:_PARTY_PREFIX] for name in party_names for found in bag(name)}
    return {
        found: math.log1p(len(distinct) / count) ** RARITY_POWER * _kind_weight(found, prefixes)
        for found, count in counts.items()
    }


def _kind_weight(found: str, party_prefixes: set[str]) -> float:
    if found[:_PARTY_PREFIX] in party_prefixes:
        return PARTY_WEIGHT
    return LIGHT_WEIGHT if found in _light_stems() or found.isdigit() else 1.0


def alikeness(one: Bag, other: Bag, weight: Mapping[str, float]) -> float:
    """0 for nothing shared, 1 for the same stems."""
    shared = sum(weight[found] for found in set(one) & set(other))
    first, second = (sum(weight[found] for found in each) for each in (one, other))
    if not shared:
        return 0.0
    dice = 2 * shared / (first + second)
    return (1 - CONTAINMENT_SHARE) * dice + CONTAINMENT_SHARE * shared / min(first, second)
