"""The parts of a Word file: its main document, styles, notes and properties, by the package's relations.

One reader for what Word writes: .docx, .docm, .dotx, .dotm, and the strict variant of the format,
which differs in its namespaces alone (ISO/IEC 29500-4, transitional; 29500-1, strict).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any, NamedTuple

from detente.errors import InputError
from detente.reading.zipped import refuse_bomb

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_NAMESPACES = {
    b"wordprocessingml": b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    b"officeDocument": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"drawingml": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = ("the Word file is damaged", "open it in a word processor, let that repair it and save it again")


class WordPackage(NamedTuple):
    """Trees of the parts; all but the document are None where the file has none or a broken one."""

    document: Any
    styles: Any
    footnotes: Any
    endnotes: Any
    properties: Any


def open_word(data: bytes, *, name: str) -> WordPackage:
    """Open a Word file.

    Raises
    ------
    InputError
        It is damaged, or would unpack to more than is held in memory.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = _relations(archive, "").get("officeDocument", "word/document.xml")
            refuse_bomb(data, name, text_part=main)
            related = _relations(archive, main)
            document = _tree(archive, main)
            others = {
                kind: _tree_or_none(archive, related.get(kind))
                for kind in ("styles", "footnotes", "endnotes")
            }
            properties = _tree_or_none(archive, _relations(archive, "").get("core-properties"))
    except (
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        KeyError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise InputError(name, *_DAMAGED) from error
    return WordPackage(document=document, properties=properties, **others)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Names of the parts that a part refers to, by the last word of the kind of relation."""
    folder, file = posixpath.split(part)
    try:
        tree = _tree(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    except KeyError:
        return {}
    found: dict[str, str] = {}
    for relation in tree.iter(_RELATION):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/"))
    return found


def _tree(archive: zipfile.ZipFile, part: str) -> Any:
    from lxml import etree

    data = _STRICT.sub(lambda found: _NAMESPACES.get(found[1], found[0]), archive.read(part))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _tree_or_none(archive: zipfile.ZipFile, part: str | None) -> Any:
    from lxml import etree

    try:
        return _tree(archive, part) if part is not None else None
    except (KeyError, etree.XMLSyntaxError):
        return None
