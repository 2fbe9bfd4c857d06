"""A web page that a browser or Word saved in one file (.mht, .mhtml) → Report.

The page is the first HTML part, or the one that the message names as its start; pictures, style
sheets and the frames of advertisements in the other parts are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from detente.errors import InputError
from detente.reading.decoding import decode, decoded_markup
from detente.reading.from_html import page_report
from detente.reading.mail_parts import header
from detente.records import Report

_MAX_PARTS = 20_000


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from a saved page."""
    if data.count(b"\n--") > _MAX_PARTS:
        raise InputError(name, "the saved page has too many parts", "save it as HTML or PDF")
    message = message_from_bytes(data)
    page = _page(message)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        raise InputError(name, "no text: there is no page in it", "open it in a browser and save it again")
    declared = page.get_content_charset()
    html, notes = decode(payload, declared=declared) if declared else decoded_markup(payload)
    return (page_report(html, name=name, notes=notes, address=_address(message, page)),)


def _page(message: Message) -> Message | None:
    pages = [
        part for part in _parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = message.get_param("start")
    return next(
        (part for part in pages if start and part.get("Content-ID") == start), pages[0] if pages else None
    )


def _parts(message: Message) -> Iterator[Message]:
    payload = message.get_payload()
    if not isinstance(payload, list):
        yield message
        return
    for part in payload:
        if isinstance(part, Message):
            yield from _parts(part)


def _address(message: Message, page: Message) -> str | None:
    for part in (message, page):
        for key in ("snapshot-content-location", "content-location"):
            address = header(part, key)
            if address and address.startswith(("http://", "https://")):
                return address
    return None
