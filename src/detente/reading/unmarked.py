"""UTF-16 and UTF-32 without a byte order mark, told by where their zero bytes stand."""

from __future__ import annotations

import unicodedata

_SAMPLE = 64 * 1024
_LEAST_BYTES = 4
# Latin letters have a zero byte each; of Cyrillic or Chinese text only spaces, digits and line ends.
_LATIN_SHARE = 0.3
_SPACE_SHARE = 0.005
_STRAY_SHARE = 0.1
_STRAY_IN_CHINESE = 0.5  # the character for "one" has a zero byte where no other has
_CHECKED = 4_000
_ODD_SHARE = 0.02
# Control characters but tabs and line ends, unassigned ones, those for private use, half pairs.
_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})


def wide_encoding(data: bytes) -> str | None:
    """Name the encoding; None for bytes that are of none of these."""
    sample = data[:_SAMPLE].rstrip(b"\0")  # with which a file may be filled up
    if len(sample) < _LEAST_BYTES - 1 or b"\0" not in sample:
        return None
    sample += bytes(len(sample) % 2)
    n_units = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > _LATIN_SHARE * n_units and even < odd * _STRAY_SHARE:
        return "utf-16-le"
    if even > _LATIN_SHARE * n_units and odd < even * _STRAY_SHARE:
        return "utf-16-be"
    candidates = ["utf-32-le", "utf-32-be"] if b"\0\0" in sample and len(data) % 4 == 0 else []
    if max(even, odd) > _SPACE_SHARE * n_units and min(even, odd) <= max(even, odd) * _STRAY_IN_CHINESE:
        candidates += ["utf-16-le" if odd > even else "utf-16-be"]
    return next((encoding for encoding in candidates if _is_text(sample, encoding)), None)


def _is_text(sample: bytes, encoding: str) -> bool:
    width = 4 if encoding.startswith("utf-32") else 2
    sample = sample[: _CHECKED * width]
    sample += bytes(-len(sample) % width)
    try:
        text = sample.decode(encoding).rstrip("\0")
    except UnicodeDecodeError as error:
        if error.start + width < len(sample):  # only the last may be cut in two
            return False
        text = sample[: error.start].decode(encoding)
    n_odd = sum(unicodedata.category(char) in _ODD and char not in "\t\n\r\f" for char in text)
    n_letters = sum(char.isalnum() or char.isspace() for char in text)
    return n_odd <= _ODD_SHARE * len(text) and n_letters > len(text) / 2
