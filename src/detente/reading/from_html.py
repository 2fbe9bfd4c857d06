"""Web page → Report: the article without menus, comments and advertisements.

What is known to be no article is taken out (`page_junk`), trafilatura finds the article in the
rest, and its text is taken from where that stands on the page (`article`). An article that the
page only declares, for a script to show, is taken from there. Where there is none, or the page is
very large, the whole text of the page is taken and `Report.changes` says so. Nothing is fetched.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import replace
from itertools import islice
from typing import Any

from detente.errors import InputError
from detente.reading.article import article_paragraphs
from detente.reading.dates import Published, find_date
from detente.reading.decoding import decoded_markup
from detente.reading.heading import guess_from_head, is_date_alone
from detente.reading.markup import paragraphs, parse_html
from detente.reading.metadata import Metadata, as_report, clean, joined, language_code
from detente.reading.normalise import Paragraph, assemble
from detente.reading.page_data import Named, declared_body, declared_date, declared_names, json_ld, redirect
from detente.reading.page_junk import prune
from detente.records import Report

# To find the article takes 0.1 ms an element; larger pages are registers and dumps, not articles.
_MAX_ELEMENTS = 60_000
_LINE_CHARACTERS = 80
_SMALL_CHARACTERS = 600
_NOTICE_CHARACTERS = 300  # "You are being redirected. Click here if nothing happens."
# The words of a longer page take more memory than a page is worth.
_MAX_CHARACTERS = 8_000_000
# A declared article that is so much longer than what the page shows is the whole of a teaser.
_LONGER = 1.5
_FOUND_SHARE = 0.6
_LARGE_PAGE = "the page is too large to look for an article, so its whole text was taken"
_WHOLE_PAGE = "no article found, so the whole text of the page was taken"
_DECLARED_TEXT = "the article was taken from the page's JSON-LD, since the page itself shows less of it"

# Without a handler Python prints a library's warnings on the terminal, one for each odd page.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from a web page."""
    page, notes = decoded_markup(data)
    return (page_report(page, name=name, notes=notes),)


def page_report(page: str, *, name: str, notes: tuple[str, ...], address: str | None = None) -> Report:
    """Make the report of a page.

    Parameters
    ----------
    page, name, notes : its HTML, what it is called, and what was done to decode it.
    address : where it was, if that is known from elsewhere.
    """
    tree = parse_html(page)
    is_large = tree is not None and (len(page) > _MAX_CHARACTERS or _is_large(tree))
    found: list[str] = []
    declared = guess = Metadata(language=_language(tree))
    if tree is not None and is_large:
        found, notes = list(paragraphs(_body(tree))), (*notes, _LARGE_PAGE)
    elif tree is not None:
        objects = json_ld(tree)
        published = declared_date(tree, objects)
        said = _said(tree)
        declared = _metadata(said, declared.language, published, tree, declared_names(objects))
        guess = Metadata(date=find_date(said.title or "") or _date(said.date))
        prune(tree)
        found, note = _paragraphs(tree, said.title, declared_body(objects))
        found = _without_date_lines(found) if published is not None else found
        notes = (*notes, note) if note else notes
    text, parts, changes = assemble(Paragraph(paragraph) for paragraph in found)
    if len(text) < _NOTICE_CHARACTERS and tree is not None and (target := redirect(tree)):
        raise InputError(name, f"the page only leads on to {target}", "open that in a browser and save it")
    if not text:
        raise InputError(
            name,
            "no text: the page has nothing but markup, or a script fills it in",
            "open it in a browser and save the text, or print it to PDF",
        )
    declared = replace(declared, address=declared.address or address)
    metadata = joined(joined(declared, guess_from_head(text)), guess)
    return as_report(metadata, name=name, text=text, media="html", changes=(*notes, *changes), parts=parts)


def _is_large(tree: Any) -> bool:
    return next(islice(tree.iter(), _MAX_ELEMENTS, None), None) is not None


def _body(tree: Any) -> Any:
    body = tree.find("body")
    return tree if body is None else body


def _paragraphs(tree: Any, title: str | None, declared: list[str]) -> tuple[list[str], str | None]:
    """Paragraphs of the article, and what had to be done to get them."""
    if not declared and _is_all_article(_body(tree)):
        return list(paragraphs(_body(tree))), None
    article = _trafilatura(tree)
    found = article_paragraphs(_body(tree), article, title) if article is not None else []
    if sum(map(len, declared)) > _LONGER * sum(map(len, found)):
        headline = [title] if title and not declared[0].startswith(title) else []
        return [*headline, *declared], _DECLARED_TEXT
    return (found, None) if found else (list(paragraphs(_body(tree))), _WHOLE_PAGE)


def _is_all_article(body: Any) -> bool:
    """Whether what is left of a page is small and has no link, so that there is nothing to find in it."""
    return next(body.iter("a"), None) is None and _size(body) <= _SMALL_CHARACTERS


def _without_date_lines(found: list[str]) -> list[str]:
    """Leave out the lines above the text that only repeat the date that the page declares."""
    is_text = (len(text) >= _LINE_CHARACTERS for text in found)
    n_lines = next((at for at, is_one in enumerate(is_text) if is_one), 0)
    return [text for at, text in enumerate(found) if at >= n_lines or not is_date_alone(text)]


def _trafilatura(tree: Any) -> Any:
    """The article as trafilatura finds it, a tree of its own; None where it finds none.

    It is asked to compare what other programs find only where it has found little of the page by
    itself, since that takes most of its time.
    """
    found = _extracted(tree, is_fast=True)
    if found is None or _size(found) < _FOUND_SHARE * _size(_body(tree)):
        found = _extracted(tree, is_fast=False)
    return found


def _extracted(tree: Any, *, is_fast: bool) -> Any:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        fast=is_fast,
    )
    return found.body if found is not None else None


def _size(tree: Any) -> int:
    return sum(len(text.strip()) for text in tree.itertext())


def _said(tree: Any) -> Any:
    """What trafilatura finds the page to say of itself."""
    from trafilatura.metadata import Document, extract_metadata

    parameters = {"extensive_search": False, "original_date": True}
    try:
        said = extract_metadata(tree, None, parameters)
    except (ValueError, TypeError, AttributeError, KeyError):  # what it stumbles over in odd JSON
        said = Document()
    said.title = clean(said.title)
    return said


def _metadata(
    said: Any, language: str | None, published: Published | None, tree: Any, named: Named
) -> Metadata:
    date, moment = published if published is not None else (None, None)
    return Metadata(
        title=_title(said.title or named.headline, tree),
        publisher=clean(said.sitename) or named.publisher,
        byline=named.byline or clean(said.author),
        date=date,
        published=moment,
        address=clean(said.url),
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
    if tree is None:
        return None
    return language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
