"""Parties that a report shows to be such by its own words, known to no list.

"Belmora's prime minister" and "the Tarsenian parliament" say that Belmora and Tarsenia have
governments; "Sevrin, the Belmoran capital" says for whom Sevrin speaks.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.extraction.gazetteer import Name, NameKind
from detente.extraction.gazetteer import load as load_gazetteer
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import bare, is_possessive, proper_words
from detente.extraction.segmentation import Sentence, Token

_ADJECTIVE_ENDINGS = ("an", "ese", "ish", "ic", "i")
# How many letters an adjective shares with its name, and how many of the name's may be missing.
_MIN_STEM = 4
_MAX_DROPPED = 2
# An office or body follows its party within this many words ("Belmora's embattled prime minister").
_REACH = 3


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What is known of names in one report.

    `proper` are words that it always writes with a capital; `capitals` those written in capitals alone
    more than once, as acronyms are; `forms` the surface forms of parties by
    their words in lower case; `first_words` what a form can begin with; `longest` its most words.
    """

    proper: frozenset[str]
    capitals: frozenset[str]
    forms: Mapping[tuple[str, ...], Name]
    first_words: frozenset[str]
    longest: int


def known_names(sentences: Sequence[Sentence]) -> KnownNames:
    """The gazetteer's names with those that the report itself shows to be parties."""
    proper = proper_words(sentences)
    local = _find_local(sentences, proper)
    gazetteer = load_gazetteer()
    return KnownNames(
        proper=proper,
        capitals=_capitals(sentences),
        forms={**gazetteer.names, **local},
        first_words=_first_words() | {words[0] for words in local},
        longest=gazetteer.longest,
    )


def _capitals(sentences: Sequence[Sentence]) -> frozenset[str]:
    told = Counter(bare(t.text) for s in sentences for t in s.tokens if bare(t.text).isupper())
    return frozenset(word.lower() for word, n in told.items() if n > 1)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in load_gazetteer().names)


def _find_local(sentences: Sequence[Sentence], proper: frozenset[str]) -> dict[tuple[str, ...], Name]:
    """Surface forms in lower case → party, found in one report."""
    known, closed = load_gazetteer(), load_lexicon().words["closed"]
    small = {t.lower for s in sentences for t in s.tokens if t.text[0].islower()}
    spelling = {bare(t.lower): bare(t.text) for s in sentences for t in s.tokens if t.text[0].isupper()}
    # A capital at the start of a sentence will do here: the office that follows tells the rest.
    free = {
        word
        for word in spelling.keys() - small - closed
        if (word,) not in known.names and word not in known.people and word.isalpha() and len(word) > 2
    }
    surnames = {bare(b.lower) for s in sentences for a, b in _pairs(s.tokens) if _is_name_pair(a, b, proper)}
    named = (w for s in sentences for w in [*_owners(s.tokens), *_governed(s.tokens)])
    owners = {w for w in named if w in free - surnames}
    adjectives = {w for s in sentences for w in _adjectives(s.tokens) if w in free}
    names: dict[tuple[str, ...], Name] = {}
    for adjective in sorted(adjectives):
        root = _root(adjective, free - surnames)
        if root is not None:
            owners.add(root)
            names[(adjective,)] = Name(spelling[root], NameKind.ADJECTIVE, is_state=True)
            names[(f"{adjective}s",)] = names[(adjective,)]
    for owner in owners:
        names[(owner,)] = Name(spelling[owner], NameKind.NAME, is_state=True)
    for sentence in sentences:
        for seat, party in _seats(sentence.tokens, names):
            if seat in free:
                names.setdefault((seat,), Name(party, NameKind.SEAT, is_state=True))
    return names


def _pairs(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    return list(itertools.pairwise(tokens))


def _is_name_pair(first: Token, second: Token, proper: frozenset[str]) -> bool:
    """Two capitalised words in a row, the first no office: a first name and a surname."""
    if not (first.text[0].isupper() and second.text[0].isupper()) or is_possessive(first.text):
        return False
    return first.lower in proper and bare(second.lower) in proper


def _owners(tokens: Sequence[Token]) -> list[str]:
    """Words whose possessive is followed by an office or body."""
    return [bare(t.lower) for i, t in enumerate(tokens) if is_possessive(t.text) and _has_head(tokens, i + 1)]


def _governed(tokens: Sequence[Token]) -> list[str]:
    """As in "Prime Minister Helena Voss of Belmora": what a national office is of."""
    offices = load_lexicon().words["national_offices"]
    found = []
    for i, token in enumerate(tokens[:-1]):
        if token.lower == "of" and any(t.lower in offices for t in tokens[max(0, i - _REACH) : i]):
            alone = i + 2 >= len(tokens) or not tokens[i + 2].text[0].isupper()
            if tokens[i + 1].text[0].isupper() and alone:
                found.append(bare(tokens[i + 1].lower))
    return found


def _adjectives(tokens: Sequence[Token]) -> list[str]:
    """Capitalised words with the ending of an adjective before an office or body."""
    return [
        t.lower
        for i, t in enumerate(tokens)
        if t.text[0].isupper() and t.lower.endswith(_ADJECTIVE_ENDINGS) and _has_head(tokens, i + 1)
    ]


def _has_head(tokens: Sequence[Token], start: int) -> bool:
    words = load_lexicon().words
    heads = words["offices"] | words["office_plurals"] | words["bodies"]
    for token in tokens[start : start + _REACH]:
        if bare(token.lower) in heads:
            return True
        if not token.lower.isalpha() or token.lower in words["closed"]:
            return False
    return False


def _root(adjective: str, names: set[str]) -> str | None:
    """The name of which a word is the adjective ("tarsenian" of "tarsenia")."""
    for name in sorted(names - {adjective}):
        shared = 0
        while shared < min(len(name), len(adjective)) and name[shared] == adjective[shared]:
            shared += 1
        if shared >= max(_MIN_STEM, len(name) - _MAX_DROPPED) and len(adjective) > shared:
            return name
    return None


def _seats(tokens: Sequence[Token], names: dict[tuple[str, ...], Name]) -> list[tuple[str, str]]:
    """As in "Ardesh, the Tarsenian capital": a seat with its party."""
    found = []
    for i, token in enumerate(tokens):
        if token.lower != "capital" or i < 3:
            continue
        party = names.get((bare(tokens[i - 1].lower),))
        at = i - 2 if tokens[i - 2].text == "," else i - 3
        if party is not None and tokens[at].text == "," and at >= 1:
            found.append((tokens[at - 1].lower, party.party))
    return found
