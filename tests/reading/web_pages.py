# ruff: noqa: E501 (pages are data)
"""Web pages of many makes for the tests, all invented: each with what its text must hold and must not.

The junk around each article has words that no article has, so that a leak shows.
"""

from __future__ import annotations

import json
from typing import NamedTuple


class Page(NamedTuple):
    """A page; the words of `has` must be in its text in this order, those of `lacks` must not."""

    html: str
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """Whole paragraphs that must be there as such."""


WANTS = (
    "Belmora wants a treaty on the flow of the Hadrun, Foreign Minister Alois Voss said in Sevrin on Monday "
    "after two days of talks with the envoy of the Union."
)
REFUSES = (
    "Tarsenia rejects any treaty that both parliaments would have to ratify. Energy Minister Pavel Renko "
    "told reporters that his government could accept a joint centre for data, and nothing that binds."
)
DEMANDS = (
    "The Farmers’ Federation demands a fund of 400 million crowns before it lifts the blockade of the ring "
    "road. Its chairman said that no farmer would wait for another summer without water."
)
OFFERS = (
    "The envoy, Ingrid Dahl, offered to pay half of such a fund if both governments agree on how the claims "
    "are checked, and said that she would return to the lake in April."
)
SHORT = "“We have time,” Voss said."
STORY = (WANTS, REFUSES, SHORT, DEMANDS, OFFERS)
MARKS = ("wants a treaty on the flow", "rejects any treaty", "We have time", "demands a fund", "pay half of")

MENU = """<header class="site-header"><a href="/" class="logo">Menu-word Courier</a>
<nav class="main-nav"><ul><li><a href="/world">World menu-word</a></li><li><a href="/money">Money menu-word</a></li>
<li><a href="/sport">Sport menu-word</a></li><li><a href="/login">Log in menu-word</a></li></ul></nav></header>"""
COOKIES = """<div id="cookie-banner" class="consent"><p>We use cookie-word to make this site work and to learn how
it is used by readers in your country. You may accept or refuse them at any time in the settings.</p>
<button>Accept</button></div>"""
COMMENTS = """<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list">
<li class="comment"><p>comment-word: I do not believe a word of this, and neither should any of you who live by the
river and have seen what these ministers did in the last drought.</p></li>
<li class="comment"><p>comment-word: The treaty was dead before it was written, as everybody in the valley has
known for ten years and more.</p></li></ol></section>"""
RELATED = """<aside class="related"><h3>Related-word stories</h3><ul><li><a href="/1">Related-word: farmers block the
ring road for a third day</a></li><li><a href="/2">Related-word: what the arbiters may decide</a></li>
<li><a href="/3">Related-word: a short history of the dam</a></li></ul></aside>"""
NEWSLETTER = """<div class="newsletter-signup"><h3>Newsletter-word</h3><p>Sign up and get the newsletter-word with the
best of our reporting from the region in your inbox every morning.</p><form><input type="email">
<button>Subscribe</button></form></div>"""
SHARE = """<ul class="share-buttons"><li><a href="#f">Share-word on Facebook</a></li><li><a href="#t">Share-word by
mail</a></li></ul>"""
FOOTER = """<footer class="site-footer"><p>Footer-word 2025 The Courier. All rights reserved.</p><ul><li><a
href="/imprint">Imprint footer-word</a></li><li><a href="/privacy">Privacy footer-word</a></li></ul></footer>"""
JUNK = (
    *("menu-word", "Menu-word", "cookie-word", "comment-word", "elated-word", "ewsletter-word", "hare-word"),
    *("ooter-word", "script-word"),
)
SCRIPT = "<script>var a = 'script-word';</script><style>.script-word { color: red }</style>"


def _p(*paragraphs: str) -> str:
    return "".join(f"<p>{text}</p>\n" for text in paragraphs)


def page(content: str, *, head: str = "<title>Talks stall | The Courier</title>", after: str = "") -> str:
    """A whole page around a piece of HTML, with the junk that most pages have."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}{SCRIPT}</head><body>{COOKIES}{MENU}'
        f"{content}{after}{SHARE}{RELATED}{NEWSLETTER}{COMMENTS}{FOOTER}</body></html>"
    )


def _simple(content: str, *has: str, lacks: tuple[str, ...] = (), paragraphs: tuple[str, ...] = ()) -> Page:
    return Page(page(content), has or MARKS, (*JUNK, *lacks), paragraphs)


_LD_ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Talks stall",
    "datePublished": "2025-03-12T18:40:00+01:00",
    "articleBody": "\n\n".join(STORY),
}
_LIVE = [
    (time, text)
    for time, text in zip(("17:40", "16:05", "14:30", "11:15", "09:02"), STORY[::-1], strict=True)
]
_OLD_MENU = """<table width="744"><tr><td><a href="/"><img src="l.gif" alt="Logo"></a></td><td>
<a href="/a">World menu-word</a> | <a href="/b">Labour menu-word</a> | <a href="/c">Archive menu-word</a></td></tr></table>"""

PAGES: dict[str, Page] = {
    "an article with all the usual junk": _simple(
        f"<article><h1>Talks stall</h1>{_p(*STORY)}</article>", "Talks stall", *MARKS, paragraphs=STORY
    ),
    "standfirst and teaser paragraphs above the body": _simple(
        '<main><article class="story"><header><h1>Talks stall on the Hadrun</h1><p class="standfirst">Three days of talks '
        'end without a text, and both sides blame each other.</p></header><p class="teaser teaser__lead">Belmora says it '
        f"will sign only what its parliament can ratify.</p><div class='article-body'>{_p(*STORY)}</div></article></main>",
        "Talks stall on the Hadrun",
        "end without a text",
        "will sign only what its parliament",
        *MARKS,
    ),
    "a standfirst that stands apart from the body": _simple(
        '<div class="top"><h1>Talks stall on the Hadrun</h1><div><a href="/a">Politics</a></div><h2 class="excerpt">Three days of talks '
        "end without a text, and both sides blame each other for it in public.</h2></div><div class='tools'>"
        + "".join(
            f"<div><a href='/{n}'>Menu-word, the tool number {n} of this page</a></div>" for n in range(40)
        )
        + f"</div><div class='row'><div class='article-body'>{_p(*STORY)}</div></div>",
        "Talks stall on the Hadrun",
        "end without a text",
        *MARKS,
    ),
    "teaser class on every paragraph of the lead": _simple(
        f'<div class="article__body"><div class="teaser-text">{_p(WANTS)}</div>{_p(*STORY[1:])}</div>'
    ),
    "headline outside the article element": _simple(
        f'<div class="headline"><h1>Talks stall on the Hadrun</h1></div><article>{_p(*STORY)}</article>',
        "Talks stall on the Hadrun",
        *MARKS,
    ),
    "paragraphs parted by double line breaks": _simple(
        f'<div id="content"><h1>Talks stall</h1>{"<br><br>".join(STORY)}</div>',
        "Talks stall",
        *MARKS,
        paragraphs=STORY,
    ),
    "double line breaks without any class": _simple(
        f"<h2>Talks stall</h2><div>{'<br /><br />'.join(STORY)}</div>", *MARKS, paragraphs=STORY
    ),
    "paragraphs parted by single line breaks": _simple(
        f"<div class='text'>{'<br>'.join(STORY)}</div>", *MARKS
    ),
    "paragraphs that are never closed": _simple(
        f"<div><h1>Talks stall</h1><p>{'<p>'.join(STORY)}</div>", *MARKS, paragraphs=STORY
    ),
    "divs instead of paragraphs": _simple(
        "<div class='body-copy'>" + "".join(f"<div>{text}</div>" for text in STORY) + "</div>",
        *MARKS,
        paragraphs=STORY,
    ),
    "spans instead of paragraphs": _simple(
        "<div class='post'>"
        + "".join(f"<div><span style='x'>{text[:40]}</span><span>{text[40:]}</span></div>" for text in STORY)
        + "</div>",
        *MARKS,
        paragraphs=STORY,
    ),
    "demands in a list within the article": _simple(
        f"<article><h1>Five demands</h1>{_p(WANTS)}<p>The federation named its demands:</p><ul><li>A minimum flow of 80 cubic "
        "metres</li><li>A fund for <a href='/f'>the farmers</a></li><li>No dam above Ardesh</li></ul>"
        f"{_p(REFUSES)}<ol><li>First, the blockade ends.</li><li>Then the talks begin.</li></ol>{_p(OFFERS)}</article>",
        "named its demands",
        "A minimum flow of 80",
        "A fund for the farmers",
        "No dam above Ardesh",
        "rejects any treaty",
        "First, the blockade ends.",
        "pay half of",
    ),
    "a list in which each item is a link": _simple(
        f"<article><h1>What was agreed</h1>{_p(WANTS, REFUSES)}<ul><li><a href='/a'>Belmora will open the northern sluice on "
        "1 May and keep it open</a></li><li><a href='/b'>Tarsenia will publish its measurements every week</a></li></ul>"
        f"{_p(OFFERS)}</article>",
        "rejects any treaty",
        "will open the northern sluice",
        "will publish its measurements",
        "pay half of",
    ),
    "a definition list of positions": _simple(
        f"<article><h1>Where they stand</h1>{_p(WANTS)}<dl><dt>Belmora</dt><dd>Demands a binding minimum flow.</dd><dt>Tarsenia"
        f"</dt><dd>Refuses arbiters from outside the region.</dd></dl>{_p(OFFERS)}</article>",
        "Belmora",
        "Demands a binding minimum flow.",
        "Refuses arbiters from outside",
        "pay half of",
    ),
    "a table of offers within the article": _simple(
        f"<article><h1>Offers</h1>{_p(WANTS, REFUSES)}<table><tr><th>Party</th><th>Offer</th></tr><tr><td>Tarsenia</td>"
        f"<td>Cheap power for ten years</td></tr></table>{_p(DEMANDS, OFFERS)}</article>",
        "rejects any treaty",
        "Party | Offer",
        "Tarsenia | Cheap power for ten years",
        "demands a fund",
    ),
    "quotations set off": _simple(
        f"<article><h1>Talks</h1>{_p(WANTS)}<blockquote><p>We will not sign a paper that our parliament cannot read.</p>"
        f"</blockquote>{_p(REFUSES, DEMANDS)}</article>",
        "wants a treaty",
        "We will not sign a paper",
        "rejects any treaty",
    ),
    "a press release with its head": _simple(
        "<div class='press-release'><p class='release-number'>PRESS RELEASE 42/25</p><p>12 March 2025</p><h1>Joint statement on "
        f"the Hadrun talks</h1><p>FOR IMMEDIATE RELEASE</p>{_p(*STORY)}<p>Press contact: Anna Reyl, +99 5 555 1234</p></div>",
        "PRESS RELEASE 42/25",
        "12 March 2025",
        "Joint statement on the Hadrun talks",
        *MARKS,
    ),
    "a short press release": _simple(
        "<main id='main'><div class='content-block'><h1>Statement by the Minister</h1><p>Belmora welcomes the proposal of the "
        "Union.</p><p>It will answer by Friday.</p></div></main>",
        "Belmora welcomes the proposal",
        "It will answer by Friday.",
    ),
    "numbered clauses of a communiqué": _simple(
        "<div class='field-body'><h1>Communiqué</h1>"
        + "".join(f"<p><strong>{n}.</strong> {text}</p>" for n, text in enumerate(STORY, 1))
        + "</div>",
        "1. Belmora wants a treaty",
        "2. Tarsenia rejects",
        "5. The envoy",
    ),
    "a live blog with the newest on top": _simple(
        "<main><h1>Hadrun talks, live</h1><div class='liveblog-posts'>"
        + "".join(
            f"<article class='live-post'><time datetime='2025-03-12T{at}:00+01:00'>{at}</time><h2>Update {at}</h2><p>{text}</p>"
            "</article>"
            for at, text in _LIVE
        )
        + "</div></main>",
        "17:40",
        "pay half of",
        "16:05",
        "demands a fund",
        "We have time",
        "11:15",
        "rejects any treaty",
        "09:02",
        "wants a treaty",
    ),
    "a live blog of divs": _simple(
        "<div id='live'><h1>Live</h1>"
        + "".join(
            f"<div class='entry-time'>{at}</div><div class='entry-text'>{text}</div>" for at, text in _LIVE
        )
        + "</div>",
        "17:40",
        "pay half of",
        "09:02",
        "wants a treaty",
    ),
    "a transcript": _simple(
        f"<article><h1>Press conference</h1><p>MODERATOR: Welcome.</p><p>VOSS: {WANTS}</p><p>Q: And the fund?</p><p>VOSS: No.</p>"
        f"<p>RENKO: {REFUSES}</p><p>MODERATOR: Thank you.</p></article>",
        "MODERATOR: Welcome.",
        "VOSS: Belmora wants",
        "Q: And the fund?",
        "VOSS: No.",
        "RENKO: Tarsenia rejects",
        "MODERATOR: Thank you.",
    ),
    "a page laid out with tables": Page(
        f"<html><head><title>Talks stall</title></head><body>{_OLD_MENU}<table width=744><tr><td width=108><a href='/1'>Left "
        "menu-word</a><br><a href='/2'>Join menu-word</a></td><td width=480><font size=5><b>Talks stall</b></font><p><b>By Anna "
        f"Reyl</b> | March 12, 2025 | Page 15<p>{'<p>'.join(STORY)}</td></tr></table></body></html>",
        ("Talks stall", "By Anna Reyl", *MARKS),
        JUNK,
        STORY,
    ),
    "tables in tables with the text in line breaks": Page(
        f"<html><body>{_OLD_MENU}<table><tr><td><table><tr><td><a href=/1>menu-word one</a></td></tr><tr><td><a href=/2>menu-word "
        f"two</a></td></tr></table></td><td><table><tr><td><h2>Talks stall</h2>{'<br><br>'.join(STORY)}</td></tr></table></td></tr>"
        "</table></body></html>",
        ("Talks stall", *MARKS),
        JUNK,
        STORY,
    ),
    "a text in pre": _simple(
        "<pre>\nTALKS STALL\n\n"
        + "\n\n".join(text.replace(" said", "\nsaid").replace(" that ", "\nthat ") for text in STORY)
        + "\n</pre>",
        "TALKS STALL",
        "wants a treaty on the flow",
        "rejects any treaty",
        "demands a fund",
        "pay half of",
    ),
    "nothing but pre": Page(
        "<html><body><pre>TALKS STALL\n\n" + "\n\n".join(STORY) + "</pre></body></html>",
        ("TALKS STALL", *MARKS),
        (),
        STORY,
    ),
    "an article only in JSON-LD": Page(
        page(
            "<div id='root'></div><noscript>Please enable script-word</noscript>",
            head=f"<script type='application/ld+json'>{json.dumps(_LD_ARTICLE)}</script>",
        ),
        MARKS,
        JUNK,
        STORY,
    ),
    "an article in a JSON-LD graph, with markup": Page(
        page(
            "<div id='root'><p>Loading</p></div>",
            head="<script type='application/ld+json'>"
            + json.dumps({"@graph": [{"@type": "WebSite"}, _LD_ARTICLE | {"articleBody": _p(*STORY)}]})
            + "</script>",
        ),
        MARKS,
        (*JUNK, "<p>"),
        STORY,
    ),
    "a teaser on the page and the whole in JSON-LD": Page(
        page(
            f"<article><h1>Talks stall</h1>{_p(WANTS)}<div class='paywall'>Subscribe to go on</div></article>",
            head=f"<script type='application/ld+json'>{json.dumps([_LD_ARTICLE])}</script>",
        ),
        MARKS,
        JUNK,
    ),
    "read more and related boxes within the body": _simple(
        f"<article><h1>Talks stall</h1>{_p(WANTS)}<div class='read-more'><p>Read more: <a href='/x'>Related-word: farmers block the "
        f"ring road</a></p></div>{_p(REFUSES)}<p><strong>Read also:</strong> <a href='/y'>Related-word: a history of the dam</a></p>"
        f"{_p(SHORT, DEMANDS)}<div class='inline-related'><h4>More on this</h4><ul><li><a href='/z'>Related-word: the arbiters</a>"
        f"</li></ul></div>{_p(OFFERS)}</article>",
        *MARKS,
        lacks=("Read more", "Read also", "More on this"),
    ),
    "newsletter box and advertisement within the body": _simple(
        f"<article><h1>Talks stall</h1>{_p(WANTS, REFUSES)}<div class='newsletter-box'><p>Get our newsletter-word every morning, "
        f"free and without obligation, from our desk in Sevrin.</p></div><div class='ad-slot'>Advertisement</div>{_p(*STORY[2:])}"
        "</article>",
        lacks=("Advertisement",),
    ),
    "share bar and author box within the article": _simple(
        f"<article><h1>Talks stall</h1><div class='byline'>By Anna Reyl</div>{SHARE}{_p(*STORY)}<div class='author-bio'><p>Anna Reyl "
        "has written about rivers since she came to bio-word and lives in Sevrin with two dogs.</p></div></article>",
        lacks=("bio-word",),
    ),
    "figures with captions": _simple(
        f"<article><h1>Talks stall</h1><figure><img src='a.jpg' alt='x'><figcaption>Voss before the talks in Sevrin.</figcaption>"
        f"</figure>{_p(*STORY)}</article>",
        *MARKS,
    ),
    "many short paragraphs": _simple(
        "<article><h1>Brief</h1>"
        + _p(
            "No deal.",
            "Belmora left at noon.",
            "Tarsenia stayed.",
            "“We wait,” said Dahl.",
            "The lake is low.",
        )
        + _p(WANTS)
        + "</article>",
        "No deal.",
        "Belmora left at noon.",
        "Tarsenia stayed.",
        "We wait",
        "The lake is low.",
        "wants a treaty",
    ),
    "paragraphs full of links": _simple(
        "<article><h1>Talks stall</h1>"
        + "".join(f"<p><a href='/t'>{text[:60]}</a>{text[60:]}</p>" for text in STORY)
        + "</article>",
    ),
    "an article in sections with subheadings": _simple(
        f"<article><h1>Talks stall</h1><section><h2>What Belmora wants</h2>{_p(WANTS)}</section><section><h2>What Tarsenia says</h2>"
        f"{_p(REFUSES)}</section><section><h2>What is next</h2>{_p(*STORY[2:])}</section></article>",
        "Talks stall",
        "What Belmora wants",
        "wants a treaty",
        "What Tarsenia says",
        "rejects any treaty",
        "What is next",
        "pay half of",
    ),
    "paragraphs in columns of a page builder": _simple(
        "<div class='elementor-section'>"
        + "".join(
            f"<div class='elementor-widget elementor-widget-text-editor'><div class='elementor-widget-container'>{_p(text)}</div></div>"
            for text in STORY
        )
        + "</div>",
    ),
    "questions and answers in accordions": _simple(
        f"<article><h1>Questions</h1><details><summary>What does Belmora want?</summary>{_p(WANTS)}</details><details><summary>What "
        f"does Tarsenia say?</summary>{_p(REFUSES)}</details>{_p(DEMANDS, OFFERS)}</article>",
        "What does Belmora want?",
        "wants a treaty",
        "What does Tarsenia say?",
        "rejects any treaty",
        "pay half of",
    ),
    "two articles of equal rank on a page": _simple(
        f"<main><article><h2>Belmora</h2>{_p(WANTS, DEMANDS)}</article><article><h2>Tarsenia</h2>{_p(REFUSES, OFFERS)}</article></main>",
        "Belmora",
        "wants a treaty",
        "demands a fund",
        "rejects any treaty",
        "pay half of",
    ),
    "a correction and an editor's note": _simple(
        f"<article><h1>Talks stall</h1>{_p(*STORY)}<p class='correction'><em>Correction: an earlier version said that Tarsenia had "
        "accepted.</em></p></article>",
        *MARKS,
        "Correction: an earlier version",
    ),
    "a German page": Page(
        page(
            "<article><h1>Verhandlungen stocken</h1><p>Belmora fordert einen Vertrag über den Abfluss des Hadrun, sagte Außenminister "
            "Voss am Montag in Sevrin nach zweitägigen Gesprächen.</p><div class='teaser-box'><p>Lesen Sie auch: <a href='/x'>"
            "Related-word: Bauern blockieren die Straße</a></p></div><p>Tarsenien lehnt jeden Vertrag ab, den beide Parlamente "
            "ratifizieren müssten. Energieminister Renko bot nur ein gemeinsames Messzentrum an.</p></article>"
        ).replace('lang="en"', 'lang="de"'),
        ("Verhandlungen stocken", "fordert einen Vertrag", "lehnt jeden Vertrag ab", "Messzentrum an"),
        (*JUNK, "Lesen Sie auch"),
    ),
    "an Arabic page": Page(
        page(
            "<article dir='rtl'><h1>تعثر المحادثات</h1><p>قال وزير الخارجية إن بلاده تريد معاهدة بشأن تدفق النهر بعد يومين من "
            "المحادثات مع مبعوثة الاتحاد في العاصمة.</p><p>ورفضت الحكومة المجاورة أي معاهدة يتعين على البرلمانين التصديق عليها، "
            "وعرضت مركزا مشتركا للبيانات فقط.</p></article>"
        ).replace('lang="en"', 'lang="ar"'),
        ("تعثر المحادثات", "تريد معاهدة", "مركزا مشتركا"),
        JUNK,
    ),
}
