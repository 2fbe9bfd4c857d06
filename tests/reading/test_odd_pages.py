# ruff: noqa: E501 (pages are data)
"""Web pages with something odd about them: pieces, redirections, what is hidden, escaped twice or nested."""

import json

import pytest

from detente import InputError
from detente.reading import read_bytes
from reading.web_pages import DEMANDS, MARKS, OFFERS, REFUSES, STORY, WANTS


def _read(page: str):
    (report,) = read_bytes(page.encode(), name="page.html")
    return report


def _page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><title>Talks stall</title>{head}</head><body>{body}</body></html>'


def _p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


ODD = {
    "parts of AMP": f"<amp-sidebar><ul><li>odd-word</li></ul></amp-sidebar><article><h1>Talks stall</h1>{_p(*STORY)}"
    "<amp-ad>odd-word</amp-ad></article><amp-consent><p>odd-word cookies</p></amp-consent>",
    "for screen readers": f"<article><h1>Talks stall</h1>{_p(*STORY)}<p class='sr-only'>odd-word: end</p>"
    "<p aria-hidden='true'>odd-word</p></article>",
    "teaser within the article": f"<main><article><h1>Talks stall</h1>{_p(WANTS, REFUSES)}<article class='t'><h3>"
    "<a href='/x'>odd-word: a story of fish</a></h3><p>odd-word text of something else.</p></article>"
    f"{_p(STORY[2], DEMANDS, OFFERS)}</article></main>",
    "notes between advertisements": f"<article><h1>Talks stall</h1>{_p(WANTS, 'Story continues below odd-word')}"
    f"{_p(*STORY[1:])}</article>",
    "references of a wiki": f"<div id='content'><h1>Talks stall</h1>{_p(*STORY)}<h2>Positions<span class="
    f"'mw-editsection'>[odd-word]</span></h2>{_p(OFFERS)}<div class='reflist'><ol><li>odd-word</li></ol></div></div>",
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_article_stays_out(kind):
    text = _read(_page(ODD[kind])).text
    assert "odd-word" not in text
    assert all(mark in text for mark in MARKS)


def test_entry_of_a_live_blog_that_is_an_article_stays():
    entries = "".join(
        f"<article><h3><a href='#{n}'>1{n}:00 Entry</a></h3><p>{text}</p></article>"
        for n, text in enumerate((WANTS, REFUSES, DEMANDS))
    )
    text = _read(_page(f"<main><article><h1>Talks stall</h1>{entries}</article></main>")).text
    assert all(words in text for words in (WANTS[:40], REFUSES[:40], DEMANDS[10:40]))


def test_text_that_was_escaped_twice_is_read_once():
    report = _read(
        _page(
            "<article><h1>Talks &amp;amp; tears</h1>"
            f"<p>A &amp;ldquo;no&amp;rdquo;. {WANTS}</p>{_p(REFUSES)}</article>"
        )
    )
    assert report.text.split("\n\n")[0] == "Talks & tears"
    assert report.text.count("tears") == 1
    assert "A “no”. Belmora" in report.text


@pytest.mark.parametrize("body", ["", "<p>You are being redirected. <a href='/z'>Click here</a></p>"])
def test_page_that_only_leads_on_names_where_to(body):
    page = _page(body, '<meta http-equiv="Refresh" content="0; URL=\'https://a.example/z\'">')
    with pytest.raises(InputError, match=r"leads on to https://a\.example/z"):
        _read(page)


def test_all_paragraphs_of_a_small_page_are_kept():
    assert _read("<p>Belmora wants it.</p><ul><li>Tarsenia does not.</li></ul>").text == (
        "Belmora wants it.\n\nTarsenia does not."
    )


def test_publisher_and_authors_are_those_of_the_json_ld():
    said = {
        "@type": "NewsArticle",
        "headline": "Talks stall",
        "author": [{"@type": "Person", "name": "A. Reyl"}, {"name": "B. Oss"}],
        "publisher": {"@type": "Organization", "name": "Basin Wire"},
        "datePublished": "2025-03-04T18:00:00+01:00",
    }
    report = _read(
        _page(
            f"<article><h1>Talks stall</h1>{_p(*STORY)}</article>",
            f'<script type="application/ld+json">{json.dumps(said)}</script>',
        )
    )
    assert (report.publisher, report.byline, str(report.date)) == (
        "Basin Wire",
        "A. Reyl, B. Oss",
        "2025-03-04",
    )
    assert report.guessed == ()
