"""Word file (.docx) → Report: paragraphs and tables of the body, in reading order.

Text that tracked changes have deleted is left out, inserted text is in. Headers, footers,
comments and hidden fields are left out.
"""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from detente.errors import InputError
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import Paragraph, assemble
from detente.records import Report

MAX_UNPACKED = 256 * 1024 * 1024
"""Declared size beyond which a file is not unpacked; a few kilobytes can claim to be gigabytes."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Content that does not belong to the running text of the paragraph it is anchored in.
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", _FALLBACK}
_WRITTEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_CONTAINERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"}
# The template of python-docx, which dates every document that was made with it.
_TEMPLATE_DATE = datetime.date(2013, 12, 23)


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from a Word file."""
    _refuse_bomb(data, name)
    document = _open(data, name)
    text, _, changes = assemble(Paragraph(paragraph) for paragraph in _paragraphs(document.element.body))
    if not text:
        raise InputError(
            name,
            "no text: the document is empty or holds only images",
            "make it text with an OCR program and try again",
        )
    metadata = joined(joined(_declared(document), guess_from_head(text)), _created(document))
    return (as_report(metadata, name=name, text=text, media="docx", changes=changes),)


def _refuse_bomb(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise InputError(
            name,
            f"it would unpack to {unpacked // (1024 * 1024)} MiB, more than {MAX_UNPACKED // (1024 * 1024)}",
            "open it in a word processor and save its text",
        )


def _open(data: bytes, name: str) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        return docx.Document(io.BytesIO(data))
    except (
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        KeyError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise InputError(
            name,
            "the Word file is damaged",
            "open it in a word processor, let that repair it and save it again",
        ) from error


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body:
        if element.tag == f"{_W}p":
            yield _text(element)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element)
        elif element.tag in _CONTAINERS:
            yield from _paragraphs(element)


def _rows(table: Any) -> Iterator[str]:
    """A paragraph for each row, its cells parted by " | "; cells of several paragraphs one by one."""
    for row in table.iter(f"{_W}tr"):
        cells = [[text for text in _paragraphs(cell) if text.strip()] for cell in row.iter(f"{_W}tc")]
        if all(len(cell) <= 1 for cell in cells):
            yield " | ".join(cell[0].strip() for cell in cells if cell)
        else:
            for cell in cells:
                yield from cell


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in _WRITTEN:
            pieces.append(_WRITTEN[element.tag])
        elif element.tag not in _LEFT_OUT:
            waiting.extend(reversed(element))
    return "".join(pieces)


def _declared(document: Any) -> Metadata:
    properties = document.core_properties
    # Word fills in the author with the name of whoever set up the computer: a guess at most.
    byline = clean(properties.author)
    return Metadata(
        title=clean(properties.title) or _styled_title(document),
        byline=byline if byline != "python-docx" else None,
        language=(clean(properties.language) or "").split("-")[0].lower() or None,
    )


def _styled_title(document: Any) -> str | None:
    for paragraph in document.paragraphs[:10]:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style in ("Title", "Heading 1") and paragraph.text.strip():
            return clean(paragraph.text)
    return None


def _created(document: Any) -> Metadata:
    created = document.core_properties.created
    date = created.date() if created is not None else None
    return Metadata(date=date if date != _TEMPLATE_DATE else None)
