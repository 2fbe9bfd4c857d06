"""Best packages looked at closely: what each gives everybody, and who would walk away from it."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.settlements.departures import Onlookers
from detente.analysis.settlements.wishes import n_concessions, share
from detente.records import BestPackage, Negotiation

MAX_DETAILED = 256
"""So many of the best packages are looked at."""

MAX_WATCHED = 4
"""For so many of them, the first, it is asked who would walk away."""


def looked_at(
    negotiation: Negotiation,
    best: Sequence[str],
    leximin: str | None,
    fewest: str | None,
    onlookers: Onlookers,
) -> tuple[BestPackage, ...]:
    """The leximin package, the one with the fewest concessions, and then the Pareto-best in their order."""
    named: dict[str, set[str | None]] = {
        "pareto": set(best),
        "leximin": {leximin},
        "fewest concessions": {fewest},
    }
    states = dict.fromkeys(state for state in (leximin, fewest, *best) if state is not None)
    return tuple(
        BestPackage(
            state=state,
            senses=tuple(sense for sense, those in named.items() if state in those),
            n_concessions=n_concessions(negotiation, state),
            shares=tuple(share(dm, negotiation, state) for dm in negotiation.decision_makers),
            departures=onlookers.departures(state) if i < MAX_WATCHED else (),
        )
        for i, state in enumerate(list(states)[:MAX_DETAILED])
    )
