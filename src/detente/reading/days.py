"""The days that a report's text names, resolved against the day on which it appeared.

"4 March 2025" says all; "4 March" lacks the year, "Monday" and "yesterday" count from the
publication. A weekday is the last one up to the publication, as in reports of what was said,
unless a word of the same sentence before it looks ahead ("will meet on Friday"). All but full
dates are guesses, and without a date of publication they are not resolved.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from detente.reading.dates import as_date, calendar_date, long_date, month_names, month_of
from detente.reading.vocabulary import vocabulary
from detente.records import Day, Report, Span

# A day of parliament has a million characters; what is longer is a dump.
_MAX_CHARACTERS = 4_000_000
_SENTENCE_CHARACTERS = 200
_SENTENCE_START = re.compile(r"[.!?;\n](?=\s)|\n")
_WEEK = 7
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_CHARACTERS = 40


class _Words(NamedTuple):
    pattern: re.Pattern[str]
    weekdays: dict[str, int]
    offsets: dict[str, int]
    ahead: re.Pattern[str]
    beside: tuple[re.Pattern[str], re.Pattern[str]]
    has_capital_months: bool


def with_days(report: Report) -> Report:
    """Add the days that the text names."""
    if len(report.text) > _MAX_CHARACTERS:
        return report
    full = list(_full_dates(report.text))
    rest = list(_relative_days(report, [day.span for day in full])) if report.date is not None else []
    days = tuple(sorted((*full, *rest), key=lambda day: day.span))
    return replace(report, days=days) if days else report


def _full_dates(text: str) -> Iterator[Day]:
    # Only around a year: to look for the names of months everywhere takes ten times as long.
    spans = {}
    for year in _YEAR.finditer(text):
        start, end = max(0, year.start() - _DATE_CHARACTERS), year.end() + _DATE_CHARACTERS
        for found in long_date().finditer(text, start, end):
            if (date := as_date(found)) is not None:
                spans[Span(*found.span())] = date
    yield from (Day(span=span, date=date) for span, date in spans.items())


def _relative_days(report: Report, taken: list[Span]) -> Iterator[Day]:
    words = _words(report.language if report.language in vocabulary("heads.toml")["days"] else "en")
    ends = {at for span in taken for at in range(span.start, span.end)}
    for found in words.pattern.finditer(report.text):
        if found.start() not in ends and (date := _resolved(found, report, words)) is not None:
            yield Day(span=Span(*found.span()), date=date, is_guessed=True)


def _resolved(found: re.Match[str], report: Report, words: _Words) -> datetime.date | None:
    published = report.date
    if published is None:
        return None
    if month := found["month"] or found["month2"]:
        if words.has_capital_months and month[0].islower():
            return None
        return _nearest(published, month_of(month), int(found["day"] or found["day2"]))
    word = found["word"]
    if word in words.offsets:
        return published + datetime.timedelta(days=words.offsets[word])
    back = (published.weekday() - words.weekdays[word]) % _WEEK
    # "Monday" in a report of a Monday is that day, "next Monday" is not.
    if _is_ahead(report.text, found, words):
        return published + datetime.timedelta(days=(_WEEK - back) % _WEEK or _WEEK)
    return published - datetime.timedelta(days=back)


def _is_ahead(text: str, found: re.Match[str], words: _Words) -> bool:
    """Whether the words around the name of a day put it after the publication."""
    before = _sentence_before(text, found.start())
    right_before, right_after = words.beside
    is_beside = right_before.search(before) or right_after.match(text, found.end())
    return bool(is_beside or words.ahead.search(before))


def _nearest(published: datetime.date, month: int, day: int) -> datetime.date | None:
    """Of the same day in three years the one nearest to the publication."""
    years = (published.year - 1, published.year, published.year + 1)
    dates = [date for year in years if (date := calendar_date(year, month, day)) is not None]
    return min(dates, key=lambda date: abs(date - published), default=None)


def _sentence_before(text: str, at: int) -> str:
    before = text[max(0, at - _SENTENCE_CHARACTERS) : at]
    starts = [found.end() for found in _SENTENCE_START.finditer(before)]
    return before[starts[-1] :] if starts else before


@cache
def _words(language: str) -> _Words:
    data = vocabulary("heads.toml")["days"][language]
    weekdays = {name: number for number, name in enumerate(data["weekdays"])}
    offsets: dict[str, int] = {
        form: n for word, n in data["offsets"].items() for form in (word, word[0].upper() + word[1:])
    }
    if data["has_capital_nouns"]:
        offsets = data["offsets"]
    named = "|".join(re.escape(word) for word in sorted((*weekdays, *offsets), key=len, reverse=True))
    month = month_names()
    pattern = re.compile(
        rf"\b(?:(?P<word>{named})"
        rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?i:(?P<month>{month}))(?!\s+\d)"
        rf"|(?i:(?P<month2>{month}))\.?\s+(?P<day2>\d{{1,2}})(?!\d|,?\s+(?:19|20)\d\d|[:.]\d))\b"
    )
    ahead, beside, said = ("|".join(map(re.escape, data[key])) for key in ("ahead", "beside", "said"))
    looks_ahead = re.compile(rf"\b(?:{ahead})\b(?!.*\b(?:{said})\b)", re.I | re.S)
    sides = (re.compile(rf"\b(?:{beside})\s+$", re.I), re.compile(rf"\s+(?:{beside})\b", re.I))
    return _Words(pattern, weekdays, offsets, looks_ahead, sides, data["has_capital_months"])
