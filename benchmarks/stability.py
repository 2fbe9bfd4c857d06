"""Time and memory of ``solve``: python -m benchmarks.stability [ROW ...]

Rows, each in a process of its own so that its peak memory is its own; `large` needs some GiB:

    goal      20 options, 4 decision makers, every state feasible, 20 ordered statements each
    large     24 options likewise, 16.8 million states
    one-way   20 options of which 8 are one-way, a third of the states infeasible
    loops     12 options, 3 decision makers, beside the definitions as a literal double loop
    growth    2^10, 2^12, … 2^20 states, and the time for n log n of them; draws docs/images/growth.svg

All five concepts everywhere. Times are wall time and processor time (user and system), in seconds.
"""

from __future__ import annotations

import math
import os
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.growth_plot import growth_svg
from detente.analysis import solve
from detente.records import (
    Concept,
    DecisionMaker,
    Direction,
    Formula,
    Literal,
    Negotiation,
    Option,
    PreferenceStatement,
)

SEED = 20_250_101
PLOT = Path(__file__).parents[1] / "docs" / "images" / "growth.svg"


def model(n_options: int, n_dms: int, *, n_statements: int = 20, restricted: bool = False) -> Negotiation:
    """A random model; `restricted`: two options of each are one-way, a third of the states infeasible."""
    draw = random.Random(SEED)
    names = [f"x{i}" for i in range(n_options)]
    dms = [f"P{i}" for i in range(n_dms)]

    def statement() -> Formula:
        patterns = (
            tuple(Literal(name, draw.random() < 0.5) for name in draw.sample(names, draw.choice((1, 2, 3))))
            for _ in range(draw.choice((1, 1, 2)))
        )
        return Formula(patterns=tuple(patterns), text="")

    def direction(i: int) -> Direction:
        one_way = (Direction.TAKE, Direction.DROP)
        return one_way[i % 2] if restricted and i < 2 * n_dms else Direction.BOTH

    excluded = [("x0", "x5"), ("x1", "x6", "x11")] if restricted else []  # 1/4 and 3/4 · 1/8 of the states
    return Negotiation(
        title="",
        decision_makers=tuple(
            DecisionMaker(
                name=dm,
                preferences=tuple(
                    PreferenceStatement(id=f"{dm}.{i}", formula=statement()) for i in range(n_statements)
                ),
            )
            for dm in dms
        ),
        options=tuple(
            Option(name=name, label=name, owner=dms[i % n_dms], direction=direction(i))
            for i, name in enumerate(names)
        ),
        infeasible=tuple(
            Formula(patterns=(tuple(Literal(name, True) for name in pattern),), text="")
            for pattern in excluded
        ),
    )


def timed(negotiation: Negotiation) -> str:
    """One solve: states, wall and processor time, peak memory."""
    wall, cpu = time.perf_counter(), time.process_time()
    solution = solve(negotiation)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    equilibria = ", ".join(f"{found.count:,} {found.concept}" for found in solution.equilibria)
    return f"{solution.n_feasible:>12,} states {wall:8.2f} s wall {cpu:8.2f} s cpu   {equilibria}"


def goal() -> None:
    """The model of the goal."""
    print(timed(model(20, 4)))


def large() -> None:
    """16.8 million states."""
    print(timed(model(24, 4)))


def one_way() -> None:
    """One-way options and infeasible states."""
    print(timed(model(20, 4, restricted=True)))


def loops() -> None:
    """Side by side with double loops over sets of states."""
    negotiation = model(12, 3, n_statements=12)
    cpu = time.process_time()
    solution = solve(negotiation)
    fast = time.process_time() - cpu
    cpu = time.process_time()
    slow_counts = _double_loops(negotiation)
    slow = time.process_time() - cpu
    agree = slow_counts == {found.concept: found.count for found in solution.equilibria}
    print(
        f"{solution.n_feasible:>12,} states {fast:8.3f} s cpu, double loops {slow:8.1f} s cpu: "
        f"{slow / fast:,.0f} times   {'same' if agree else 'OTHER'} equilibria"
    )


def growth() -> None:
    """Time against the number of states; the last column is flat where it grows as n log n."""
    measured = []
    for n_options in range(10, 21, 2):
        negotiation = model(n_options, 4)
        best = min(_cpu(lambda n=negotiation: solve(n)) for _ in range(3))
        n = 2**n_options
        print(f"{n:>12,} states {best:8.3f} s cpu {best / (n * math.log2(n)) * 1e9:8.1f} ns per n log2 n")
        measured.append((n, best))
    PLOT.write_text(growth_svg(measured, "Time of solve against the number of states"), encoding="utf-8")
    print(f"{'':>12} plotted in {PLOT.relative_to(PLOT.parents[2])}")


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _double_loops(negotiation: Negotiation) -> dict[Concept, int]:
    """Equilibria by the definitions, state by state over sets of moves."""
    from detente.analysis.moves import state_graph

    graph = state_graph(negotiation)
    names, n = list(graph.moves), graph.space.n_states
    step = {i: [graph.moves[i].reached(s) for s in range(n)] for i in names}
    rank = {i: graph.moves[i].ranks.tolist() for i in names}
    better = {i: [[q for q in step[i][s] if rank[i][q] > rank[i][s]] for s in range(n)] for i in names}
    holds = {concept: [True] * n for concept in Concept}
    for i in names:
        others = [j for j in names if j != i]
        answers = {False: _sequences(step, others, n), True: _sequences(better, others, n)}
        for s in range(n):
            for concept in Concept:
                holds[concept][s] &= all(
                    concept is not Concept.NASH
                    and any(
                        rank[i][s2] <= rank[i][s]
                        and (
                            concept in (Concept.GMR, Concept.SEQ)
                            or all(rank[i][s3] <= rank[i][s] for s3 in step[i][s2])
                        )
                        for s2 in answers[concept in (Concept.SEQ, Concept.SSEQ)][s1]
                    )
                    for s1 in better[i][s]
                )
    return {concept: sum(states) for concept, states in holds.items()}


def _sequences(step: dict[str, list[list[int]]], group: list[str], n: int) -> list[set[int]]:
    """For every state those reached by legal sequences of the group."""
    found = []
    for s in range(n):
        seen = {(q, i) for i in group for q in step[i][s]}
        new = list(seen)
        while new:
            at, last = new.pop()
            for i in group:
                for q in step[i][at] if i != last else ():
                    if (q, i) not in seen:
                        seen.add((q, i))
                        new.append((q, i))
        found.append({q for q, _ in seen})
    return found


ROWS = {"goal": goal, "large": large, "one-way": one_way, "loops": loops, "growth": growth}


def main(names: list[str]) -> None:
    """Run the rows named, or all but `large`."""
    if os.environ.get("STABILITY_ROW"):
        ROWS[os.environ["STABILITY_ROW"]]()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"{'':>12} peak memory {peak:.2f} GiB")
        return
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{cores} cores, Python {platform.python_version()}, numpy {np.__version__}")
    for name in names or [name for name in ROWS if name != "large"]:
        print(name, flush=True)
        subprocess.run(
            [sys.executable, "-m", "benchmarks.stability"],
            env={**os.environ, "STABILITY_ROW": name},
            check=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
