"""Word files for the tests, made with python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
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


def bomb(n_bytes: int) -> bytes:
    """A Word file whose document unpacks to so many zeros."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
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
