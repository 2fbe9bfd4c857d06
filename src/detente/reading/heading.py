"""Guess title, date and publisher from the first lines of a text.

A title is a short first line that stands alone and does not end like a sentence. A date counts
when its line does nothing but date the report ("Published: 4 March 2025"), or when it stands in a
dateline ("SEVRIN, 4 March 2025 (Basin Wire) -"): a date inside a sentence dates an event. A
short line right above or below such a line names the publisher.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from detente.reading.dates import as_date, long_date
from detente.reading.metadata import Metadata, clean
from detente.reading.vocabulary import vocabulary

_HEAD_CHARACTERS = 1_500
_HEAD_LINES = 12
# Joint statements carry titles of 250 characters and more.
_TITLE_CHARACTERS = 300
_PUBLISHER_WORDS = 6
_DATE_LINE_CHARACTERS = 160
_FIELDS = re.compile(r"\s*[|·•]\s*")
_WORD = re.compile(r"[^\W\d_]+")
_TIME_MARK = re.compile(r"T(?=\d)|(?<=\d)Z\b")
_SENTENCE_END = re.compile(r"[.;:,]['\"”’)\]]*$")
# A place, and perhaps an agency, set off from the date: "Geneva, ", "SEVRIN (Basin Wire), ", "GENEVA ".
_DATELINE = re.compile(r"^\W*[^\W\d_](?:[^.!?\n]{0,60}?[,(–—-]\s*|[^a-z.!?\n]{0,60})$")
_AFTER_DATELINE = re.compile(r"^[\s.)]*(?:\([^)\n]{1,60}\))?\s*(?:[–—:-]|\([A-Z])")
_MARKUP = re.compile(r"^[#*_>\s]+|[*_#\s]+$")


def guess_from_head(text: str) -> Metadata:
    """Guess what the first lines say; every field may be None."""
    lines = [line.strip() for line in text[:_HEAD_CHARACTERS].splitlines()]
    first_block = _first_block(lines)
    date_lines = [i for i, line in enumerate(lines[:_HEAD_LINES]) if is_date_line(line)]
    publisher = _publisher(lines, first_block, date_lines)
    title = _title(lines, {*date_lines, *([publisher] if publisher is not None else [])})
    return Metadata(
        title=clean(_MARKUP.sub("", lines[title])) if title is not None else None,
        publisher=clean(lines[publisher]) if publisher is not None else None,
        date=_date_in(lines[date_lines[0]]) if date_lines else _from_dateline(lines[:_HEAD_LINES]),
    )


def dates_report(line: str) -> bool:
    """Whether a line of a head dates the report: a line of date, or a paragraph with a dateline."""
    return is_date_line(line) or _from_dateline([line]) is not None


def _first_block(lines: list[str]) -> range:
    start = next((i for i, line in enumerate(lines) if line), len(lines))
    end = next((i for i in range(start, len(lines)) if not lines[i]), len(lines))
    return range(start, end)


def _title(lines: list[str], taken: set[int]) -> int | None:
    for i, line in enumerate(lines):
        if not line or i in taken:
            continue
        is_alone = i + 1 >= len(lines) or not lines[i + 1] or i + 1 in taken
        return i if is_alone and _is_short(line) and not _SENTENCE_END.search(line) else None
    return None


def _is_short(line: str) -> bool:
    return len(line) <= _TITLE_CHARACTERS and bool(_WORD.search(line))


def _publisher(lines: list[str], first_block: range, date_lines: list[int]) -> int | None:
    """The other line of a first block of two lines that dates the report: ``Basin Wire``."""
    if len(first_block) != 2 or not any(i in first_block for i in date_lines):
        return None
    # Without a headline below, the line beside the date is the headline.
    below = [i for i in range(first_block.stop, len(lines)) if lines[i]]
    others = [i for i in first_block if i not in date_lines]
    if not others or not below or _title(lines, set(first_block)) is None:
        return None
    return others[0] if len(lines[others[0]].split()) <= _PUBLISHER_WORDS else None


def is_date_line(line: str) -> bool:
    """Whether a line dates the report and does nothing else, or one of its fields: "By A. | 4 March 2025"."""
    return len(line) <= _DATE_LINE_CHARACTERS and any(map(is_date_alone, _FIELDS.split(line)))


def is_date_alone(line: str) -> bool:
    """Whether a line has a date and besides it only words that go with one ("Published: … 14:30 GMT")."""
    found = long_date().search(line)
    if not found or as_date(found) is None:
        return False
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return all(word.lower() in _date_words() for word in _WORD.findall(_TIME_MARK.sub(" ", rest)))


def _date_in(line: str) -> datetime.date | None:
    found = long_date().search(line)
    return as_date(found) if found else None


def is_dateline(line: str) -> bool:
    """Whether a text opens with place and date: ``SEVRIN, 4 March 2025 (Basin Wire) - …``."""
    return _from_dateline([line]) is not None


def _from_dateline(lines: list[str]) -> datetime.date | None:
    for line in lines:
        found = long_date().search(line[:120])
        if found and _DATELINE.match(line[: found.start()]) and _AFTER_DATELINE.match(line[found.end() :]):
            return as_date(found)
    return None


@cache
def _date_words() -> frozenset[str]:
    return frozenset(vocabulary("heads.toml")["date_line"]["words"])
