"""Which tokens of a sentence are names: by the gazetteer, by the report, by their capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.extraction.gazetteer import Name, NameKind
from detente.extraction.gazetteer import load as load_gazetteer
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.local_names import KnownNames
from detente.extraction.mentions import NAME_PARTICLES, OPENERS, bare, has_article, is_possessive
from detente.extraction.segmentation import Token

# Names that are words too when written small ("us", "who").
_WORDS_TOO = {"us", "eu", "un", "ec", "who", "ap"}
# First words of names that may be written small ("the Kremlin", "least developed countries").
_SMALL_FIRST = {"the", "least", "euro", "small", "six"}
_MAX_ACRONYM = 9
# As in "Kurdish-led forces", "Saudi-backed": what is led or backed is not called so.
_COMPOUND = re.compile(
    r"[-‑](?:led|backed|based|brokered|mediated|sponsored|supported|run|owned|controlled|held)$"
)
# Marks around a nickname inside a name.
_OPENING, _CLOSING = {"“", '"', "‘"}, {"”", '"', "’"}
_MIN_PLACE = 6


class Naming:
    """Answers about the tokens of one sentence; indices throughout."""

    def __init__(self, tokens: Sequence[Token], title_case: bool, names: KnownNames) -> None:
        self._tokens = tokens
        self._title_case = title_case
        self._names = names
        self._people = load_gazetteer().people
        words = load_lexicon().words
        self._words = words
        self._joints = words["closed"] - words["determiners"]
        self.start = self._dateline()
        self.heads = words["offices"] | words["office_plurals"] | words["bodies"] | words["groups"]

    def _dateline(self) -> int:
        """Number of tokens that say where a report was written ("AMMAN/BEIRUT The envoy said")."""
        end = 0
        while end < len(self._tokens) and (self._tokens[end].text == "/" or _is_capitals(self._tokens[end])):
            end += 1
        words = [t.lower for t in self._tokens[:end] if t.text != "/"]
        if (
            not words
            or self._title_case
            or end == len(self._tokens)
            or not bare(self._tokens[end].text).istitle()
        ):
            return 0
        known = [name for w in words if (name := self._names.forms.get((w,))) is not None]
        if any(name.kind is not NameKind.SEAT for name in known):
            return 0
        # An acronym is shorter, or comes again.
        is_place = len("".join(words)) >= _MIN_PLACE and not self._names.capitals.intersection(words)
        return end if known or is_place else 0

    def length(self, i: int) -> int:
        """Number of tokens of the longest known name at `i`, 0 for none."""
        if not {self._tokens[i].lower, bare(self._tokens[i].lower)} & self._names.first_words:
            return 0
        for length in range(min(self._names.longest, len(self._tokens) - i), 0, -1):
            if self.name(i, length) is not None:
                return length
        return 0

    def name(self, i: int, length: int) -> Name | None:
        """The known name that tokens `i` to ``i + length`` are, None where they are none."""
        tokens = self._tokens[i : i + length]
        words = [token.lower for token in tokens]
        key = (*words[:-1], bare(words[-1]))
        name = self._names.forms.get(tuple(words)) or self._names.forms.get(key)
        if name is None or words == ["the"]:
            return None
        first = tokens[-1].text if words[0] == "the" else tokens[0].text
        if not first[0].isupper() and words[0] not in _SMALL_FIRST:
            return None
        return None if length == 1 and words[0] in _WORDS_TOO and not first.isupper() else name

    def names_in(self, first: int, last: int) -> list[tuple[int, int, Name]]:
        """Known names within a stretch: first token, number of tokens, name."""
        found, i = [], first
        while i <= last:
            length = self.length(i)
            name = self.name(i, length) if length and i + length - 1 <= last else None
            if name is not None:
                found.append((i, length, name))
            i += length if name is not None else 1
        return found

    def owner(self, names: Sequence[tuple[int, int, Name]]) -> Name | None:
        """Whose office follows the names: mostly the nearest ("HANOVER, Germany U.S. President").

        "The U.N. Syria envoy" and "Iran's UN envoy" are the first one's; the second is where they deal.
        """
        if not names:
            return None
        if len(names) > 1:
            (at, length, first), (following, _, second) = names[-2:]
            word = self._tokens[at + length - 1].text
            owns = is_possessive(word) or first.kind is NameKind.ADJECTIVE or word.isupper()
            plain = second.kind is NameKind.NAME and first.kind is not NameKind.SEAT
            if at + length == following and plain and (owns or not first.is_state):
                return first
        return names[-1][2]

    def run_words(self, run: tuple[int, int]) -> list[str]:
        """The words of a run of names, without nicknames; initials keep their full stop."""
        words: list[str] = []
        i = run[0]
        while i <= run[1]:
            nickname = self.nickname(i)
            if not nickname and self._tokens[i].text == "." and words:
                words[-1] += "."
            elif not nickname:
                words.append(self._tokens[i].text)
            i += nickname or 1
        return [*words[:-1], bare(words[-1])]

    def is_state(self, i: int) -> bool:
        """Whether the name of a state begins at `i`."""
        length = self.length(i)
        name = self.name(i, length) if length else None
        return name is not None and name.is_state

    def is_capitalised(self, i: int) -> bool:
        """Whether a capital tells that the token is (part of) a name."""
        token = self._tokens[i]
        if self._title_case or self.is_compound(i):
            return False
        if has_article(token.text):
            return True
        if self.is_initial(i):
            return True
        if not token.text[0].isupper() or len(token.text) < 2 or token.text.startswith("I'"):
            return False
        if i > self.start and (self._tokens[i - 1].text not in OPENERS or self.is_initial(i - 1)):
            return True
        # At the start of a sentence a capital tells nothing by itself.
        lower = bare(token.lower)
        if self.is_joint(i + 1):
            return True
        if lower in self._words["closed"] or lower in self.heads or lower in self._words["modifiers"]:
            return False
        following = self._tokens[i + 1].text if i + 1 < len(self._tokens) else ""
        is_name = lower in self._names.proper or lower in self._people or token.text[1:2].isupper()
        return is_name or (following[:1].isupper() and lower not in self._words["common_starts"])

    def is_compound(self, i: int) -> bool:
        """As in "Kurdish-led", "U.S.-backed": an adjective, whatever its first part names."""
        return bool(_COMPOUND.search(self._tokens[i].text))

    def is_initial(self, i: int) -> bool:
        """A letter of a name, or its full stop, after one capitalised word and before another."""
        if self._tokens[i].text == ".":
            return i > 0 and self._tokens[i - 1].text != "." and self.is_initial(i - 1)
        if not 0 < i < len(self._tokens) - 2 or not re.fullmatch(r"[A-Z]", self._tokens[i].text):
            return False
        before, stop, after = (self._tokens[j].text for j in (i - 1, i + 1, i + 2))
        return before[0].isupper() and stop == "." and after[0].isupper() and len(before) > 1

    def nickname(self, i: int) -> int:
        """Number of tokens of a nickname in quotation marks inside a name (Howard “Buck” McKeon), or 0."""
        if not 0 < i < len(self._tokens) - 3 or self._title_case:
            return 0
        before, mark, word, end, after = (t.text for t in self._tokens[i - 1 : i + 4])
        quoted = mark in _OPENING and end in _CLOSING
        return 3 if quoted and all(w[0].isupper() for w in (before, word, after)) else 0

    def is_joint(self, i: int) -> bool:
        """A word inside a body's name ("Doctors Without Borders", "Hotels & Resorts")."""
        if not 0 < i < len(self._tokens) - 1 or self._title_case:
            return False
        here, before, after = (self._tokens[j].text for j in (i, i - 1, i + 1))
        joins = here == "&" or (here[0].isupper() and here.lower() in self._joints)
        return joins and before[0].isupper() and after[0].isupper()

    def is_particle(self, i: int) -> bool:
        """A lower-case particle inside a name ("Staffan de Mistura", "Writers Guild of America")."""
        if i == 0 or i + 1 >= len(self._tokens) or self._title_case:
            return False
        here, before, after = self._tokens[i].lower, self._tokens[i - 1], self._tokens[i + 1]
        if not (before.text[:1].isupper() and after.text[:1].isupper()):
            return False
        is_of = here in {"of", "for"} and bare(before.lower) in self._words["body_words"]
        return here in NAME_PARTICLES or (is_of and not self.length(i - 1)) or self.is_joint(i)

    def body_name(self, words: Sequence[str]) -> str | None:
        """The words as a name, if it is that of a body: one of them says so, or it is an acronym."""
        is_body = {word.lower() for word in words} & self._words["body_words"] or self._is_acronym(words)
        return " ".join(words) if is_body else None

    def _is_acronym(self, words: Sequence[str]) -> bool:
        """As in "HNC", "LTTE", "ECs", "IG-Metall"; not "McConnell", not "R-Ohio"."""
        letters = re.sub(r"[^A-Za-z]", "", words[0]).removesuffix("s")
        is_short = len(words) == 1 and 2 <= len(letters) <= _MAX_ACRONYM
        capitals = letters.isupper() or words[0][:2].isupper()
        lower = words[0].lower()
        return is_short and capitals and lower in self._names.proper and lower not in self.heads


def _is_capitals(token: Token) -> bool:
    return token.text.isalpha() and token.text.isupper()
