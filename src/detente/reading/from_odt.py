"""OpenDocument text (.odt, .fodt) → Report: paragraphs, tables and text boxes, then the notes.

What tracked changes have deleted is kept by the format apart from the text and left out, as are
headers, footers, comments and hidden text.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from detente.errors import InputError
from detente.reading.dates import find_date
from detente.reading.heading import guess_from_head
from detente.reading.metadata import Metadata, as_report, clean, joined
from detente.reading.normalise import assemble
from detente.reading.odt_body import META, OFFICE, document_paragraphs
from detente.reading.zipped import refuse_bomb
from detente.records import Report

_DC = "{http://purl.org/dc/elements/1.1/}"
_DAMAGED = (
    "the OpenDocument file is damaged",
    "open it in a word processor, let that repair it and save it again",
)


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from an OpenDocument text, packed or flat."""
    content, meta = _parts(data, name)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise InputError(
            name,
            "it is an OpenDocument file but no text (a spreadsheet, a presentation)",
            "save the reports in it as plain text",
        )
    text, parts, changes = assemble(document_paragraphs(body))
    if not text:
        raise InputError(
            name,
            "no text: the document is empty or holds only images",
            "make it text with an OCR program and try again",
        )
    declared = meta.find(f".//{OFFICE}meta") if meta is not None else None
    metadata = joined(joined(_declared(declared), guess_from_head(text)), _created(declared))
    return (as_report(metadata, name=name, text=text, media="odt", changes=changes, parts=parts),)


def _parts(data: bytes, name: str) -> tuple[Any, Any]:
    """The trees of the text and of what the file says of itself; of the latter, None if it is bad."""
    from lxml import etree

    if not data.startswith(b"PK"):
        tree = _parsed(data, name)
        return tree, tree
    refuse_bomb(data, name, text_part="content.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_encrypted(archive, name)
            content = archive.read("content.xml")
            meta = archive.read("meta.xml") if "meta.xml" in archive.namelist() else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise InputError(name, *_DAMAGED) from error
    try:
        return _parsed(content, name), etree.fromstring(meta, _parser())
    except etree.XMLSyntaxError:
        return _parsed(content, name), None


def _refuse_encrypted(archive: zipfile.ZipFile, name: str) -> None:
    manifest = "META-INF/manifest.xml"
    names = archive.namelist()
    is_packed = "encrypted-package" in names
    if is_packed or (manifest in names and b"encryption-data" in archive.read(manifest)):
        raise InputError(
            name,
            "it is encrypted and asks for a password",
            "open it in a word processor and save it without one",
        )


def _parsed(data: bytes, name: str) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise InputError(name, *_DAMAGED) from error


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _declared(meta: Any) -> Metadata:
    if meta is None:
        return Metadata()
    return Metadata(
        title=clean(meta.findtext(f"{_DC}title")),
        byline=clean(meta.findtext(f"{META}initial-creator") or meta.findtext(f"{_DC}creator")),
        language=(meta.findtext(f"{_DC}language") or "").split("-")[0].strip().lower() or None,
    )


def _created(meta: Any) -> Metadata:
    """The day the file was made, where its text has no date: a guess at the day it appeared."""
    written = meta.findtext(f"{META}creation-date") if meta is not None else None
    return Metadata(date=find_date((written or "")[:10]))
