"""The people and bodies of one report: full names, and for whom each person speaks.

A person's party is what the report says (a role with a party, "(R-Ariz.)"), by vote over all
mentions, then what the gazetteer says for the report's date. It is None where neither tells.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from detente.extraction.bodies import groups, kinds, organ, organs, short_names
from detente.extraction.gazetteer import NameKind
from detente.extraction.gazetteer import load as load_gazetteer
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.local_names import KnownNames
from detente.extraction.mentions import NAME_PARTICLES, Mention, MentionKind, surname
from detente.extraction.segmentation import Sentence

_WHITE_HOUSE = "White House"
UNITED_STATES = "United States"
# A lone name is a body's only where the report gives it so many times, and no longer in capitals.
_MIN_TOLD = 2
_MAX_ACRONYM = 5
_US_BODIES = {"Republicans", "Democrats", "US Congress"}
# In training reports whose talks are between US parties, at least this share of the mentions of
# parties is theirs; elsewhere it stays well below.
_DOMESTIC_SHARE = 0.3


class Roster:
    """The people and bodies of one report."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Sequence[Mention]],
        names: KnownNames,
        date: datetime.date | None,
    ) -> None:
        self._date = date
        self._names = names
        self._gazetteer = load_gazetteer()
        self._full_names = _full_names(mentions)
        self._acronyms = _acronyms(sentences, mentions)
        self._votes = self._count_parties(sentences, mentions)
        self._office_holders = {
            surname(m.name)
            for row in mentions
            for m in row
            if m.kind is MentionKind.PERSON and m.role in load_lexicon().words["national_offices"]
        }
        self._alone = Counter(m.name for row in mentions for m in row if m.kind is MentionKind.PERSON)
        self._counts = Counter(m.party for row in mentions for m in row if m.party)
        self._shortened = short_names(mentions)
        self._organs = organs(mentions, self.is_state)
        self._kinds = kinds(sentences, mentions)
        self._groups = groups(mentions)
        self._domestic = self._is_domestic()
        self.state: str | None = self._dominant_state()

    def full_name(self, name: str) -> str:
        """The longest form of a person's name that the report gives."""
        known = self._full_names.get(surname(name))
        first = name.split()[0]
        if known and (" " not in name or known.split()[0] == first or first.lower() in NAME_PARTICLES):
            return known
        entry = self._gazetteer.person(name, self._date) if " " not in name else None
        return entry.name if entry else name

    def person_party(self, name: str) -> str | None:
        """For whom a person speaks, None where neither report nor gazetteer tells."""
        full = self.full_name(name)
        votes = self._votes.get(surname(full), Counter())
        # "House Speaker" says where somebody sits, not for whom they speak.
        chambers = load_lexicon().words["chambers"]
        told = [party for party, _ in votes.most_common() if party.lower() not in chambers]
        by_name = self._gazetteer.person(full, self._date) if " " in full else None
        if told and (by_name is None or votes[told[0]] > 1):
            return self.party_name(told[0])
        person = by_name or self._gazetteer.person(full.split()[-1], self._date)
        if person is None or (" " in full and person.name.split()[0] != full.split()[0]):
            return None
        return self.party_name(person.party)

    def holds_office(self, name: str) -> bool:
        """Whether the report names somebody with a national office, be it without the state."""
        return surname(name) in self._office_holders

    def learn(self, name: str, party: str) -> None:
        """Note for whom somebody speaks where only the running text tells ("its envoy, Ingrid Dahl")."""
        self._votes.setdefault(surname(name), Counter())[party] += 1

    def is_body(self, name: str) -> bool:
        """Whether a lone name that is nobody's surname is taken for a body's ("Honeywell").

        The report must give it more than once, and never without a capital or in capitals alone.
        """
        told = self._alone[name] >= _MIN_TOLD and name.lower() in self._names.proper
        return told and not (name.isupper() and len(name) > _MAX_ACRONYM)

    def party_name(self, party: str) -> str:
        """The name a party goes by in this report: acronyms spelt out, the US administration told apart."""
        party = self._acronyms.get(party, party)
        party = self._shortened.get(party, party)
        party = self._organs.get(organ(party), party)
        if party.lower() in load_lexicon().words["peoples"] and self.state is not None:
            # The Kurds of the talks are those of the state that they are about.
            adjective = self._adjective(self.state)
            return f"{adjective} {party}" if adjective else party
        if party == UNITED_STATES and self._domestic:
            return _WHITE_HOUSE
        return party

    def company(self, name: str) -> str | None:
        """The company that the report goes on to call so ("Starwood" of "Starwood Hotels & Resorts Inc")."""
        return self._shortened.get(name)

    def of_kind(self, word: str) -> str | None:
        """The body that the report calls a union, an airline or the like."""
        told = self._kinds.get(word, Counter()).most_common(1)
        return self.party_name(told[0][0]) if told else None

    def fuller(self, word: str) -> str | None:
        """As in "lenders" for "international lenders", where the report tells of one such group only."""
        told = self._groups.get(word, set())
        return next(iter(told)) if len(told) == 1 else None

    def main_two(self) -> tuple[str, str] | None:
        """The two parties of which the report speaks most, if no third is spoken of nearly as often."""
        counts = Counter[str]()
        for party, n in self._counts.items():
            counts[self.party_name(party)] += n
        (one, _), (two, second), (_, third) = [*counts.most_common(3), ("", 0), ("", 0), ("", 0)][:3]
        return (one, two) if second > 1 and third <= second / 2 else None

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
        if role in load_lexicon().words["state_words"]:
            return self.party_name(self.state)
        return self.faction_of(self.state, role)

    def faction_of(self, state: str, role: str) -> str | None:
        """As in "Syria's opposition" is not Syria: the party by its adjective; None for other roles."""
        is_faction = role in load_lexicon().words["factions"] and self.is_state(state)
        adjective = self._adjective(state) if is_faction else None
        return f"{adjective} {role}" if adjective else None

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
            if party not in _US_BODIES and party != UNITED_STATES and self.is_state(party)
        )
        return ours >= 3 and ours >= _DOMESTIC_SHARE * (ours + self._counts[UNITED_STATES] + 2 * foreign)

    def is_state(self, party: str) -> bool:
        """Whether the party is a state or another government."""
        entry = self._names.forms.get(tuple(party.lower().split()))
        return entry is not None and entry.is_state

    def _dominant_state(self) -> str | None:
        foreign = [(n, party) for party, n in self._counts.items() if party != UNITED_STATES]
        states = [(n, party) for n, party in foreign if self.is_state(party)]
        return max(states)[1] if states else None

    def _adjective(self, state: str) -> str | None:
        for words, name in self._names.forms.items():
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
                    votes.setdefault(surname(mention.name), Counter())[party] += 1
        return votes


def _full_names(mentions: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """Surname → full name; a surname shared by two people of the report is left out.

    A first word that the report uses alone is a surname too ("Xi Jinping … Mr. Xi").
    """
    names: dict[str, set[str]] = {}
    people = [m.name for row in mentions for m in row if m.kind is MentionKind.PERSON]
    alone = {surname(name) for name in people if " " not in name}
    for name in people:
        first, *rest = name.lower().split()
        # "De Mistura" is short for "Staffan de Mistura".
        if rest and first not in NAME_PARTICLES:
            last = surname(name)
            names.setdefault(last, set()).add(name)
            if first in alone and last not in alone:
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
                and (_abbreviates(after.name, before.party) or _is_bracketed(sentence, before, after))
            ):
                found[after.name] = before.party
    return found


def _is_bracketed(sentence: Sentence, full: Mention, short: Mention) -> bool:
    """As in "German Employees Union (DAG)": letters of another language, but alone in brackets."""
    end = sentence.tokens[short.last + 1 : short.last + 2]
    alone = short.first == full.last + 2 and bool(end) and end[0].text == ")"
    return (
        alone
        and short.name.isupper()
        and short.name.isalpha()
        and full.party == full.name
        and " " in full.name
    )


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
