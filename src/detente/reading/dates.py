"""Dates as files write them: ISO, RFC 822 and 3339, and long dates in words; times that have a zone."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple

from detente.reading.vocabulary import vocabulary

_ISO = r"(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)"
# RFC 3339, and as many systems write it: a space for the T, no seconds, +0100 for +01:00.
_MOMENT = re.compile(
    r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)(?![\w:])",
    re.I,
)
_RFC_822 = re.compile(r"\d{1,2} [A-Za-z]{3,9} \d{2,4} \d{1,2}:\d\d")


class Published(NamedTuple):
    """When a report appeared: the day its publisher writes, and the moment where its time zone is told."""

    date: datetime.date
    moment: datetime.datetime | None = None


def find_published(text: str) -> Published | None:
    """Return the first date of a text, with the time where that is written with its zone.

    Examples
    --------
    >>> find_published("2025-03-12T18:40:00+01:00").moment.isoformat()
    '2025-03-12T18:40:00+01:00'
    """
    if (moment := _moment(text)) is not None:
        return Published(moment.date(), moment)
    date = find_date(text)
    return Published(date) if date is not None else None


def _moment(text: str) -> datetime.datetime | None:
    try:
        if found := _MOMENT.search(text):
            zone = found["zone"].upper().replace("UTC", "Z").replace("GMT", "Z")
            return datetime.datetime.fromisoformat(f"{found['day']}T{found['time']}{zone}")
        if _RFC_822.search(text):
            moment = parsedate_to_datetime(text)
            return moment if moment.tzinfo is not None else None
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    return None


@cache
def long_date() -> re.Pattern[str]:
    """Match a date that names day, month and year: ISO, "12 March 2024", "March 12, 2024", "12.3.2024"."""
    month = month_names()
    day = r"(?:st|nd|rd|th|er|º|\.)?"
    return re.compile(
        rf"\b(?:{_ISO}"
        rf"|(?P<d1>\d{{1,2}}){day}\s+(?:de\s+)?(?P<m1>{month})\b\.?,?\s+(?:de\s+)?(?P<y1>(?:19|20)\d\d)\b"
        rf"|(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}}){day},?\s+(?P<y2>(?:19|20)\d\d)\b"
        r"|(?P<d3>\d{1,2})\.\s?(?P<m3>\d{1,2})\.\s?(?P<y3>(?:19|20)\d\d)\b)",
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
    year = found["iso_y"] or found["y1"] or found["y2"] or found["y3"]
    day = found["iso_d"] or found["d1"] or found["d2"] or found["d3"]
    number = found["iso_m"] or found["m3"]
    month = int(number) if number else month_of(found["m1"] or found["m2"])
    return calendar_date(int(year), month, int(day))


def calendar_date(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None where the calendar has none such."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@cache
def month_names() -> str:
    """Alternatives of a pattern for the name of a month."""
    return "|".join(sorted(_months(), key=len, reverse=True))


def month_of(name: str) -> int:
    """The number of a month by its name in any of the languages known."""
    return _months()[name.lower()]


@cache
def _months() -> dict[str, int]:
    months: dict[str, list[str]] = vocabulary("heads.toml")["months"]
    return {name: number for number, names in enumerate(months.values(), 1) for name in names}
