"""The words that extraction goes by, loaded once from the data files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from detente.records import Stance

_VOWELS = "aeiou"


class Form(StrEnum):
    """Grammatical form in which a cue stands."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    GERUND = "gerund"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    PHRASE = "phrase"


class Holder(StrEnum):
    """Whose position a cue gives: the subject's, that of whoever is reported to say it, or either.

    With `EITHER` it is the subject's where that is a party, else the speaker's.
    """

    SUBJECT = "subject"
    SPEAKER = "speaker"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry of the cue lexicon.

    `stance` is None for a verb that only reports. `negated` is the stance under a negation, None for
    no statement. `needs` names a word list one of whose words must follow in the clause, `unless` one
    of which none may. `clause`:
    what follows may be a clause with a cue of its own. `weak` cues count only for a holder whose
    party is known. `family` is the name under which the measured precision is kept.
    """

    family: str
    stance: Stance | None
    negated: Stance | None
    holder: Holder
    needs: str | None
    unless: str | None
    clause: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A cue in one written form: `words` in lower case."""

    words: tuple[str, ...]
    form: Form
    cue: Cue


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by first word (longest first), word lists by name, precision by family.

    `office_parties` maps an office that only one party has to it; `nouns` are the first words of
    cues that are nouns; `irregular` the forms of irregular verbs.
    """

    entries: dict[str, tuple[Entry, ...]]
    words: dict[str, frozenset[str]]
    precision: dict[str, float]
    office_parties: dict[str, str]
    nouns: frozenset[str]
    irregular: dict[str, list[str]]


def inflect(lemma: str, irregular: dict[str, list[str]]) -> dict[Form, set[str]]:
    """Forms of an English verb; a particle after the verb stays ("rule out" → "ruled out")."""
    verb, _, particle = lemma.partition(" ")
    tail = f" {particle}" if particle else ""
    if verb in irregular:
        present, gerund, *past = irregular[verb]
    else:
        present, gerund, past = _regular(verb)
    return {
        Form.BASE: {verb + tail},
        Form.PRESENT: {present + tail},
        Form.GERUND: {gerund + tail},
        Form.PAST: {form + tail for form in past},
    }


def _regular(verb: str) -> tuple[str, str, list[str]]:
    """Third person, -ing and -ed form by the spelling rules."""
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}ies", f"{verb}ing", [f"{verb[:-1]}ied"]
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}ing" if verb.endswith("ee") else f"{verb[:-1]}ing", [f"{verb}d"]
    present = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    short = len(verb) <= 4 and verb[-1] not in "wxy" + _VOWELS and verb[-2] in _VOWELS
    stem = verb + verb[-1] if short and verb[-3:-2] and verb[-3] not in _VOWELS else verb
    return present, f"{stem}ing", [f"{stem}ed"]


def gerund(verb: str) -> str:
    """The -ing form of a verb in its plain form."""
    return min(inflect(verb, load().irregular)[Form.GERUND])


@cache
def load() -> Lexicon:
    """Read ``cues.toml`` and the word lists once."""
    data = tomllib.loads((files(__package__) / "cues.toml").read_text(encoding="utf-8"))
    roles = tomllib.loads((files(__package__) / "gazetteer" / "roles.toml").read_text(encoding="utf-8"))
    entries: dict[str, list[Entry]] = {}
    for group in data["cue"]:
        for entry in _entries(group, data["irregular"]):
            entries.setdefault(entry.words[0], []).append(entry)
    offices = roles.pop("office_parties")
    lists = {**data["words"], **roles}
    return Lexicon(
        entries={word: tuple(sorted(es, key=lambda e: -len(e.words))) for word, es in entries.items()},
        words={name: frozenset(words) for name, words in lists.items()},
        precision=data["precision"],
        office_parties=offices,
        irregular=data["irregular"],
        nouns=frozenset(word for word, es in entries.items() if any(e.form is Form.NOUN for e in es)),
    )


def _entries(group: dict[str, str | bool | list[str]], irregular: dict[str, list[str]]) -> list[Entry]:
    def stance(key: str) -> Stance | None:
        return Stance(str(group[key])) if group.get(key) else None

    needs, unless = group.get("needs"), group.get("unless")
    cue = Cue(
        family=str(group["family"]),
        stance=stance("stance"),
        negated=stance("negated"),
        holder=Holder(str(group.get("holder", "subject"))),
        needs=str(needs) if needs else None,
        unless=str(unless) if unless else None,
        clause=bool(group.get("clause", False)),
        weak=bool(group.get("weak", False)),
    )
    found: list[Entry] = []
    for lemma in _listed(group, "verbs"):
        for form, forms in inflect(lemma, irregular).items():
            found.extend(Entry(tuple(words.split()), form, cue) for words in sorted(forms))
    for key, form in (("nouns", Form.NOUN), ("adjectives", Form.ADJECTIVE), ("phrases", Form.PHRASE)):
        found.extend(Entry(tuple(words.split()), form, cue) for words in _listed(group, key))
    return found


def _listed(group: dict[str, str | bool | list[str]], key: str) -> list[str]:
    value = group.get(key, [])
    return value if isinstance(value, list) else []
