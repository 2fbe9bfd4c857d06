"""``detente model``: reports in, a draft model out for a person to edit."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from detente.cli._inputs import SOME_UNREADABLE, issues_option, read_reports, reports_argument, say_foreign
from detente.cli._outputs import STANDARD_OUTPUT, check_output, write_output
from detente.cli._progress import working_on
from detente.records import Issue, Negotiation


@click.command(name="model")
@reports_argument
@issues_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STANDARD_OUTPUT,
    show_default="standard output",
    help="Write the model here, in YAML.",
)
@click.option("--title", metavar="TEXT", help="Title of the model. Default: made from the parties.")
@click.option(
    "--max-options",
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    help="Take up this many issues and conditions, those with most at stake first.",
)
@click.option(
    "--focus",
    type=click.IntRange(min=1),
    metavar="N",
    help="Keep the N options that matter most to what would hold; up to 20 can be given to detente solve.",
)
def command(
    reports: tuple[str, ...],
    issues: Sequence[Issue],
    output: str,
    title: str | None,
    max_options: int,
    focus: int | None,
) -> None:
    """Draft a model of the negotiation from REPORTs, for a person to edit.

    REPORT is a file, a folder, or - for standard input. The model says who may do what and who wants
    what, each preference with its statements and the rules of thumb that drafted it. Edit the file
    and give it to detente settle and detente solve.

    \b
    Example:
      detente model reports/ --focus 10 -o model.yaml && detente solve model.yaml

    Exit status: 0 done, 1 some input could not be read (named; the rest was done) or no issue is at
    stake in what was read (nothing is written), 2 wrong usage.
    """
    from detente.modelling import draft_model, dump_model, focus_model
    from detente.pipeline import positions_of

    check_output(output, "model.yaml")
    reading, status = read_reports(reports)
    say_foreign(reading)
    with working_on("statements", len(reading.reports)) as on_report:
        position_map = positions_of(reading.reports, issues=issues, on_report=on_report)
    negotiation = draft_model(position_map, reports=reading.reports, title=title, max_options=max_options)
    if focus is not None:
        negotiation = focus_model(negotiation, max_options=focus)
    if not (negotiation.options and negotiation.decision_makers):
        click.echo(
            "detente: no model: no party refuses, demands under a condition or disputes anything in these "
            'reports; "detente extract" shows what was found',
            err=True,
        )
        sys.exit(SOME_UNREADABLE)
    write_output(output, dump_model(negotiation))
    _say(negotiation)
    sys.exit(status)


def _say(negotiation: Negotiation) -> None:
    wishes = [wish for dm in negotiation.decision_makers for wish in dm.preferences]
    n_unknown = sum(wish.unknown for wish in wishes)
    n_red_lines = sum(wish.red_line and not wish.unknown for wish in wishes)
    click.echo(
        f"detente: {len(negotiation.decision_makers)} decision makers, {len(negotiation.options)} options, "
        f"{len(wishes) - n_unknown} preferences ({n_red_lines} of them red lines), {n_unknown} unknown; "
        f"left out: {len(negotiation.left_out)} lines at the end of the model",
        err=True,
    )
