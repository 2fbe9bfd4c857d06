"""A Word file that holds several articles without the marks of a press archive → its articles.

Press reviews are made so: each article under a headline in the style "Heading 1" or "Title", with
a byline or a date under it. Only where that holds of every headline of the style is the file
parted; a report with chapters stays one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from detente.reading.docx_body import Styled
from detente.reading.heading import dates_report
from detente.reading.normalise import Paragraph

_STYLES = ("heading 1", "title")
_MIN_ARTICLES = 2
_HEAD_PARAGRAPHS = 3
_MIN_CHARACTERS = 200
# A cover: the name of the review, its date, a list of contents.
_COVER_CHARACTERS = 1_000
_BYLINE = re.compile(r"(?:by|von|par|por|от)\s+[^\W\d_][^.!?]{1,100}", re.I)
_BY = re.compile(r"^\w+\s+")


class Article(NamedTuple):
    """Paragraphs of an article with its headline first, its byline, and how it was parted."""

    paragraphs: Sequence[Paragraph]
    title: str
    byline: str | None
    said: str


def articles(paragraphs: Sequence[Styled]) -> tuple[Article, ...]:
    """Part the paragraphs of a document; nothing where it is one report or that cannot be told."""
    styled = [one for one in paragraphs if one.paragraph.text.strip()]
    written = [paragraph for paragraph, _ in styled]
    # A note at the end of a file may belong to any of its articles.
    if any(paragraph.part is not None for paragraph in written):
        return ()
    for style in _STYLES:
        starts = [at for at, one in enumerate(styled) if one.style == style]
        ends = [*starts[1:], len(written)] if starts else []
        pieces = [written[start:end] for start, end in zip(starts, ends, strict=True)]
        cover = sum(len(paragraph.text) for paragraph in written[: starts[0]]) if starts else 0
        is_sure = (
            len(pieces) >= _MIN_ARTICLES and cover <= _COVER_CHARACTERS and all(map(_is_article, pieces))
        )
        if is_sure:
            said = f"parted at its {len(pieces)} headlines in the style {style!r}"
            said += "; what stands before the first left out" if cover else ""
            return tuple(
                Article(piece, piece[0].text, _byline(piece), f"article {n}, {said}")
                for n, piece in enumerate(pieces, 1)
            )
    return ()


def _is_article(piece: Sequence[Paragraph]) -> bool:
    head = [paragraph.text.strip() for paragraph in piece[1 : 1 + _HEAD_PARAGRAPHS]]
    is_signed = any(dates_report(line) for line in head) or _byline(piece) is not None
    return is_signed and sum(len(paragraph.text) for paragraph in piece[1:]) >= _MIN_CHARACTERS


def _byline(piece: Sequence[Paragraph]) -> str | None:
    for paragraph in piece[1 : 1 + _HEAD_PARAGRAPHS]:
        line = re.split(r"\s*[|·•]\s*", paragraph.text.strip())[0]
        if _BYLINE.fullmatch(line):
            return _BY.sub("", line, count=1)
    return None
