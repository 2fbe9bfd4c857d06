# ruff: noqa: E501 (templates)
"""Files of every format for `benchmarks.reading`, made from invented sentences."""

from __future__ import annotations

import csv
import html
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator

_FILES = 5
_RECORDS = 50
_WHO = ("Belmora", "Tarsenia", "The Union’s envoy", "The Farmers’ Federation", "Foreign Minister Alois Voss")
_VERBS = ("demands", "rejects", "offers", "would accept", "has doubts about", "calls for")
_WHAT = (
    "a treaty on the flow",
    "a joint centre for data",
    "a fund of 400 million crowns",
    "foreign arbiters",
)
_WHY = (
    "after two days of talks in Ardesh",
    "before the snow melts",
    "if both parliaments agree",
    "as officials said on Monday, on condition that they were not named",
    "although nobody at the lake expected it",
)


def paragraphs(rng: random.Random, n: int) -> list[str]:
    """Paragraphs of a few invented sentences."""
    return [" ".join(_sentence(rng) for _ in range(rng.randint(2, 5))) for _ in range(n)]


def _sentence(rng: random.Random) -> str:
    return f"{rng.choice(_WHO)} {rng.choice(_VERBS)} {rng.choice(_WHAT)} {rng.choice(_WHY)}."


def web_pages(rng: random.Random, n: int) -> Iterator[bytes]:
    """Pages of four makes in turn: a newspaper, a blog, a ministry, and one laid out with tables."""
    makes = (_newspaper, _blog, _ministry, _tables)
    for number in range(n):
        yield makes[number % len(makes)](rng, paragraphs(rng, rng.randint(6, 30))).encode()


def _links(rng: random.Random, n: int) -> str:
    items = (f'<li class="item"><a href="/{i}">{_sentence(rng)[:40]}</a></li>' for i in range(n))
    return f"<ul>{''.join(items)}</ul>"


def _ps(texts: list[str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>" for text in texts)


def _newspaper(rng: random.Random, texts: list[str]) -> str:
    data = json.dumps(
        {"@type": "NewsArticle", "datePublished": "2025-03-12T18:40:00+01:00", "headline": texts[0][:60]}
    )
    body = "".join(f'<div class="block"><p class="text">{html.escape(text)}</p></div>' for text in texts)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{texts[0][:60]} | Courier</title><script type="application/ld+json">{data}'
        f"</script><script>{'var a = 1;' * 500}</script></head><body><div class='cookie-banner'>{_ps(paragraphs(rng, 1))}</div>"
        f"<header><nav>{_links(rng, 60)}</nav></header><article><h1>{texts[0][:60]}</h1>{body}</article>"
        f"<aside class='related'>{_links(rng, 20)}</aside><section class='comments'>{_ps(paragraphs(rng, 8))}</section>"
        f"<footer>{_links(rng, 30)}</footer></body></html>"
    )


def _blog(rng: random.Random, texts: list[str]) -> str:
    return (
        f"<html><head><title>{texts[0][:50]}</title></head><body><div id='menu'>{_links(rng, 12)}</div><div class='post'><h2>"
        f"{texts[0][:50]}</h2><div class='entry'>{'<br><br>'.join(map(html.escape, texts))}</div></div><div id='sidebar'>"
        f"{_links(rng, 40)}</div></body></html>"
    )


def _ministry(rng: random.Random, texts: list[str]) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><body><nav>{_links(rng, 25)}</nav><main><p>12 March 2025</p><h1>Statement</h1>"
        f"{_ps(texts[:3])}<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in texts[3:6])}</ul>{_ps(texts[6:])}</main>"
        f"<footer>{_links(rng, 10)}</footer></body></html>"
    )


def _tables(rng: random.Random, texts: list[str]) -> str:
    return (
        f"<html><body><table><tr><td width=100>{_links(rng, 15)}</td><td><font size=5>{texts[0][:40]}</font><p>"
        f"{'<p>'.join(map(html.escape, texts))}</td></tr></table></body></html>"
    )


def _texts(rng: random.Random) -> Iterator[list[str]]:
    for _ in range(_FILES):
        yield paragraphs(rng, 60)


def _text(rng: random.Random) -> Iterator[bytes]:
    yield from ("\n\n".join(texts).encode() for texts in _texts(rng))


def _html(rng: random.Random) -> Iterator[bytes]:
    yield from web_pages(rng, 4 * _FILES)


def _word(rng: random.Random) -> Iterator[bytes]:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for texts in _texts(rng):
        body = "".join(f"<w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>" for text in texts)
        yield _zip(
            {"word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'}
        )


def _odt(rng: random.Random) -> Iterator[bytes]:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "text")
    )
    for texts in _texts(rng):
        body = "".join(f"<text:p>{html.escape(text)}</text:p>" for text in texts)
        yield _zip(
            {
                "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}"
                "</office:text></office:body></office:document-content>"
            }
        )


def _zip(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _rtf(rng: random.Random) -> Iterator[bytes]:
    for texts in _texts(rng):
        yield b"{\\rtf1\\ansi " + "\\par ".join(texts).encode("cp1252", "replace") + b"}"


def _pdf(rng: random.Random) -> Iterator[bytes]:
    from tests.reading.pdf_files import column, pdf

    for texts in _texts(rng):
        words = " ".join(texts).encode("ascii", "replace").decode()
        lines = [words[at : at + 80] for at in range(0, len(words), 80)]
        yield pdf([column(lines[at : at + 40]) for at in range(0, len(lines), 40)])


def _mail(rng: random.Random) -> Iterator[bytes]:
    for texts in _texts(rng):
        head = "From: desk@wire.example\nSubject: Talks\nContent-Type: text/plain; charset=utf-8\n\n"
        yield (head + "\n\n".join(texts)).encode()


def _records(rng: random.Random) -> list[dict[str, str]]:
    return [{"title": f"Round {n}", "text": "\n\n".join(paragraphs(rng, 8))} for n in range(_RECORDS)]


def _json(rng: random.Random) -> Iterator[bytes]:
    yield from (json.dumps(_records(rng)).encode() for _ in range(_FILES))


def _csv(rng: random.Random) -> Iterator[bytes]:
    for _ in range(_FILES):
        file = io.StringIO()
        writer = csv.DictWriter(file, ["title", "text"])
        writer.writeheader()
        writer.writerows(_records(rng))
        yield file.getvalue().encode()


def _feed(rng: random.Random) -> Iterator[bytes]:
    for _ in range(_FILES):
        items = "".join(
            f"<item><title>{record['title']}</title><description>{html.escape(_ps(record['text'].split(chr(10) * 2)))}"
            "</description></item>"
            for record in _records(rng)
        )
        yield f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


FORMATS: dict[str, Callable[[random.Random], Iterator[bytes]]] = {
    "text": _text,
    "html": _html,
    "pdf": _pdf,
    "docx": _word,
    "odt": _odt,
    "rtf": _rtf,
    "email": _mail,
    "json": _json,
    "csv": _csv,
    "feed": _feed,
}
"""Format → a maker of a few files of it, of some 20,000 characters or 50 articles each."""
