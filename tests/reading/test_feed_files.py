"""Feeds of every age: the same entry, whatever the format and however its text is wrapped."""

import datetime
import time

import pytest

from detente.reading import read_bytes
from reading.feed_files import FEEDS, REFUSES, WANTS

# These formats have no dates.
_UNDATED = {"RSS 0.91 with its document type", "RSS 0.92", "RSS 0.90"}


@pytest.mark.parametrize("kind", FEEDS)
def test_entry_is_the_same_in_every_format(kind):
    (report,) = read_bytes(FEEDS[kind].encode(), name="feed")
    assert report.media == "feed"
    assert report.text.split("\n\n") == ["Talks", WANTS, REFUSES]
    assert (report.title, report.publisher, report.address) == ("Talks", "Basin Wire", "https://x.example/1")


@pytest.mark.parametrize("kind", sorted(FEEDS.keys() - _UNDATED))
def test_entry_keeps_its_day_and_the_time_zone(kind):
    (report,) = read_bytes(FEEDS[kind].encode(), name="feed")
    assert report.date == datetime.date(2025, 3, 5)
    assert report.published is not None
    assert report.published.isoformat() == "2025-03-05T00:30:00+03:00"
    assert "date" not in report.guessed


def test_feed_of_five_thousand_entries_is_read_in_time():
    items = "".join(
        f"<item><title>Round {n}</title><description>&lt;p&gt;Belmora wants treaty {n}.&lt;/p&gt;"
        "</description></item>"
        for n in range(5_000)
    )
    began = time.process_time()
    reports = read_bytes(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), name="feed")
    assert len(reports) == 5_000
    assert reports[-1].text == "Round 4999\n\nBelmora wants treaty 4999."
    assert time.process_time() - began < 20
