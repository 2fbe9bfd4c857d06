"""Who each mention of a report is: names, pronouns and descriptions resolved in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.extraction.gender import fits
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import Mention, MentionKind, bare, is_title_case
from detente.extraction.roster import UNITED_STATES, Roster
from detente.extraction.segmentation import Sentence
from detente.records import Span

# "…, often referred to as the …": at most this many words between a description and its name.
_ALIAS_REACH = 7


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention stands for: full name, and party (None where it cannot be told).

    `members` are the two parties meant by "both sides". `holds_office` where the report names the
    person as a minister, president or the like.
    """

    mention: Mention
    name: str
    party: str | None
    members: tuple[Referent, ...] = ()
    holds_office: bool = False

    @property
    def is_person(self) -> bool:
        """Whether one person is meant; a lone name that is its own party is a body's."""
        return self.mention.kind is MentionKind.PERSON and self.party != self.name

    @property
    def full_name(self) -> str | None:
        """The name for users; None for a pronoun that nobody could be found for, or for no words at all."""
        unresolved = self.mention.kind is MentionKind.PRONOUN and self.name == self.mention.name
        return None if unresolved else self.name or None

    @property
    def is_first_person(self) -> bool:
        """As in "I" or "we": whoever speaks there."""
        return self.mention.kind is MentionKind.PRONOUN and self.name in {"i", "we"}


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
                found.append(self._in_apposition(sentence, found, referent))
                self._take_alias(sentence, found)
        # The first of a sentence is most often its subject, and the one whom "he" takes up.
        people = [r for r in found if r.is_person]
        bodies = [r for r in found if not r.is_person and r.mention.kind is not MentionKind.PRONOUN]
        self._people = (people + self._people)[:6]
        self._bodies = (bodies + self._bodies)[:6]
        return tuple(sorted(found, key=lambda r: r.mention.first))

    def _in_apposition(self, sentence: Sentence, before: list[Referent], here: Referent) -> Referent:
        """As in "Its envoy, Ingrid Dahl" or "Josip Marek, its chairman": one person, one party.

        The one before is replaced in place where the one here tells more.
        """
        last = before[-1] if before else None
        if last is None or last.is_person == here.is_person:
            return here
        person, office = (here, last) if here.is_person else (last, here)
        between = sentence.tokens[last.mention.last + 1 : here.mention.first]
        if office.mention.role not in self._words["offices"] or [t.text for t in between] != [","]:
            return here
        party = person.party or office.party
        if person.party is None and party is not None:
            self._roster.learn(person.name, party)
        before[-1] = Referent(last.mention, person.name, party)
        return Referent(here.mention, person.name, party)

    def _take_alias(self, sentence: Sentence, found: list[Referent]) -> None:
        """As in "some allies, often referred to as the Coalition": both are the one that is named."""
        if len(found) < 2 or found[-1].mention.kind is not MentionKind.PARTY:
            return
        described, named = found[-2:]
        between = [t.lower for t in sentence.tokens[described.mention.last + 1 : named.mention.first]]
        if len(between) <= _ALIAS_REACH and any(
            pair in {("referred", "to"), ("known", "as")} for pair in itertools.pairwise(between)
        ):
            found[-2] = Referent(described.mention, named.name, named.party)

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
            company = self._roster.company(mention.name)
            if company is not None and mention.role is None:
                return Referent(mention, company, company)
            name = self._roster.full_name(mention.name)
            party = self._roster.person_party(mention.name)
            if party is None and mention.role is None and self._roster.is_body(name):
                # A lone capitalised name that is nobody's surname is a body's ("Honeywell").
                party = name
            return Referent(mention, name, party, holds_office=self._roster.holds_office(name))
        if mention.kind is MentionKind.PARTY and mention.name.lower() in self._words["body_words"]:
            # "the Committee", "the Fund": the body of the report whose name holds the word.
            kind = mention.name.lower()
            party = self._roster.body_like({kind}) or self._roster.of_kind(kind)
            if party is not None:
                return Referent(mention, party, self._roster.party_name(party))
        if mention.party is not None:
            words = mention.name.lower().split()
            factions = [self._roster.faction_of(mention.party, word) for word in words]
            party = next(filter(None, factions), None) or self._roster.party_name(mention.party)
            return Referent(mention, self._roster.party_name(mention.name), party)
        return self._description(mention, before)

    def _pronoun(self, mention: Mention, before: Sequence[Referent]) -> Referent | None:
        here = list(before)
        if mention.name in {"he", "she"}:
            pool = [r for r in [*here, *self._people] if r.is_person and fits(mention.name, r.name)]
        elif mention.name == "it":
            pool = [r for r in [*here, *self._bodies] if not r.is_person and not _is_many(r)]
        elif mention.name == "they":
            pool = [r for r in [*here, *self._bodies] if not r.is_person]
            pool = [r for r in pool if _is_many(r)] or pool
        else:
            return Referent(mention, mention.name, None)
        known = next((r for r in pool if r.party is not None), pool[0] if pool else None)
        return replace(known, mention=mention) if known is not None else None

    def _both(self, mention: Mention, before: Sequence[Referent]) -> tuple[Referent, ...]:
        """The two parties meant by "both sides": those spoken of just before, where they are two."""
        recent = [r for r in [*before, *self._bodies, *self._people] if r.party is not None]
        parties = {r.party: Referent(mention, r.party or "", r.party) for r in recent}
        # A mediator is often spoken of beside the two states that it stands between.
        states = {party: r for party, r in parties.items() if party and self._roster.is_state(party)}
        of_states = mention.role in self._words["state_sides"]
        chosen = states if of_states or len(states) >= 2 else parties
        if len(chosen) == 2:
            return tuple(chosen.values())
        return tuple(Referent(mention, party, party) for party in self._roster.main_two() or ())

    def _owner(self, mention: Mention, before: Sequence[Referent]) -> Referent | None:
        """Whose "its envoy" or "her government" it is."""
        pronoun = mention.name.split()[0].lower()
        if pronoun in {"his", "her"}:
            return next((r for r in [*before, *self._people] if r.is_person), None)
        if pronoun == "its":
            return next((r for r in [*before, *self._bodies] if not r.is_person and not _is_many(r)), None)
        return None

    def _description(self, mention: Mention, before: Sequence[Referent]) -> Referent | None:
        """As in "the minister", "the union", "officials": by role, by kind of body, or as they are called."""
        role = mention.role or ""
        if set(mention.name.lower().split()[:2]) & self._words["duals"] and role in self._words["sides"]:
            return Referent(mention, mention.name, None, members=self._both(mention, before))
        owner = self._owner(mention, before)
        if owner is not None:
            return Referent(mention, mention.name, owner.party)
        # "A consumer delegate" speaks for consumers, "union officials" for the union.
        named = [w for w in mention.name.lower().split() if w != role]
        forms = [form for w in named for form in (w, f"{w}s") if form in self._words["groups"]]
        group = forms[0] if forms else None
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
        alone = mention.name.lower() == role
        party = (self._roster.fuller(role) if alone else None) or self._roster.faction(role)
        if party is None and role == "union":
            party = self._roster.body_like(self._words["union_words"]) or self._roster.of_kind(role)
        if party is None and role in {"company", "management"}:
            party = self._roster.body_like(self._words["company_words"]) or self._roster.of_kind(role)
        if party is None and role in {"group", "movement"}:
            party = next((r.party for r in [*before, *self._bodies] if not _is_many(r)), None)
        if party is None and role == "administration":
            party = self._roster.party_name(UNITED_STATES)
        if party is None and (role in self._words["groups"] or (mention.is_plural and " " in mention.name)):
            party = self._group(mention, role)
        return Referent(mention, party or mention.name, party)

    def _group(self, mention: Mention, role: str) -> str | None:
        """A group by its own words ("conservative groups"), None where these say nothing ("all sides")."""
        words = mention.name.split()
        while len(words) > 1 and words[0].lower() in self._words["determiners"]:
            words.pop(0)
        if role not in words[-1].lower():
            # "A consumer delegate" speaks for consumers.
            return self._roster.fuller(role) or role
        if len(words) == 1:
            if role in self._words["vague"]:
                return None
            return self._roster.fuller(role) or self._roster.party_name(words[0])
        return " ".join(words)


def _is_many(referent: Referent) -> bool:
    """Whether people rather than one body are meant ("officials"), so that "it" cannot be they."""
    return referent.mention.kind is MentionKind.DESCRIPTION and referent.mention.is_plural
