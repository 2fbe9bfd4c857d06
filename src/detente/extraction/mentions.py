"""Mentions of people, parties and bodies in a sentence, found without resolving them.

A mention is a noun phrase of one of four kinds. Only what its own words say is decided here
("Russian Foreign Minister Sergei Lavrov" is a person, and speaks for Russia); who "he", "the
minister" or "Lavrov" is, is decided in `parties` with the whole report in view.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from detente.extraction.segmentation import Sentence
from detente.records import Span


class MentionKind(StrEnum):
    """What a mention is by its form."""

    PERSON = "person"
    PARTY = "party"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A noun phrase, tokens ``first`` to ``last`` (inclusive) of its sentence.

    `name` is the proper name in it, or the phrase as written; `party` what its own words say it
    speaks for, None where they do not; `role` its office or group word in lower case; `is_plural`
    for "leaders", "rebels", "they".
    """

    span: Span
    first: int
    last: int
    kind: MentionKind
    name: str
    party: str | None = None
    role: str | None = None
    is_plural: bool = False


OPENERS = {"“", '"', "‘", "—", "–", "-", ":", "•", "*", ".", "…"}
NAME_PARTICLES = {"de", "del", "der", "den", "von", "van", "al", "el", "bin", "ibn", "da", "di", "la", "le"}


_ARTICLE = re.compile(r"(?:al|an|ar|as|ash|el)[-‑](?=\w)", re.IGNORECASE)


def surname(name: str) -> str:
    """The last word of a name in lower case, by which it is looked up ("zoubi" of "Asaad al-Zoubi")."""
    return _ARTICLE.sub("", name.split()[-1].lower(), count=1)


def has_article(word: str) -> bool:
    """Whether a word is a name with the Arabic article joined to it ("al-Assad")."""
    match = _ARTICLE.match(word)
    return match is not None and word[match.end()].isupper()


def bare(word: str) -> str:
    """The word without a possessive ending."""
    return re.sub(r"(?:'s|’s|'|’)$", "", word)


def is_possessive(word: str) -> bool:
    """Whether the word ends in a possessive ("Iran's", "rebels'")."""
    return bool(re.search(r"(?:['’]s|s['’])$", word))


def proper_words(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Words (lower case) that the report writes with a capital inside sentences, and never without."""
    capital: set[str] = set()
    small: set[str] = set()
    for sentence in sentences:
        if is_title_case(sentence):
            continue
        for before, token in zip(("", *(t.text for t in sentence.tokens)), sentence.tokens, strict=False):
            if token.text[0].isupper() and before and before not in OPENERS:
                capital.add(bare(token.lower))
            elif token.text[0].islower():
                small.add(bare(token.lower))
    return frozenset(capital - small)


def is_title_case(sentence: Sentence) -> bool:
    """Whether most longer words are capitalised, as in headlines: capitals then tell nothing."""
    words = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
    share = 0.75 if sentence.is_heading else 0.95
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= share * len(words)
