"""Word file (.docx, .docm, .dotx) → Report: paragraphs, tables and text boxes in order, then the notes.

Text that tracked changes have deleted is left out, inserted text is in. Headers, footers,
comments, hidden text and the codes of fields are left out. A file that holds several articles
becomes several reports where its styles tell them surely (`word_articles`).
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from detente.errors import InputError
from detente.reading.dates import find_date
from detente.reading.docx_body import NOTES, W, document_paragraphs, paragraph_text
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import assemble
from detente.reading.word_articles import Article, articles
from detente.reading.word_package import WordPackage, open_word
from detente.records import Report

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
# The template of python-docx, which dates every document that was made with it.
_TEMPLATE_DATE = datetime.date(2013, 12, 23)
_TITLE_WITHIN = 10


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read a report, or where it holds several articles a report for each, from a Word file."""
    package = open_word(data, name=name)
    body = package.document.find(f"{W}body")
    styles = style_names(package.styles)
    written = list(document_paragraphs(body if body is not None else (), _notes(package), styles))
    found = articles(written)
    if found:
        return tuple(_article(article, f"{name}#{n}", package) for n, article in enumerate(found, 1))
    text, parts, changes = assemble(paragraph for paragraph, _ in written)
    if not text:
        raise InputError(
            name,
            "no text: the document is empty or holds only images",
            "make it text with an OCR program and try again",
        )
    declared = _declared(package)
    declared = replace(declared, title=declared.title or _styled_title(body, styles))
    metadata = joined(joined(declared, guess_from_head(text)), _created(package))
    return (as_report(metadata, name=name, text=text, media="docx", changes=changes, parts=parts),)


def _article(article: Article, name: str, package: WordPackage) -> Report:
    text, parts, changes = assemble(article.paragraphs)
    declared = Metadata(title=clean(article.title), language=_declared(package).language)
    metadata = joined(declared, joined(guess_from_head(text), Metadata(byline=article.byline)))
    said = (article.said, *changes)
    return as_report(metadata, name=name, text=text, media="docx", changes=said, parts=parts)


def style_names(styles: Any) -> dict[str, str]:
    """Names of the styles in lower case by their ids; the ids are translated, the names are not."""
    if styles is None:
        return {}
    names = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "").lower()
    return names


def _notes(package: WordPackage) -> dict[str, dict[str, Any]]:
    """Elements of the footnotes and endnotes by their id."""
    return {
        kind: {note.get(f"{W}id", ""): note for note in tree.iter(f"{W}{kind}")} if tree is not None else {}
        for kind, tree in zip(NOTES, (package.footnotes, package.endnotes), strict=True)
    }


def _declared(package: WordPackage) -> Metadata:
    properties = package.properties
    if properties is None:
        return Metadata()
    # Word fills in the author with the name of whoever set up the computer: a guess at most.
    byline = clean(properties.findtext(f"{_DC}creator"))
    return Metadata(
        title=clean(properties.findtext(f"{_DC}title")),
        byline=byline if byline != "python-docx" else None,
        language=(clean(properties.findtext(f"{_DC}language")) or "").split("-")[0].lower() or None,
    )


def _styled_title(body: Any, styles: dict[str, str]) -> str | None:
    for paragraph in body.findall(f"{W}p")[:_TITLE_WITHIN]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
        if name in ("title", "heading 1") and (title := clean(paragraph_text(paragraph))):
            return title
    return None


def _created(package: WordPackage) -> Metadata:
    """The day the file was made, where its text has no date: a guess at the day it appeared."""
    written = package.properties.findtext(f"{_TERMS}created") if package.properties is not None else None
    date = find_date((written or "")[:10])
    return Metadata(date=date if date != _TEMPLATE_DATE else None)
