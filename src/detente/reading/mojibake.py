"""Characters that were garbled before the file was written: UTF-8 that a program read as Windows-1252.

"GuaidÃ³ said â€œnoâ€\x9d" was "Guaidó said “no”". Only sequences are mended that are valid UTF-8 and
that no language writes: a capital within a word, or signs that follow no letter.
"""

from __future__ import annotations

import re

_LEAST = 0x80
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_BYTE_OF = {bytes([b]).decode("cp1252"): b for b in range(_LEAST, 0x100) if b not in _UNDEFINED} | {
    chr(b): b for b in range(_LEAST, 0xA0)
}


def _written(first: int, last: int) -> str:
    """A class of the characters as which these bytes were read."""
    return "[" + "".join(re.escape(char) for char, b in _BYTE_OF.items() if first <= b <= last) + "]"


_NEXT = _written(0x80, 0xBF)
# What may follow a capital in good text: "É”", "Ü–"; within a word it may not.
_SIGN = "[\u2018\u2019\u201c\u201d\u2026\u2013\u2014\u2122\u2022\u203a\u00bb\u00a0\u00ab\u2039]"
_TWO = f"{_written(0xC2, 0xDF)}{_NEXT}"
_THREE = f"{_written(0xE0, 0xEF)}{_NEXT}{{2}}"
_CYRILLIC = f"{_written(0xD0, 0xD1)}{_NEXT}"
_ANY_CYRILLIC = re.compile(_CYRILLIC)
_GARBLED = re.compile(
    rf"(?P<cyrillic>(?:{_CYRILLIC}){{3,}})"
    rf"|(?:{_THREE}){{2,}}|[âï]{_NEXT}{{2}}|ð{_NEXT}{{3}}"
    rf"|(?<=[a-z]){_TWO}|{_TWO}(?=[a-z])|(?:(?!.{_SIGN}){_written(0xC2, 0xC5)}{_NEXT})|(?<![A-Z])[ÂÃ]\xa0"
)
# A byte that Windows-1252 does not have was lost, or a space that does not break made an ordinary one.
_LOST_QUOTE = re.compile(rf"â€(?!{_NEXT})")
_LOST_SPACE = re.compile(r"(?<=[a-z.,:;!?”’\"')])Â(?= )")
_SUSPECT = re.compile(f"[Â-ßâïðã-é]{_NEXT}|Â ")


def mended(text: str) -> tuple[str, int]:
    """Mend garbled characters, and count the places.

    Examples
    --------
    >>> mended("the cafÃ© â€” of MÃ¼ller")
    ('the café — of Müller', 3)
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text, 0
    n_mended = 0
    is_cyrillic = False

    def mend(found: re.Match[str]) -> str:
        nonlocal n_mended, is_cyrillic
        is_cyrillic = is_cyrillic or found.lastgroup == "cyrillic"
        try:
            good = bytes(_BYTE_OF[char] for char in found.group()).decode("utf-8")
        except UnicodeDecodeError:
            return found.group()
        n_mended += 1
        return good

    text = _GARBLED.sub(mend, text)
    if is_cyrillic:  # so that words of a letter or two are too
        text = _ANY_CYRILLIC.sub(mend, text)
    text, n_quotes = _LOST_QUOTE.subn("”", text)
    text, n_spaces = _LOST_SPACE.subn("", text)
    return text, n_mended + n_quotes + n_spaces
