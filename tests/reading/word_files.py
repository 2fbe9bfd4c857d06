"""Word files for the tests, made with python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def word(build: Callable[[Any], None]) -> bytes:
    """Let `build` fill an empty document and return the file."""
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_paragraphs(*paragraphs: str) -> bytes:
    """A document of plain paragraphs."""
    return word(lambda document: [document.add_paragraph(text) for text in paragraphs])


def tracked(kept: str, deleted: str, inserted: str) -> Any:
    """A paragraph in which tracked changes have deleted some text and inserted other."""
    return parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:t>{kept}</w:t></w:r>"
        f'<w:del w:id="1" w:author="A"><w:r><w:delText>{deleted}</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3" w:author="A"><w:r><w:t>{deleted}</w:t></w:r></w:moveFrom>'
        f'<w:ins w:id="2" w:author="A"><w:r><w:t>{inserted}</w:t></w:r></w:ins></w:p>'
    )


def bomb(n_bytes: int, *, part: str = "word/document.xml") -> bytes:
    """A file whose text unpacks to so many zeros."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(part, "w") as member,
    ):
        piece = bytes(1024 * 1024)
        for _ in range(n_bytes // len(piece)):
            member.write(piece)
    return file.getvalue()


def zipped(*names: str) -> bytes:
    """A ZIP archive of empty files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return file.getvalue()


def add_notes(document: Any, kind: str, notes: dict[str, str]) -> None:
    """Add a part of footnotes or endnotes; each note's XML is the content of its paragraph."""
    written = "".join(
        f'<w:{kind} w:id="{key}"><w:p><w:r><w:{kind}Ref/></w:r>{content}</w:p></w:{kind}>'
        for key, content in notes.items()
    )
    blob = f"<w:{kind}s {nsdecls('w')}>{written}</w:{kind}s>".encode()
    name = PackURI(f"/word/{kind}s.xml")
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"
    document.part.relate_to(Part(name, content_type, blob, document.part.package), relation)


def paragraph_of(content: str, properties: str = "") -> Any:
    """A paragraph of hand-written runs; prefixes `mc`, `wps` and `v` are declared."""
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return parse_xml(f"<w:p {nsdecls('w')} {spaces}><w:pPr>{properties}</w:pPr>{content}</w:p>")


def run(text: str, properties: str = "") -> str:
    """XML of a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same file with its parts changed, each by its name."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def as_strict(data: bytes) -> bytes:
    """The file in the strict variant of the format, which has namespaces of its own."""
    places = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/": b"http://purl.oclc.org/ooxml/wordprocessingml/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
    }

    def change(_: str, part: bytes) -> bytes:
        for transitional, strict in places.items():
            part = part.replace(transitional, strict)
        return part

    return repacked(data, change)


def as_kind(data: bytes, content_type: str) -> bytes:
    """The file with another type of its main part, as .docm and .dotx have."""
    docx_type = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return repacked(data, lambda _, part: part.replace(docx_type, content_type.encode()))
