"""PDF → Report, with the page of each paragraph in `Report.parts`; press cuttings → Reports.

pdfium reads the text layer, and pypdf where pdfium fails; a page that is only a picture has none,
and is said to have none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from detente.errors import InputError
from detente.reading.articles import numbered
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import assemble
from detente.reading.pdf_articles import Head, begins, body_height, head_of
from detente.reading.pdf_columns import regions
from detente.reading.pdf_fallback import fallback_pages
from detente.reading.pdf_glyphs import page_lines
from detente.reading.pdf_heads import without_running_heads
from detente.reading.pdf_lines import Line, Page, paragraphs
from detente.reading.turns import opening_lines
from detente.records import Report

# What programs put into the title when nobody gave one.
_NO_TITLE = re.compile(
    r"^(untitled|microsoft word|document\d*$|.*\.(docx?|pdf|rtf|odt|indd|tex|qxd|html?)$)", re.I
)
_CREATED = re.compile(r"^D:(\d{4})(\d\d)(\d\d)")

MAX_PAGES = 10_000
"""Pages of one file that are read; a damaged file may say that it has millions."""

# A PDF that was written whole ends with this, perhaps with some bytes after it.
_END, _END_WITHIN = b"%%EOF", 4096


class _Content(NamedTuple):
    """What a file holds: the lines of each page, None where it is damaged, and what is to be said."""

    pages: list[list[Line] | None]
    properties: dict[str, str]
    notes: tuple[str, ...] = ()


def reports(data: bytes, *, name: str, password: str | None = None) -> tuple[Report, ...]:
    """Read the report of a PDF, or those of press cuttings in one; it may ask for a password."""
    content = _content(data, name, password)
    kept, n_running = without_running_heads([lines or [] for lines in content.pages])
    pages = [regions(page) for page in _with_openings(kept)]
    in_order = [[line for region in page for line in region] for page in pages]
    height = body_height(in_order)
    heads = [head_of(page, height) for page in in_order]
    starts = begins(in_order, heads)
    notes = (*content.notes, *_damage(data, content.pages))
    if n_running:
        notes = (*notes, f"{n_running} running heads and page numbers left out")
    found = []
    for number, (start, end) in enumerate(pairwise([*starts, len(pages)]), 1):
        text, parts, changes = assemble(paragraphs(pages[start:end], first=start + 1))
        metadata = _metadata(content, text, heads[start], is_one=len(starts) == 1)
        changes, name_of_it = (*notes, *changes), name
        if len(starts) > 1:
            said = f"document {number} of {len(starts)}, parted where a page begins with a headline"
            changes, name_of_it = (*changes, said), f"{name}#{number}"
        if text:
            found.append(
                as_report(metadata, name=name_of_it, text=text, media="pdf", changes=changes, parts=parts)
            )
    if not found:
        raise InputError(
            name, "no text: it holds nothing but page numbers", "check that it is the right file"
        )
    return tuple(found)


def _content(data: bytes, name: str, password: str | None) -> _Content:
    document = _open(data, name, password)
    if document is None:
        found = fallback_pages(data, password=password)
        if not found:
            raise _damaged(name)
        read: list[list[Line] | None] = [found.get(number, []) for number in range(1, max(found) + 1)]
        return _Content(read, {}, ("read with pypdf, since pdfium cannot open it: some text may be missing",))
    try:
        n_pages = len(document)
        read = [_page(document, index) for index in range(min(n_pages, MAX_PAGES))]
        properties: dict[str, str] = document.get_metadata_dict()
    finally:
        document.close()
    notes = (f"of its {n_pages} pages the first {MAX_PAGES} were read",) if n_pages > MAX_PAGES else ()
    return _with_fallback(_Content(read, properties, notes), data, name, password)


def _with_fallback(content: _Content, data: bytes, name: str, password: str | None) -> _Content:
    """Read again what pdfium finds damaged, or all if it finds no text."""
    pages = content.pages
    numbers = [n for n, lines in enumerate(pages, 1) if lines is None or not any(pages)]
    found = fallback_pages(data, password=password, numbers=numbers) if numbers else {}
    if not found and not any(pages):
        if pages and all(lines is None for lines in pages):
            raise _damaged(name)
        raise InputError(
            name,
            "no text: it holds only images" if pages else "no text: it has no pages",
            "make it searchable with an OCR program such as ocrmypdf and try again",
        )
    if not found:
        return content
    read = [found.get(number, lines) for number, lines in enumerate(pages, 1)]
    said = f"{numbered('page', sorted(found))} read with pypdf, since pdfium finds no text there"
    return content._replace(pages=read, notes=(*content.notes, said))


def _open(data: bytes, name: str, password: str | None) -> Any:
    """The document; None where it is damaged."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason or "security" in reason:
            raise _encrypted(name, password, is_known="password" in reason) from error
        return None


def _damaged(name: str) -> InputError:
    return InputError(
        name,
        "the PDF is damaged or cut short",
        "fetch it again, or print it to PDF from a viewer that shows it",
    )


def _encrypted(name: str, password: str | None, *, is_known: bool) -> InputError:
    if not is_known:
        return InputError(
            name,
            "it is encrypted in a way that is not supported",
            "print it to PDF from a viewer that shows it",
        )
    return InputError(
        name,
        "it is encrypted and asks for a password" if password is None else "the password does not open it",
        "give its own with --password, or save a copy without one, for instance with qpdf --decrypt",
    )


def _page(document: Any, index: int) -> list[Line] | None:
    """Lines of a page in pdfium's reading order; None where the page is damaged."""
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return None
    try:
        return page_lines(text_page)
    finally:
        text_page.close()
        page.close()


def _with_openings(pages: Sequence[Page]) -> list[list[Line]]:
    """Mark the lines in which somebody begins to speak, if it is a transcript."""
    opening = opening_lines([line.text.strip() for page in pages for line in page])
    marked: list[list[Line]] = []
    n_before = 0
    for page in pages:
        marked.append([replace(line, opens=n_before + n in opening) for n, line in enumerate(page)])
        n_before += len(page)
    return marked


def _damage(data: bytes, pages: Sequence[list[Line] | None]) -> tuple[str, ...]:
    """Name the pages that gave nothing, and say if the file has no end."""
    empty = [n for n, lines in enumerate(pages, 1) if lines == []]
    damaged = [n for n, lines in enumerate(pages, 1) if lines is None]
    said = []
    if _END not in data[-_END_WITHIN:]:
        said.append("the file has no end: it may be cut short")
    if empty:
        said.append(f"{numbered('page', empty)} not read: no text layer (images or blank)")
    if damaged:
        said.append(f"{numbered('page', damaged)} not read: damaged")
    return tuple(said)


def _metadata(content: _Content, text: str, head: Head | None, *, is_one: bool) -> Metadata:
    """What is declared is of the whole file, so that of one of several articles all is a guess."""
    of_head = Metadata(title=head.title, byline=head.byline, date=head.date) if head else Metadata()
    if not is_one:
        return joined(Metadata(), joined(of_head, guess_from_head(text)))
    guess = joined(guess_from_head(text), of_head)
    return joined(joined(_declared(content.properties), guess), _created(content.properties))


def _declared(properties: dict[str, str]) -> Metadata:
    title = clean(properties.get("Title"))
    return Metadata(
        title=None if title and _NO_TITLE.match(title) else title,
        byline=clean(properties.get("Author")),
    )


def _created(properties: dict[str, str]) -> Metadata:
    """The day the file was made, where its text has no date: a guess at the day it appeared."""
    found = _CREATED.match(properties.get("CreationDate", ""))
    try:
        return Metadata(date=datetime.date(*map(int, found.groups()))) if found else Metadata()
    except ValueError:
        return Metadata()
