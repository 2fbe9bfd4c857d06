"""How alike two phrases are: the weight of the stems they share.

A phrase becomes a set of stems without stop words, synonyms folded into one. A stem weighs less the
more phrases of the call hold it, and less again where it names a party or says little by itself.
Alikeness is a mean of two shares of weight: of both phrases together (Dice), and of the shorter
one, since "guaranteed flow" and "guaranteed minimum flow in the Kesh" are one issue. Where it is
known, the sentence around a phrase counts as much as the phrase (`InContext`): reports cut the same
thing out of their sentences in many ways.

Two things keep phrases apart that share most words. One undoes what the other does ("cancellation
of the talks", "continuation of the talks"): who is for one is against the other, so they must not
share an issue. Or they speak of different parties ("attendance of Iran", "attendance of Turkey").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from detente.positions.words import words

# Chosen on the training reports (BCubed of gold phrases and of extracted ones), as are the weights; the
# two factors keep apart what must not be one whatever the sentences say.
CONTAINMENT_SHARE = 0.4
RARITY_POWER = 0.5
SENTENCE_RARITY_POWER = 2.0
LIGHT_WEIGHT = 0.5
PARTY_WEIGHT = 0.35
OPPOSITE_FACTOR = 0.25
OTHER_PARTY_FACTOR = 0.3

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
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


class Bag(NamedTuple):
    """What is compared of a phrase.

    `stems` are its distinct telling stems, sorted; `undoes` is the one at its head where that undoes
    what the others name, else empty; `is_negated` where it holds a "no" or "without".
    """

    stems: tuple[str, ...]
    undoes: str = ""
    is_negated: bool = False


def bag(phrase: str) -> Bag:
    """The stems of a phrase that name something; all its stems where none does."""
    tokens = [(token.casefold(), stem(token)) for token in _WORD.findall(_without_dots(phrase))]
    telling = [found for token, found in _fold(tokens) if token not in words().stop | words().numbers]
    is_negated = any(token in words().negations for token, _ in tokens)
    undoes = telling[0] if telling and telling[0] in _stems_of("undoing") else ""
    return Bag(tuple(sorted(set(telling) or {found for _, found in tokens})), undoes, is_negated)


def are_opposite(one: Bag, other: Bag) -> bool:
    """Whether one phrase undoes what the other names, so that who is for one is against the other.

    "Withdrawal of the troops" and "the troops to withdraw" are not: what one has at its head, the
    other holds further on.
    """
    turns = [one.is_negated != other.is_negated]
    if bool(one.undoes) != bool(other.undoes):
        undoing, rest = (one, other) if one.undoes else (other, one)
        turns.append(undoing.undoes not in rest.stems)
    return sum(turns) % 2 == 1


def _without_dots(phrase: str) -> str:
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), phrase)


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
def _stems_of(word_list: str) -> frozenset[str]:
    """The stems of one of the word lists, synonyms folded."""
    stems = (stem(word) for word in getattr(words(), word_list))
    return frozenset(_synonyms().get((found,), found) for found in stems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What each stem of one call weighs, and which stems name a party."""

    weight: Mapping[str, float]
    party_stems: frozenset[str]

    @classmethod
    def of(
        cls, bags: Iterable[Bag], *, party_names: Iterable[str] = (), rarity: float = RARITY_POWER
    ) -> Scale:
        """Weigh each stem by its rarity among the distinct bags and by what it is."""
        distinct = set(bags)
        counts = Counter(found for one in distinct for found in one.stems)
        prefixes = _prefixes(party_names)
        party_stems = frozenset(found for found in counts if found[:_PARTY_PREFIX] in prefixes)
        weight = {
            found: math.log1p(len(distinct) / count) ** rarity * _kind_weight(found, party_stems)
            for found, count in counts.items()
        }
        return cls(weight=weight, party_stems=party_stems)

    def names_something(self, stems: Iterable[str]) -> bool:
        """Whether one of the stems says which issue it is: no party, number or light word."""
        return any(_kind_weight(found, self.party_stems) == 1.0 for found in stems)

    def total(self, stems: Iterable[str]) -> float:
        """Weight of stems together; one that no bag holds weighs nothing."""
        return sum(self.weight.get(found, 0.0) for found in sorted(stems))

    def share(self, one: Sequence[str], other: Sequence[str]) -> float:
        """Weight of the stems that two have in common: 0 for none, 1 where they are the same."""
        shared = self.total(set(one) & set(other))
        if not shared:
            return 0.0
        first, second = self.total(one), self.total(other)
        dice = 2 * shared / (first + second)
        return (1 - CONTAINMENT_SHARE) * dice + CONTAINMENT_SHARE * shared / min(first, second)

    def apart(self, one: Bag, other: Bag) -> float:
        """What is left of an alikeness: less than 1 for opposites and for other parties."""
        left = OPPOSITE_FACTOR if are_opposite(one, other) else 1.0
        return left * OTHER_PARTY_FACTOR if self._speak_of_other_parties(one, other) else left

    def alikeness(self, one: Bag, other: Bag) -> float:
        """0 for nothing shared, 1 for the same stems."""
        return self.share(one.stems, other.stems) * self.apart(one, other)

    def _speak_of_other_parties(self, one: Bag, other: Bag) -> bool:
        first, second = (self.party_stems & set(each.stems) for each in (one, other))
        return bool(first and second and not first & second)


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """Alikeness of phrases by their stems and by those of the sentences that they stand in.

    `sentences` has the stems of the sentences of each bag, weighed on a scale of their own.
    """

    phrases: Scale
    sentences: Mapping[Bag, tuple[str, ...]]
    words: Scale

    @classmethod
    def of(
        cls, phrases: Scale, sentences: Mapping[Bag, Iterable[str]], *, party_names: Iterable[str]
    ) -> InContext:
        """From the sentences themselves."""
        stems = {
            one: tuple(sorted({found for text in texts for found in bag(text).stems}))
            for one, texts in sentences.items()
        }
        words = Scale.of(map(Bag, stems.values()), party_names=party_names, rarity=SENTENCE_RARITY_POWER)
        return cls(phrases=phrases, sentences=stems, words=words)

    def alikeness(self, one: Bag, other: Bag) -> float:
        """0 where the phrases share nothing, 1 where phrases and sentences have the same stems."""
        shared = self.phrases.share(one.stems, other.stems)
        if not shared:
            return 0.0
        around = self.words.share(self.sentences[one], self.sentences[other])
        return (shared + around) / 2 * self.phrases.apart(one, other)


def _prefixes(party_names: Iterable[str]) -> set[str]:
    """What the words of parties begin with, so that "Belmoran" names Belmora too."""
    bodies = {stem(word) for word in words().bodies}
    stems = {found for name in party_names for found in bag(name).stems}
    return {found[:_PARTY_PREFIX] for found in stems - bodies - _stems_of("light")}


def _kind_weight(found: str, party_stems: frozenset[str]) -> float:
    if found in party_stems:
        return PARTY_WEIGHT
    return LIGHT_WEIGHT if found in _stems_of("light") or found.isdigit() else 1.0
