"""Who holds a statement: the mention that the network points at, resolved to a person and a party.

Two answers are weighed. Reading order and the words of the mention itself say who "he", "the minister"
or "Lavrov" is (`parties`); the network says which words of the report name the holder and the holder's
party. A party's own name and a role with a party in it need no network; for pronouns, descriptions and
people of unknown party the network's places go first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.extraction.document import Document, Passage
from detente.extraction.mentions import Mention, MentionKind
from detente.extraction.network.decoding import FoundStatement, Named, Range
from detente.extraction.network.windows import Words
from detente.extraction.parties import Referent
from detente.records import Span

# A place that names the holder counts from this probability, and one that names the party.
_MIN_HOLDER = 0.35
_MIN_PARTY = 0.2


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand: their passage, and the number of its first word in the report."""

    passage: Passage
    first: int


class Speakers:
    """Resolves the places that the network points at in one report."""

    def __init__(self, document: Document, words: Words) -> None:
        self._text = document.report.text
        self._words = words
        self._places: list[_Place] = []
        at = 0
        for passage in document.passages:
            self._places.append(_Place(passage, at))
            at += len(passage.tokens)

    def holders(self, found: FoundStatement, speaker: Range) -> tuple[Referent, ...]:
        """Whom the mention at `speaker` stands for: one, or the two meant by "both sides"."""
        here = self.referent_at(speaker)
        if here is not None and here.members:
            return tuple(replace(member, mention=here.mention) for member in here.members)
        own = here or self._bare(speaker)
        if own.mention.kind is MentionKind.PARTY or (own.mention.party is not None and own.party is not None):
            return (own,)
        party = self._party(found)
        if own.mention.kind is MentionKind.PERSON:
            return (replace(own, party=own.party or party),)
        named = self._holder(found, speaker)
        if named is None:
            return (replace(own, party=party or own.party),)
        # "The officials" are known by what they speak for, not by another's name.
        keeps_name = own.mention.kind is MentionKind.DESCRIPTION and not named.is_person
        name = own.name if keeps_name else named.name
        return (Referent(own.mention, name, named.party or party or own.party),)

    def referent_at(self, place: Range) -> Referent | None:
        """The mention that shares most words with a place."""
        best: tuple[int, Referent] | None = None
        for row in self._rows(place):
            for referent in row.passage.referents:
                mention = referent.mention
                first, end = row.first + mention.first, row.first + mention.last + 1
                shared = min(end, place[1]) - max(first, place[0])
                if shared > 0 and (best is None or shared > best[0]):
                    best = (shared, referent)
        return best[1] if best else None

    def name_at(self, named: Sequence[Named], minimum: float) -> Referent | None:
        """Who is named at the likeliest place, None where none is likely enough."""
        for place, probability in named:
            if probability < minimum:
                return None
            referent = self.referent_at(place)
            if referent is not None and referent.mention.kind is not MentionKind.PRONOUN:
                return referent
        return None

    def span(self, place: Range) -> Span:
        """Words as a span of the text."""
        tokens = self._words.tokens
        return Span(tokens[place[0]].start, tokens[place[1] - 1].end)

    def _holder(self, found: FoundStatement, speaker: Range) -> Referent | None:
        elsewhere = [n for n in found.holder if n[0][1] <= speaker[0] or n[0][0] >= speaker[1]]
        return self.name_at(elsewhere, _MIN_HOLDER)

    def _party(self, found: FoundStatement) -> str | None:
        """The party that most places name, each counted by its probability."""
        votes: dict[str, float] = defaultdict(float)
        for place, probability in found.party:
            referent = self.referent_at(place)
            if referent is None or referent.mention.kind is MentionKind.PRONOUN:
                continue
            party = referent.party or (referent.name if not referent.is_person or len(referent.name.split()) == 1 else None)
            if party is not None:
                votes[party] = max(votes[party], probability)
        best = max(votes, key=lambda party: (votes[party], party), default=None)
        return best if best is not None and votes[best] >= _MIN_PARTY else None

    def _bare(self, place: Range) -> Referent:
        """Words in which no mention was found, taken as they stand."""
        span = self.span(place)
        row = next(iter(self._rows(place)))
        mention = Mention(
            span=span, first=place[0] - row.first, last=place[1] - 1 - row.first,
            kind=MentionKind.DESCRIPTION, name=self._text[span.start : span.end],
        )  # fmt: skip
        return Referent(mention, mention.name, None)

    def _rows(self, place: Range) -> list[_Place]:
        firsts = [row.first for row in self._places]
        low = int(np.searchsorted(firsts, place[0], side="right")) - 1
        high = int(np.searchsorted(firsts, place[1] - 1, side="right"))
        return self._places[low:high]


def settle_parties(holders: Sequence[tuple[Referent, float]]) -> dict[str, str]:
    """Name → the party that most statements of a person give, so that nobody speaks for two by chance."""
    votes: dict[str, Counter[str]] = {}
    for referent, weight in holders:
        if referent.party is not None and referent.is_person:
            votes.setdefault(referent.name, Counter())[referent.party] += weight
    return {name: max(votes[name], key=lambda p: (votes[name][p], p)) for name in votes}
