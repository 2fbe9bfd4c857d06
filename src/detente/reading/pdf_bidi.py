"""Right-to-left text as it stands on a page → the order in which it is read.

The Unicode bidirectional algorithm (UAX #9) says how text in reading order is laid out; here its
rules for letters, numbers and what stands between them are followed backwards. What they leave
open (on which side of "NATO 50" a reader began) is read from left to right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# In heights of a line. A narrower gap is kerning.
_SPACE = 0.13
_RTL = ("R", "AL")
_DIGITS = ("EN", "AN")
# Letters of Hebrew and Arabic that stand only at the end of a word.
_FINAL = frozenset("םןץףךةى")
_MIN_FINALS = 2
_PAIRS = ("()", "[]", "{}", "«»", "‹›")
_PAIR_OF = {char: pair for pair in _PAIRS for char in pair}
_AFTER_CLOSING = frozenset(" .,;:!?،؛؟…")


class Glyph(NamedTuple):
    """A character and where it stands; `origin` is that of its glyph, which may hold several."""

    char: str
    origin: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def is_rtl(char: str) -> bool:
    """Whether a character is a letter of a right-to-left script."""
    return char > "\u0590" and unicodedata.bidirectional(char) in _RTL


def mostly_rtl(text: Iterable[str]) -> bool:
    """Whether more letters of a text run from right to left than from left to right."""
    balance = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        balance += (kind in _RTL) - (kind == "L")
    return balance > 0


def is_written_backwards(lines: Iterable[Sequence[Glyph]]) -> bool:
    """Whether right-to-left words were laid out from left to right, as careless programs do.

    Then the letters that end a word stand at its right, and the file has them in reading order.
    """
    n_right = n_left = 0
    for glyphs in lines:
        for word in as_drawn(glyphs).split():
            n_right += word[-1] in _FINAL
            n_left += word[0] in _FINAL
    return n_right >= _MIN_FINALS and n_right > n_left


def as_drawn(glyphs: Sequence[Glyph]) -> str:
    """Text of glyphs of one line from left to right."""
    return "".join(_from_left_to_right(glyphs))


def logical(glyphs: Sequence[Glyph], *, rtl: bool) -> str:
    """Text of glyphs of one line in reading order.

    Parameters
    ----------
    glyphs : of one line, in any order.
    rtl : whether the text around is right-to-left.
    """
    from_left = _from_left_to_right(glyphs)
    return "".join(_from_right(from_left[::-1]) if rtl else _from_left(from_left))


def _from_left_to_right(glyphs: Sequence[Glyph]) -> list[str]:
    """Letters with their signs, and spaces, as they stand."""
    # Of the letters of a ligature, which have one place, the first stands where reading begins.
    places = [(g.middle, -n if is_rtl(g.char) else n) for n, g in enumerate(glyphs)]
    ordered = [glyphs[number] for number in sorted(range(len(glyphs)), key=places.__getitem__)]
    return _with_spaces(_marked(ordered))


def _marked(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Put vowel signs into the glyph of the letter that they stand over."""
    letters = [glyph for glyph in glyphs if not unicodedata.combining(glyph.char)]
    if len(letters) == len(glyphs) or not letters:
        return list(glyphs)
    for mark in glyphs:
        if unicodedata.combining(mark.char):
            nearest = min(
                range(len(letters)),
                key=lambda i: (letters[i].origin != mark.origin, abs(letters[i].middle - mark.middle)),
            )
            letter = letters[nearest]
            letters[nearest] = letter._replace(
                char=letter.char + mark.char,
                left=min(letter.left, mark.left),
                right=max(letter.right, mark.right),
            )
    return letters


def _with_spaces(glyphs: Sequence[Glyph]) -> list[str]:
    height = max((glyph.top - glyph.bottom for glyph in glyphs), default=1.0)
    found: list[str] = []
    right = None
    is_space = False
    for glyph in glyphs:
        if glyph.char.isspace():
            is_space = right is not None
            continue
        # A box may hug the ink, while its glyph begins with some room.
        if is_space or (right is not None and min(glyph.left, glyph.origin) - right > _SPACE * height):
            found.append(" ")
        is_space = False
        found.append(glyph.char)
        right = glyph.right if right is None else max(right, glyph.right)
    return found


def _kind(cluster: str) -> str:
    return unicodedata.bidirectional(cluster[0])


def _from_left(clusters: Sequence[str]) -> list[str]:
    """Turn round the right-to-left stretches of a left-to-right line."""
    out: list[str] = []
    at = 0
    while at < len(clusters):
        if _kind(clusters[at]) not in _RTL:
            out.append(clusters[at])
            at += 1
            continue
        end = at + 1
        for i in range(at + 1, len(clusters)):
            if _kind(clusters[i]) == "L":
                break
            if _kind(clusters[i]) in _RTL:
                end = i + 1
        out.extend(_from_right(clusters[at:end][::-1]))
        at = end
    return out


def _from_right(clusters: Sequence[str]) -> list[str]:
    """Read a right-to-left line, given from right to left, with its numbers and foreign words."""
    out: list[str] = []
    turned: list[int] = []
    at = 0
    is_arabic = False
    while at < len(clusters):
        kind = _kind(clusters[at])
        if kind == "L" or kind in _DIGITS:
            end = _end_of_words(clusters, at) if kind == "L" else _end_of_number(clusters, at, is_arabic)
            out.extend(reversed(clusters[at:end]))
            at = end
            continue
        if kind in _RTL:
            is_arabic = kind == "AL"
        elif not is_arabic and kind == "ET" and _is_before_number(clusters, at):
            end = _end_of_number(clusters, at + 1, is_arabic)  # "50%", whose sign stands at the right
            out.extend(reversed(clusters[at:end]))
            at = end
            continue
        if clusters[at] in _PAIR_OF:
            turned.append(len(out))
        out.append(clusters[at])
        at += 1
    return _with_brackets(out, turned)


def _is_before_number(clusters: Sequence[str], at: int) -> bool:
    return at + 1 < len(clusters) and _kind(clusters[at + 1]) in _DIGITS


def _end_of_words(clusters: Sequence[str], start: int) -> int:
    """End of a stretch of left-to-right words and of the numbers among them."""
    end = start + 1
    for i in range(start + 1, len(clusters)):
        kind = _kind(clusters[i])
        if kind in _RTL:
            break
        if kind == "L" or kind in _DIGITS:
            end = i + 1
    return end


def _end_of_number(clusters: Sequence[str], start: int, is_arabic: bool) -> int:
    """End of a number, and of the left-to-right words at whose end it stands ("Plan 2")."""
    joiners = ("CS",) if is_arabic else ("CS", "ES")
    end = start + 1
    while end < len(clusters):
        kind = _kind(clusters[end])
        is_joined = kind in joiners and _is_before_number(clusters, end)
        if kind not in _DIGITS and not is_joined:
            break
        end += 1
    if end < len(clusters) and not is_arabic and _kind(clusters[end]) == "ET":
        return end + 1  # "$50"
    word = end
    while word < len(clusters) and clusters[word] == " ":
        word += 1
    if word < len(clusters) and clusters[word] == "-" and word == end:
        word += 1  # "COP-26"
    if word < len(clusters) and _kind(clusters[word]) == "L":
        return _end_of_words(clusters, word)
    return end


def _with_brackets(clusters: list[str], places: Sequence[int]) -> list[str]:
    """Turn brackets so that they open before words and close after them.

    A bracket is stored as it looks or as it means, which differs among programs, so that its
    neighbours must tell: a space is outside of it.
    """
    is_open = dict.fromkeys(_PAIRS, False)
    for at in places:
        pair = _PAIR_OF[clusters[at]]
        is_first = at == 0 or clusters[at - 1] == " "
        is_last = at + 1 == len(clusters) or clusters[at + 1] in _AFTER_CLOSING
        opens = is_first if is_first != is_last else not is_open[pair]
        clusters[at] = pair[0] if opens else pair[1]
        is_open[pair] = opens
    return clusters
