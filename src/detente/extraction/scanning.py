"""The noun phrases of a sentence that name a person, a party or a body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.extraction.gazetteer import Name, NameKind
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.local_names import KnownNames
from detente.extraction.mentions import Mention, MentionKind, bare, is_possessive, is_title_case
from detente.extraction.naming import Naming
from detente.extraction.segmentation import Sentence, Token
from detente.records import Span

_PRONOUNS = {"he", "she", "they", "it", "we", "i"}
_US_PARTY = re.compile(r"\(?\s*([RD])\s*[-–,)]")
_US_PARTIES = {"R": "Republicans", "D": "Democrats"}
# Adjectives that are also the name of one or all who belong ("the French", "Hawaii Democrat").
_NOUN_ADJECTIVES = {"french", "british", "dutch", "irish", "republican", "democrat"}


def find_mentions(sentence: Sentence, names: KnownNames) -> tuple[Mention, ...]:
    """All mentions of a sentence, left to right, none inside another."""
    return _Scanner(sentence.tokens, is_title_case(sentence), names).scan()


class _Scanner:
    """Walks the tokens once; `at` is the next token to look at."""

    def __init__(self, tokens: Sequence[Token], title_case: bool, names: KnownNames) -> None:
        self._tokens = tokens
        self._naming = Naming(tokens, title_case, names)
        self._heads = self._naming.heads
        self._words = load_lexicon().words

    def scan(self) -> tuple[Mention, ...]:
        found: list[Mention] = []
        at = self._naming.start
        while at < len(self._tokens):
            mention = self._pronoun(at) or self._phrase(at)
            if mention is None:
                at += 1
                continue
            found.append(mention)
            at = mention.last + 1
        return tuple(found)

    def _pronoun(self, at: int) -> Mention | None:
        token = self._tokens[at]
        word = re.split(r"['’]", token.lower)[0]
        if word not in _PRONOUNS or (word == "i" and token.text[0] != "I"):
            return None
        return Mention(
            span=Span(token.start, token.start + len(word)), first=at, last=at,
            kind=MentionKind.PRONOUN, name=word, is_plural=word in {"they", "we"},
        )  # fmt: skip

    def _phrase(self, at: int) -> Mention | None:
        """The noun phrase that starts at `at`, with an "of …" that names its party."""
        end = self._extent(at)
        if end is None:
            return None
        mention = self._analyse(at, end)
        if mention is None or mention.role is None or mention.party is not None:
            return mention
        return self._with_complement(mention)

    def _extent(self, at: int) -> int | None:
        """Last token of the noun phrase at `at`, None where there is none."""
        head, i = None, at
        if self._tokens[i].lower in self._words["determiners"] and self._tokens[i].lower != "that":
            i += 1 + self._is_unknown_adjective(i + 1)
        while i < len(self._tokens):
            length = self._naming.length(i)
            word = self._tokens[i].lower
            if length:
                i += length
                head = i - 1
            elif self._is_name_part(i) or bare(word) in self._heads:
                head, i = i, i + 1
            elif self._naming.nickname(i) and head == i - 1:
                i += self._naming.nickname(i)
            elif self._is_attribute(i):
                i += 1
            elif word == "of" and i > at and self._is_portfolio(i):
                head, i = i + 1, i + 2
            elif (
                self._tokens[i].text == "." and i > at and self._tokens[i - 1].lower in self._words["titles"]
            ):
                i += 1
            else:
                break
            # A possessive goes on ("Israel's embattled prime minister") only where a head follows.
            if is_possessive(self._tokens[i - 1].text):
                if not self._continues(i):
                    break
                i = self._head_after(i)
        return head

    def _is_name_part(self, i: int) -> bool:
        return self._naming.is_capitalised(i) or self._naming.is_particle(i)

    def _is_attribute(self, i: int) -> bool:
        word = self._tokens[i].lower
        listed = word in self._words["modifiers"] or word in self._words["titles"]
        return listed or self._naming.is_compound(i)

    def _is_unknown_adjective(self, i: int) -> bool:
        """As in "the water minister": a word right before an office, though no list has it."""
        if i + 1 >= len(self._tokens) or not self._tokens[i].text.islower():
            return False
        lower = self._tokens[i].lower
        known = lower in self._heads or lower in self._words["modifiers"] or lower in self._words["closed"]
        return not known and self._tokens[i + 1].lower in self._words["offices"]

    def _is_portfolio(self, i: int) -> bool:
        """As in "Secretary of State", "Director of National Intelligence": the portfolio is of the office."""
        following = [t.lower for t in self._tokens[i + 1 : i + 3] if t.lower != "national"]
        has_portfolio = bool(following) and following[0] in self._words["portfolios"]
        return self._tokens[i - 1].lower in {"secretary", "minister", "director"} and has_portfolio

    def _continues(self, i: int) -> bool:
        return self._head_after(i) < len(self._tokens)

    def _head_after(self, i: int) -> int:
        """First modifier or head after a possessive, past at most two other adjectives; the end if none."""
        known = self._words["modifiers"] | self._heads
        for at in range(i, min(i + 3, len(self._tokens))):
            lower = bare(self._tokens[at].lower)
            if lower in known and any(bare(t.lower) in self._heads for t in self._tokens[at : at + 4]):
                return at
            if not lower.isalpha() or lower in self._words["closed"]:
                break
        return len(self._tokens)

    def _analyse(self, first: int, last: int) -> Mention | None:
        """What the noun phrase from `first` to `last` is, None where it names no one."""
        names = self._naming.names_in(first, last)
        role_at = [i for i in range(first, last + 1) if bare(self._tokens[i].lower) in self._heads]
        covered = {i for a, length, _ in names for i in range(a, a + length)}
        role_at = [i for i in role_at if i not in covered or self._tokens[i].text[0].islower()]
        runs = self._proper_runs(first, last, covered)
        owner = self._naming.owner([n for n in names if role_at and n[0] < role_at[0]] or names[:1])
        party = owner.party if owner is not None else self._office_party(first, last)
        role = bare(self._tokens[role_at[-1]].lower) if role_at else None
        if runs:
            return self._named(first, last, runs, party, role)
        if role and role_at[-1] >= last - 1:
            if names and owner is not None and owner.is_state and role in self._words["private_groups"]:
                # "French farmers" are not France.
                party = self._text(names[0][0], last)
            elif role in self._words["legislators"] and party == "United States":
                party = "US Congress"
            return self._described(first, last, party, role)
        if names and names[-1][0] + names[-1][1] - 1 == last:
            return self._party(first, last, names[-1])
        return None

    def _office_party(self, first: int, last: int) -> str | None:
        """The government that alone has such an office ("Treasury Secretary"), if the phrase names one."""
        phrase = " ".join(t.lower for t in self._tokens[first : last + 1]).replace(" .", ".")
        return next(
            (party for office, party in load_lexicon().office_parties.items() if office in phrase), None
        )

    def _proper_runs(self, first: int, last: int, covered: set[int]) -> list[tuple[int, int]]:
        """Runs of capitalised tokens that are neither gazetteer names nor roles."""
        unnamed = self._words["titles"] | self._words["closed"]
        roles = (self._heads - self._words["groups"]) | self._words["modifiers"] | self._words["portfolios"]
        quoted = {j for i in range(first, last + 1) for j in range(i, i + self._naming.nickname(i))}
        runs: list[list[int]] = [[]]
        for i in range(first, last + 1):
            lower = bare(self._tokens[i].lower)
            is_capital = self._naming.is_capitalised(i) and lower not in unnamed
            inside = runs[-1] and (self._naming.is_particle(i) or i in quoted)
            usable = i not in covered and (is_capital or inside)
            # "Gang of Six": whatever stands after the "of" of a name belongs to it.
            after_of = runs[-1] and self._naming.is_particle(runs[-1][-1])
            is_role = lower in roles and not after_of
            if usable and not (is_role and self._tokens[i].lower not in self._words["body_words"]):
                runs[-1].append(i)
            elif runs[-1]:
                runs.append([])
        return [(run[0], self._past_particle(run[-1], last, covered)) for run in runs if run]

    def _past_particle(self, end: int, last: int, covered: set[int]) -> int:
        """Take in the known name after "of" ("Writers Guild of America")."""
        if self._naming.is_particle(end):
            while end < last and end + 1 in covered:
                end += 1
        return end

    def _named(
        self, first: int, last: int, runs: list[tuple[int, int]], party: str | None, role: str | None
    ) -> Mention | None:
        words = self._naming.run_words(runs[-1])
        if self._naming.body_name(words) is not None:
            words = self._naming.run_words(self._with_modifiers(runs[-1], first))
        lowers = [word.lower() for word in words]
        name = " ".join(words)
        if re.match(r"[RD]-[A-Z]", name):
            return None
        is_body = self._naming.body_name(words) is not None
        if (set(lowers) & self._words["not_parties"] and not is_body) or (
            len(lowers) == 1 and lowers[0] in self._words["not_parties"]
        ):
            return None
        if is_body and role not in self._words["offices"]:
            whole = self._text(first, last)
            if set(lowers) & (self._words["independent_words"] | self._words["company_words"]):
                # "Belmoran Farmers' Federation" is no organ of Belmora, as its ministry would be.
                party = None
                owned = any(is_possessive(t.text) for t in self._tokens[first : runs[-1][0]])
                name = whole if runs[-1][1] == last and whole[0].isupper() and not owned else name
                whole = name if owned else whole
            ends_in_role = bare(self._tokens[last].lower) in self._words["office_plurals"]
            return self._mention(
                first, last, MentionKind.PARTY, whole, party or name, role, plural=ends_in_role
            )
        if is_body:
            return self._mention(
                first, last, MentionKind.DESCRIPTION, self._text(first, last), party or name, role
            )
        before = self._body_before(first, runs) if role else None
        return self._mention(
            first, last, MentionKind.PERSON, name, self._us_party(last) or party or before, role
        )

    def _body_before(self, first: int, runs: Sequence[tuple[int, int]]) -> str | None:
        """As in "GDB President Melba Acosta": a body before the office says for whom the person speaks.

        Before an office that companies have, any name is one ("Honeywell CEO Darius Adamczyk").
        """
        if len(runs) < 2:
            return None
        words = self._naming.run_words(runs[0])
        lowers = {t.lower for t in self._tokens[first : runs[-1][0]]}
        if {w.lower() for w in words} <= self._words["modifiers"] | self._words["portfolios"]:
            return None
        of_firm = lowers & self._words["firm_offices"] and not lowers & self._words["chambers"]
        return " ".join(words) if self._naming.body_name(words) or of_firm else None

    def _with_modifiers(self, run: tuple[int, int], first: int) -> tuple[int, int]:
        """Take capitalised modifiers before a body's name into it ("Eastern Basin Union")."""
        start = run[0]
        while (
            start > first
            and self._naming.is_capitalised(start - 1)
            and (self._tokens[start - 1].lower in self._words["modifiers"])
        ):
            start -= 1
        return start, run[1]

    def _us_party(self, last: int) -> str | None:
        """As in "(R-Ariz.)" or ", D-Nev.," after a name."""
        following = "".join(t.text for t in self._tokens[last + 1 : last + 5])
        match = _US_PARTY.match(following.lstrip(",").lstrip())
        return _US_PARTIES[match.group(1)] if match else None

    def _described(self, first: int, last: int, party: str | None, role: str) -> Mention:
        plural = role in self._words["office_plurals"] or role.endswith("s")
        return self._mention(
            first, last, MentionKind.DESCRIPTION, self._text(first, last), party, role, plural=plural
        )

    def _party(self, first: int, last: int, name: tuple[int, int, Name]) -> Mention | None:
        """A phrase that is a known name alone, where it stands for the party and not for a place."""
        start, _, entry = name
        surface = bare(self._tokens[last].text)
        before = self._tokens[start - 1].lower if start else ""
        if entry.kind is NameKind.ADJECTIVE and not self._stands_for_party(last, surface):
            return None
        if entry.kind is NameKind.SEAT and before in self._words["place_prepositions"]:
            return None
        if entry.kind is NameKind.NAME and entry.is_state and before == "in":
            return None
        return self._mention(
            first, last, MentionKind.PARTY, entry.party, entry.party, None, plural=surface.endswith("s")
        )

    def _stands_for_party(self, last: int, surface: str) -> bool:
        """Whether an adjective is a noun here ("Palestinians", "the French"), or a noun cue's owner.

        "The Russian demand" is Russia's.
        """
        following = self._tokens[last + 1].lower if last + 1 < len(self._tokens) else ""
        is_noun = surface.lower().endswith("s") or surface.lower() in _NOUN_ADJECTIVES
        return is_noun or following in load_lexicon().words["position_nouns"]

    def _mention(
        self,
        first: int,
        last: int,
        kind: MentionKind,
        name: str,
        party: str | None,
        role: str | None,
        *,
        plural: bool = False,
    ) -> Mention:
        end = self._tokens[last]
        return Mention(
            span=Span(self._tokens[first].start, end.start + len(bare(end.text))), first=first, last=last,
            kind=kind, name=name, party=party, role=role, is_plural=plural,
        )  # fmt: skip

    def _with_complement(self, mention: Mention) -> Mention:
        """Take in "of the Writers Guild", "for Iran": it says for whom the role speaks."""
        at = mention.last + 1
        if at + 1 >= len(self._tokens) or self._tokens[at].lower not in {"of", "for", "from", "at"}:
            return mention
        end = self._extent(at + 1)
        inner = self._analyse(at + 1, end) if end is not None else None
        if inner is None:
            return mention
        if mention.kind is MentionKind.PERSON:
            # "Prime Minister Helena Voss of Belmora": a state; "of Texas" says where from, not for whom.
            return replace(mention, party=inner.party) if self._naming.is_state(at + 1) else mention
        if inner.kind is MentionKind.PERSON and inner.role in self._words["office_plurals"]:
            # "the chairman of euro zone finance ministers Jeroen Dijsselbloem": the name is the chairman's.
            return self._mention(
                mention.first, inner.last, MentionKind.PERSON, inner.name, inner.party, mention.role
            )
        # "a spokesman for Heritage Action": a name that no list knows is a party too where one speaks for it.
        party = inner.party or (
            inner.name if inner.kind is MentionKind.PERSON and self._tokens[at].lower != "from" else None
        )
        if party is None:
            return mention
        return Mention(
            span=Span(mention.span.start, inner.span.end), first=mention.first, last=inner.last,
            kind=mention.kind, name=self._text(mention.first, inner.last), party=party,
            role=mention.role, is_plural=mention.is_plural,
        )  # fmt: skip

    def _text(self, first: int, last: int) -> str:
        words = [t.text for t in self._tokens[first : last + 1]]
        if words and words[0].lower() in {"the", "a", "an"}:
            words = words[1:]
        return bare(" ".join(words))
