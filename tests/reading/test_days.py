"""The day a report appeared, and the days that its text names."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading import read_bytes
from detente.reading.dates import find_published
from detente.reading.days import with_days
from detente.records import Report

_WEDNESDAY = datetime.date(2025, 3, 12)


def _days(
    text: str, *, date: datetime.date | None = _WEDNESDAY, language: str = "en"
) -> list[tuple[str, str, bool]]:
    report = with_days(Report(id="r", text=text, date=date, language=language))
    return [(text[slice(*day.span)], day.date.isoformat(), day.is_guessed) for day in report.days]


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "Voss said on Monday that he agreed.", ("Monday", "2025-03-10")),
        ("en", "Voss said on Wednesday that he agreed.", ("Wednesday", "2025-03-12")),
        ("en", "Voss said on Thursday that he agreed.", ("Thursday", "2025-03-06")),
        ("en", "They will meet on Friday.", ("Friday", "2025-03-14")),
        ("en", "They will meet again next Wednesday.", ("Wednesday", "2025-03-19")),
        ("en", "It will not sign. Voss said so on Monday.", ("Monday", "2025-03-10")),
        ("en", "He will not sign, Voss said on Monday.", ("Monday", "2025-03-10")),
        ("en", "He was met by farmers on Monday.", ("Monday", "2025-03-10")),
        ("en", "Belmora wants an answer by Friday.", ("Friday", "2025-03-14")),
        ("en", "Yesterday both left.", ("Yesterday", "2025-03-11")),
        ("en", "The round ends tomorrow.", ("tomorrow", "2025-03-13")),
        ("en", "The round began on 3 March.", ("3 March", "2025-03-03")),
        ("en", "The truce of December 30 was broken.", ("December 30", "2024-12-30")),
        ("de", "Voss sagte am Montag, er stimme zu.", ("Montag", "2025-03-10")),
        ("de", "Sie treffen sich übermorgen.", ("übermorgen", "2025-03-14")),
        ("fr", "Il l'a dit lundi.", ("lundi", "2025-03-10")),
        ("fr", "Ils se verront lundi prochain.", ("lundi", "2025-03-17")),
        ("es", "Lo dijo ayer.", ("ayer", "2025-03-11")),
    ],
)
def test_day_is_resolved_against_the_publication_and_marked_as_a_guess(language, text, named):
    assert _days(text, language=language) == [(*named, True)]


def test_full_date_is_no_guess_and_needs_no_publication():
    assert _days("It was signed on 4 March 2024, a Monday.", date=None) == [
        ("4 March 2024", "2024-03-04", False)
    ]


@pytest.mark.parametrize(
    "text", ["Five may 5 times.", "On 31 April nothing happened.", "Mondays are long.", "version 4.15"]
)
def test_what_is_no_day_is_not_resolved(text):
    assert _days(text) == []


@given(st.dates(datetime.date(1980, 1, 1), datetime.date(2090, 1, 1)), st.integers(0, 6))
def test_a_past_weekday_is_within_the_week_before(published, number):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]
    ((_, day, _),) = _days(f"He agreed on {name}.", date=published)
    resolved = datetime.date.fromisoformat(day)
    assert resolved.weekday() == number
    assert 0 <= (published - resolved).days < 7


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-03-12T18:40:00+01:00", "2025-03-12T18:40:00+01:00"),
        ("2025-03-12 18:40 +0100", "2025-03-12T18:40:00+01:00"),
        ("2025-03-12T18:40:00.123Z", "2025-03-12T18:40:00+00:00"),
        ("Wed, 12 Mar 2025 18:40:00 GMT", "2025-03-12T18:40:00+00:00"),
        ("Wed, 12 Mar 2025 18:40:00 -0330", "2025-03-12T18:40:00-03:30"),
        ("2025-03-12T18:40:00", None),
        ("12 March 2025", None),
        ("12.3.2025", None),
    ],
)
def test_moment_needs_a_time_zone(written, moment):
    published = find_published(written)
    assert published.date == _WEDNESDAY
    assert (published.moment.isoformat() if published.moment else None) == moment


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntitle: Talks\ndate: '2025-03-12T18:40:00+01:00'\n---\nTalks open.",
        b"From: a@b.example\nSubject: Talks\nDate: Wed, 12 Mar 2025 18:40:00 +0100\n\nTalks open.\n",
        b'{"title": "Talks", "text": "Talks open.", "published_at": "2025-03-12T18:40:00+01:00"}',
        b"title,text,date\nTalks,Talks open.,2025-03-12T18:40:00+01:00\n",
    ],
)
def test_every_format_keeps_the_time_zone(data):
    (report,) = read_bytes(data, name="report")
    assert report.date == _WEDNESDAY
    assert report.published.isoformat() == "2025-03-12T18:40:00+01:00"
