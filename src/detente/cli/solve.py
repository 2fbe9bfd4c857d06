"""``detente solve``: the states of a model that would hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click

from detente.cli._models import complaints, model_argument, printable
from detente.cli._outputs import STANDARD_OUTPUT, write_output
from detente.cli._solution_text import (
    READINGS,
    coalition_reason_lines,
    inverse_lines,
    path_lines,
    reason_lines,
    solution_lines,
)
from detente.errors import LimitError
from detente.records import (
    CoalitionReason,
    Concept,
    Extension,
    Inverse,
    Negotiation,
    PathsToEquilibria,
    Reason,
    Solution,
)


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


class _Extensions(click.ParamType[tuple[Extension, ...]]):
    name = "extensions"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Extension, ...]:
        letters = [letter for letter in value.lower() if letter not in ", "]
        for letter in letters:
            if letter not in tuple(Extension):
                self.fail(f"{letter!r} is not one of {', '.join(Extension)}", param, ctx)
        return tuple(dict.fromkeys(map(Extension, letters)))


@click.command(name="solve")
@model_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "graphml", "svg"]),
    default="table",
    show_default=True,
    help="csv has a row for each state; graphml the states and all moves; svg is a picture of up to 32 "
    "states and the improvements between them.",
)
@click.option(
    "--concepts", type=_Concepts(), default=",".join(Concept), show_default=True, help="Which, with commas."
)
@click.option("--stability", is_flag=True, help="Also list the states stable for each decision maker.")
@click.option(
    "--coalitions",
    type=click.Choice(list(READINGS)),
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
@click.option(
    "--extensions",
    type=_Extensions(),
    is_flag=False,
    flag_value="abcd",
    default="",
    metavar="[LETTERS]",
    help="Also find what is stable under these extensions to uncertain preference (a, b, c, d), all where "
    "no value is given; for up to 1,024 feasible states.",
)
@click.option(
    "--wanted",
    metavar="STATE",
    help="Also find the fewest preferences to drop or swap so that this state would hold.",
)
@click.option(
    "--changes",
    type=click.IntRange(0, 9),
    default=3,
    show_default=True,
    help="Look for so many changes at most with --wanted.",
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
    extensions: tuple[Extension, ...],
    wanted: str | None,
    changes: int,
) -> None:
    """Find the states of a MODEL that would hold.

    MODEL is a file or - for standard input: detente's YAML, a JSON case or a .gmcr file. A state is
    a letter for each option, Y where it is taken. It holds under a concept if it is stable for
    every decision maker. As many states as fit into the memory; a million take seconds. Coalitions
    for up to 1,024 feasible states. With --coalitions, --why speaks of coalitions too.
    Where preferences are unknown it also says which states hold whichever way they fall, which
    under some ways only, and which unknown decides, for up to 12 unknowns and 128 states.

    \b
    Examples:
      detente solve model.yaml --concepts nash,seq
      detente solve model.yaml --why YNNYN
      detente solve model.yaml --paths --mover Belmora --mover Tarsenia
      detente solve model.yaml --wanted YNNYN --concepts nash
      detente solve model.yaml --format svg > states.svg

    Exit status: 0 done, 1 the model cannot be used or is too large, 2 wrong usage.
    """
    from detente.analysis import (
        coalition_reasons,
        paths_to_equilibria,
        preference_changes,
        solve,
        stability_reasons,
    )
    from detente.modelling import load_model

    if movers and paths is None:
        raise click.UsageError("--mover says who moves on --paths; give --paths too")
    asked = {
        "--why": why,
        "--paths": paths,
        "--wanted": wanted,
        "--coalitions": coalitions,
        "--extensions": extensions or None,
    }
    given = [name for name, value in asked.items() if value is not None]
    if form in _WRITERS and given:
        raise click.UsageError(f"{', '.join(given)}: answered as table or json, not as {form}")

    with complaints():
        negotiation = load_model(model)
        ask = partial(
            solve,
            negotiation,
            concepts=concepts,
            stability=stability,
            coalitions=coalitions,
            extensions=extensions,
        )
        reasons = stability_reasons(negotiation, why, concepts=concepts) if why is not None else ()
        of_coalitions = (
            coalition_reasons(negotiation, why, reading=coalitions, concepts=concepts)
            if why is not None and coalitions is not None
            else ()
        )
        ways = (
            paths_to_equilibria(negotiation, start=paths or None, movers=movers, concepts=concepts)
            if paths is not None
            else None
        )
        inverse = (
            preference_changes(negotiation, wanted, concepts=concepts, max_changes=changes)
            if wanted is not None
            else ()
        )
        solution, refusal = _with_unknowns(ask, negotiation)
        text = _written(form, negotiation, solution)
    if text is not None:
        write_output(STANDARD_OUTPUT, text)
    elif form == "json":
        data = _data(solution, reasons, of_coalitions, ways, inverse)
        data |= {"unknowns": None} if refusal else {}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        lines = [
            *solution_lines(negotiation, solution),
            *reason_lines(reasons, negotiation),
            *coalition_reason_lines(of_coalitions),
            *path_lines(ways, negotiation),
            *inverse_lines(inverse, negotiation),
        ]
        click.echo("\n".join(map(printable, lines)))
    if refusal:
        click.echo(f"detente: unknown preferences are left aside: {printable(refusal)}", err=True)


_WRITERS = {"csv": "states_csv", "graphml": "state_graph_graphml", "svg": "state_graph_svg"}


def _written(form: str, negotiation: Negotiation, solution: Solution) -> str | None:
    """The file of a form for other programs, None for those that are printed here."""
    if form not in _WRITERS:
        return None
    from detente import analysis

    text: str = getattr(analysis, _WRITERS[form])(negotiation, solution)
    return text


def _data(
    solution: Solution,
    reasons: Sequence[Reason],
    of_coalitions: Sequence[CoalitionReason],
    ways: PathsToEquilibria | None,
    inverse: Sequence[Inverse],
) -> dict[str, Any]:
    from detente.analysis import (
        coalition_reasons_data,
        inverse_data,
        paths_data,
        reasons_data,
        solution_data,
    )

    data = solution_data(solution)
    if reasons:
        of_all = reasons_data(reasons) | coalition_reasons_data(of_coalitions)
        data["why"] = {"state": reasons[0].state} | of_all
    if ways is not None:
        data["paths"] = paths_data(ways)
    if inverse:
        data["inverse"] = {"state": inverse[0].state} | inverse_data(inverse)
    return data


def _with_unknowns(ask: Callable[..., Solution], negotiation: Negotiation) -> tuple[Solution, str | None]:
    """The solution, over all ways of the unknowns if there are any; else why not."""
    if not any(p.unknown for dm in negotiation.decision_makers for p in dm.preferences):
        return ask(), None
    try:
        return ask(unknowns=True), None
    except LimitError as error:
        return ask(), str(error)  # raises again where it is not the unknowns that are too many
