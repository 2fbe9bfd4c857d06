"""PDF → Report, with the page of each paragraph in `Report.parts`.

pdfium reads the text layer; a page that is only a picture has none, and is said to have none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from detente.errors import InputError
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import assemble
from detente.reading.pdf_lines import Line, paragraphs, without_running_heads
from detente.records import Report

# What programs put into the title when nobody gave one.
_NO_TITLE = re.compile(
    r"^(untitled|microsoft word|document\d*$|.*\.(docx?|pdf|rtf|odt|indd|tex|qxd|html?)$)", re.I
)
_CREATED = re.compile(r"^D:(\d{4})(\d\d)(\d\d)")
_LINE_END = "\r\n"
# pdfium's signs for a word parted at a line's end, mostly without a line end after them.
_PARTINGS = "\x02\ufffe"


def reports(data: bytes, *, name: str, password: str | None = None) -> tuple[Report, ...]:
    """Read one report from a PDF, which may ask for a password."""
    document = _open(data, name, password)
    try:
        read = [_page(document, index) for index in range(len(document))]
        properties: dict[str, str] = document.get_metadata_dict()
    finally:
        document.close()
    pages = [lines or [] for lines in read]
    if not any(pages):
        raise InputError(
            name,
            "no text: it holds only images" if len(read) else "no text: it has no pages",
            "make it searchable with an OCR program such as ocrmypdf and try again",
        )
    kept, n_running = without_running_heads(pages)
    text, parts, changes = assemble(paragraphs(kept))
    if not text:
        raise InputError(
            name, "no text: it holds nothing but page numbers", "check that it is the right file"
        )
    if n_running:
        changes = (f"{n_running} running heads and page numbers left out", *changes)
    changes = (
        *_said(read, "no text layer (images or blank)", empty=True),
        *_said(read, "damaged", empty=False),
        *changes,
    )
    metadata = joined(joined(_declared(properties), guess_from_head(text)), _created(properties))
    return (as_report(metadata, name=name, text=text, media="pdf", changes=changes, parts=parts),)


def _open(data: bytes, name: str, password: str | None) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason or "security" in reason:
            raise _encrypted(name, password, is_known="password" in reason) from error
        raise InputError(
            name,
            "the PDF is damaged or cut short",
            "fetch it again, or print it to PDF from a viewer that shows it",
        ) from error


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
        return list(_lines(text_page))
    finally:
        text_page.close()
        page.close()


def _lines(text_page: Any) -> Iterator[Line]:
    import pypdfium2.raw as pdfium

    codes: list[int] = []
    start = 0
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if chr(code) not in _LINE_END:
            codes.append(code)
        if chr(code) in _LINE_END + _PARTINGS:
            yield from _line(text_page, codes, start)
            codes, start = [], index + 1
    yield from _line(text_page, codes, start)


def _line(text_page: Any, codes: list[int], start: int) -> Iterator[Line]:
    shown = [i for i, code in enumerate(codes) if not chr(code).isspace() and code]
    if not shown:
        return
    boxes = [
        text_page.get_charbox(start + i, loose=True) for i in {shown[0], shown[len(shown) // 2], shown[-1]}
    ]
    yield Line(
        text=_characters(codes),
        left=min(box[0] for box in boxes),
        bottom=min(box[1] for box in boxes),
        right=max(box[2] for box in boxes),
        top=max(box[3] for box in boxes),
    )


def _characters(codes: list[int]) -> str:
    # Characters past U+FFFF come as two halves.
    text = "".join(map(chr, codes))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _said(read: list[list[Line] | None], what: str, *, empty: bool) -> tuple[str, ...]:
    """Name the pages that gave nothing: the empty ones, or those that could not be opened."""
    numbers = [str(n) for n, lines in enumerate(read, 1) if (lines == [] if empty else lines is None)]
    if not numbers:
        return ()
    return (f"page{'s' if len(numbers) > 1 else ''} {', '.join(numbers)} not read: {what}",)


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
