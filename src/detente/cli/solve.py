"""``detente solve``: the states of a model that would hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import click

from detente.cli._models import complaints, model_argument, option_lines, printable, state_line
from detente.errors import LimitError
from detente.records import CoalitionMove, Concept, Negotiation, PathsToEquilibria, Reason, Solution, Step

_WORDS = {
    Concept.NASH: "nobody can improve by itself",
    Concept.GMR: "every improvement can be answered so that it gains nothing",
    Concept.SMR: "so answered, without escape from the answer",
    Concept.SEQ: "so answered by moves that improve on things for those who make them",
    Concept.SSEQ: "so answered, credibly and without escape",
}
_READINGS = {
    CoalitionMove.LEGAL.value: "its members move one by one, nobody twice in a row",
    CoalitionMove.JOINT.value: "its members move all at once",
}
_SHOWN = 50  # of a long list of equilibria in the table
_EXCHANGES = 5  # improvements of one decision maker of which the table tells what would follow


class _Concepts(click.ParamType[tuple[Concept, ...]]):
    name = "concepts"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Concept, ...]:
        chosen = []
        for name in value.split(","):
            try:
                chosen.append(Concept(name.strip().lower()))
            except ValueError:
                self.fail(f"{name.strip()!r} is not one of {', '.join(Concept)}", param, ctx)
        return tuple(dict.fromkeys(chosen))


@click.command(name="solve")
@model_argument
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--concepts", type=_Concepts(), default=",".join(Concept), show_default=True, help="Which, with commas."
)
@click.option("--stability", is_flag=True, help="Also list the states stable for each decision maker.")
@click.option(
    "--coalitions",
    type=click.Choice(list(_READINGS)),
    is_flag=False,
    flag_value="legal",
    help="Also list the states stable for coalitions whose members move one by one (legal, also where "
    "no value is given) or all at once (joint).",
)
@click.option(
    "--why", metavar="STATE", help="Also say why this state would hold or not, for each decision maker."
)
@click.option(
    "--paths",
    metavar="[STATE]",
    is_flag=False,
    flag_value="",
    help="Also find sequences of moves from this state, or else the status quo, to every equilibrium.",
)
@click.option(
    "--mover", "movers", metavar="NAME", multiple=True, help="Who moves on --paths.  [default: all]"
)
def command(
    model: str,
    form: str,
    concepts: tuple[Concept, ...],
    stability: bool,
    coalitions: str | None,
    why: str | None,
    paths: str | None,
    movers: tuple[str, ...],
) -> None:
    """Find the states of a MODEL that would hold.

    MODEL is a file or - for standard input: detente's YAML, a JSON case or a .gmcr file. A state is
    a letter for each option, Y where it is taken. It holds under a concept if it is stable for
    every decision maker. For up to 20 options; coalitions for up to 1,024 feasible states.
    Where preferences are unknown it also says which states hold whichever way they fall, which
    under some ways only, and which unknown decides, for up to 12 unknowns and 128 states.

    \b
    Examples:
      detente solve model.yaml --concepts nash,seq
      detente solve model.yaml --why YNNYN
      detente solve model.yaml --paths --mover Belmora --mover Tarsenia

    Exit status: 0 done, 1 the model cannot be used or is too large, 2 wrong usage.
    """
    from detente.analysis import paths_to_equilibria, solve, stability_reasons
    from detente.modelling import load_model

    if movers and paths is None:
        raise click.UsageError("--mover says who moves on --paths; give --paths too")

    with complaints():
        negotiation = load_model(model)
        ask = partial(solve, negotiation, concepts=concepts, stability=stability, coalitions=coalitions)
        reasons = stability_reasons(negotiation, why, concepts=concepts) if why is not None else ()
        ways = (
            paths_to_equilibria(negotiation, start=paths or None, movers=movers, concepts=concepts)
            if paths is not None
            else None
        )
        solution, refusal = _with_unknowns(ask, negotiation)
    if form == "json":
        data = _data(solution, reasons, ways) | ({"unknowns": None} if refusal else {})
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        lines = [
            *_table(negotiation, solution),
            *_reason_lines(reasons, negotiation),
            *_path_lines(ways, negotiation),
        ]
        click.echo("\n".join(map(printable, lines)))
    if refusal:
        click.echo(f"detente: unknown preferences are left aside: {printable(refusal)}", err=True)


def _data(solution: Solution, reasons: Sequence[Reason], ways: PathsToEquilibria | None) -> dict[str, Any]:
    from detente.analysis import paths_data, reasons_data, solution_data

    data = solution_data(solution)
    if reasons:
        data["why"] = {"state": reasons[0].state} | reasons_data(reasons)
    if ways is not None:
        data["paths"] = paths_data(ways)
    return data


def _with_unknowns(ask: Callable[..., Solution], negotiation: Negotiation) -> tuple[Solution, str | None]:
    """The solution, over all ways of the unknowns if there are any; else why not."""
    if not any(p.unknown for dm in negotiation.decision_makers for p in dm.preferences):
        return ask(), None
    try:
        return ask(unknowns=True), None
    except LimitError as error:
        return ask(), str(error)  # raises again where it is not the unknowns that are too many


def _table(negotiation: Negotiation, solution: Solution) -> Iterator[str]:
    yield from [negotiation.title, ""] if negotiation.title else []
    yield f"Options, in the order of the letters ({solution.n_feasible:,} feasible states)"
    yield from option_lines(negotiation)
    for found in solution.equilibria:
        yield from ["", f"{found.concept}: {_WORDS[found.concept]} ({found.count:,} states)"]
        yield from (state_line(state, negotiation) for state in found.states[:_SHOWN])
        if found.count > _SHOWN:
            yield f"  … and {found.count - _SHOWN:,} more; --format json lists up to 10,000"
        for dm, states in solution.stability.get(found.concept, {}).items():
            yield f"  stable for {dm}: {' '.join(states) or 'none'}"
    yield from _coalition_lines(solution)
    yield from _unknown_lines(solution)
    if solution.left_aside:
        yield from ["", f"Unknown preferences, left aside: {', '.join(solution.left_aside)}"]


def _coalition_lines(solution: Solution) -> Iterator[str]:
    if solution.coalitions is None:
        return
    coalitions = solution.coalitions
    yield from ["", f"Stable for a coalition, where {_READINGS[coalitions.reading]}"]
    for found in coalitions.found:
        yield f"  {' + '.join(found.members)}"
        for concept, states in found.stable.items():
            yield f"    {concept}: {' '.join(states[:_SHOWN]) or 'none'}{_more(states)}"
    if coalitions.count > len(coalitions.found):
        yield f"  … and {coalitions.count - len(coalitions.found):,} larger coalitions, not looked at"
    if not coalitions.found:
        yield "  none: there are fewer than two decision makers"


def _unknown_lines(solution: Solution) -> Iterator[str]:
    if solution.unknowns is None or not solution.unknowns.unknowns:
        return
    ids = ", ".join(solution.unknowns.unknowns)
    yield from [
        "",
        f"Over all {solution.unknowns.n_ways:,} ways in which the unknown preferences fall ({ids})",
    ]
    for found in solution.unknowns.by_concept:
        yield f"  {found.concept}: always {' '.join(found.always[:_SHOWN]) or 'none'}{_more(found.always)}"
        for state in found.sometimes[:_SHOWN]:
            yield f"    sometimes {state}, decided by {', '.join(found.decides[state])}"
        if len(found.sometimes) > _SHOWN:
            yield f"   {_more(found.sometimes)}"


def _reason_lines(reasons: Sequence[Reason], negotiation: Negotiation) -> Iterator[str]:
    if reasons:
        yield from ["", "Why this state would hold or not", state_line(reasons[0].state, negotiation)]
    for reason in reasons:
        verdict = "stable" if reason.is_stable else "not stable"
        yield f"  {reason.concept}, {reason.decision_maker}: {verdict}"
        yield from (f"    {sentence}" for sentence in _sentences(reason))


def _sentences(reason: Reason) -> Iterator[str]:
    yield from (exchange.sentence for exchange in reason.exchanges[:_EXCHANGES])
    if len(reason.exchanges) > _EXCHANGES:
        yield f"… and {len(reason.exchanges) - _EXCHANGES:,} more improvements, each deterred"
    if not reason.exchanges:
        yield reason.sentence


def _path_lines(ways: PathsToEquilibria | None, negotiation: Negotiation) -> Iterator[str]:
    if ways is None:
        return
    yield from ["", f"From {ways.start} to a state that would hold, by moves of {', '.join(ways.movers)}"]
    for path in ways.paths[:_SHOWN]:
        yield f"{state_line(path.target, negotiation)} ({', '.join(path.concepts)})"
        yield f"    shortest: {_path(path.shortest)}"
        yield f"    by improvements alone: {_path(path.improving)}"
    if len(ways.paths) > _SHOWN:
        yield f"  … and {len(ways.paths) - _SHOWN:,} more; --format json lists all"
    if not ways.paths:
        yield "  no state would hold"


def _path(steps: Sequence[Step] | None) -> str:
    """Who moves to which state, in turn."""
    if steps is None:
        return "no way"
    return ", then ".join(f"{step.mover} to {step.after}" for step in steps) or "already there"


def _more(states: Sequence[str]) -> str:
    """How many of a long list are not shown."""
    return f" … and {len(states) - _SHOWN:,} more" if len(states) > _SHOWN else ""
