"""The states as CSV: a row for each, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from detente.analysis.exports.facts import graph_within, state_facts
from detente.records import Negotiation, Solution

MAX_CSV_STATES = 10_000
"""Feasible states in a CSV: as many as the lists of equilibria hold without being cut."""


def states_csv(negotiation: Negotiation, solution: Solution) -> str:
    """CSV with a header and a row for each feasible state, in their order.

    Columns: `state`; an option each, Y or N; `rank NAME`, a decision maker each, 1 for what it likes
    best; a concept each, yes where the state is an equilibrium; and, where the solution has them,
    `CONCEPT NAME`, yes where the state is stable for the decision maker. Lines end in CR LF.

    Raises
    ------
    LimitError
        There are more than `MAX_CSV_STATES` feasible states.
    """
    graph = graph_within(negotiation, MAX_CSV_STATES, "a table")
    stable = {
        f"{concept} {dm}": set(states)
        for concept, by_dm in solution.stability.items()
        for dm, states in by_dm.items()
    }
    text = io.StringIO()
    writer = csv.writer(text)
    concepts = [found.concept.value for found in solution.equilibria]
    ranks = [f"rank {dm}" for dm in graph.moves]
    writer.writerow(map(_plain, ["state", *graph.space.options, *ranks, *concepts, *stable]))
    for facts in state_facts(graph, solution):
        holds = [_yes(holds) for holds in facts.holds.values()]
        each = [_yes(facts.state in states) for states in stable.values()]
        writer.writerow([facts.state, *facts.state, *facts.ranks.values(), *holds, *each])
    return text.getvalue()


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _plain(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@", "\t", "\r") else name
