"""Lines of a page → regions in the order in which they are read: columns, rows of a table, the rest.

A page is cut into bands from top to bottom. A band goes on as long as its lines leave a strip
free that parts them into columns, so that a headline across begins a new one. What stands at the
sides of the strip is running text, and is read column by column; or a table, and is read row by
row; or neither can be told, and it stays in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from detente.reading.pdf_lines import Line, Piece, is_wrapped

# Set on pages of newspapers, on papers and on tables; lengths in heights of a line.
_GUTTER = 0.6
_SMALL_STEP = 0.3
_WIDE_STEP = 0.6
_SIZE_CHANGE = 0.15
# Of the page's width: no column beside another is as wide.
_WIDE_SHARE = 0.7
# What makes running text, beside tables and lists.
_MIN_LINES = 3
_MIN_CHARACTERS = 16
_WRAPPED_SHARE = 0.6
_WITHIN_SENTENCE_SHARE = 0.4
# A bullet or number that hangs beside its paragraph.
_HANGING_CHARACTERS = 5
_ALIGNED_SHARE = 0.8
_MIN_ROWS = 2
_MIN_CELL_LINES = 1.5
# A page of a newspaper has some hundred lines; what has more is no page.
_MAX_LINES = 2_000


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece of a line as a line of its own, and where in the file it stands."""

    row: int
    number: int
    line: Line


_Column = list[_Placed]


def regions(lines: Sequence[Line]) -> list[list[Line]]:
    """Part the lines of a page into regions, each to be read from top to bottom."""
    if len(lines) > _MAX_LINES:
        return [list(lines)]
    found: list[list[Line]] = []
    plain: list[_Placed] = []
    for band in _bands(sorted(_placed(lines), key=lambda piece: (-piece.line.top, piece.line.left))):
        columns = _columns(band)
        parted = (_read_down(columns) or _read_across(columns)) if len(columns) > 1 else None
        if parted is None:
            plain.extend(band)
            continue
        found.extend((*_as_in_file(plain, lines), *parted))
        plain = []
    return [*found, *_as_in_file(plain, lines)]


def _placed(lines: Sequence[Line]) -> Iterator[_Placed]:
    for row, line in enumerate(lines):
        if not line.pieces:
            yield _Placed(row, 0, line)
        for number, piece in enumerate(line.pieces):
            alone = replace(line, text=piece.text, left=piece.left, right=piece.right, pieces=())
            yield _Placed(row, number, alone)


def _bands(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Cut pieces, given from top to bottom, where no free strip is left."""
    left = min((piece.line.left for piece in placed), default=0.0)
    wide = _WIDE_SHARE * (max((piece.line.right for piece in placed), default=0.0) - left)
    narrow = [piece.line for piece in placed if piece.line.right - piece.line.left < wide]
    page = (left, max((line.right for line in narrow), default=left))
    bands: list[list[_Placed]] = []
    free: list[tuple[float, float]] = []
    is_parted = False
    for piece in placed:
        is_wide = piece.line.right - piece.line.left >= wide
        still_free = [] if is_wide else _without(free, piece.line)
        if not still_free or (is_parted and not _is_parted([*bands[-1], piece], still_free)):
            bands.append([])
            still_free = [] if is_wide else _without([page], piece.line)
        bands[-1].append(piece)
        free = still_free
        is_parted = _is_parted(bands[-1], free)
    for band in _extended_upwards(bands):
        yield from _at_lone_lines(band)


def _is_parted(band: Sequence[_Placed], free: Sequence[tuple[float, float]]) -> bool:
    """Whether there is text on both sides of a free strip."""
    first, last = min(piece.line.left for piece in band), max(piece.line.right for piece in band)
    return any(first < left and right < last for left, right in free)


def _extended_upwards(bands: Sequence[list[_Placed]]) -> list[list[_Placed]]:
    """Give columns the lines at their top, which a short headline had drawn to itself."""
    for number in range(1, len(bands)):
        columns = _columns(bands[number])
        strips = [
            (max(piece.line.right for piece in one), min(piece.line.left for piece in other))
            for one, other in pairwise(columns)
        ]
        above = number - 1
        while strips and above >= 0:
            if not bands[above]:
                above -= 1
            elif all(_without([strip], bands[above][-1].line) for strip in strips):
                bands[number].insert(0, bands[above].pop())
            else:
                break
    return [band for band in bands if band]


def _without(strips: Sequence[tuple[float, float]], line: Line) -> list[tuple[float, float]]:
    parts = [
        part
        for left, right in strips
        for part in ((left, min(right, line.left)), (max(left, line.right), right))
    ]
    return [(left, right) for left, right in parts if right - left >= _GUTTER * line.height]


def _at_lone_lines(band: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Part a band at headings and notes that only seem to be in a column, since they are short.

    They have nothing beside them, and stand apart or are of another size.
    """
    columns = _columns(band)
    if len(columns) < 2:
        yield list(band)
        return
    column_of = {id(piece): number for number, column in enumerate(columns) for piece in column}
    height = median(piece.line.height for piece in band)
    reach = 2 * len(columns)
    part: list[_Placed] = []
    for number, piece in enumerate(band):
        near = [*band[max(number - reach, 0) : number], *band[number + 1 : number + reach + 1]]
        own = columns[column_of[id(piece)]]
        is_lone = all(
            column_of[id(other)] == column_of[id(piece)] or not _are_beside(other.line, piece.line)
            for other in near
        )
        is_edge = number in (0, len(band) - 1)
        if is_lone and _is_apart(piece, own, height, is_edge=is_edge):
            yield from ([part] if part else [])
            yield [piece]
            part = []
        else:
            part.append(piece)
    yield from ([part] if part else [])


def _is_apart(piece: _Placed, column: _Column, height: float, *, is_edge: bool) -> bool:
    """Whether a line is of another size, or at the edge of a band stands off from its column."""
    if abs(piece.line.height - height) > _SIZE_CHANGE * height:
        return True
    if not is_edge or len(column) == 1:
        return is_edge
    # Within a column a paragraph stands off too.
    at = column.index(piece)
    steps = [above.line.bottom - below.line.top for above, below in pairwise(column[max(at - 1, 0) : at + 2])]
    return min(steps) > _WIDE_STEP * height


def _are_beside(one: Line, other: Line) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > _SMALL_STEP * min(one.height, other.height)


def _columns(band: Sequence[_Placed]) -> list[_Column]:
    """The pieces between the free strips, from where reading begins, each from top to bottom."""
    if not band:
        return []
    gutter = _GUTTER * median(piece.line.height for piece in band)
    columns: list[_Column] = []
    right = 0.0
    for piece in sorted(band, key=lambda piece: piece.line.left):
        if not columns or piece.line.left - right >= gutter:
            columns.append([])
            right = piece.line.right
        columns[-1].append(piece)
        right = max(right, piece.line.right)
    for column in columns:
        column.sort(key=lambda piece: (-piece.line.top, piece.line.left))
    return columns


def _read_down(columns: Sequence[_Column]) -> list[list[Line]] | None:
    """Columns of running text; the last one may end early."""
    columns = _with_hanging_numbers(columns)
    if len(columns) < 2 or _is_written_cell_by_cell(columns):
        return None
    read = [_joined(column) for column in columns]
    if not all(_is_running_text(lines) for lines in read[:-1]):
        return None
    last = read[-1]
    is_cut_short = len(last) <= _MIN_LINES and median(len(line.text) for line in last) >= _MIN_CHARACTERS
    return read if is_cut_short or _is_running_text(last) else None


def _with_hanging_numbers(columns: Sequence[_Column]) -> list[_Column]:
    """Put bullets and numbers back to the paragraphs that they hang beside."""
    merged: list[_Column] = []
    hanging: _Column = []
    for column in columns:
        if max(len(piece.line.text) for piece in column) <= _HANGING_CHARACTERS:
            hanging = [*hanging, *column]
            continue
        merged.append(sorted([*hanging, *column], key=lambda piece: (-piece.line.top, piece.line.left)))
        hanging = []
    return [*merged, hanging] if hanging else merged


def _is_written_cell_by_cell(columns: Sequence[_Column]) -> bool:
    """Whether the file goes from side to side by whole cells, as programs write tables."""
    steps = {
        id(below): above.line.bottom - below.line.top
        for column in columns
        for above, below in pairwise(column)
        if above.row != below.row
    }
    usual = median(steps.values()) if steps else 0.0
    column_of = {id(piece): number for number, column in enumerate(columns) for piece in column}
    in_file = sorted(
        (piece for column in columns for piece in column), key=lambda piece: (piece.row, piece.number)
    )
    begins = [in_file[0]]
    begins += [piece for last, piece in pairwise(in_file) if column_of[id(last)] != column_of[id(piece)]]
    if len(begins) < 2 * len(columns) or len(in_file) < _MIN_CELL_LINES * len(begins):
        return False
    tops = sum(
        steps.get(id(piece), usual + piece.line.height) > usual + _SMALL_STEP * piece.line.height
        for piece in begins
    )
    return tops >= _ALIGNED_SHARE * len(begins)


def _is_running_text(lines: Sequence[Line]) -> bool:
    """Whether lines were filled with words as far as they go, or go on within sentences."""
    if len(lines) < _MIN_LINES or median(len(line.text) for line in lines) < _MIN_CHARACTERS:
        return False
    right = max(line.right for line in lines)
    pairs = list(pairwise(lines))
    n_wrapped = sum(is_wrapped(line, below, right) for line, below in pairs)
    n_within = sum(below.text[:1].islower() for _, below in pairs)
    if n_within >= _WITHIN_SENTENCE_SHARE * len(pairs):
        return True
    # Few lines that all begin with capitals may as well be a list.
    is_telling = len(lines) > _MIN_LINES + 1 or not any(
        line.text.lower() != line.text.upper() for line in lines
    )
    return is_telling and n_wrapped >= _WRAPPED_SHARE * len(pairs)


def _read_across(columns: Sequence[_Column]) -> list[list[Line]] | None:
    """Rows of a table whose cells stand on one line each and are not in rows in the file."""
    longest = max(columns, key=len)
    others = [piece for column in columns if column is not longest for piece in column]
    n_aligned = sum(any(_is_same_row(piece.line, cell.line) for cell in longest) for piece in others)
    if n_aligned < _ALIGNED_SHARE * len(others):
        return None
    rows: list[list[_Placed]] = []
    for piece in sorted((*longest, *others), key=lambda piece: -piece.line.bottom):
        if not rows or not _is_same_row(rows[-1][0].line, piece.line):
            rows.append([])
        rows[-1].append(piece)
    is_row_in_file = len({piece.row for row in rows for piece in row}) <= len(rows)
    if is_row_in_file or sum(len(row) > 1 for row in rows) < _MIN_ROWS:
        return None
    return [[_one_line(row) for row in rows]]


def _is_same_row(one: Line, other: Line) -> bool:
    return abs(one.bottom - other.bottom) < _SMALL_STEP * min(one.height, other.height)


def _joined(column: Sequence[_Placed]) -> list[Line]:
    """Lines of a column, each put together of its pieces."""
    rows: list[list[_Placed]] = []
    for piece in column:
        if not rows or not _is_same_row(rows[-1][-1].line, piece.line):
            rows.append([])
        rows[-1].append(piece)
    return [_one_line(row) for row in rows]


def _one_line(row: Sequence[_Placed]) -> Line:
    if len(row) == 1:
        return row[0].line
    lines = [piece.line for piece in sorted(row, key=lambda piece: piece.line.left)]
    return Line(
        text=" ".join(line.text.strip() for line in lines),
        left=lines[0].left,
        right=max(line.right for line in lines),
        bottom=min(line.bottom for line in lines),
        top=max(line.top for line in lines),
        pieces=tuple(Piece(text=line.text, left=line.left, right=line.right) for line in lines),
    )


def _as_in_file(plain: Sequence[_Placed], lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in the order of the file, unless it goes up and down in a single column."""
    rows: dict[int, list[_Placed]] = {}
    for piece in sorted(plain, key=lambda piece: piece.row):
        rows.setdefault(piece.row, []).append(piece)
    read = [
        lines[row] if len(pieces) == max(len(lines[row].pieces), 1) else _one_line(pieces)
        for row, pieces in rows.items()
    ]
    downwards = sorted(read, key=lambda line: -line.top)
    if not any(_are_beside(above, below) for above, below in pairwise(downwards)):
        read = downwards
    return [read] if read else []
