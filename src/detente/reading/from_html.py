"""Web page → Report: the article without menus, comments and advertisements.

trafilatura finds the article, tuned so that rather too much than too little is kept; where it
finds none, or the page is very large, the whole text of the page is taken and `Report.changes`
says so. Nothing is fetched.
"""

from __future__ import annotations

import datetime
import logging
import re
from itertools import islice
from typing import Any

from detente.errors import InputError
from detente.reading.decoding import decoded_markup
from detente.reading.heading import guess_from_head
from detente.reading.markup import paragraphs, parse_html
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import Paragraph, assemble
from detente.records import Report

# To find the article takes 0.1 ms an element; larger pages are registers and dumps, not articles.
_MAX_ELEMENTS = 60_000
_LARGE_PAGE = "the page is too large to look for an article, so its whole text was taken"
_WHOLE_PAGE = "no article found, so the whole text of the page was taken"

# Without a handler Python prints a library's warnings on the terminal, one for each odd page.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from a web page."""
    page, notes = decoded_markup(data)
    tree = parse_html(page)
    is_large = tree is not None and _is_large(tree)
    document = _article(tree) if tree is not None and not is_large else None
    language = _language(tree)
    found = [] if document is None or document.body is None else list(paragraphs(document.body))
    if not found and tree is not None:
        body = tree.find("body")
        found = list(paragraphs(tree if body is None else body))
        notes = (*notes, _LARGE_PAGE if is_large else _WHOLE_PAGE)
    text, parts, changes = assemble(Paragraph(paragraph) for paragraph in found)
    if not text:
        raise InputError(
            name,
            "no text: the page has nothing but markup, or a script fills it in",
            "open it in a browser and save the text, or print it to PDF",
        )
    metadata = joined(_metadata(document, language, tree), guess_from_head(text))
    return (as_report(metadata, name=name, text=text, media="html", changes=(*notes, *changes), parts=parts),)


def _is_large(tree: Any) -> bool:
    return next(islice(tree.iter(), _MAX_ELEMENTS, None), None) is not None


def _article(tree: Any) -> Any:
    import trafilatura

    return trafilatura.bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        # Only dates that the page declares; others are guessed from the text, and marked as such.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _metadata(document: Any, language: str | None, tree: Any) -> Metadata:
    if document is None:
        return Metadata(language=language)
    return Metadata(
        title=_title(clean(document.title), tree),
        publisher=clean(document.sitename),
        byline=clean(document.author),
        date=_date(document.date),
        address=clean(document.url),
        language=language,
    )


def _title(title: str | None, tree: Any) -> str | None:
    """The page's title without what it adds to its own headline: " | DW | 10.06.2013"."""
    headlines = (clean(heading.text_content()) for heading in tree.iter("h1"))
    return next((line for line in headlines if line and title and title.startswith(f"{line} ")), title)


def _date(written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _language(tree: Any) -> str | None:
    declared = (
        (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
        if tree is not None
        else None
    )
    found = re.match(r"[a-z]{2,3}(?![a-z])", (declared or "").strip().lower())
    return found.group() if found else None
