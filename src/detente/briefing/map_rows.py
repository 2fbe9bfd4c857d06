"""The map of positions: an issue a row and a party a column, what is disputed first."""

from __future__ import annotations

from collections.abc import Sequence

from detente.briefing.cells import bears_out
from detente.briefing.contents import Cell, Map, Row
from detente.briefing.names import says_little
from detente.briefing.sources import Desk
from detente.briefing.wording import SIGNS, WORDS
from detente.records import Holding, Position, PositionMap

_N_ROWS = 12
"""Rows of a map that has none apart."""

_N_SAID = 3
"""Statements of one party that make an issue more than a passing remark."""

_N_COLUMNS = 5
"""Parties that fit side by side on a page; the last column has what others say."""

_PRO = frozenset({Holding.FOR, Holding.CONDITIONAL})


def map_of(desk: Desk, position_map: PositionMap) -> Map:
    """The map of positions, with a cell for every issue and party, unknown cells included.

    First what some are for and some against, then what some hold on a condition or contradict
    themselves on, what some ask about, what several agree on, and what one alone has spoken on.
    Within these, issues on which more has been said come first, otherwise in the order of the
    position map. An issue on which no statement could be tied to a party has no row. Minor rows
    stand apart in a long map, unless nothing else were left.
    """
    parties = _columns(position_map)
    found = {(p.party, p.issue_id): p for p in position_map.positions}
    unsorted = [
        Row(
            issue_id=issue.id,
            issue=issue.name,
            cells=tuple(_cell(desk, party, found.get((party, issue.id))) for party in parties),
        )
        for issue in position_map.issues
    ]
    rows = sorted(
        (row for row in unsorted if row.n_holders),
        key=lambda row: (is_minor(row), _agreement(row), -row.n_holders, -_n_statements(row)),
    )
    n_main = sum(not is_minor(row) for row in rows)
    if len(rows) <= _N_ROWS or not n_main:
        n_main = len(rows)
    main, minor = tuple(rows[:n_main]), tuple(rows[n_main:])
    return Map(parties=parties, shown=_shown(main, parties), rows=main, minor_rows=minor)


def _columns(position_map: PositionMap) -> tuple[str, ...]:
    """Parties in the order of the map, those first that speak on an issue on which others speak too."""
    spoken: dict[str, set[str]] = {}
    for position in position_map.positions:
        if position.holding is not Holding.UNKNOWN:
            spoken.setdefault(position.issue_id, set()).add(position.party)
    meeting = {party for parties in spoken.values() if len(parties) > 1 for party in parties}
    return tuple(sorted(position_map.parties, key=lambda party: party not in meeting))


def _shown(rows: Sequence[Row], parties: Sequence[str]) -> tuple[int, ...]:
    """Places of the parties that stand side by side: those that speak on most of the rows."""
    n_spoken = [sum(row.cells[i].holding is not Holding.UNKNOWN for row in rows) for i in range(len(parties))]
    order = sorted(range(len(parties)), key=lambda i: -n_spoken[i])
    return tuple(sorted(i for i in order[:_N_COLUMNS] if n_spoken[i]))


def is_minor(row: Row) -> bool:
    """Whether little is known of an issue: one party alone has spoken on it, in one report and at
    most two statements, or its name does not tell what is at stake."""
    parties = [cell.party for cell in row.cells]
    n_reports = max(cell.n_reports for cell in row.cells)
    is_lone = row.n_holders == 1 and n_reports < 2 and _n_statements(row) < _N_SAID
    return is_lone or says_little(row.issue, parties)


def _n_statements(row: Row) -> int:
    return sum(len(cell.statement_ids) for cell in row.cells)


def _agreement(row: Row) -> int:
    """How far parties agree, from 0 where some are for and some against to 4 where one alone has spoken."""
    held = {cell.holding for cell in row.cells if cell.holding is not Holding.UNKNOWN}
    if row.n_holders == 1:
        return 4
    if Holding.AGAINST in held and held & _PRO:
        return 0
    if held & {Holding.CONDITIONAL, Holding.CONTESTED}:
        return 1
    return 2 if len(held) > 1 or Holding.OPEN in held else 3


def _cell(desk: Desk, party: str, position: Position | None) -> Cell:
    holding = position.holding if position else Holding.UNKNOWN
    bearing = bears_out(desk, position) if position else ()
    return Cell(
        party=party,
        holding=holding,
        sign=SIGNS[holding],
        word=WORDS[holding],
        statement_ids=bearing,
        earlier_ids=tuple(s for s in position.statement_ids if s not in bearing) if position else (),
        n_reports=len(desk.independent(bearing)),
        has_moved=bool(position and position.shifts),
    )
