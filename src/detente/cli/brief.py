"""``detente brief``: reports in, a brief out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from detente.briefing import Brief, to_docx, to_html, to_json, to_markdown, to_terminal
from detente.cli._inputs import issues_option, read_reports, reports_argument
from detente.cli._outputs import STANDARD_OUTPUT, check_output, write_output
from detente.cli._progress import working_on
from detente.records import Issue

_RENDERERS: dict[str, Callable[[Brief], str | bytes]] = {
    "html": to_html,
    "docx": to_docx,
    "md": to_markdown,
    "json": to_json,
}
_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".md": "md",
    ".markdown": "md",
    ".json": "json",
}


@click.command(name="brief")
@reports_argument
@issues_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write the brief here; - for standard output. Default: brief.html on a terminal, else "
    "standard output.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(_RENDERERS)),
    help="Default: by the ending of FILE, else html.",
)
@click.option("--title", metavar="TEXT", help="Title of the brief. Default: made from the parties.")
@click.option(
    "--marking", metavar="TEXT", help='Line for the top and bottom of every page, such as "TLP:AMBER".'
)
def command(
    reports: tuple[str, ...],
    issues: Sequence[Issue],
    output: str | None,
    form: str | None,
    title: str | None,
    marking: str | None,
) -> None:
    """Write a brief of REPORTs: findings, positions, settlements and every statement in its sentence.

    REPORT is a file, a folder, or - for standard input. The brief is one file that asks nothing of
    any network. The findings are also printed on standard error.

    \b
    Example:
      detente brief reports/ --output brief.html --marking "TLP:AMBER"
      detente brief reports/ --output brief.docx

    Exit status: 0 done, 1 some input could not be read (named; the rest was done; without any
    report nothing is written), 2 wrong usage.
    """
    from detente.pipeline import brief_of

    target = _target(output, form)
    form = form or _SUFFIXES.get(Path(target).suffix.lower(), "html")
    check_output(target, "brief.html")
    reading, status = read_reports(reports)
    if not reading.reports:
        click.echo("detente: no report could be read, so nothing was written", err=True)
        sys.exit(status or 1)
    with working_on("statements", len(reading.reports)) as on_report:
        made = brief_of(reading, title=title, marking=marking, issues=issues, on_report=on_report)
    write_output(target, _RENDERERS[form](made))
    _say(made, target)
    sys.exit(status)


def _target(output: str | None, form: str | None) -> str:
    if output is not None:
        return output
    return f"brief.{form or 'html'}" if sys.stdout.isatty() else STANDARD_OUTPUT


def _say(made: Brief, target: str) -> None:
    click.echo(to_terminal(made), err=True, nl=False)
    if target != STANDARD_OUTPUT:
        click.echo(f"\nThe brief is in {target}", err=True)
