"""Loading and looking up names of parties."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

# Where the family name stands first, as the press writes it.
_FAMILY_NAME_FIRST = {"China", "North Korea", "South Korea", "Vietnam"}


class NameKind(StrEnum):
    """What a surface form of a party is."""

    NAME = "name"
    ADJECTIVE = "adjective"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Name:
    """One surface form: the party it stands for, and as what. `is_state` for governments."""

    party: str
    kind: NameKind
    is_state: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who spoke for `party` from one month to another (ISO year-month, "" for open)."""

    name: str
    party: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Surface forms by lower-case words, and people by full name and by surname.

    `longest` is the number of words of the longest form.
    """

    names: dict[tuple[str, ...], Name]
    people: dict[str, tuple[Person, ...]]
    longest: int

    def person(self, name: str, date: datetime.date | None) -> Person | None:
        """The one person of that name in office at `date` (± two years), None where not exactly one.

        Without a date any time fits, and the name must belong to one person only.
        """
        month = f"{date:%Y-%m}" if date else ""
        found = [p for p in self.people.get(name.lower(), ()) if _in_office(p, month)]
        if len({p.name.split()[0] for p in found}) > 1 and len({(p.party, p.start) for p in found}) > 1:
            # "Trump" and "Kim" are told apart by time; two at once are not told apart at all.
            found = [p for p in found if month and p.start <= month <= (p.end or "9999")]
        return found[0] if len({(p.name.split()[-1], p.party) for p in found}) == 1 else None


def _in_office(person: Person, month: str) -> bool:
    if not month:
        return True
    year = int(month[:4])
    return int(person.start[:4]) - 2 <= year <= int((person.end or "9999")[:4]) + 2


def _rows(file: str) -> Iterator[list[list[str]]]:
    for line in (files(__package__) / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [[item for item in field.split(";") if item] for field in line.split("|")]


@cache
def load() -> Gazetteer:
    """Read the data files once."""
    names: dict[tuple[str, ...], Name] = {}
    for file, is_state in (("bodies.txt", False), ("states.txt", True)):
        for (name, *_), others, adjectives, seats in _rows(file):
            kinds = (
                (adjectives, NameKind.ADJECTIVE),
                (seats, NameKind.SEAT),
                ([name, *others], NameKind.NAME),
            )
            for forms, kind in kinds:
                for form in forms:
                    names[tuple(form.lower().split())] = Name(name, kind, is_state)
    people: dict[str, list[Person]] = {}
    for (name,), (party,), start, end, _ in _rows("people.txt"):
        person = Person(name, party, (start or [""])[0], (end or [""])[0])
        surname = name.split()[-1].lower()
        keys = {name.lower(), surname, surname.removeprefix("al-")}
        if party in _FAMILY_NAME_FIRST:
            keys = {name.lower(), name.split()[0].lower()}
        for key in keys:
            people.setdefault(key, []).append(person)
    return Gazetteer(
        names=names,
        people={key: tuple(value) for key, value in people.items()},
        longest=max(map(len, names)),
    )
