"""Bytes → characters.

In this order: a byte order mark; UTF-16 told by its zero bytes; an encoding that is written in ASCII
(ISO 2022); UTF-8 when the bytes are valid; the encoding that the file declares, unless the bytes
belie it; UTF-8 with a few damaged bytes; a guess. Byte order marks at the start and zero bytes are
taken off the text. Whatever was not plain UTF-8 is said in `notes`.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from detente.reading.guessing import decoded_by_line, guess, seven_bit
from detente.reading.unmarked import wide_encoding

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
_DAMAGED_SHARE = 0.5
_BELIED_FROM = 64 * 1024
_WORD_CHARACTERS = re.compile(rb"[^\x00-\x40<>/=]+")
_HIGH_SHARE = 0.5
_DAMAGED_DECLARED = 0.002
_DAMAGED_ALLOWED = 2


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
            return Decoded(decoded.text.lstrip("\ufeff"), ("byte order mark removed", *decoded.notes))
    if zeros := wide_encoding(data):
        return _lenient(data, zeros, ", told by its zero bytes")
    text, notes = _decoded(data.replace(b"\0", b""), _known(declared))
    n_zeros = data.count(b"\0")
    return Decoded(text, (f"{n_zeros} zero bytes removed", *notes) if n_zeros else notes)


def _decoded(data: bytes, codec: str | None) -> Decoded:
    if data.isascii():
        if codec and codec.startswith(_SEVEN_BIT):
            return _lenient(data, codec, ", as declared")
        if encoding := seven_bit(data):
            return _lenient(data, encoding, ", told by its escapes")
    try:
        return Decoded(data.decode("utf-8"), ())
    except UnicodeDecodeError:
        pass
    if codec and not _is_belied(data, codec):
        return _lenient(data, codec, ", as declared")
    if _is_damaged_utf8(data):
        return _lenient(data, "utf-8", "")
    if found := decoded_by_line(data):
        return Decoded(found[0], (f"{found[1]} lines decoded from cp1252, the others from utf-8",))
    return _lenient(
        data, guess(data), ", guessed" if codec is None else f", guessed, since it is not {codec}"
    )


def decoded_markup(data: bytes) -> Decoded:
    """Decode HTML or XML, which may declare its encoding in its first tags."""
    found = _CHARSET.search(data[:_CHARSET_WITHIN])
    return decode(data, declared=found.group(1).decode("ascii") if found else None)


def looks_like_utf16(data: bytes) -> bool:
    """Whether zero bytes are those of UTF-16 or UTF-32 rather than of a binary file."""
    return data.startswith(tuple(mark for mark, _ in _MARKS)) or wide_encoding(data) is not None


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


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    # UTF-8 and UTF-16 are not among them: the bytes have shown by now that they are neither.
    return _MEANT.get(name, name) if name.startswith(_CHARACTER_SETS) else None


def _is_belied(data: bytes, codec: str) -> bool:
    """Whether a file cannot be what it declares: half of its bytes are over 127, as in no Latin text,
    or many have no meaning in that encoding."""
    sample = data[:_BELIED_FROM]
    if codec == "cp1252":
        n_high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
        words = _WORD_CHARACTERS.findall(sample)
        return n_high > _HIGH_SHARE * sum(map(len, words)) and guess(data) not in (codec, "cp1250")
    n_damaged = sample.decode(codec, "replace").count("\ufffd")
    return n_damaged > max(_DAMAGED_ALLOWED, _DAMAGED_DECLARED * len(sample))


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes over 127 form valid UTF-8: the file was cut or two were joined."""
    text = data.decode("utf-8", "replace")
    n_damaged = text.count("\ufffd")
    n_good = sum(1 for c in text if ord(c) > 127) - n_damaged
    return n_damaged <= _DAMAGED_SHARE * n_good
