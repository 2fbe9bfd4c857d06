"""Which encoding a file is in that is not UTF-8 and does not say."""

from __future__ import annotations

import re

_GUESS_FROM = 256 * 1024
# Of the bytes of a text in Latin letters at most this share is over 127: German has 2 %, French 4 %,
# Polish 8 %; Greek and Cyrillic have 40 % and more. In short texts it may be more, but not in a row.
_LATIN_SHARE = 0.15
_SHORT_LATIN_SHARE = 0.34
_IN_A_ROW = re.compile(rb"[\x80-\xff]{3}")
# The wrong encoding of these shows as signs within words (wysz³a), as capitals after small letters
# (cafŽ) or as control characters; the one that shows least of these is taken, the first of equals.
_LATIN = ("cp1252", "cp1250", "iso8859-2", "mac-roman", "cp850")
_LETTER = r"[^\W\d_]"
_ODD = re.compile(
    rf"{_LETTER}[\xa1-\xa9\xac\xae-\xb3\xb5\xb6\xb8\xb9\xbb-\xbf\xd7\xf7¸˛ˇ˘˝†‡‰‹›√∫≈∂∆◊░▒▓│┤©║╗╝┐└┴┬├─┼╚╔╩╦╠═╬┘┌█▄▀]{_LETTER}"
    r"|[a-z]{2}[\xa1-\xa9\xac\xae-\xb1\xb3\xb4\xb6\xb8\xb9\xbc-\xbf\xd7\xf7˛ˇ˘˝ƒ‚„√∫≈∂∆◊░▒▓│┤©║╗╝┐└┴┬├─┼╚╔╩╦╠═╬┘┌█▄▀]"
    r"|[a-z][^\W\d_a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĸĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžªº]"
    r"|[\x80-\x9f¤]|(?:(?<=\s)|^)[ƒ¿¡](?=[\xa1-\xbf])|\b[ŸÛÙÔÕÓÒÈËÌ] ?\d"
)
_SEEMS_TURKISH = re.compile("[ÐÝÞðýþ]")
_OLD_JAPANESE = re.compile(rb"\x1b(?:\$[@B]|\([BIJ])")
_OLD_KOREAN = re.compile(rb"\x1b\$\)C")
_WINDOWS = "cp1252"
_UTF8_LINES = 0.2


def guess(data: bytes) -> str:
    """Guess the encoding of a file that has bytes over 127 and is no UTF-8."""
    from charset_normalizer import from_bytes

    sample = data[:_GUESS_FROM]
    n_high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    is_latin = n_high < _LATIN_SHARE * len(sample)
    is_short_latin = n_high < _SHORT_LATIN_SHARE * len(sample) and not _IN_A_ROW.search(sample)
    if (is_latin or is_short_latin) and (encoding := _latin(sample)):
        return encoding
    best = from_bytes(sample).best()
    return best.encoding if best is not None else _WINDOWS


def seven_bit(data: bytes) -> str | None:
    """Name the encoding of a file in ASCII whose escapes switch to Japanese or Korean."""
    sample = data[:_GUESS_FROM]
    if b"\x1b" not in sample:
        return None
    if _OLD_JAPANESE.search(sample) and b"\x1b$" in sample:
        return "iso2022_jp"
    return "iso2022_kr" if _OLD_KOREAN.search(sample) else None


def decoded_by_line(data: bytes) -> tuple[str, int] | None:
    """Decode a file of which some lines are UTF-8 and others Windows-1252, as when two were joined.

    Returns the text and how many lines were not UTF-8; None where hardly a line is.
    """
    lines = data.splitlines(keepends=True)
    pieces: list[str | None] = []
    n_utf8 = n_other = 0
    for line in lines:
        try:
            pieces.append(line.decode("utf-8"))
            n_utf8 += not line.isascii()
        except UnicodeDecodeError:
            pieces.append(None)
            n_other += 1
    if n_utf8 == 0 or n_utf8 < _UTF8_LINES * (n_utf8 + n_other):
        return None
    decoded = (
        line.decode(_WINDOWS, "replace") if piece is None else piece
        for line, piece in zip(lines, pieces, strict=True)
    )
    return "".join(decoded), n_other


def _latin(data: bytes) -> str | None:
    n_least, found = len(data), None
    for encoding in _LATIN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (n_odd := len(_ODD.findall(text))) < n_least:
            n_least, found = n_odd, "cp1254" if _is_turkish(encoding, text) else encoding
        if n_least == 0:
            break
    return _with_euro(found, data)


def _is_turkish(encoding: str, text: str) -> bool:
    return encoding == _WINDOWS and _SEEMS_TURKISH.search(text) is not None


def _with_euro(encoding: str | None, data: bytes) -> str | None:
    """ISO 8859-15 has the sign for the euro where Windows-1252 has one for no currency at all."""
    return "iso8859-15" if encoding == _WINDOWS and b"\xa4" in data else encoding
