"""Who is meant, and for whom they speak: mentions resolved within one report.

A person's party is what the report says (a role with a party, "(R-Ariz.)"), by vote over all
mentions, then what the gazetteer says for the report's date. It is None where neither tells.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.extraction.gazetteer import NameKind
from detente.extraction.gazetteer import load as load_gazetteer
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import NAME_PARTICLES, Mention, MentionKind, bare, is_title_case
from detente.extraction.segmentation import Sentence
from detente.records import Span

_WHITE_HOUSE = "White House"
_US = "United States"
_US_BODIES = {"Republicans", "Democrats", "US Congress"}
# In training reports whose talks are between US parties, at least this share of the mentions of
# parties is theirs; elsewhere it stays well below.
_DOMESTIC_SHARE = 0.3
# Bodies of a state that are named without it ("the government", "rebels").
_STATE_WORDS = {
    "government",
    "regime",
    "army",
    "military",
    "parliament",
    "cabinet",
    "presidency",
    "authorities",
}
_FACTIONS = {"opposition", "rebels", "insurgents", "separatists", "militants"}
_UNION_WORDS = {"union", "guild", "teamsters", "brotherhood", "federation", "local", "workers"}
_COMPANY_WORDS = {
    "inc",
    "corp",
    "company",
    "plc",
    "ag",
    "ltd",
    "airlines",
    "holdings",
    "industries",
    "technologies",
}


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention stands for: full name, and party (None where it cannot be told)."""

    mention: Mention
    name: str
    party: str | None

    @property
    def is_person(self) -> bool:
        """Whether one person is meant."""
        return self.mention.kind is MentionKind.PERSON

    @property
    def is_first_person(self) -> bool:
        """As in "I" or "we": whoever speaks there."""
        return self.mention.kind is MentionKind.PRONOUN and self.name in {"i", "we"}


class Roster:
    """The people and bodies of one report."""

    def __init__(
        self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], date: datetime.date | None
    ) -> None:
        self._date = date
        self._gazetteer = load_gazetteer()
        self._full_names = _full_names(mentions)
        self._acronyms = _acronyms(sentences, mentions)
        self._votes = self._count_parties(sentences, mentions)
        self._counts = Counter(m.party for row in mentions for m in row if m.party)
        self._domestic = self._is_domestic()
        self.state = self._dominant_state()

    def full_name(self, name: str) -> str:
        """The longest form of a person's name that the report gives."""
        known = self._full_names.get(name.split()[-1].lower())
        first = name.split()[0]
        if known and (" " not in name or known.split()[0] == first or first.lower() in NAME_PARTICLES):
            return known
        entry = self._gazetteer.person(name, self._date) if " " not in name else None
        return entry.name if entry else name

    def person_party(self, name: str) -> str | None:
        """For whom a person speaks, None where neither report nor gazetteer tells."""
        full = self.full_name(name)
        votes = self._votes.get(full.split()[-1].lower())
        if votes:
            return self.party_name(votes.most_common(1)[0][0], is_person=True)
        person = self._gazetteer.person(full, self._date) or self._gazetteer.person(
            full.split()[-1], self._date
        )
        if person is None or (" " in full and person.name.split()[0] != full.split()[0]):
            return None
        return self.party_name(person.party, is_person=True)

    def party_name(self, party: str, *, is_person: bool = False) -> str:
        """The name a party goes by in this report: acronyms spelt out, the US administration told apart."""
        party = self._acronyms.get(party, party)
        if party == _US and self._domestic:
            return _WHITE_HOUSE
        return party

    def is_known_person(self, word: str) -> bool:
        """Whether a surname belongs to somebody whom the report names in full, or the gazetteer knows."""
        return word in self._full_names or self._gazetteer.person(word, self._date) is not None

    def office_party(self, role: str) -> str | None:
        """As in "the president" in a report on talks between US parties speaks for the White House."""
        return _WHITE_HOUSE if role == "president" and self._domestic else None

    def faction(self, role: str) -> str | None:
        """The party behind "the government" or "rebels" where the report is about one state."""
        if self.state is None:
            return None
        if role in _STATE_WORDS:
            return self.party_name(self.state)
        if role in _FACTIONS:
            adjective = self._adjective(self.state)
            return f"{adjective} {role}" if adjective else None
        return None

    def body_like(self, words: frozenset[str] | set[str]) -> str | None:
        """The most mentioned body whose name holds one of the words ("the union", "the company")."""
        fitting = [
            (n, party)
            for party, n in self._counts.items()
            if words & set(party.lower().split()) and party.lower() not in words
        ]
        return max(fitting)[1] if fitting else None

    def _is_domestic(self) -> bool:
        """Whether the talks are between parties of the United States, so that "the administration" is one."""
        ours = sum(self._counts[body] for body in _US_BODIES)
        foreign = sum(
            n
            for party, n in self._counts.items()
            if party not in _US_BODIES and party != _US and self._is_state(party)
        )
        return ours >= 3 and ours >= _DOMESTIC_SHARE * (ours + self._counts[_US] + 2 * foreign)

    def _is_state(self, party: str) -> bool:
        entry = self._gazetteer.names.get(tuple(party.lower().split()))
        return entry is not None and entry.is_state

    def _dominant_state(self) -> str | None:
        states = [(n, party) for party, n in self._counts.items() if self._is_state(party) and party != _US]
        return max(states)[1] if states else None

    def _adjective(self, state: str) -> str | None:
        for words, name in self._gazetteer.names.items():
            if name.party == state and name.kind is NameKind.ADJECTIVE and not words[-1].endswith("s"):
                return " ".join(words).title()
        return None

    def _count_parties(
        self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]
    ) -> dict[str, Counter[str]]:
        votes: dict[str, Counter[str]] = {}
        for sentence, row in zip(sentences, mentions, strict=True):
            for i, mention in enumerate(row):
                if mention.kind is not MentionKind.PERSON:
                    continue
                party = mention.party or _apposition_party(sentence, row, i)
                if party:
                    votes.setdefault(mention.name.split()[-1].lower(), Counter())[party] += 1
        return votes


def _is_many(referent: Referent) -> bool:
    """Whether people rather than one body are meant ("officials"), so that "it" cannot be they."""
    return referent.mention.kind is MentionKind.DESCRIPTION and referent.mention.is_plural


def _full_names(mentions: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """Surname → full name; a surname shared by two people of the report is left out.

    A first word that the report uses alone is a surname too ("Xi Jinping … Mr. Xi").
    """
    names: dict[str, set[str]] = {}
    people = [m.name for row in mentions for m in row if m.kind is MentionKind.PERSON]
    alone = {name.lower() for name in people if " " not in name}
    for name in people:
        first, *rest = name.lower().split()
        if rest:
            names.setdefault(rest[-1], set()).add(name)
            if first in alone and rest[-1] not in alone:
                names.setdefault(first, set()).add(name)
    return {
        surname: max(full, key=len)
        for surname, full in names.items()
        if len({f.split()[0] for f in full}) == 1
    }


def _acronyms(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """Short form → full name, where the report gives one beside the other ("Writers Guild (WGA)")."""
    found: dict[str, str] = {}
    for sentence, row in zip(sentences, mentions, strict=True):
        for before, after in itertools.pairwise(row):
            between = "".join(t.text for t in sentence.tokens[before.last + 1 : after.first])
            if (
                between in {"(", ",", ",or", "(the"}
                and before.party
                and after.party
                and _abbreviates(after.name, before.party)
            ):
                found[after.name] = before.party
    return found


def _abbreviates(short: str, full: str) -> bool:
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", full) if w[0].isupper())
    return short.isupper() and len(short) >= 2 and short.replace(".", "") in {initials, initials[:-1]}


def _apposition_party(sentence: Sentence, row: Sequence[Mention], i: int) -> str | None:
    """The party in "Zarif, Iran's foreign minister" or "the Iranian minister, Zarif"."""
    for j, gap in ((i + 1, slice(row[i].last + 1, row[i + 1].first) if i + 1 < len(row) else None),
                   (i - 1, slice(row[i - 1].last + 1, row[i].first) if i else None)):  # fmt: skip
        if gap is None:
            continue
        other = row[j]
        text = " ".join(t.lower for t in sentence.tokens[gap])
        has_role = other.role or other.party in _US_BODIES
        if has_role and other.party and text in {",", ", the", ", a", "(", ", who is", ", who is the"}:
            return other.party
    return None


class Resolver:
    """Walks the report's sentences in order and says who each mention is."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._words = load_lexicon().words
        self._people: list[Referent] = []
        self._bodies: list[Referent] = []

    def resolve(self, sentence: Sentence, row: Sequence[Mention]) -> tuple[Referent, ...]:
        """Referents of the mentions of the next sentence, in order; unresolved pronouns are left out."""
        found: list[Referent] = []
        for mention in (*row, *self._title_names(sentence, row)):
            referent = self._referent(mention, found)
            if referent is not None:
                found.append(referent)
        # The first of a sentence is most often its subject, and the one whom "he" takes up.
        people = [r for r in found if r.is_person]
        bodies = [r for r in found if r.mention.kind in (MentionKind.PARTY, MentionKind.DESCRIPTION)]
        self._people = (people + self._people)[:6]
        self._bodies = (bodies + self._bodies)[:6]
        return tuple(sorted(found, key=lambda r: r.mention.first))

    def _title_names(self, sentence: Sentence, row: Sequence[Mention]) -> list[Mention]:
        """In a headline capitals tell nothing; surnames known from the report still do."""
        if not is_title_case(sentence):
            return []
        taken = {i for m in row for i in range(m.first, m.last + 1)}
        known = self._roster.is_known_person
        return [
            Mention(
                span=Span(t.start, t.start + len(bare(t.text))),
                first=i,
                last=i,
                kind=MentionKind.PERSON,
                name=bare(t.text),
            )
            for i, t in enumerate(sentence.tokens)
            if i not in taken and t.text[0].isupper() and len(t.text) > 2 and known(bare(t.lower))
        ]

    def _referent(self, mention: Mention, before: Sequence[Referent]) -> Referent | None:
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(mention, before)
        if mention.kind is MentionKind.PERSON:
            name = self._roster.full_name(mention.name)
            party = self._roster.person_party(mention.name)
            if party is None and mention.role is None and " " not in name:
                # A lone capitalised name that is nobody's surname is a body's ("Honeywell").
                party = name
            return Referent(mention, name, party)
        if mention.kind is MentionKind.PARTY and mention.name.lower() in self._words["body_words"]:
            # "the Committee", "the Fund": the body of the report whose name holds the word.
            party = self._roster.body_like({mention.name.lower()})
            if party is not None:
                return Referent(mention, party, self._roster.party_name(party))
        if mention.party is not None:
            party = self._roster.party_name(mention.party)
            return Referent(mention, self._roster.party_name(mention.name), party)
        return self._description(mention, before)

    def _pronoun(self, mention: Mention, before: Sequence[Referent]) -> Referent | None:
        here = list(before)
        if mention.name in {"he", "she"}:
            pool = [r for r in here if r.is_person] + self._people
        elif mention.name == "it":
            pool = [r for r in [*here, *self._bodies] if not r.is_person and not _is_many(r)]
        elif mention.name == "they":
            pool = [r for r in here if not r.is_person] + self._bodies
        else:
            return Referent(mention, mention.name, None)
        return Referent(mention, pool[0].name, pool[0].party) if pool else None

    def _description(self, mention: Mention, before: Sequence[Referent]) -> Referent | None:
        """As in "the minister", "the union", "officials": by role, by kind of body, or as they are called."""
        role = mention.role or ""
        group = next(
            (w for w in mention.name.lower().split() if w in self._words["groups"] and w != role), None
        )
        if group is not None and (
            role in self._words["office_plurals"]
            or role in self._words["bodies"]
            or role in self._words["offices"]
        ):
            role = group
        elif role in self._words["offices"]:
            for referent in [*before, *self._people]:
                if referent.mention.role == role:
                    return Referent(mention, referent.name, referent.party)
            return Referent(mention, mention.name, self._roster.office_party(role))
        party = self._roster.faction(role)
        if party is None and role == "union":
            party = self._roster.body_like(_UNION_WORDS)
        if party is None and role in {"company", "management"}:
            party = self._roster.body_like(_COMPANY_WORDS)
        if party is None and role in {"group", "movement"}:
            party = next((r.party for r in [*before, *self._bodies] if not _is_many(r)), None)
        if party is None and role == "administration":
            party = self._roster.party_name(_US)
        if party is None and (role in self._words["groups"] or (mention.is_plural and " " in mention.name)):
            party = mention.name
        return Referent(mention, party or mention.name, party)
