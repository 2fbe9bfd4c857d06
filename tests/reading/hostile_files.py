"""Files made to break a reader: too large, too deep, circular, or swollen when unpacked.

Each maker is cheap to call and says in its name what is hostile in its file. None asks for a
network; those that name an address do so to show that it is not fetched.
"""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Sequence

MIB = 1024 * 1024
_SENTENCE = "Belmora wants a treaty on the lake, and Tarsenia refuses to sign it. "
_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
LAUGHS = f"{_LAUGHS}]>"
"""A document type by which ``&a9;`` stands for two thousand million letters."""
OUTSIDE = (
    "<!DOCTYPE x [<!ENTITY file SYSTEM 'file:///etc/passwd'>"
    "<!ENTITY net SYSTEM 'http://127.0.0.1:9/entity'>]>"
)
"""A document type whose entities stand outside the file."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
WORD_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def prose(n_bytes: int, end: str = "\n") -> bytes:
    """So many bytes of sentences, each ended as said."""
    sentence = f"{_SENTENCE}{end}".encode()
    return sentence * (n_bytes // len(sentence) + 1)


def packed(parts: dict[str, bytes | str]) -> bytes:
    """A ZIP file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def zip_entries(n: int) -> bytes:
    """A ZIP file of so many empty files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(n):
            archive.writestr(f"{number}", b"")
    return file.getvalue()


def word_xml(document: bytes | str, **other: bytes | str) -> bytes:
    """A Word file whose document, and other parts by their names, are as given."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _WORD_TYPES,
        "_rels/.rels": WORD_RELATIONS,
        "word/document.xml": document,
    }
    return packed(parts | other)


def word_body(body: str, doctype: str = "") -> bytes:
    """A Word file with this XML as its body."""
    return word_xml(f"{doctype}<w:document {W}><w:body>{body}</w:body></w:document>")


def odt_body(body: str, doctype: str = "", **other: bytes | str) -> bytes:
    """An OpenDocument text with this XML as its body."""
    spaces = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f"{doctype}<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **other})


def pdf_objects(*objects: str | tuple[str, bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1; a pair is a dictionary and the bytes of its stream."""
    body = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        if isinstance(content, str):
            written = content.encode("latin-1")
        else:
            head, stream = content
            written = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head.encode(), len(stream), stream)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} {trailer} >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


def pdf_page(stream: bytes, head: str = "", resources: str = "", *more: str | tuple[str, bytes]) -> bytes:
    """A PDF of one page with this stream; `more` objects are numbered from 6."""
    return pdf_objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        f"/Resources << /Font << /F1 4 0 R >> {resources} >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        (head, stream),
        *more,
    )


def flate(n_bytes: int, piece: bytes) -> bytes:
    """So many bytes of repeated pieces, packed."""
    packer = zlib.compressobj(1)
    block = piece * (MIB // len(piece))
    return b"".join(packer.compress(block) for _ in range(n_bytes // len(block))) + packer.flush()


def pdf_pages(n_pages: int) -> bytes:
    """A PDF of so many pages without text."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R >>"
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + n_pages))
    return pdf_objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {n_pages} /Kids [{kids}] >>",
        ("", b"BT ET"),
        *[page] * n_pages,
    )


def circular_tables() -> bytes:
    """A PDF whose table of objects goes on in itself."""
    data = pdf_page(b"BT /F1 12 Tf 72 700 Td (Talks open.) Tj ET")
    at = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def feed(n_items: int, item: str, doctype: str = "") -> bytes:
    """An RSS feed of items with this XML beside their title."""
    return (
        f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>Wire</title>'
        + "".join(f"<item><title>Item {n}</title>{item}</item>" for n in range(n_items))
        + "</channel></rss>"
    ).encode()


def mail(body: bytes, kind: str = "text/plain", headers: bytes = b"") -> bytes:
    """A message with this body."""
    head = (
        f"From: a@example.org\nTo: b@example.org\nSubject: Talks\nMIME-Version: 1.0\nContent-Type: {kind}\n"
    )
    return head.encode() + headers + b"\n" + body


def forwarded(depth: int) -> bytes:
    """A message in a message, so many times."""
    data = mail(b"Talks open.")
    for _ in range(depth):
        data = mail(data, "message/rfc822")
    return data


def multiparts(depth: int) -> bytes:
    """A message of parts in parts, so many times."""
    heads = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(depth))
    return mail(heads.encode() + b"--b%d\n\nTalks open.\n" % depth, "multipart/mixed; boundary=b0")


def attached(data: bytes, name: str) -> bytes:
    """A message with this file attached."""
    part = (
        f"--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        f'Content-Disposition: attachment; filename="{name}"\n\n'
    ).encode()
    return mail(part + base64.encodebytes(data) + b"--b--\n", "multipart/mixed; boundary=b")


def nested_page(tags: Sequence[str], n: int, text: str = "Talks open.") -> bytes:
    """A page with these tags one within the other, so many times over."""
    opened = "".join(f"<{tag}>" for tag in tags) * n
    closed = "".join(f"</{tag}>" for tag in reversed(tags)) * n
    return f"<html><body>{opened}{text}{closed}</body></html>".encode()


def page(body: bytes) -> bytes:
    """A page with this body."""
    return b"<!DOCTYPE html><html><head><title>T</title></head><body>" + body + b"</body></html>"


YAML_LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
