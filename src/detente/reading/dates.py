"""Dates as files write them: ISO, RFC 822 and 3339, and long dates in words."""

from __future__ import annotations

import datetime
import re
from functools import cache

from detente.reading.vocabulary import vocabulary

_ISO = r"(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)"


@cache
def long_date() -> re.Pattern[str]:
    """Match a date that names day, month and year: ISO, "12 March 2024", "March 12, 2024"."""
    month = "|".join(sorted(_months(), key=len, reverse=True))
    day = r"(?:st|nd|rd|th|er|º|\.)?"
    return re.compile(
        rf"\b(?:{_ISO}"
        rf"|(?P<d1>\d{{1,2}}){day}\s+(?:de\s+)?(?P<m1>{month})\b\.?,?\s+(?:de\s+)?(?P<y1>(?:19|20)\d\d)\b"
        rf"|(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}}){day},?\s+(?P<y2>(?:19|20)\d\d)\b)",
        re.I,
    )


def find_date(text: str) -> datetime.date | None:
    """Return the first date in a text that exists in the calendar.

    Examples
    --------
    >>> find_date("Geneva, 4 March 2025 (Basin Wire)")
    datetime.date(2025, 3, 4)
    """
    for found in long_date().finditer(text):
        if (date := as_date(found)) is not None:
            return date
    return None


def as_date(found: re.Match[str]) -> datetime.date | None:
    """Turn a match of `long_date` into a date; None for 31 April."""
    year = found["iso_y"] or found["y1"] or found["y2"]
    day = found["iso_d"] or found["d1"] or found["d2"]
    month = int(found["iso_m"]) if found["iso_m"] else _months()[(found["m1"] or found["m2"]).lower()]
    try:
        return datetime.date(int(year), month, int(day))
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    months: dict[str, list[str]] = vocabulary("heads.toml")["months"]
    return {name: number for number, names in enumerate(months.values(), 1) for name in names}
