"""What a file is, told by its content; its name does not count.

Binary formats are known by how they begin (`formats.toml`), XML and HTML by their first tags.
What is left is plain text unless too much of it is control characters.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from detente.errors import InputError
from detente.reading.columns import delimiter_of
from detente.reading.decoding import looks_like_utf16, sniffable
from detente.reading.front_matter import opens_with_json
from detente.reading.markdown import has_tags
from detente.reading.vocabulary import vocabulary


class Media(StrEnum):
    """Kinds of file that are read; the value is what `Report.media` says."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    RTF = "rtf"
    ODT = "odt"
    EMAIL = "email"
    MHTML = "mhtml"
    JSON = "json"
    CSV = "csv"
    FEED = "feed"


_SAMPLE = 64 * 1024
# PDF 1.7, implementation note 13: the header may stand anywhere in the first 1,024 bytes.
_PDF_HEADER_WITHIN = 1024
_RTF_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")
_FEED_ROOTS = {"rss", "rdf", "feed"}
_PROLOGUE = re.compile(r"\s*(<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(\[.*?\]\s*)?>)", re.I | re.S)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)")
_FLAT_ODT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_DECLARATION = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.S)
_DOCTYPE_HTML = re.compile(r"\s*<!doctype\s+html", re.I)
_HTML_TAG = re.compile(
    r"</?(html|head|body|title|meta|div|p|br|table|article|span|h[1-6]|a|ul|li)\b[^<>]*>", re.I
)
# Words around tags: a Markdown file may hold a few tags and still be text.
_TAGS_OF_A_PAGE = 5
# SharePoint and some converters number it.
_WORD_DOCUMENT = re.compile(r"word/document\d*\.xml")
_JSON_START = re.compile(r'\s*(\{\s*"|\[\s*(\{|\[|"))')
# RFC 5322: lines of "name: value" and their folded rest; a mailbox has an envelope line before them.
_MAIL_HEAD = re.compile(
    r"(?:From [^\r\n]*\r?\n)?(?P<headers>(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+)(?:\r?\n|\Z)"
)
_HEADER_NAME = re.compile(r"^([!-9;-~]+):", re.M)
_SENDER_HEADERS = {"from", "received", "message-id", "return-path", "mime-version"}
_MAIL_HEADERS = _SENDER_HEADERS | {"to", "subject", "date", "content-type", "delivered-to", "reply-to"}
_HEADERS_OF_A_MAIL = 2
_SENT_HEADERS = {"from", "to", "received", "message-id", "return-path", "delivered-to"}
_SAVED_BY = re.compile(r"^(?:snapshot-content-location:|from:\s*\W?saved by )", re.M | re.I)
_RELATED = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.M | re.I)
_BLANK = b"\0 \t\r\n\v\f"
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
# Compressed or executable bytes hold 10 % control characters, text hardly any.
_CONTROL_SHARE = 0.03
_CONTROLS_ALLOWED = 3


def detect(data: bytes, *, name: str) -> Media:
    """Tell what a file is.

    Raises
    ------
    InputError
        It is empty or of a kind that is not read; the remedy says how to convert it.
    """
    if not data.strip(_BLANK):
        raise InputError(name, "the file is empty", "check that it was saved or downloaded whole")
    # Before PDF, which may be attached and need not stand at the very beginning.
    if headers := _mail_headers(sniffable(data[:_SAMPLE])):
        return Media.MHTML if _is_saved_page(headers) else Media.EMAIL
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return Media.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, name)
    if _RTF_HEADER.match(data):
        return Media.RTF
    for kind in vocabulary("formats.toml")["format"]:
        at = kind.get("at", 0)
        if any(data.startswith(begin.encode("latin-1"), at) for begin in kind["begins"]):
            raise InputError(name, f"it is {kind['name']}, which is not read", kind["remedy"])
    if _is_binary(data[:_SAMPLE]):
        raise InputError(
            name,
            "it is not text but binary data of an unknown kind",
            "save it as plain text, HTML, PDF or .docx",
        )
    return _kind_of_text(data[:_SAMPLE], name)


def _kind_of_zip(data: bytes, name: str) -> Media:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(
            name,
            "it is a damaged Word or ZIP file, cut short perhaps",
            "fetch it again, or save it again in its program",
        ) from error
    if any(map(_WORD_DOCUMENT.fullmatch, names)):
        return Media.DOCX
    if "content.xml" in names or "encrypted-package" in names:
        return Media.ODT
    for kind in vocabulary("formats.toml")["zip"]:
        if kind["holds"] in names:
            raise InputError(name, f"it is {kind['name']}, which is not read", kind["remedy"])
    raise InputError(name, "it is a ZIP archive, which is not read", "unpack it and give the folder")


def _is_binary(sample: bytes) -> bool:
    if looks_like_utf16(sample):
        return False
    sample = sample.strip(b"\0")  # with which a disk that was full fills a file
    n_controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return n_controls > max(_CONTROLS_ALLOWED, _CONTROL_SHARE * len(sample)) or n_controls == len(sample)


def _kind_of_text(sample: bytes, name: str) -> Media:
    head = sniffable(sample)
    if _DOCTYPE_HTML.match(head, _end_of(_DECLARATION, head)):
        return Media.HTML
    root = _root_element(head)
    if root in _FEED_ROOTS:
        return Media.FEED
    if _JSON_START.match(head) and not opens_with_json(head):
        return Media.JSON
    if delimiter_of(head) is not None:
        return Media.CSV
    if root == "document" and _FLAT_ODT in head:
        return Media.ODT
    is_xml = head.lstrip().startswith("<?xml")
    if root == "html" or (root and not is_xml and (_is_page(head) or _is_piece_of_page(root, head))):
        return Media.HTML
    if is_xml:
        raise InputError(
            name,
            f"it is XML of a kind that is not read (<{root or '?'}>)",
            "save it as plain text or HTML; of XML, RSS and Atom feeds are read",
        )
    return Media.HTML if re.search(r"<html\b|<body\b", head, re.I) else Media.TEXT


def _mail_headers(head: str) -> str | None:
    """The headers that a text opens with, with nothing else before an empty line, where it is a message."""
    found = _MAIL_HEAD.match(head)
    if not found:
        return None
    names = _header_names(found["headers"])
    is_mail = len(names & _MAIL_HEADERS) >= _HEADERS_OF_A_MAIL and not names.isdisjoint(_SENDER_HEADERS)
    return found["headers"] if is_mail else None


def _header_names(headers: str) -> set[str]:
    return {name.lower() for name in _HEADER_NAME.findall(headers)}


def _is_saved_page(headers: str) -> bool:
    """Whether a message was sent by nobody to nobody, but saved by a browser or by Word."""
    if _SAVED_BY.search(headers):
        return True
    return _header_names(headers).isdisjoint(_SENT_HEADERS) and _RELATED.search(headers) is not None


def _root_element(head: str) -> str | None:
    """Name of the first tag, in lower case, after declarations and comments."""
    root = _ROOT.match(head, _end_of(_PROLOGUE, head))
    return root.group(1).lower() if root else None


def _end_of(pattern: re.Pattern[str], head: str) -> int:
    """Where the last of the pieces ends that open a text. A repeat in the pattern itself would try
    every way to part them, of which fifty have a million billion."""
    at = 0
    while found := pattern.match(head, at):
        at = found.end()
    return at


def _is_piece_of_page(root: str, head: str) -> bool:
    return _HTML_TAG.match(f"<{root}>") is not None and has_tags(head)


def _is_page(head: str) -> bool:
    return len(_HTML_TAG.findall(head)) >= _TAGS_OF_A_PAGE
