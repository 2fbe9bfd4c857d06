"""The order of a party's wishes, and their ids."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.modelling.rules import Rank, Wish
from detente.modelling.stands import Stand
from detente.records import Holding, PreferenceStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A wish with the stand that it comes from, None where it comes from silence."""

    party: str
    wish: Wish
    claims: tuple[str, ...] = ()
    is_red_line: bool = False
    stand: Stand | None = None


def in_order(drafted: Iterable[Drafted], dates: dict[str, datetime.date | None]) -> list[Drafted]:
    """Red lines, conditions, demands, offers, unknowns; within a class the best attested first.

    Parameters
    ----------
    drafted : wishes of one party, in the order that decides where all else is equal.
    dates : of the reports by id, None where a report has none.
    """
    return sorted(drafted, key=lambda item: _place(item, dates))


def _place(item: Drafted, dates: dict[str, datetime.date | None]) -> tuple[int, int, float, int]:
    rank = item.wish.rank
    place = 0 if item.is_red_line and rank is not Rank.UNKNOWN else int(rank)
    if item.stand is None:
        return (place, 0, 0.0, 0)
    statements = item.stand.statements
    known = [date for s in statements if (date := dates.get(s.report_id)) is not None]
    latest = max((date.toordinal() for date in known), default=0)
    confidence = max(statement.confidence for statement in statements)
    return (place, -item.stand.n_reports, -round(confidence, 6), -latest)


def preference(item: Drafted) -> PreferenceStatement:
    """The wish as a preference statement, without its id."""
    return PreferenceStatement(
        id="",
        formula=item.wish.formula,
        label=item.wish.label,
        red_line=item.is_red_line,
        unknown=item.wish.is_unknown,
        rests_on=item.stand.statement_ids if item.stand else (),
        rule=", ".join(item.claims) or None,
        contested=item.stand is not None and item.stand.holding is Holding.CONTESTED,
    )


def numbered(prefix: str, wishes: Sequence[PreferenceStatement]) -> tuple[PreferenceStatement, ...]:
    """The statements with ids: the prefix and their place."""
    return tuple(replace(wish, id=f"{prefix}{n}") for n, wish in enumerate(wishes, 1))


def prefixes(parties: Iterable[str]) -> dict[str, str]:
    """Two letters for every party, taken from its initials: "US" for the United States.

    A party whose letters are taken gets its first letter with a later one, or more letters.
    """
    found: dict[str, str] = {}
    for party in parties:
        taken = set(found.values())
        candidates = (*_letter_pairs(party), *(f"P{n}X" for n in range(1, len(found) + 2)))
        found[party] = next(prefix for prefix in candidates if prefix not in taken)
    return found


def _letter_pairs(party: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", party)
    capitals = [word[0] for word in words if word[0].isupper()]
    letters = "".join(words).upper()
    pairs = ["".join(capitals[:2])] if len(capitals) > 1 else []
    pairs += [letters[0] + letter for letter in letters[1:]]
    return pairs
