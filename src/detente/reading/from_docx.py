"""Word file (.docx) → Report: paragraphs, tables and text boxes in reading order, then the notes.

Text that tracked changes have deleted is left out, inserted text is in. Headers, footers,
comments, hidden text and the codes of fields are left out.
"""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from typing import Any

from detente.errors import InputError
from detente.reading.docx_body import W, document_paragraphs, paragraph_text
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import assemble
from detente.reading.zipped import refuse_bomb
from detente.records import Report

_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}
# The template of python-docx, which dates every document that was made with it.
_TEMPLATE_DATE = datetime.date(2013, 12, 23)


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from a Word file."""
    refuse_bomb(data, name, text_part="word/document.xml")
    document = _open(data, name)
    text, parts, changes = assemble(document_paragraphs(document.element.body, _notes(document)))
    if not text:
        raise InputError(
            name,
            "no text: the document is empty or holds only images",
            "make it text with an OCR program and try again",
        )
    metadata = joined(joined(_declared(document), guess_from_head(text)), _created(document))
    return (as_report(metadata, name=name, text=text, media="docx", changes=changes, parts=parts),)


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


def _notes(document: Any) -> dict[str, dict[str, Any]]:
    """Elements of the footnotes and endnotes by their id."""
    from docx.oxml.parser import parse_xml

    notes: dict[str, dict[str, Any]] = {kind: {} for kind in _NOTE_PARTS}
    for relation in document.part.rels.values():
        for kind, part in _NOTE_PARTS.items():
            if relation.reltype.endswith(f"/{part}") and not relation.is_external:
                found = parse_xml(relation.target_part.blob).iter(f"{W}{kind}")
                notes[kind].update((note.get(f"{W}id", ""), note) for note in found)
    return notes


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
        if style in ("Title", "Heading 1") and (title := clean(paragraph_text(paragraph._p))):
            return title
    return None


def _created(document: Any) -> Metadata:
    created = document.core_properties.created
    date = created.date() if created is not None else None
    return Metadata(date=date if date != _TEMPLATE_DATE else None)
