"""``detente extract``: the statements of reports, a line each."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from detente.cli._inputs import issues_option, read_reports, reports_argument, say_foreign
from detente.cli._progress import working_on
from detente.records import Issue, Report, Statement

_FIELDS = (
    "report",
    "evidence",
    "source",
    "cue",
    "content",
    "speaker",
    "speaker_name",
    "party",
    "via",
    "stance",
    "issue",
    "issue_id",
    "actor",
    "condition",
    "quote",
    "confidence",
)
_WORDS = ("evidence", "speaker", "condition")


@click.command(name="extract")
@reports_argument
@issues_option
@click.option("--all", "is_all", is_flag=True, help="Print attributions that take no position, too.")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "table"]), default="jsonl", show_default=True
)
def command(reports: tuple[str, ...], issues: Sequence[Issue], is_all: bool, form: str) -> None:
    """Print the statements that REPORTs attribute to parties.

    REPORT is a file, a folder, or - for standard input. Spans are half-open and count code points
    of the report's stored text, which "detente read" prints. The csv form adds the words of the
    spans.

    \b
    Example:
      detente extract reports/ --format jsonl

    Exit status: 0 done, 1 some input could not be read (named; the rest was done), 2 wrong usage.
    """
    from detente.pipeline import statements_of
    from detente.positions import name_parties, with_issues

    reading, status = read_reports(reports)
    say_foreign(reading)
    with working_on("statements", len(reading.reports)) as on_report:
        found = statements_of(reading.reports, on_report=on_report)
    statements, _ = with_issues(name_parties(found), reports=reading.reports, listed=issues)
    printed = [s for s in statements if is_all or s.stance is not None]
    texts = {report.id: report for report in reading.reports}
    _write(_FORMS[form](printed, texts))
    sys.exit(status)


def fields(statement: Statement) -> dict[str, Any]:
    """A statement as it is printed: the fields of the format, in its order."""
    return {
        name: _plain(statement.report_id if name == "report" else getattr(statement, name))
        for name in _FIELDS
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 4)
    return str(value) if isinstance(value, str) else value


def _as_jsonl(statements: Iterable[Statement], _: dict[str, Report]) -> str:
    return "".join(json.dumps(fields(s), ensure_ascii=False) + "\n" for s in statements)


def _as_csv(statements: Iterable[Statement], reports: dict[str, Report]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([*_FIELDS, *(f"{name}_text" for name in _WORDS)])
    for statement in statements:
        row = fields(statement).values()
        cells = [json.dumps(value) if isinstance(value, list) else value for value in row]
        words = [_words(statement, name, reports) for name in _WORDS]
        writer.writerow([_inert(cell) for cell in (*cells, *words)])
    return table.getvalue()


def _as_table(statements: Iterable[Statement], reports: dict[str, Report]) -> str:
    lines = []
    for statement in statements:
        holder = statement.party or statement.speaker_name or "nobody named"
        via = f" (via {statement.via})" if statement.via else ""
        does = f" {statement.stance} {statement.issue}" if statement.stance else " takes no position"
        condition = _words(statement, "condition", reports)
        start, end = statement.evidence
        lines += [
            f"{holder}{via}{does}" + (f" [{condition}]" if condition else ""),
            f"    “{_words(statement, 'evidence', reports)}”",
            f"    {statement.report_id}, {start}–{end}, confidence {statement.confidence:.2f}",
        ]
    return "".join("".join(c for c in line if c.isprintable()) + "\n" for line in lines)


def _words(statement: Statement, name: str, reports: dict[str, Report]) -> str:
    span = getattr(statement, name)
    if span is None:
        return ""
    return " ".join(reports[statement.report_id].text[span.start : span.end].split())


def _inert(cell: Any) -> Any:
    """A cell that a spreadsheet will not run: words of a report may begin like a formula."""
    if isinstance(cell, str) and len(cell) > 1 and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


_FORMS: dict[str, Callable[[Iterable[Statement], dict[str, Report]], str]] = {
    "jsonl": _as_jsonl,
    "csv": _as_csv,
    "table": _as_table,
}
