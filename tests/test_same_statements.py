"""The same report in other encodings, with other line ends and in other formats says the same."""

from functools import cache
from html import escape
from textwrap import wrap

import pytest

import detente
from detente.reading import read_bytes
from reading.pdf_files import column, pdf
from reading.word_files import with_paragraphs

PARAGRAPHS = (
    "Talks on the guarantees open in Geneva",
    "Russia’s foreign minister, Sergei Lavrov, said at the café of the Hôtel Président on Monday that his "
    "government demands a treaty on the "
    "guarantees before the end of the year.",
    "Ukraine rejects the treaty, Foreign Minister Andrii Sybiha told reporters in Geneva.",
    "“We will not sign it unless the troops withdraw”, Sybiha said.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def _rtf() -> bytes:
    written = "\\par ".join(PARAGRAPHS)
    return (
        "{\\rtf1\\ansi " + "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in written) + "}"
    ).encode()


def _page() -> bytes:
    headline, *rest = map(escape, PARAGRAPHS)
    paragraphs = "".join(f"<p>{text}</p>" for text in rest)
    return (
        f"<html lang=en><meta charset=utf-8><title>{headline}</title><nav><a href=/>Home</a></nav>"
        f"<article><h1>{headline}</h1>{paragraphs}</article></html>"
    ).encode()


def _pdf() -> bytes:
    headline, *rest = PARAGRAPHS
    top, placed = 660.0, [(72.0, 700.0, headline, 20.0)]
    for paragraph in rest:
        lines = wrap(paragraph, 70)
        placed += column(lines, top=top)
        top -= 14 * len(lines) + 14
    return pdf([placed])


FILES = {
    "cp1252": TEXT.encode("cp1252"),
    "utf-8 with a mark": TEXT.encode("utf-8-sig"),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16 without a mark": TEXT.encode("utf-16-le"),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CR": TEXT.replace("\n", "\r").encode(),
    "no-break spaces": TEXT.replace("foreign minister", "foreign\u00a0minister").encode(),
    "soft hyphens": TEXT.replace("demands", "de\u00admands").encode(),
    "page": _page(),
    "Word": with_paragraphs(*PARAGRAPHS),
    "RTF": _rtf(),
    "PDF": _pdf(),
}


def _said(data: bytes) -> list[tuple[str | None, ...]]:
    (report,) = read_bytes(data, name="talks")
    return [
        (
            statement.party,
            statement.stance and str(statement.stance),
            statement.issue,
            " ".join(report.text[slice(*statement.evidence)].split()),
        )
        for statement in detente.extract(report)
    ]


@cache
def _said_in_plain_text() -> list[tuple[str | None, ...]]:
    return _said(TEXT.encode())


@pytest.mark.parametrize("kind", FILES)
def test_statements_are_those_of_the_plain_text(kind):
    assert _said(FILES[kind]) == _said_in_plain_text()


def test_plain_text_has_statements_of_both_sides():
    parties = {party for party, *_ in _said_in_plain_text()}
    assert {"Russia", "Ukraine"} <= parties
