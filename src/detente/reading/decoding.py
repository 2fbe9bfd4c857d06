"""Bytes → characters.

In this order: a byte order mark; UTF-16 told by its zero bytes; a declared encoding that is written
in ASCII (ISO 2022); UTF-8 when the bytes are valid; the encoding that the file declares; UTF-8
with a few damaged bytes; a guess. Only a byte order mark is taken off the text. Whatever was not
plain UTF-8 is said in `notes`.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A file that is declared as Latin-1 or ASCII is Windows-1252 in fact: WHATWG Encoding, section 4.2.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# Python has codecs that are no character sets (rot13, unicode-escape); a file cannot ask for those.
_CHARACTER_SETS = (
    "ascii",
    "big5",
    "cp",
    "euc",
    "gb",
    "hz",
    "iso2022",
    "iso8859",
    "johab",
    "koi8",
    "kz1048",
    "mac",
    "ptcp154",
    "shift_jis",
    "tis",
)
# Written in ASCII alone, so that only the declaration tells them from it.
_SEVEN_BIT = ("iso2022", "hz")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_CHARSET_WITHIN = 4096
_GUESS_FROM = 256 * 1024
# Of the bytes of a text in Latin letters at most this share is over 127: German has 2 %, French 4 %,
# Polish 8 %; Greek and Cyrillic have 40 % and more.
_LATIN_SHARE = 0.15
# The wrong encoding of these shows as signs within words (wysz³a) or as letters that only Icelandic
# has; the first that shows neither is taken.
_LATIN = ("cp1252", "cp1250", "iso8859-2")
_SIGN_IN_WORD = re.compile(
    r"[^\W\d_][\x80-\x9f\xa1-\xa9\xac\xae-\xb3\xb5\xb6\xb8\xb9\xbb-\xbf\xd7\xf7¸˛ˇ˘˝][^\W\d_]"
)
_SEEMS_TURKISH = re.compile("[ÐÝÞðýþ]")
_DAMAGED_SHARE = 0.5
_ZERO_SHARE = 0.3
_STRAY_SHARE = 0.1


class Decoded(NamedTuple):
    """Text of a file, and what had to be done to get it, in words for `Report.changes`."""

    text: str
    notes: tuple[str, ...]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode a file.

    Parameters
    ----------
    data : the whole file.
    declared : encoding that the file itself names, if any; one that is unknown is ignored.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            decoded = _lenient(data[len(mark) :], encoding, "")
            return Decoded(decoded.text, ("byte order mark removed", *decoded.notes))
    if zeros := _utf16_without_mark(data):
        return _lenient(data, zeros, ", told by its zero bytes")
    codec = _known(declared)
    if codec and codec.startswith(_SEVEN_BIT) and data.isascii():
        return _lenient(data, codec, ", as declared")
    try:
        return Decoded(data.decode("utf-8"), ())
    except UnicodeDecodeError:
        pass
    if codec:
        return _lenient(data, codec, ", as declared")
    if _is_damaged_utf8(data):
        return _lenient(data, "utf-8", "")
    return _lenient(data, _guess(data), ", guessed")


def decoded_markup(data: bytes) -> Decoded:
    """Decode HTML or XML, which may declare its encoding in its first tags."""
    found = _CHARSET.search(data[:_CHARSET_WITHIN])
    return decode(data, declared=found.group(1).decode("ascii") if found else None)


def looks_like_utf16(data: bytes) -> bool:
    """Whether zero bytes are those of UTF-16 or UTF-32 rather than of a binary file."""
    return data.startswith(tuple(mark for mark, _ in _MARKS)) or _utf16_without_mark(data) is not None


def sniffable(data: bytes) -> str:
    """Decode the head of a file well enough to see its first tags."""
    return decode(data).text


def _lenient(data: bytes, encoding: str, how: str) -> Decoded:
    text = data.decode(encoding, "replace")
    # Characters of replacement that the file itself holds are not damage.
    n_damaged = text.count("\ufffd") - data.count("\ufffd".encode(encoding, "ignore") or b"\xff\xfe\xfd")
    notes = [] if encoding == "utf-8" else [f"decoded from {encoding}{how}"]
    if n_damaged > 0:
        notes.append(f"{n_damaged} damaged characters shown as \ufffd")
    return Decoded(text, tuple(notes))


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_GUESS_FROM]
    half = len(sample) // 2
    if half < 2 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > _ZERO_SHARE * half and even < odd * _STRAY_SHARE:
        return "utf-16-le"
    if even > _ZERO_SHARE * half and odd < even * _STRAY_SHARE:
        return "utf-16-be"
    return None


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    # UTF-8 and UTF-16 are not among them: the bytes have shown by now that they are neither.
    return _MEANT.get(name, name) if name.startswith(_CHARACTER_SETS) else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes over 127 form valid UTF-8: the file was cut or two were joined."""
    text = data.decode("utf-8", "replace")
    n_damaged = text.count("\ufffd")
    n_good = sum(1 for c in text if ord(c) > 127) - n_damaged
    return n_damaged <= _DAMAGED_SHARE * n_good


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:_GUESS_FROM]
    n_high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if n_high < _LATIN_SHARE * len(sample) and (encoding := _latin(sample)):
        return encoding
    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _latin(data: bytes) -> str | None:
    for encoding in _LATIN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _SIGN_IN_WORD.search(text):
            return "cp1254" if encoding == "cp1252" and _SEEMS_TURKISH.search(text) else encoding
    return None
