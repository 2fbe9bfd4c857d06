"""The words that extraction goes by, loaded once from the data files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists by name, offices that only one party has, and irregular -ing forms by verb."""

    words: dict[str, frozenset[str]]
    office_parties: dict[str, str]
    gerunds: dict[str, str]


@cache
def load() -> Lexicon:
    """Read ``words.toml`` and ``gazetteer/roles.toml`` once."""
    data = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    roles = tomllib.loads((files(__package__) / "gazetteer" / "roles.toml").read_text(encoding="utf-8"))
    offices = roles.pop("office_parties")
    return Lexicon(
        words={name: frozenset(words) for name, words in {**data["words"], **roles}.items()},
        office_parties=offices,
        gerunds=data["gerunds"],
    )


def gerund(verb: str) -> str:
    """The -ing form of an English verb in its plain form."""
    if verb in load().gerunds:
        return load().gerunds[verb]
    if verb.endswith("e") and not verb.endswith("ee"):
        return f"{verb[:-1]}ing"
    short = len(verb) <= 4 and verb[-1] not in "wxy" + _VOWELS and verb[-2:-1] in [*_VOWELS]
    doubles = short and verb[-3:-2] and verb[-3] not in _VOWELS
    return f"{verb}{verb[-1]}ing" if doubles else f"{verb}ing"
