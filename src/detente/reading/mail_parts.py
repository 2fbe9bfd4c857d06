"""The parts of an e-mail message: its headers, the text that it shows, and what is attached."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from detente.reading.decoding import decode
from detente.reading.metadata import clean
from detente.reading.page_junk import shown_paragraphs

Part = Message

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
# What comes with a message for programs: signatures, invitations, cards, receipts.
_FOR_PROGRAMS = frozenset(
    (
        *("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"),
        *("application/pgp-keys", "text/calendar", "text/vcard", "text/x-vcard", "message/delivery-status"),
        *("message/disposition-notification", "text/rfc822-headers", "text/x-amp-html", "application/ics"),
    )
)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_BASE64_SHARE = 0.98
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file in a message; `name` is None where it has none."""

    data: bytes
    name: str | None


@dataclass(slots=True)
class Content:
    """What a message holds. `paragraphs` are those of its text, `left_out` what is not read."""

    paragraphs: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_encrypted: bool = False


def header(message: Part, name: str) -> str | None:
    """A header decoded and on one line; None where it is missing or empty."""
    for key, raw in message.raw_items():
        if key.lower() != name:
            continue
        # Bytes that are not ASCII were kept as they were: many programs write them bare.
        written = decode(str(raw).encode("ascii", "surrogateescape")).text
        written = re.sub(r"\s*\n\s*", " ", written.replace("\r", ""))
        return _decoded(written)
    return None


def _decoded(written: str) -> str | None:
    try:
        return clean(str(make_header(decode_header(written))))
    except (LookupError, ValueError, MessageError):
        return clean(written)  # in an encoding that does not exist


def content(message: Part) -> Content:
    """Gather what a message shows and what is attached to it."""
    found = Content()
    _gather(message, found)
    return found


def _gather(part: Part, found: Content) -> None:
    kind = part.get_content_type()
    if kind in _ENCRYPTED and not _is_signed_only(part):
        found.is_encrypted = True
    elif kind == "multipart/alternative" and part.is_multipart():
        _gather_best(part, found)
    elif part.is_multipart() and kind != "message/rfc822":
        for inner in _inner(part):
            _gather(inner, found)
    elif kind in _FOR_PROGRAMS:
        found.left_out.append(_name(part) or kind)
    elif _is_shown(part):
        found.paragraphs.extend(_shown(part, found))
    elif _is_picture_within(part):
        found.left_out.append(_name(part) or kind)
    else:
        found.attachments.append(Attachment(data=_attached(part), name=_name(part)))


def _gather_best(part: Part, found: Content) -> None:
    """Of alternatives take plain text, and where that is empty the next best that shows something."""
    gathered = []
    for inner in _inner(part):
        one = Content()
        _gather(inner, one)
        gathered.append((inner.get_content_type() != "text/plain", one))
    gathered.sort(key=lambda pair: pair[0])
    for one in (one for _, one in gathered if any(text.strip() for text in one.paragraphs)):
        found.paragraphs.extend(one.paragraphs)
        found.notes.extend(one.notes)
        break
    for _, one in gathered:
        found.attachments.extend(one.attachments)
        found.left_out.extend(one.left_out)
        found.is_encrypted = found.is_encrypted or one.is_encrypted


def _inner(part: Part) -> Iterator[Part]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (inner for inner in payload if isinstance(inner, Message))


def _is_signed_only(part: Part) -> bool:
    return "signed" in str(part.get_param("smime-type", "")).lower()


def _is_shown(part: Part) -> bool:
    kind = part.get_content_type()
    return kind in ("text/plain", "text/html", "text/enriched") and (
        part.get_content_disposition() != "attachment" and not part.get_filename()
    )


def _is_picture_within(part: Part) -> bool:
    """Whether it is a logo or a picture that the text shows, rather than one sent for itself."""
    is_named_in_text = part.get_content_disposition() == "inline" or "content-id" in part
    return part.get_content_maintype() == "image" and is_named_in_text


def _name(part: Part) -> str | None:
    return _decoded(part.get_filename() or "")


def _attached(part: Part) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return b"\n\n".join(inner.as_bytes() for inner in _inner(part))
    return _payload(part)


def _payload(part: Part) -> bytes:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    is_base64 = str(part.get("content-transfer-encoding", "")).strip().lower() == "base64"
    return _half_base64(data) if is_base64 and part.defects else data


def _half_base64(data: bytes) -> bytes:
    """What can be decoded of base64 that was cut short, which the library gives back as it is."""
    written = _NO_BASE64.sub(b"", data)
    if len(written) < _BASE64_SHARE * len(b"".join(data.split())):
        return data
    return binascii.a2b_base64(written[: len(written) // 4 * 4])


def _shown(part: Part, found: Content) -> list[str]:
    text, notes = decode(_payload(part), declared=part.get_content_charset())
    found.notes.extend(notes)
    if part.get_content_type() == "text/html":
        return shown_paragraphs(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unfolded(text, is_space_kept=str(part.get_param("delsp", "")).lower() != "yes")
    return [paragraph for paragraph in _EMPTY_LINES.split(text) if paragraph.strip()]


def _unfolded(text: str, *, is_space_kept: bool) -> str:
    """Join the lines that end in a space with the next of the same depth of quoting: RFC 3676, section 4."""
    pieces: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:].removeprefix(" ")
        is_soft = rest.endswith(" ") and rest != "-- "
        if open_depth != depth:
            pieces.append(f"\n{line[:depth]}{' ' if depth else ''}")
        pieces.append(rest[:-1] if is_soft and not is_space_kept else rest)
        open_depth = depth if is_soft else None
    return "".join(pieces)[1:]
