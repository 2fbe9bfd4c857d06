"""Which reports retell which: oracle is a count of shared runs of words, done by hand."""

from __future__ import annotations

import datetime

from detente.positions import map_positions
from detente.records import Report

STORY = " ".join(f"word{i}" for i in range(40))
LATER = datetime.date(2025, 3, 9)
EARLIER = datetime.date(2025, 3, 2)


def retellings_of(*reports: Report) -> tuple[tuple[str, ...], ...]:
    """Groups of retellings among reports that carry no statements."""
    return map_positions((), reports=reports).retellings


def test_earliest_dated_report_counts_and_the_undated_come_last() -> None:
    undated = Report(id="undated", text=STORY)
    late = Report(id="late", text=STORY, date=LATER)
    early = Report(id="early", text=STORY.upper().replace(" ", ", "), date=EARLIER)
    assert retellings_of(undated, late, early) == (("early", "late", "undated"),)


def test_first_given_counts_among_reports_of_one_date() -> None:
    reports = [Report(id=i, text=STORY, date=LATER) for i in ("b", "a")]
    assert retellings_of(*reports) == (("b", "a"),)


def test_digest_that_holds_a_whole_story_retells_it() -> None:
    digest = Report(id="digest", text=f"{STORY} {' '.join(f'other{i}' for i in range(400))}")
    assert retellings_of(Report(id="wire", text=STORY), digest) == (("wire", "digest"),)


def test_reports_that_share_less_than_half_are_two_stories() -> None:
    # 18 words shared: 14 runs of five in both, of 36 in each, so Jaccard 14/58 and containment 14/36.
    other = " ".join([*STORY.split()[:18], *(f"other{i}" for i in range(22))])
    assert retellings_of(Report(id="one", text=STORY), Report(id="two", text=other)) == ()


def test_empty_and_very_short_reports_retell_nothing() -> None:
    short = [Report(id=str(i), text=text) for i, text in enumerate(("", "", "Talks on.", "Talks on."))]
    assert retellings_of(*short) == ()
