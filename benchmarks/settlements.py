"""Settlements of a treaty with 200 options and 8 parties: ``python -m benchmarks.settlements``.

The model is made from a seed. A clause has its friends and its foes: most wishes are for or against
one clause, with the tide of the clause or against it; the others are conditions and choices. A part
of the wishes are red lines, few in the open model and most in the tangled one. 500 statements
in 50 reports bear the wishes out. Each figure is processor and wall time of one run from a new solver,
the peak memory that of the whole process.
"""

from __future__ import annotations

import os
import platform
import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import TypeVar

from detente.analysis import settle
from detente.analysis.settlements import (
    Compromise,
    RedLines,
    StateSolver,
    blocks_and_openings,
    dependences,
    fall_of_unknowns,
    package_share,
    red_lines,
    strikes,
    unmet_wishes,
    wishes_of,
)
from detente.records import (
    DecisionMaker,
    Evidence,
    Formula,
    Literal,
    Negotiation,
    Option,
    PreferenceStatement,
)

N_OPTIONS, N_PARTIES, N_WISHES, N_STATEMENTS, N_REPORTS = 200, 8, 60, 500, 50
N_LISTED = 100

_MODELS = (("open", 0.15, 0.01), ("blocked", 0.5, 0.3), ("tangled", 0.9, 0.5))
"""Name, share of red lines, share of wishes against the tide."""

Answer = TypeVar("Answer")


def treaty(seed: int, red_share: float, against_tide: float) -> Negotiation:
    """A large model; shares of the wishes that are red lines, and that go against the tide."""
    dice = random.Random(seed)
    options = tuple(
        Option(name=f"c{i}", label=f"Clause {i}", owner=f"P{dice.randrange(N_PARTIES)}" if i % 2 else None)
        for i in range(N_OPTIONS)
    )
    tide = {option.name: dice.random() < 0.5 for option in options}

    def literal() -> Literal:
        name = dice.choice(options).name
        return Literal(name, tide[name] is not (dice.random() < against_tide))

    def formula() -> Formula:
        kind = dice.random()
        if kind < 0.6:
            patterns: tuple[tuple[Literal, ...], ...] = ((literal(),),)
        elif kind < 0.85:  # if a then b
            premise = literal()
            patterns = ((Literal(premise.option, not premise.value),), (literal(),))
        else:
            patterns = ((literal(),), (literal(), literal()))
        return Formula(patterns=patterns, text="")

    def wish(party: int, place: int) -> PreferenceStatement:
        return PreferenceStatement(
            id=f"P{party}.{place}",
            formula=formula(),
            red_line=dice.random() < red_share,
            unknown=dice.random() < 0.03,
            rests_on=tuple(f"s{dice.randrange(N_STATEMENTS)}" for _ in range(dice.choice((1, 1, 2)))),
        )

    return Negotiation(
        title="A treaty",
        decision_makers=tuple(
            DecisionMaker(name=f"P{p}", preferences=tuple(wish(p, n) for n in range(N_WISHES)))
            for p in range(N_PARTIES)
        ),
        options=options,
        evidence=tuple(
            Evidence(id=f"s{i}", report=f"r{i % N_REPORTS}", party=None, text="") for i in range(N_STATEMENTS)
        ),
        status_quo="N" * N_OPTIONS,
    )


@contextmanager
def _lines(negotiation: Negotiation) -> Iterator[RedLines]:
    with StateSolver([option.name for option in negotiation.options], negotiation.infeasible) as solver:
        yield red_lines(negotiation, solver)


def _timed(name: str, limit: float | None, work: Callable[[], Answer]) -> Answer:
    wall, processor = time.perf_counter(), time.process_time()
    answer = work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    wanted = f"  wanted {limit:g} s" if limit is not None else ""
    print(f"  {name:44} {processor:7.2f} s processor  {wall:7.2f} s wall{wanted}", flush=True)
    return answer


def _one_package(negotiation: Negotiation) -> str | None:
    with _lines(negotiation) as lines:
        return Compromise(lines.solver, wishes_of(negotiation, lines.solver)).leximin(
            list(lines.known.values())
        )


def _quarrels(negotiation: Negotiation) -> tuple[int, int]:
    with _lines(negotiation) as lines:
        found = blocks_and_openings(lines, limit=N_LISTED)
        return len(found.blocks), len(found.openings)


def _struck(negotiation: Negotiation) -> int:
    with _lines(negotiation) as lines:
        share = package_share(lines)
        families = blocks_and_openings(lines, limit=N_LISTED)
        struck = strikes(negotiation, lines, families, fall_of_unknowns(lines))
        unmet, _ = unmet_wishes(negotiation, lines)
        return len(dependences(negotiation, lines, share, unmet, struck.after)[0])


def main() -> None:
    """Print the time of each question on an open and on a blocked model, and the peak memory."""
    print(f"{N_OPTIONS} options, {N_PARTIES} parties, {N_WISHES} preferences each; {os.cpu_count()} cores")
    print(f"Python {platform.python_version()}, python-sat {version('python-sat')}")
    for name, red_share, against_tide in _MODELS:
        negotiation = treaty(7, red_share, against_tide)
        n_red = sum(wish.red_line for dm in negotiation.decision_makers for wish in dm.preferences)
        print(f"{name} model, {n_red} red lines")
        best = _timed("a package or none, and the leximin one", 1, lambda n=negotiation: _one_package(n))
        print(f"    {'there is a package' if best else 'there is no package'}")
        n_blocks, n_openings = _timed(
            f"first {N_LISTED} blocks and openings", 10, lambda n=negotiation: _quarrels(n)
        )
        print(f"    {n_blocks} blocks, {n_openings} openings")
        n_struck = _timed(
            f"strike-outs of {N_STATEMENTS} statements, {N_REPORTS} reports",
            30,
            lambda n=negotiation: _struck(n),
        )
        print(f"    {n_struck} change something")
        settlement = _timed(
            f"all of settle, {N_LISTED} listed", None, lambda n=negotiation: settle(n, limit=N_LISTED)
        )
        print(f"    cut: {', '.join(settlement.cut) or 'nothing'}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
