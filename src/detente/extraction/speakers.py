"""Who holds a statement: the mention that the network points at, resolved to a person and a party.

Two answers are weighed. Reading order and the words of the mention itself say who "he", "the minister"
or "Lavrov" is (`parties`); the network says which words of the report name the holder and the holder's
party. A party's own name and a role with a party in it need no network; for pronouns, descriptions and
people of unknown party the network's places go first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from detente.extraction.document import Document, Passage
from detente.extraction.gender import fits as fits_gender
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import Mention, MentionKind
from detente.extraction.network.decoding import MAX_JOINT, FoundAttribution, FoundStatement, Named, Range
from detente.extraction.network.windows import Words
from detente.extraction.parties import Referent
from detente.extraction.segmentation import Token
from detente.extraction.voices import Voices
from detente.records import Span

# A place that names the holder of a pronoun counts from this probability, that of a description, and
# one that names the party.
_MIN_HOLDER, _MIN_DESCRIBED, _MIN_PARTY = 0.35, 0.6, 0.45
# An article's noun follows within so many words.
_ARTICLE_REACH = 3
_JOINING = {",", "and", "nor"}
# Possessives are no mentions of their own, but a network may point at them ("their demand").
_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they", "our": "we", "my": "i"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand: their passage, and the number of its first word in the report."""

    passage: Passage
    first: int


class Speakers:
    """Resolves the places that the network points at in one report."""

    def __init__(self, document: Document, words: Words, attributions: Sequence[FoundAttribution]) -> None:
        self._text = document.report.text
        self._words = words
        self._attributions = attributions
        self._voices = Voices(document)
        self._places: list[_Place] = []
        at = 0
        for passage in document.passages:
            self._places.append(_Place(passage, at))
            at += len(passage.tokens)
        self._firsts = [place.first for place in self._places]

    def holders(self, found: FoundStatement) -> tuple[Referent, ...]:
        """Who holds a statement, each once; of two mentions of one person the one with a party counts."""
        meant = [r for place, _ in found.speakers for r in self._meant(found, place)]
        meant = [replace(r, party=self._in_full(r.party)) for r in meant]
        known = {r.name for r in meant if r.party is not None}
        single: dict[tuple[str | None, str], Referent] = {}
        for referent in meant:
            if referent.party is not None or referent.name not in known:
                single.setdefault((referent.party, "" if referent.party else referent.name), referent)
        return tuple(single.values())

    def is_asked(self, place: Range) -> bool:
        """Whether words are a question of somebody unknown, who holds no position."""
        return self._voices.is_asked(self._row(place).passage)

    def _in_full(self, party: str | None) -> str | None:
        """As in "the Federation": the body that the report names in full and whose name holds the word."""
        if party is None or party.lower() not in load_lexicon().words["body_words"]:
            return party
        # Capitalised words right before it, as the text has them anywhere.
        full = re.findall(rf"(?:[A-Z][\w’'&.-]*[ ]){{1,5}}{re.escape(party)}\b", self._text)
        names = Counter(re.sub(r"^The ", "", name) for name in full) - Counter([party])
        return max(names, key=lambda name: (names[name], name), default=party)

    def _meant(self, found: FoundStatement, speaker: Range) -> tuple[Referent, ...]:
        """Whom the mention at `speaker` stands for: one, or the two meant by "both sides"."""
        own = self.referent_at(speaker) or self._bare(speaker)
        if own.mention.kind is MentionKind.DESCRIPTION and self._is_empty(own.mention.name):
            named = self._headed(speaker) or self.name_at(found.holder, _MIN_HOLDER)
            if named is None:
                return (Referent(own.mention, "", self._party(found)),)
            return (replace(named, mention=own.mention),)
        if own.members:
            return tuple(replace(member, mention=own.mention) for member in own.members)
        if own.mention.kind is MentionKind.PARTY or (own.mention.party is not None and own.party is not None):
            return self._joint(own, speaker)
        if own.mention.kind is MentionKind.PERSON:
            return (replace(own, party=own.party or self._party(found)),)
        if own.is_first_person:
            speaking = self._voices.at(self._row(speaker).passage.number)
            if speaking:
                return tuple(replace(voice, mention=own.mention) for voice in speaking)
        if own.mention.kind is MentionKind.DESCRIPTION:
            return (self._described(found, speaker, own),)
        named = self._holder(found, speaker, own, _MIN_HOLDER)
        if named is None and own.is_first_person:
            named = self._source(speaker)
        if named is None:
            return (replace(own, party=own.party or self._party(found)),)
        return (Referent(own.mention, named.name, named.party or own.party or self._party(found)),)

    def _joint(self, own: Referent, speaker: Range) -> tuple[Referent, ...]:
        """Those named in one breath with the holder ("Britain, France and Germany said")."""
        row = self._row(speaker)
        tokens, group = row.passage.tokens, [own]
        for other in row.passage.referents:
            if other.party is not None and _joins(tokens, group[-1].mention, other.mention):
                group.append(other)
        for other in reversed(row.passage.referents):
            if other.party is not None and _joins(tokens, other.mention, group[0].mention):
                group.insert(0, other)
        joined = any(
            t.lower in {"and", "nor"} for t in tokens[group[0].mention.last : group[-1].mention.first + 1]
        )
        return tuple(group) if joined and len(group) <= MAX_JOINT else (own,)

    def sentence_start(self, word: int) -> int:
        """The first word of the sentence that a word stands in."""
        return self._row((word, word + 1)).first

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

    def name_at(
        self, named: Sequence[Named], minimum: float, fits: Callable[[Referent], bool] = lambda _: True
    ) -> Referent | None:
        """Who is named at the likeliest place that fits, None where none is likely enough."""
        for place, probability in named:
            if probability < minimum:
                return None
            referent = self.referent_at(place)
            named_there = referent is not None and referent.mention.kind is not MentionKind.PRONOUN
            if referent is not None and named_there and fits(referent):
                return referent
        return None

    def span(self, place: Range) -> Span:
        """Words as a span of the text."""
        tokens = self._words.tokens
        return Span(tokens[place[0]].start, tokens[place[1] - 1].end)

    def _described(self, found: FoundStatement, speaker: Range, own: Referent) -> Referent:
        """As in "the minister", "officials", "most consumers": somebody named, or a group by its own name."""
        named = self._holder(found, speaker, own, _MIN_DESCRIBED)
        if named is not None and (own.party is None or own.party == own.name):
            # "The officials" are known by what they speak for, not by another's name.
            return Referent(
                own.mention, named.name if named.is_person else own.name, named.party or own.party
            )
        if own.party is not None:
            return own
        words = load_lexicon().words
        role = own.mention.name.lower().split()[-1]
        if own.mention.is_plural and role not in words["office_plurals"]:
            kept = own.mention.name.split()
            while len(kept) > 1 and kept[0].lower() in words["determiners"] | {"of"}:
                kept.pop(0)
            if len(kept) > 1 or role not in words["vague"]:
                return replace(own, party=" ".join(kept))
        return replace(own, party=self._party(found))

    def _holder(
        self, found: FoundStatement, speaker: Range, own: Referent, minimum: float
    ) -> Referent | None:
        """Whom the network names as the one whom a pronoun or description stands for."""

        def fits(other: Referent) -> bool:
            if own.mention.name in {"he", "she"}:
                return other.is_person and fits_gender(own.mention.name, other.name)
            if own.mention.name == "they":
                return not other.is_person or self._is_joined(other)
            return own.mention.name != "it" or not other.is_person

        elsewhere = [n for n in found.holder if n[0][1] <= speaker[0] or n[0][0] >= speaker[1]]
        return self.name_at(elsewhere, minimum, fits)

    def _is_joined(self, person: Referent) -> bool:
        """Whether somebody is named with another in one breath ("Schumer and Pelosi")."""
        row = next(p.passage for p in self._places if person in p.passage.referents)
        others = [r.mention for r in row.referents if r is not person]
        return any(
            _joins(row.tokens, *sorted((person.mention, other), key=lambda m: m.first)) for other in others
        )

    def _headed(self, place: Range) -> Referent | None:
        """Who is named right after an article that stands for its phrase ("the" of "the main parties")."""
        row = self._row(place)
        after = place[1] - row.first
        is_article = row.passage.tokens[after - 1].lower in load_lexicon().words["determiners"]
        following = (r for r in row.passage.referents if after <= r.mention.first < after + _ARTICLE_REACH)
        return next(following, None) if is_article else None

    @staticmethod
    def _is_empty(words: str) -> bool:
        """Whether words name nobody ("the", "there", "of")."""
        closed = load_lexicon().words["closed"]
        return all(word in closed or not word.isalnum() for word in words.lower().split())

    def _source(self, speaker: Range) -> Referent | None:
        """The source of the innermost attribution that holds the speaker's words."""
        around = [a for a in self._attributions if a.source and a.holds(speaker[0])]
        sizes = [(sum(last - first for first, last in a.content), a.source[0]) for a in around]
        return self.referent_at(min(sizes)[1]) if sizes else None

    def _party(self, found: FoundStatement) -> str | None:
        """The party that is named at the likeliest place."""
        likeliest: dict[str, float] = defaultdict(float)
        for place, probability in found.party:
            referent = self.referent_at(place)
            if referent is None or referent.mention.kind is MentionKind.PRONOUN:
                continue
            # A lone unknown name may be a body's, two in a row are a person's.
            is_body = not referent.is_person or " " not in referent.name
            party = referent.party or (referent.name if is_body else None)
            if party is not None:
                likeliest[party] = max(likeliest[party], probability)
        best = max(likeliest, key=lambda party: (likeliest[party], party), default=None)
        return best if best is not None and likeliest[best] >= _MIN_PARTY else None

    def _bare(self, place: Range) -> Referent:
        """Words in which no mention was found, taken as they stand."""
        span = self.span(place)
        row = self._row(place)
        words = self._text[span.start : span.end]
        pronoun = _POSSESSIVES.get(words.lower())
        mention = Mention(
            span=span, first=place[0] - row.first, last=place[1] - 1 - row.first,
            kind=MentionKind.PRONOUN if pronoun else MentionKind.DESCRIPTION, name=pronoun or words,
            is_plural=words.endswith("s") and " " in words,
        )  # fmt: skip
        return Referent(mention, mention.name, None)

    def _row(self, place: Range) -> _Place:
        return self._rows(place)[0]

    def _rows(self, place: Range) -> list[_Place]:
        low = bisect_right(self._firsts, place[0]) - 1
        return self._places[low : bisect_right(self._firsts, place[1] - 1)]


def _joins(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    """Whether only commas and conjunctions stand between a mention and a later one."""
    between = tokens[one.last + 1 : other.first]
    return bool(between) and all(t.lower in _JOINING for t in between)
