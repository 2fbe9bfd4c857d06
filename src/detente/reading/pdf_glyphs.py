"""The text layer of a PDF page → its lines, with their words in reading order.

pdfium gives characters line by line. In a line of right-to-left script their order is made anew
from their places, since pdfium's depends on how the file was written. Where a line has gaps as
wide as those between columns, it keeps its pieces, so that columns can be told later.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from detente.reading.pdf_bidi import Glyph, as_drawn, is_rtl, is_written_backwards, logical, mostly_rtl
from detente.reading.pdf_lines import Line, Piece

_LINE_END = "\r\n"
# pdfium's signs for a word parted at a line's end, mostly without a line end after them.
_PARTINGS = "\x02\ufffe"
# In heights of the line: a space is about 0.25, one in a justified line rarely more than 0.8.
_WIDE_GAP = 0.9
_JUMP_BACK = 0.5
_UPRIGHT = 0.1  # sine of the angle to the line


class Box(NamedTuple):
    """Where a character stands, in points from the lower left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float


def page_lines(text_page: Any) -> list[Line]:
    """Lines of a page in pdfium's order; those of a right-to-left page are mirrored.

    Mirrored lines begin at small `left` as those of other scripts do, so that whoever looks for
    indents, short lines or columns need not know the script.
    """
    layer = _Layer(text_page)
    rows = list(_rows(layer))
    if not any(is_rtl(char) for row in rows for _, char in row):
        return [line for row in rows for line in _line(layer, row)]
    is_page_rtl = mostly_rtl(char for row in rows for _, char in row)
    drawn = [layer.glyphs(row) if _may_turn(row, is_page_rtl) else [] for row in rows]
    if is_written_backwards(drawn):
        return [
            line
            for row, glyphs in zip(rows, drawn, strict=True)
            for line in (_drawn_line(glyphs, as_drawn) if glyphs else _line(layer, row))
        ]
    read = partial(logical, rtl=is_page_rtl)
    lines = [
        line
        for row, glyphs in zip(rows, drawn, strict=True)
        for line in (_drawn_line(glyphs, read, is_rtl=is_page_rtl) if glyphs else _line(layer, row))
    ]
    return [_mirrored(line) for line in lines] if is_page_rtl else lines


_Row = list[tuple[int, str]]


def _may_turn(row: _Row, is_page_rtl: bool) -> bool:
    """Whether a row holds right-to-left letters, or on such a page numbers and brackets alone."""
    has_rtl = any(is_rtl(char) for _, char in row)
    return has_rtl or (is_page_rtl and not any(char.isalpha() for _, char in row))


class _Layer:
    """The calls to pdfium; through its raw interface, since a page has thousands of characters."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = text_page.raw
        self._rect = pdfium.FS_RECTF()
        self.n_characters: int = text_page.count_chars()

    def character(self, index: int) -> str:
        return chr(self._pdfium.FPDFText_GetUnicode(self._page, index))

    def box(self, index: int) -> Box:
        rect = self._rect
        self._pdfium.FPDFText_GetLooseCharBox(self._page, index, rect)
        return Box(rect.left, rect.top, rect.right, rect.bottom)

    def is_upright(self, index: int) -> bool:
        return abs(math.sin(self._pdfium.FPDFText_GetCharAngle(self._page, index))) < _UPRIGHT

    def glyphs(self, row: _Row) -> list[Glyph]:
        """Characters with their places; the spaces that pdfium made up have no width and go."""
        x, y = ctypes.c_double(), ctypes.c_double()
        found = []
        for index, char in row:
            box = self.box(index)
            if char.isspace() and box.right - box.left <= 0:
                continue
            self._pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
            found.append(Glyph(char, x.value, *box))
        return found


def _rows(layer: _Layer) -> Iterator[_Row]:
    row: _Row = []
    for index in range(layer.n_characters):
        char = layer.character(index)
        if char not in _LINE_END:
            row.append((index, char))
        if char in _LINE_END or char in _PARTINGS:
            yield from _if_shown(row)
            row = []
    yield from _if_shown(row)


def _if_shown(row: _Row) -> Iterator[_Row]:
    if any(_is_shown(char) for _, char in row):
        yield row


def _is_shown(char: str) -> bool:
    return char != "\0" and not char.isspace()


class _Word(NamedTuple):
    row: _Row
    first: Box
    last: Box


def _line(layer: _Layer, row: _Row) -> Iterator[Line]:
    words = list(_words(layer, row))
    levels = list(_levels(layer, words))
    for level in levels:
        yield _level_line(layer, row if len(levels) == 1 else _spaced(level), level)


def _level_line(layer: _Layer, row: _Row, words: Sequence[_Word]) -> Line:
    shown = [index for index, char in row if _is_shown(char)]
    boxes = [words[0].first, layer.box(shown[len(shown) // 2]), words[-1].last]
    bottom, top = min(box.bottom for box in boxes), max(box.top for box in boxes)
    pieces = tuple(_pieces(words, max(top - bottom, 1.0)))
    return Line(
        text=_characters(row),
        left=min(box.left for box in boxes),
        right=max(box.right for box in boxes),
        bottom=bottom,
        top=top,
        pieces=pieces if len(pieces) > 1 else (),
    )


def _words(layer: _Layer, row: _Row) -> Iterator[_Word]:
    for is_shown, group in groupby(row, key=lambda place: _is_shown(place[1])):
        if not is_shown:
            continue
        word = list(group)
        first, last = layer.box(word[0][0]), layer.box(word[-1][0])
        if not _are_level(first, last) and _is_cell(layer, word):
            # pdfium takes single digits below each other for one word.
            yield from (_Word([place], box, box) for place in word if (box := layer.box(place[0])))
        else:
            yield _Word(word, first, last)


def _levels(layer: _Layer, words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Words that stand side by side: pdfium takes a short cell to the line of the cell above."""
    level: list[_Word] = []
    for word in words:
        if level and not _are_level(level[-1].last, word.first) and _is_cell(layer, word.row):
            yield level
            level = []
        level.append(word)
    yield level


def _is_cell(layer: _Layer, row: _Row) -> bool:
    """Whether a word is a number or sign; letters above each other are a script that runs down."""
    return not any(char.isalpha() for _, char in row) and layer.is_upright(row[0][0])


def _are_level(one: Box, other: Box) -> bool:
    return one.bottom < other.top and other.bottom < one.top


def _pieces(words: Sequence[_Word], height: float) -> Iterator[Piece]:
    """Parts of a line between wide gaps or jumps back."""
    begun = [words[0]]
    for last, word in pairwise(words):
        if -_JUMP_BACK * height < word.first.left - last.last.right < _WIDE_GAP * height:
            begun.append(word)
        else:
            yield _piece(begun)
            begun = [word]
    yield _piece(begun)


def _piece(words: Sequence[_Word]) -> Piece:
    return Piece(text=_characters(_spaced(words)), left=words[0].first.left, right=words[-1].last.right)


def _spaced(words: Sequence[_Word]) -> _Row:
    row = list(words[0].row)
    for word in words[1:]:
        row += [(-1, " "), *word.row]
    return row


def _characters(row: _Row) -> str:
    # Characters past U+FFFF come as two halves.
    text = "".join(char for _, char in row)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _drawn_line(
    glyphs: Sequence[Glyph], read: Callable[[Sequence[Glyph]], str], *, is_rtl: bool = False
) -> Iterator[Line]:
    """A line with right-to-left letters, read from where its glyphs stand."""
    bottom, top = min(glyph.bottom for glyph in glyphs), max(glyph.top for glyph in glyphs)
    wide = _WIDE_GAP * max(top - bottom, 1.0)
    groups: list[list[Glyph]] = []
    right = 0.0
    for glyph in sorted((glyph for glyph in glyphs if _is_shown(glyph.char)), key=lambda glyph: glyph.left):
        if not groups or glyph.left - right > wide:
            groups.append([])
            right = glyph.right
        groups[-1].append(glyph)
        right = max(right, glyph.right)
    pieces = [
        Piece(text=read(group), left=group[0].left, right=max(glyph.right for glyph in group))
        for group in (reversed(groups) if is_rtl else groups)
    ]
    yield Line(
        text=" ".join(piece.text for piece in pieces),
        left=min(piece.left for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=bottom,
        top=top,
        pieces=tuple(pieces) if len(pieces) > 1 else (),
    )


def _mirrored(line: Line) -> Line:
    pieces = tuple(Piece(text=p.text, left=-p.right, right=-p.left) for p in line.pieces)
    return Line(
        text=line.text, left=-line.right, right=-line.left, bottom=line.bottom, top=line.top, pieces=pieces
    )
