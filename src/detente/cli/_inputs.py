"""What all commands that take REPORTs share: the argument, the reading, the complaints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from detente.errors import InputError
from detente.records import Issue, Reading

DONE = 0
SOME_UNREADABLE = 1

_PASSWORD = "detente.password"


def reports_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the REPORT... argument to a command: files, folders, or - for standard input.

    The options for reading come with it; `read_reports` takes their values from the context.
    """
    command = click.argument("reports", nargs=-1, required=True, metavar="REPORT...", type=str)(command)
    return click.option(
        "--password",
        metavar="TEXT",
        envvar="DETENTE_PASSWORD",
        show_envvar=True,
        expose_value=False,
        callback=_keep_password,
        help="Password of encrypted PDFs among the reports. Other users of this computer can see a "
        "command line, but not its environment.",
    )(command)


def issues_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--issues FILE``, which gives the command the issues of the list."""
    return click.option(
        "--issues",
        metavar="FILE",
        callback=_load_issues,
        help="Your own list of issues to map statements to: one a line, other wordings after a colon "
        '("foreign troops: peacekeepers; a multinational force").',
    )(command)


def _load_issues(context: click.Context, parameter: click.Parameter, path: str | None) -> Sequence[Issue]:
    if path is None:
        return ()
    from detente.positions import load_issues

    try:
        return load_issues(path)
    except InputError as error:
        raise click.BadParameter(str(error), context, parameter) from error


def _keep_password(context: click.Context, _: click.Parameter, password: str | None) -> None:
    context.meta[_PASSWORD] = password


def read_reports(reports: tuple[str, ...]) -> tuple[Reading, int]:
    """Read the reports of a command line; say on standard error what could not be read.

    Returns
    -------
    Reading
        What could be read.
    int
        The exit status that the command should end with, once the rest is done.
    """
    from detente.reading import read

    password = click.get_current_context().meta.get(_PASSWORD)
    if sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("reading") as status:
            reading = read(
                reports,
                password=password,
                on_file=lambda name: status.update(f"reading {_shown(name)}"),
            )
    else:
        reading = read(reports, password=password)
    for problem in reading.problems:
        complain(problem)
    return reading, SOME_UNREADABLE if reading.problems else DONE


def say_foreign(reading: Reading) -> None:
    """Name the reports on standard error that are not in English, and so give no statements."""
    from detente.extraction import is_english

    for report in reading.reports:
        if not is_english(report.text):
            click.echo(
                f"detente: {_shown(report.id)}: not in English, so no statements are read from it", err=True
            )


def complain(problem: InputError) -> None:
    """Print one problem on standard error."""
    click.echo(f"detente: {problem}", err=True)


def _shown(name: str) -> str:
    """Name without what a terminal or rich would take for an instruction."""
    return "".join(c if c.isprintable() else "?" for c in name).replace("[", r"\[")
