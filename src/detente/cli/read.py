"""``detente read``: the stored text of reports and what each file says of itself."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import click

from detente.cli._inputs import read_reports, reports_argument
from detente.records import Day, Report

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_SHOWN = ("title", "publisher", "byline", "date", "address", "language")


@click.command(name="read")
@reports_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text: what each file says of itself, then its text. json: a line for each report.",
)
def command(reports: tuple[str, ...], format_: str) -> None:
    """Print the stored text of REPORTs and what each file says of itself.

    REPORT is a file (plain text, Markdown, HTML, saved pages .mht, PDF, Word .docx, .docm or
    .dotx, RTF, OpenDocument .odt, RSS or Atom, e-mail .eml or .mbox, CSV, JSON or JSON Lines of
    articles), a folder, or - for standard input. The content decides what a file is, not its name.
    All offsets that detente gives count the characters of the text printed here. One report alone
    is printed as bare text; several have a header each, in which * marks what was guessed, and days
    are those that the text names, resolved against its publication.

    \b
    Example:
      detente read reports/ --format json | jq .title

    Exit status: 0 done, 1 some input could not be read (named; the rest was done), 2 wrong usage.
    """
    reading, status = read_reports(reports)
    is_alone = len(reading.reports) == 1
    for report in reading.reports:
        if format_ == "json":
            _write(_on_one_line(json.dumps(_as_json(report), ensure_ascii=False)) + "\n")
        elif is_alone:
            _write(report.text)
        else:
            _write(f"{_header(report)}\n\n{report.text}\n\n")
    sys.exit(status)


def _write(text: str) -> None:
    # Bytes, so that the line ends of the stored text stay what they are on every system.
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def _on_one_line(written: str) -> str:
    """Escape the line ends of Unicode, at which many programs part lines, though JSON allows them."""
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def _header(report: Report) -> str:
    lines = [f"==> {_printable(report.id)} ({report.media})"]
    for field in _SHOWN:
        if (value := getattr(report, field)) is not None:
            lines.append(f"    {field}{'*' if field in report.guessed else ''}: {_printable(str(value))}")
    if report.days:
        lines.append(f"    days: {'; '.join(dict.fromkeys(map(_day, _named_days(report))))}")
    lines.extend(f"    changed: {change}" for change in report.changes)
    return "\n".join(lines)


def _named_days(report: Report) -> Iterator[tuple[str, Day]]:
    return ((report.text[slice(*day.span)], day) for day in report.days)


def _day(named: tuple[str, Day]) -> str:
    words, day = named
    return f"{_printable(words)} = {day.date.isoformat()}{'*' if day.is_guessed else ''}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _as_json(report: Report) -> dict[str, Any]:
    fields = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    return fields | {
        "date": report.date.isoformat() if report.date else None,
        "published": report.published.isoformat() if report.published else None,
        "parts": [{"span": list(part.span), "label": part.label} for part in report.parts],
        "days": [
            {"span": list(day.span), "date": day.date.isoformat(), "guessed": day.is_guessed}
            for day in report.days
        ],
        "sha256": report.sha256,
    }
