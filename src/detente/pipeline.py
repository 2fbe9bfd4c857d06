"""Reports in, brief out: calls the doors of the rooms in order, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from detente import __version__
from detente.analysis import draw_state_graph, settle, solve
from detente.briefing import Brief, compose
from detente.errors import LimitError
from detente.extraction import extract, is_english, reader_quality
from detente.modelling import draft_model, focus_model
from detente.positions import map_positions
from detente.reading import read
from detente.records import (
    DrawnGraph,
    Issue,
    Negotiation,
    PositionMap,
    Reading,
    Report,
    Settlement,
    Solution,
    Statement,
)

_N_DRAWN = 16
"""Feasible states of a graph that can be read on a page."""

OnReport = Callable[[Report], None]


def brief(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    title: str | None = None,
    marking: str | None = None,
    password: str | None = None,
    issues: Sequence[Issue] = (),
) -> Brief:
    """Read reports and make the brief of their negotiation.

    Parameters
    ----------
    inputs : files, folders, or ``-`` for standard input.
    title : of the brief; None for one made from the parties.
    marking : a line for the top and bottom of every page, such as "TLP:AMBER".
    password : that opens encrypted PDFs.
    issues : a person's own list, as `detente.positions.load_issues` reads it.

    Returns
    -------
    Brief
        With what could not be read among its `problems`. Render it with
        `detente.briefing.to_html`, ``to_markdown``, ``to_json`` or ``to_terminal``.
    """
    return brief_of(read(inputs, password=password), title=title, marking=marking, issues=issues)


def brief_of(
    reading: Reading,
    *,
    title: str | None = None,
    marking: str | None = None,
    issues: Sequence[Issue] = (),
    on_report: OnReport | None = None,
) -> Brief:
    """Make the brief of reports that have been read; `on_report` is called before each is worked on."""
    statements = statements_of(reading.reports, on_report=on_report)
    position_map = map_positions(statements, reports=reading.reports, issues=issues)
    notes = _foreign(reading.reports)
    negotiation = draft_model(position_map, reports=reading.reports) if position_map.positions else None
    solved = focus_model(negotiation) if negotiation is not None else None
    settlement = _settled(negotiation, notes)
    solution = _solved(negotiation, solved, notes)
    return compose(
        reading.reports,
        position_map,
        negotiation,
        solution,
        settlement,
        reading.problems,
        solved=solved,
        title=title,
        marking=marking,
        n_without_position=sum(statement.stance is None for statement in statements),
        notes=notes,
        version=__version__,
        graph=_drawn(solved, solution),
        quality=reader_quality(),
    )


def positions_of(
    reports: Sequence[Report], *, issues: Sequence[Issue] = (), on_report: OnReport | None = None
) -> PositionMap:
    """Read the statements of reports and map the positions in them."""
    return map_positions(statements_of(reports, on_report=on_report), reports=reports, issues=issues)


def statements_of(reports: Sequence[Report], *, on_report: OnReport | None = None) -> list[Statement]:
    """Statements of all reports, those that take no position included, in the order of the reports."""
    statements: list[Statement] = []
    for report in reports:
        if on_report is not None:
            on_report(report)
        statements += extract(report)
    return statements


def _foreign(reports: Sequence[Report]) -> list[str]:
    """Say which reports were not read for statements because they are not in English."""
    foreign = [report.id for report in reports if not is_english(report.text)]
    if not foreign:
        return []
    return [f"Not in English, and so not read for statements: {', '.join(foreign)}."]


def _settled(negotiation: Negotiation | None, notes: list[str]) -> Settlement | None:
    """Settle a model; what is too large for an exact answer is noted instead."""
    if negotiation is None or not negotiation.options:
        return None
    try:
        return settle(negotiation)
    except LimitError as error:
        notes.append(f"Settlements were not worked out: {error}")
        return None


def _solved(negotiation: Negotiation | None, solved: Negotiation | None, notes: list[str]) -> Solution | None:
    """Solve the part of a model whose every state can be looked at, and note how large it is."""
    if negotiation is None or solved is None or not solved.options:
        return None
    try:
        solution = solve(solved)
    except LimitError as error:
        notes.append(f"Stability was not worked out: {error}")
        return None
    n_all, n_solved = len(negotiation.options), len(solved.options)
    if n_solved < n_all:
        notes.append(f"Stability was worked out on the {n_solved} of {n_all} options that matter most to it.")
    return solution


def _drawn(solved: Negotiation | None, solution: Solution | None) -> DrawnGraph | None:
    """The graph of what was solved, where it is small enough to be read."""
    if solved is None or solution is None or solution.n_feasible > _N_DRAWN:
        return None
    return draw_state_graph(solved, solution)
