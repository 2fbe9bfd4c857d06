"""``detente settle``: what could hold, what blocks and what would open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click

from detente.cli._models import complaints, model_argument, option_lines, printable, state_line
from detente.records import Negotiation, Possibility, Settlement, StrikeOut

_POSSIBLE = {
    Possibility.ALWAYS: "A package exists whichever way the unknown preferences fall.",
    Possibility.SOMETIMES: "Whether a package exists depends on unknown preferences.",
    Possibility.NEVER: "No package exists, whichever way the unknown preferences fall.",
}
_SHOWN = 20  # of a long list in the table; the JSON has all of it


@click.command(name="settle")
@model_argument
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(model: str, form: str) -> None:
    """Find the packages that break no red line, what blocks and what would open.

    MODEL is a file or - for standard input: detente's YAML, a JSON case or a .gmcr file. Long lists
    are cut at a bound and say so; the json form names them under "cut".

    \b
    Example:
      detente settle model.yaml

    Exit status: 0 done, 1 the model cannot be used, 2 wrong usage.
    """
    from detente.analysis import settle, settlement_data
    from detente.modelling import load_model

    with complaints():
        negotiation = load_model(model)
        settlement = settle(negotiation)
    if form == "json":
        click.echo(json.dumps(settlement_data(settlement), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(map(printable, _table(negotiation, settlement))))


def _table(negotiation: Negotiation, settlement: Settlement) -> Iterator[str]:
    words = _line_words(negotiation)
    yield from [negotiation.title, ""] if negotiation.title else []
    yield "Options, in the order of the letters"
    yield from option_lines(negotiation)
    yield from ["", *_packages(settlement)]
    yield from _listed("Best packages", [state_line(state, negotiation) for state in settlement.best])
    yield from _listed(
        "Wishes that no package meets, and the red lines that exclude them", _unmet(settlement, words)
    )
    if settlement.blocks:
        blocks = [f"  {_lines(block, words)}" for block in settlement.blocks]
        yield from _listed("What blocks: red lines that no package satisfies together", blocks)
        openings = [f"  {_lines(opening, words)}" for opening in settlement.openings]
        yield from _listed("What would open: red lines to soften", openings)
    yield from (f"{party}'s own red lines exclude each other." for party in settlement.contradictory)
    yield from ["", _POSSIBLE[settlement.unknowns.possible]]
    yield from (f"  decides: {words[id_]}" for id_ in settlement.unknowns.decides)
    yield from _strikes("Statements whose strike-out changes this", settlement.strikes)
    yield from _strikes("Reports whose strike-out changes this", settlement.report_strikes)
    if settlement.cut:
        yield from ["", f"Cut at a bound, so there may be more: {', '.join(settlement.cut)}"]


def _line_words(negotiation: Negotiation) -> dict[str, str]:
    """Party, formula and id of every preference statement."""
    return {
        wish.id: f"{dm.name}: {wish.label or wish.formula.text} [{wish.id}]"
        for dm in negotiation.decision_makers
        for wish in dm.preferences
    }


def _packages(settlement: Settlement) -> Iterator[str]:
    share = settlement.packages
    if share.count is None:
        yield f"Packages that break no red line: at least {share.at_least:,}"
    else:
        yield f"Packages that break no red line: {share.count:,}"
    for heading, value in (("in every package", "Y"), ("in no package", "N")):
        settled = [option for option, fixed in share.fixed.items() if fixed == value]
        if settled:
            yield f"  {heading}: {', '.join(settled)}"
    if share.free:
        yield f"  open: {', '.join(share.free)}"


def _lines(ids: Iterable[str], words: dict[str, str]) -> str:
    return "  +  ".join(words[id_] for id_ in ids)


def _unmet(settlement: Settlement, words: dict[str, str]) -> list[str]:
    return [
        f"  {words[unmet.wish]}:  {'  or  '.join(_lines(block, words) for block in unmet.blocks)}"
        for unmet in settlement.unmet
    ]


def _strikes(heading: str, strikes: tuple[StrikeOut, ...]) -> Iterator[str]:
    lines = [
        f"  {strike.struck}: a package exists {strike.possible}"
        + (f", {len(strike.blocks)} blocks left" if strike.blocks else "")
        for strike in strikes
    ]
    yield from _listed(heading, lines)


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        more = len(lines) - _SHOWN
        yield from ["", f"{heading} ({len(lines):,})", *lines[:_SHOWN]]
        yield from [f"  … and {more:,} more; --format json lists them"] if more > 0 else []
