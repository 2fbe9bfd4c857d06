"""One name for a party that reports name in several ways.

Names that differ in case, article or kind of apostrophe are one. So is a short form with its full
name where it is the tail or the head of exactly one longer name of the call and holds the word of a
body: "Farmers' Federation" is the "Belmoran Farmers' Federation" unless a second farmers' federation
speaks. A single word ("the union") is taken so only in reports that give the full name as well.

Somebody whom one report leaves without a party ("President Mira Katsan said") speaks for the party
that the other reports give by the same full name, where they give one only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from detente.positions.words import words
from detente.records import Statement

Key = tuple[str, ...]
"""The words of a name as they are compared."""


def name_parties(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Give each party one name across reports, and speakers the party that another report tells.

    Returns
    -------
    tuple of Statement
        The statements in their order, with `party` and `actor` by the one name.
    """
    given = tuple(statements)
    party_of = _parties_of_speakers(given)
    told = [s if s.party else replace(s, party=party_of.get(s.speaker_name or "")) for s in given]
    name_of = merged_names((s.party, s.report_id) for s in told if s.party)

    def merged(name: str | None) -> str | None:
        return name_of.get(key_of(name), name) if name else name

    return tuple(replace(s, party=merged(s.party), actor=merged(s.actor)) for s in told)


def _parties_of_speakers(statements: Sequence[Statement]) -> dict[str, str]:
    """Full name → party, for those whom all reports that tell give the same one."""
    parties: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.party and statement.speaker_name and " " in statement.speaker_name:
            parties[statement.speaker_name].add(statement.party)
    return {name: min(told) for name, told in parties.items() if len(told) == 1}


def merged_names(mentions: Iterable[tuple[str, str]]) -> dict[Key, str]:
    """The name to show for each key, from pairs of a name and the id of the report that has it."""
    spellings: dict[Key, Counter[str]] = defaultdict(Counter)
    reports: dict[Key, set[str]] = defaultdict(set)
    for name, report_id in mentions:
        spellings[key_of(name)][name] += 1
        reports[key_of(name)].add(report_id)
    shown = {key: min(names, key=lambda n: (-names[n], n)) for key, names in spellings.items()}
    return {key: shown[_full_key(key, reports)] for key in shown}


def key_of(name: str) -> Key:
    """Words in lower case, without article, with straight apostrophes."""
    parts = name.casefold().replace("’", "'").replace("‘", "'").split()
    kept = parts[1:] if len(parts) > 1 and parts[0] in words().articles else parts
    return tuple(kept)


def _full_key(key: Key, reports: Mapping[Key, set[str]]) -> Key:
    """The one longest key that `key` is short for, or `key` itself."""
    longer = [other for other in reports if is_short_for(key, other)]
    full = [one for one in longer if not any(is_short_for(one, other) for other in longer)]
    if len(full) != 1 or (len(key) == 1 and not reports[key] <= reports[full[0]]):
        return key
    return full[0]


def is_short_for(short: Key, full: Key) -> bool:
    """Whether a name with the word of a body is the tail or the head of a longer one."""
    if not 0 < len(short) < len(full) or not words().bodies & set(short):
        return False
    return short in (full[-len(short) :], full[: len(short)])
