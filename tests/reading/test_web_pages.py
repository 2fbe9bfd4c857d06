# ruff: noqa: E501 (pages are data)
"""Web pages of many makes: the article whole, in order and in its paragraphs, and nothing around it."""

import datetime
import json
from pathlib import Path

import pytest

from detente.reading import read_bytes
from reading.web_pages import PAGES, STORY, WANTS, page

_RAW = Path(__file__).parents[2].parent / "shared" / "data" / "reports" / "raw"


def _one(html: str):
    (report,) = read_bytes(html.encode(), name="page.html")
    return report


@pytest.mark.parametrize("name", PAGES)
def test_page_gives_its_article_and_nothing_else(name):
    made = PAGES[name]
    text = _one(made.html).text
    at = 0
    for words in made.has:
        at = text.find(words, at)
        assert at >= 0, f"{words!r} is missing or out of order in:\n{text}"
    assert [words for words in made.lacks if words in text] == []
    assert [paragraph for paragraph in made.paragraphs if paragraph not in text.split("\n\n")] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_words_of_the_article_are_repeated(name):
    made = PAGES[name]
    text = _one(made.html).text
    assert [words for words in made.has if len(words) > 20 and text.count(words) > 1] == []


def test_text_taken_from_json_ld_says_so():
    report = _one(PAGES["an article only in JSON-LD"].html)
    assert any("JSON-LD" in change for change in report.changes)
    assert (report.title, report.published.isoformat()) == ("Talks stall", "2025-03-12T18:40:00+01:00")


def test_text_of_ten_megabytes_in_one_piece_is_read():
    report = _one(f"<html><body><p>{'Belmora wants a treaty. ' * 500_000}</p></body></html>")
    assert len(report.text) > 10_000_000


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        ('<meta property="article:published_time" content="2025-03-12T23:40:00-05:00">', "2025-03-12T23:40:00-05:00"),
        ('<meta name="date" content="2025-03-12 23:40:00 +0100">', "2025-03-12T23:40:00+01:00"),
        ('<meta itemprop="datePublished" content="2025-03-12T23:40Z">', "2025-03-12T23:40:00+00:00"),
        ('<script type="application/ld+json">{"datePublished": "2025-03-12T23:40:00.000Z"}</script>', "2025-03-12T23:40:00+00:00"),
        ('<meta property="article:published_time" content="2025-03-12">', None),
    ],
)  # fmt: skip
def test_page_keeps_the_day_and_the_time_zone_that_it_declares(head, moment):
    report = _one(page(f"<article><h1>Talks</h1><p>{WANTS}</p></article>", head=head))
    assert (report.date, "date" in report.guessed) == (datetime.date(2025, 3, 12), False)
    assert (report.published.isoformat() if report.published else None) == moment


def test_first_publication_counts_and_not_the_last_change():
    times = {"datePublished": "2025-03-12T08:00:00+01:00", "dateModified": "2025-03-20T08:00:00+01:00"}
    head = f'<meta property="og:updated_time" content="2025-03-20"><script type="application/ld+json">{json.dumps(times)}</script>'
    report = _one(page(f"<article><h1>Talks</h1><p>{WANTS}</p></article>", head=head))
    assert report.date == datetime.date(2025, 3, 12)


def test_date_that_only_the_text_has_is_a_guess():
    report = _one(
        page(f"<article><h1>Talks</h1><p>By Anna Reyl | March 12, 2025 | Page 15</p><p>{WANTS}</p></article>")
    )
    assert (report.date, report.published) == (datetime.date(2025, 3, 12), None)
    assert "date" in report.guessed


def test_lines_that_repeat_what_the_page_declares_are_left_out():
    head = '<meta property="article:published_time" content="2025-03-12"><meta name="author" content="Anna Reyl">'
    lines = (
        "<p class='byline'>By Anna Reyl in Ardesh</p><p><time datetime='2025-03-12'>12 March 2025</time></p>"
    )
    report = _one(page(f"<article><h1>Talks stall</h1>{lines}<p>{WANTS}</p></article>", head=head))
    assert report.text == f"Talks stall\n\n{WANTS}"
    assert report.byline == "Anna Reyl"


def test_cells_of_a_table_stay_beside_each_other_and_columns_of_text_do_not():
    small = "<table><tr><td>Belmora<br>(host)</td><td>a treaty</td></tr></table>"
    large = f"<table><tr><td><p>{STORY[0]}</p><p>{STORY[1]}</p></td><td>Tarsenia</td></tr></table>"
    text = _one(f"<html><body>{small}{large}</body></html>").text
    assert text.split("\n\n") == ["Belmora (host) | a treaty", STORY[0], STORY[1], "Tarsenia"]


# Strings of up to five words, to know the pages by; what they are about is in the folder's index.
@pytest.mark.parametrize(
    ("file", "has", "lacks", "date"),
    [
        ("reuters-page.html", ["South Korean thriller", "backstage that no-one"], ["Cookie", "Related Coverage"], "2020-01-19"),
        ("dw-uncork.html", ["enigmatic grape variety", "discovered our little secret"], ["Permalink", "Send us"], "2013-06-10"),
        ("sueddeutsche-de.html", ["Deutschlandtakt", "sei aus"], ["Newsletter"], "2019-05-15"),
        ("ambito-paritarias-es.html", ["tensiona el último tramo", "punto muerto"], ["Suscrib"], "2022-05-04"),
        ("sw-writers-2007.php.html", ["STRIKE by Writers Guild", "and many more"], ["What else to read"], "2007-12-07"),
        ("sw-nyc-transit-2005.php.html", ["outpouring of anger", "entire labor movement"], ["php"], "2005-12-16"),
    ],
)  # fmt: skip
def test_page_of_the_shared_data(file, has, lacks, date):
    if not (_RAW / file).exists():
        pytest.skip(f"{_RAW / file} is not there")
    (report,) = read_bytes((_RAW / file).read_bytes(), name=file)
    assert [words for words in has if words not in report.text] == []
    assert [words for words in lacks if words in report.text] == []
    assert str(report.date) == date
    assert max(map(len, report.text.split("\n\n"))) < 3_000
