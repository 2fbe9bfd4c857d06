"""OpenDocument texts for the tests, written by hand."""

from __future__ import annotations

import io
import zipfile

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "table", "meta", "manifest")
)
_ROOT = f'{_SPACES} xmlns:draw="{_ODF}drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def content(
    xml: str, *, body: str = "text", meta: str = "", doctype: str = "", root: str = "document"
) -> bytes:
    """A document in one piece of XML, as in a flat file or in the part that holds the text."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:{root} {_ROOT}>'
        f"<office:meta>{meta}</office:meta><office:body><office:{body}>{xml}</office:{body}></office:body>"
        f"</office:{root}>"
    ).encode()


def odt(xml: str, *, body: str = "text", meta: str = "", manifest: str = "", doctype: str = "") -> bytes:
    """A packed document with this XML as its body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content(xml, body=body, doctype=doctype, root="document-content"))
        archive.writestr("meta.xml", content("", meta=meta, root="document-meta"))
        archive.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {_ROOT}>{manifest}</manifest:manifest>"
        )
    return file.getvalue()
