"""Press cuttings in one PDF become a report each, where that is sure."""

import datetime

import pytest

from detente.reading import read_bytes
from reading.pdf_files import Placed, column, pdf


def _body(party: str) -> list[str]:
    """Lines that differ from page to page, unlike running heads."""
    return [
        f"{party} wants a treaty that both of the parliaments would have to ratify, and",
        f"{party} says that nothing else was agreed in the first round of the talks on the",
        f"lake. The farmers of {party} wait for water.",
    ]


BODY = _body("Norland")
FIRST, SECOND, THIRD = (
    "Belmora asks for a treaty on the lake",
    "Tarsenia refuses the last draft",
    "Observers leave the upper valley",
)


def _page(*head: str, headline: str, size: float = 18, body: list[str] | None = None) -> list[Placed]:
    below = column(list(head), top=680, pitch=20)
    return [(72, 720, headline, size), *below, *column(body or _body(headline.split()[0]), top=620)]


def _reports(*pages: list[Placed]):
    return read_bytes(pdf(pages, info={"Title": "Cuttings", "Author": "Desk"}), name="a.pdf")


def test_each_headline_with_byline_and_date_begins_a_report():
    reports = _reports(
        _page("By Anna Reyl, 4 March 2025", headline=FIRST),
        column(BODY),
        _page("By Jo de Marr", "Published: 5 March 2025", headline=SECOND),
        _page("6 March 2025", headline=THIRD),
    )
    assert [(r.id, r.title, r.byline, r.date) for r in reports] == [
        ("a.pdf#1", FIRST, "Anna Reyl", datetime.date(2025, 3, 4)),
        ("a.pdf#2", SECOND, "Jo de Marr", datetime.date(2025, 3, 5)),
        ("a.pdf#3", THIRD, None, datetime.date(2025, 3, 6)),
    ]
    assert [[part.label for part in r.parts] for r in reports] == [
        ["page 1", "page 2"],
        ["page 3"],
        ["page 4"],
    ]
    assert reports[0].text.startswith(f"{FIRST}\n\nBy Anna Reyl, 4 March 2025\n\nBelmora wants")
    assert {"title", "byline", "date"} <= set(reports[0].guessed)
    assert reports[1].changes[-1] == "document 2 of 3, parted where a page begins with a headline"


def test_headline_in_the_size_of_the_text_needs_byline_and_date():
    both = ("By Anna Reyl", "4 March 2025")
    assert len(_reports(*(_page(*both, headline=line, size=12) for line in (FIRST, SECOND)))) == 2
    assert len(_reports(*(_page(both[1], headline=line, size=12) for line in (FIRST, SECOND)))) == 1


def test_dateline_of_an_agency_dates_a_headline():
    body = ["SEVRIN, 4 March 2025 (Basin Wire) - Belmora wants a treaty.", *BODY]
    reports = _reports(*(_page(headline=line, body=body) for line in (FIRST, SECOND)))
    assert [r.date for r in reports] == [datetime.date(2025, 3, 4)] * 2


DATE = "4 March 2025"
ONE_REPORT = {
    "first page has no head": [column(BODY), _page(DATE, headline=FIRST), _page(DATE, headline=SECOND)],
    "same headline on each page": [_page(DATE, headline=FIRST)] * 2,
    "headlines that only count": [_page(DATE, headline=f"Day {n} of the talks") for n in (1, 2)],
    "headlines of different size": [_page(DATE, headline=FIRST), _page(DATE, headline=SECOND, size=15)],
    "headlines without byline or date": [_page(headline=FIRST), _page(headline=SECOND)],
    "sentence runs on over the page": [
        _page(DATE, headline=FIRST, body=BODY[:2]),
        _page(DATE, headline=SECOND),
    ],
    "one page": [_page(DATE, headline=FIRST)],
}


@pytest.mark.parametrize("pages", ONE_REPORT.values(), ids=ONE_REPORT)
def test_what_is_not_sure_stays_one_report(pages):
    (report,) = _reports(*pages)
    assert (report.id, report.title, report.byline) == ("a.pdf", "Cuttings", "Desk")


def test_head_of_a_single_article_is_used_too():
    (report,) = read_bytes(pdf([_page("By Anna Reyl, 4 March 2025", headline=FIRST)]), name="a.pdf")
    assert (report.title, report.byline, report.date) == (FIRST, "Anna Reyl", datetime.date(2025, 3, 4))
    assert set(report.guessed) >= {"title", "byline", "date"}
