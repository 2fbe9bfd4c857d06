"""How holdings, stances, counts and conditions are put into words."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.records import Holding, Polarity, Stance, Statement

SIGNS = {
    Holding.FOR: "+",
    Holding.AGAINST: "−",
    Holding.CONDITIONAL: "◐",
    Holding.OPEN: "?",
    Holding.CONTESTED: "±",
    Holding.UNKNOWN: "·",
}
WORDS = {
    Holding.FOR: "for",
    Holding.AGAINST: "against",
    Holding.CONDITIONAL: "on condition",
    Holding.OPEN: "asks",
    Holding.CONTESTED: "contested",
    Holding.UNKNOWN: "not stated",
}
_POLARITY = {
    Holding.FOR: Polarity.FOR,
    Holding.AGAINST: Polarity.AGAINST,
    Holding.OPEN: Polarity.OPEN,
}
# Singular and plural of what a stance does to its issue; a threat is made to prevent the issue.
_VERBS = {
    Stance.OFFERS: ("offers", "offer"),
    Stance.DEMANDS: ("demands", "demand"),
    Stance.ACCEPTS: ("accepts", "accept"),
    Stance.PROPOSES: ("proposes", "propose"),
    Stance.REJECTS: ("rejects", "reject"),
    Stance.THREATENS: ("makes threats over", "make threats over"),
    Stance.QUESTIONS: ("questions", "question"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What a party does, as a thing: "demand for", and what can become of it: "be met".

    `is_against` where the thing named after the preposition is what the party does not want.
    """

    name: str
    preposition: str
    fate: str
    is_against: bool = False


_NOUNS = {
    Stance.OFFERS: Noun(name="offer", preposition="of", fate="be taken up"),
    Stance.DEMANDS: Noun(name="demand", preposition="for", fate="be met"),
    Stance.ACCEPTS: Noun(name="acceptance", preposition="of", fate="take effect"),
    Stance.PROPOSES: Noun(name="proposal", preposition="of", fate="be taken up"),
    Stance.REJECTS: Noun(name="refusal", preposition="of", fate="be respected", is_against=True),
    Stance.THREATENS: Noun(name="threat", preposition="over", fate="be heeded", is_against=True),
}
_CONDITION = Noun(name="condition", preposition="of", fate="be met")
_WISH = Noun(name="wish", preposition="for", fate="be met")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def is_plural(name: str) -> bool:
    """Whether a party's name takes a plural verb ("European allies", "Houthis"), by its ending."""
    last = name.split()[-1] if name.split() else name
    if not last.endswith("s") or last.endswith("ss"):
        return False
    return last[0].islower() or last.endswith(tuple(word_lists()["plural_endings"]))


def named(party: str) -> str:
    """A party as a sentence names it: "the United States", "Russia"."""
    words = party.split()
    if not words or words[0].lower() == "the" or words[-1][0].islower():
        return party
    lists = word_lists()
    takes_article = (
        party in lists["article_names"]
        or words[-1] in lists["article_last"]
        or (len(words) > 1 and words[0] in lists["article_first"])
    )
    return f"the {party}" if takes_article else party


@cache
def word_lists() -> dict[str, list[str]]:
    return tomllib.loads(files("detente.briefing").joinpath("wording.toml").read_text("utf-8"))


def verb(stance: Stance, parties: Sequence[str]) -> str:
    """The verb for parties that do `stance`, which agrees with their number."""
    return _VERBS[stance][len(parties) > 1 or is_plural(parties[0])]


def infinitive(stance: Stance) -> str:
    """The verb after "is reported to": "offer"."""
    return _VERBS[stance][1]


def are_reported(parties: Sequence[str]) -> str:
    """What reports do with parties, which agrees with their number: "is reported", "are reported"."""
    return "are reported" if len(parties) > 1 or is_plural(parties[0]) else "is reported"


def is_condition(words: str) -> bool:
    """Whether words open as a condition does ("if", "in return for"), by the list in the data file."""
    plain = words.lower().lstrip("“‘\"'( ")
    return plain.startswith(tuple(f"{opening} " for opening in word_lists()["condition_openings"]))


def noun(stance: Stance | None, *, is_condition: bool = False) -> Noun:
    """The noun of a stance; a wish where no statement says what the party does."""
    if is_condition:
        return _CONDITION
    return _WISH if stance is None else _NOUNS.get(stance, _WISH)


def possessive(name: str) -> str:
    """The genitive of a name: "Russia's", "United States'"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def number(n: int) -> str:
    """A count in words up to ten, in digits with separators above."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def counted(n: int, noun: str) -> str:
    """A count with its noun: "one report", "12 reports"."""
    return f"{number(n)} {noun}" if n == 1 else f"{number(n)} {noun}s"


def listing(items: Sequence[str], conjunction: str = "and") -> str:
    """Items as a person lists them: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return text
    end = "" if text.endswith((".", "!", "?", ".”", "?”", "!”")) else "."
    return text[0].upper() + text[1:] + end


def called(name: str) -> str:
    """The name of an issue as a sentence has it, in quotation marks, so that it reads as one thing.

    The name is the program's, made from the words of reports.
    """
    return quoted(name)


def is_same_thing(one: str, other: str) -> bool:
    """Whether two names of issues have the same words, or the one has all words of the other.

    Short words, which mostly join the others, do not count.
    """
    first, second = ({w for w in name.lower().split() if len(w) > 3} or {name} for name in (one, other))
    return first <= second or second <= first


def quoted(text: str) -> str:
    """Words of a report on one line, in quotation marks that differ from those inside."""
    inner = " ".join(text.split()).rstrip(",;")
    return f"‘{inner}’" if "“" in inner or '"' in inner else f"“{inner}”"


def day(date: datetime.date | None) -> str:
    """A date as it is written in the brief, the same in every locale."""
    if date is None:
        return "undated"
    months = "January February March April May June July August September October November December"
    return f"{date.day} {months.split()[date.month - 1]} {date.year}"


def support(holding: Holding, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Those of a party's statements on an issue that bear what it holds now, in order of date.

    A party that refused and then accepted has statements of both kinds; only the second bear out
    that it is for. A contested position rests on all.
    """
    taken = [s for s in statements if s.stance is not None]
    if holding is Holding.CONTESTED:
        return tuple(taken)
    if holding is Holding.CONDITIONAL:
        conditional = [s for s in taken if s.condition is not None]
        return tuple(conditional or taken[-1:])
    return tuple(s for s in taken if s.stance is not None and s.stance.polarity is _POLARITY.get(holding))


def main_statement(holding: Holding, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose verb describes the holding best: the latest that bears it out.

    A refusal goes before a threat. None where no statement bears it out.
    """
    bearing = support(holding, statements)
    plain = [s for s in bearing if s.stance is not Stance.THREATENS]
    found = plain or bearing
    return found[-1] if found else None
