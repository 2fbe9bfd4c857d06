"""``detente settle``: what could hold, what blocks and what would open."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from detente.cli._interrupts import first_interrupt_stops
from detente.cli._models import complaints, model_argument, option_lines, printable, state_line
from detente.records import Finding, FindingKind, Negotiation, Settlement, SettlementChanges

_SHOWN = 20  # of a long list in the table; the JSON has all of it
_WIDTH = 96

_HEADINGS = (
    ((FindingKind.LEXIMIN, FindingKind.FEWEST_CONCESSIONS), "Compromises"),
    ((FindingKind.STABILITY,), "Would somebody walk away"),
    ((FindingKind.UNMET,), "Wishes that no package meets, and the red lines that exclude them"),
    ((FindingKind.CONTRADICTORY,), "Parties at odds with themselves"),
    ((FindingKind.BLOCK,), "What blocks: red lines that no package satisfies together"),
    ((FindingKind.OPENING,), "What would open: red lines to soften"),
    ((FindingKind.UNKNOWNS,), "What nobody has stated"),
    ((FindingKind.QUESTION,), "What to ask"),
    ((FindingKind.STRIKE,), "What hangs on single statements and reports"),
)


@click.command(name="settle")
@model_argument
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--since", metavar="OLD", help="Say what came and went since this earlier model of the same negotiation."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="Blocks and openings to list, of each.",
)
@click.option(
    "--seconds", type=click.FloatRange(min=0), help="Stop after so many seconds with what there is."
)
def command(model: str, form: str, since: str | None, limit: int, seconds: float | None) -> None:
    """Find the packages that break no red line, what blocks and what would open.

    MODEL is a file or - for standard input: detente's YAML, a JSON case or a .gmcr file. Long lists
    are cut at a bound and say so; the json form names them under "cut". Ctrl-C stops the search and
    prints what it has found; "stopped" in the json form says so. With --since OLD only what changed
    is printed, and --limit and --seconds are for each of the two models.

    \b
    Examples:
      detente settle model.yaml
      detente settle model.yaml --since last-week.yaml

    Exit status: 0 done, 1 the model cannot be used, 2 wrong usage.
    """
    from detente.analysis import changes_data, settle, settlement_changes, settlement_data
    from detente.modelling import load_model

    with complaints():
        negotiation = load_model(model)
        earlier = load_model(since) if since is not None else None
        with first_interrupt_stops() as is_stopped:
            if earlier is not None:
                changes = settlement_changes(
                    earlier, negotiation, limit=limit, seconds=seconds, is_stopped=is_stopped
                )
            else:
                settlement = settle(negotiation, limit=limit, seconds=seconds, is_stopped=is_stopped)
    if earlier is not None:
        _print(form, changes_data(changes), _changes(negotiation, changes))
        return
    for warning in _warnings(model, negotiation, settlement):
        click.echo(f"detente: {printable(warning)}", err=True)
    _print(form, settlement_data(settlement), _table(negotiation, settlement))


def _warnings(file: str, negotiation: Negotiation, settlement: Settlement) -> Iterator[str]:
    """What is odd in the model without being wrong, with its place in the file."""
    file = "standard input" if file == "-" else file

    def at(kind: str, name: str) -> str:
        place = negotiation.places.get((kind, name))
        return f"{file}:{place[0]}:{place[1]}" if place else file

    spoken = {option for formula in negotiation.infeasible for option in formula.options}
    for dm in negotiation.decision_makers:
        spoken |= {option for wish in dm.preferences for option in wish.formula.options}
        spoken |= {option.name for option in negotiation.options if dm.ranking is not None}
        spoken |= {option for option, _ in dm.weights or ()}
    for option in negotiation.options:
        if option.name not in spoken:
            yield f"{at('option', option.name)}: no preference speaks of option '{option.name}'"
    for finding in settlement.findings:
        if finding.kind is FindingKind.CONTRADICTORY:
            for id_ in finding.preferences:
                yield f"{at('preference', id_)}: {finding.sentence}"


def _print(form: str, data: object, lines: Iterable[str]) -> None:
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(map(printable, lines)))


def _table(negotiation: Negotiation, settlement: Settlement) -> Iterator[str]:
    yield from [negotiation.title, ""] if negotiation.title else []
    yield "Options, in the order of the letters"
    yield from option_lines(negotiation)
    yield from ["", *_packages(settlement)]
    yield from _listed("Best packages", [[state_line(state, negotiation)] for state in settlement.best])
    for kinds, heading in _HEADINGS:
        found = [_lines(finding) for finding in settlement.findings if finding.kind in kinds]
        yield from _listed(heading, found, is_counted=kinds != (FindingKind.UNKNOWNS,))
    yield from _ending(settlement.cut, settlement.stopped)


def _changes(negotiation: Negotiation, changes: SettlementChanges) -> Iterator[str]:
    yield from [negotiation.title, ""] if negotiation.title else []
    first, *rest = changes.findings
    yield from _wrapped(first.sentence, "")
    n_lines, n_blocks = len(changes.red_lines), len(changes.blocks)
    parts = (
        ("Red lines that came and went", rest[:n_lines]),
        ("Blocks that came and went", rest[n_lines : n_lines + n_blocks]),
        ("Openings that came and went", rest[n_lines + n_blocks :]),
    )
    for heading, findings in parts:
        yield from _listed(heading, [_lines(finding) for finding in findings])
    if not rest:
        yield from ["", "No red line, block or opening came or went."]
    yield from _ending(changes.cut, changes.stopped)


def _ending(cut: Sequence[str], is_stopped: bool) -> Iterator[str]:
    if is_stopped:
        yield from ["", "Stopped before the end; this is what had been found."]
    if cut:
        yield from ["", f"Cut at a bound, so there may be more: {', '.join(cut)}"]


def _packages(settlement: Settlement) -> Iterator[str]:
    share = settlement.packages
    if share.count is None:
        yield f"Packages that break no red line: at least {share.at_least:,}"
    else:
        yield f"Packages that break no red line: {share.count:,}"
    for heading, value in (("in every package", "Y"), ("in no package", "N")):
        settled = [option for option, fixed in share.fixed.items() if fixed == value]
        if settled:
            yield from _wrapped(f"{heading}: {', '.join(settled)}", "  ")
    if share.free:
        yield from _wrapped(f"open: {', '.join(share.free)}", "  ")


def _lines(finding: Finding) -> list[str]:
    """A finding on lines of its own, with what marks it."""
    marks = f" [{', '.join(finding.marks)}]" if finding.marks else ""
    return list(_wrapped(finding.sentence + marks, "  "))


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def _listed(heading: str, items: Sequence[list[str]], *, is_counted: bool = True) -> Iterator[str]:
    if items:
        more = len(items) - _SHOWN
        yield from ["", f"{heading} ({len(items):,})" if is_counted else heading]
        for lines in items[:_SHOWN]:
            yield from lines
        yield from [f"  … and {more:,} more; --format json lists them"] if more > 0 else []
