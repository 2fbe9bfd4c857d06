"""Who speaks, or when: the turns of a transcript and the entries of a live blog, as parts of a report.

A turn begins with a name, perhaps an office in brackets, and a colon at the start of a line
(``MODERATOR: Welcome.``), or with the Q or A of questions and answers; an entry with a time of day.
One such line may be anything, so that only a text with several is taken for one or the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from detente.records import Part, Report, Span

# Set on press briefings and live pages: fewer than three are headings, a list or a table.
_MIN_TURNS = 3
# In small letters a name looks like "Background:", so that more is asked of it.
_MIN_TURNS_OF_NAMES = 4
_MIN_ENTRIES = 3
_ORDERED_SHARE = 0.8

# A day of parliament has a million characters; what is longer is a dump, with a turn on each line.
_MAX_CHARACTERS = 4_000_000

_EMPHASIS = r"(?:\*\*|__|\*|_)?"
_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|[ .,’'()/-]){1,59}"
_NAME = r"(?:[^\W\d_a-z][\w.’'-]*)(?: (?:(?:de|del|al|el|bin|van|von|of|the) )?[^\W\d_a-z][\w.’'-]*){1,5}"
_OFFICE = r"(?: \([^()\n:]{1,80}\))?"  # "LINDQVIST (Foreign Minister of Norland):"
_TURN = re.compile(
    rf"^[ \t]*{_EMPHASIS}(?:(?P<capitals>{_CAPITALS}){_OFFICE}:|(?P<name>{_NAME}){_OFFICE}:"
    rf"|(?P<question>Q)(?:[.:]|(?=\s+[^\W\d_a-z“\"]))|(?P<answer>A)[.:]){_EMPHASIS}(?=\s|\Z)",
    re.M,
)
_NUMBERED = re.compile(r".* [IVXL]+")  # "Option II", "ANNEX IV"
_TIME = re.compile(
    r"^[ \t]*(?P<time>(?P<hour>[01]?\d|2[0-3])[.:h](?P<minute>[0-5]\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s?(?:GMT|UTC|[A-Z]{1,3}[SD]?T)\b(?:[+-]\d{1,2})?)?)(?=[ \t]*(?:$|[-–—:|•,]|\s[^\W\d_]))",
    re.M | re.I,
)


class _Begin(NamedTuple):
    at: int
    label: str


def with_turns(report: Report) -> Report:
    """Add turns or entries as parts, where a report has them; the record that it was stays the first."""
    is_one_record = len(report.parts) == 1 and report.parts[0].label.startswith("record ")
    if (report.parts and not is_one_record) or len(report.text) > _MAX_CHARACTERS:
        return report
    begins = _speakers(report.text) or _entries(report.text)
    return replace(report, parts=(*report.parts, *_parts(report.text, begins))) if begins else report


def _speakers(text: str) -> list[_Begin]:
    found = [(match, _speaker(match)) for match in _TURN.finditer(text)]
    found = [(match, speaker) for match, speaker in found if not _NUMBERED.fullmatch(speaker)]
    # A person in a transcript speaks more than once; a heading with a colon stands once.
    times = Counter(speaker for _, speaker in found)
    is_in_capitals = sum(match["name"] is None for match, _ in found) >= _MIN_TURNS
    kept = [
        (match, speaker)
        for match, speaker in found
        if match["name"] is None or (not is_in_capitals and len(found) >= _MIN_TURNS_OF_NAMES)
    ]
    has_repeated = any(times[speaker] > 1 for _, speaker in kept)
    if len(kept) < _MIN_TURNS or not has_repeated or len({speaker for _, speaker in kept}) < 2:
        return []
    return [_Begin(match.start(), f"speaker {speaker}") for match, speaker in kept]


def _speaker(match: re.Match[str]) -> str:
    return match["capitals"] or match["name"] or match["question"] or match["answer"]


def _entries(text: str) -> list[_Begin]:
    found = list(_TIME.finditer(text))
    if len(found) < _MIN_ENTRIES or not _is_in_order([_minutes(match) for match in found]):
        return []
    return [_Begin(match.start(), f"time {match['time'].strip()}") for match in found]


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return hour * 60 + int(match["minute"])


def _is_in_order(minutes: Sequence[int]) -> bool:
    """Whether times go up, or down as in a page that shows the newest first; midnight apart."""
    steps = [later - earlier for earlier, later in pairwise(minutes)]
    n_up, n_down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return max(n_up, n_down) >= _ORDERED_SHARE * len(steps)


def _parts(text: str, begins: Sequence[_Begin]) -> tuple[Part, ...]:
    ends = [begin.at for begin in begins[1:]] + [len(text)]
    parts = []
    for begin, end in zip(begins, ends, strict=True):
        words = text[begin.at : end]
        start = begin.at + len(words) - len(words.lstrip())
        parts.append(Part(span=Span(start, begin.at + len(words.rstrip())), label=begin.label))
    return tuple(parts)
