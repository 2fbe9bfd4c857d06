"""Findings as plain data for JSON, with the keys that other programs rely on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.records import (
    CoalitionMove,
    CoalitionReason,
    Coalitions,
    Exchange,
    ExtendedEquilibria,
    Inverse,
    PathsToEquilibria,
    Reason,
    Solution,
    StabilityUnknowns,
    Step,
)


def solution_data(solution: Solution) -> dict[str, Any]:
    """Data of a solution; `counts` has the exact number of equilibria, `cut` the concepts listed in part.

    Coalitions stand under a key that names the reading of their moves: `coalitions` where members
    move one by one, `coalitions_joint` where all move at once; each "A + B" → concept → states.
    """
    data: dict[str, Any] = {
        "decision_makers": list(solution.decision_makers),
        "options": list(solution.options),
        "feasible_states": solution.n_feasible,
        "equilibria": {found.concept.value: list(found.states) for found in solution.equilibria},
        "counts": {found.concept.value: found.count for found in solution.equilibria},
        "cut": [found.concept.value for found in solution.equilibria if found.count > len(found.states)],
        "left_aside": list(solution.left_aside),
    }
    if solution.stability:
        data["stability"] = {
            concept.value: {dm: list(states) for dm, states in by_dm.items()}
            for concept, by_dm in solution.stability.items()
        }
    if solution.unknowns:
        data["unknowns"] = _unknowns(solution.unknowns)
    if solution.extensions:
        data["extensions"] = _extensions(solution.extensions, with_stability=bool(solution.stability))
    return data | (_coalitions(solution.coalitions) if solution.coalitions else {})


def reasons_data(reasons: Iterable[Reason]) -> dict[str, Any]:
    """Concept → decision maker → whether the state is stable, and the exchanges that say why."""
    data: dict[str, Any] = {}
    for reason in reasons:
        data.setdefault(reason.concept.value, {})[reason.decision_maker] = {
            "stable": reason.is_stable,
            "sentence": reason.sentence,
            "exchanges": [_exchange(exchange) for exchange in reason.exchanges],
        }
    return data


def coalition_reasons_data(reasons: Iterable[CoalitionReason]) -> dict[str, Any]:
    """Under a key that names the reading of their moves, "A + B" → concept → as in `reasons_data`."""
    data: dict[str, Any] = {}
    for reason in reasons:
        by_coalition = data.setdefault(_coalitions_key(reason.reading), {})
        by_coalition.setdefault(" + ".join(reason.members), {})[reason.concept.value] = {
            "stable": reason.is_stable,
            "sentence": reason.sentence,
            "exchanges": [
                {
                    "improvement": _steps(exchange.improvement),
                    "sanction": _steps(exchange.sanction),
                    "counter_move": _steps(exchange.counter),
                    "deterred": exchange.is_deterred,
                    "sentence": exchange.sentence,
                }
                for exchange in reason.exchanges
            ],
        }
    return data


def inverse_data(found: Iterable[Inverse]) -> dict[str, Any]:
    """Concept → the fewest changes (null where none were found) and the ways of so many."""
    return {
        item.concept.value: {
            "changes": item.n_changes,
            "looked_up_to": item.looked_up_to,
            "count": item.n_ways,
            "ways": [
                [
                    {
                        "decision_maker": change.decision_maker,
                        "change": change.change.value,
                        "statements": list(change.statements),
                    }
                    for change in way
                ]
                for way in item.ways
            ],
        }
        for item in found
    }


def paths_data(found: PathsToEquilibria) -> dict[str, Any]:
    """From where and who moves, and equilibrium → concepts and the two paths, null where there is none."""
    return {
        "from": found.start,
        "movers": list(found.movers),
        "to": {
            path.target: {
                "concepts": [concept.value for concept in path.concepts],
                "shortest": None if path.shortest is None else _steps(path.shortest),
                "improving": None if path.improving is None else _steps(path.improving),
            }
            for path in found.paths
        },
    }


def _steps(path: Iterable[Step]) -> list[dict[str, str]]:
    return [{"mover": step.mover, "to": step.after} for step in path]


def _exchange(exchange: Exchange) -> dict[str, Any]:
    return {
        "improvement": exchange.improvement.after,
        "sanction": _steps(exchange.sanction),
        "counter_move": exchange.counter.after if exchange.counter else None,
        "deterred": exchange.is_deterred,
        "sentence": exchange.sentence,
    }


def _unknowns(unknowns: StabilityUnknowns) -> dict[str, Any]:
    """Concept → states, and for `decides` concept → state → ids of unknown preferences."""
    found = unknowns.by_concept
    return {
        "unknowns": list(unknowns.unknowns),
        "ways": unknowns.n_ways,
        "always": {f.concept.value: list(f.always) for f in found},
        "sometimes": {f.concept.value: list(f.sometimes) for f in found},
        "decides": {f.concept.value: {s: list(ids) for s, ids in f.decides.items()} for f in found},
    }


def _extensions(found: Iterable[ExtendedEquilibria], *, with_stability: bool) -> dict[str, Any]:
    """Extension → `equilibria` (concept → states), and `stability` where the solution has it."""
    data: dict[str, Any] = {}
    for item in found:
        by_concept = data.setdefault(item.extension.value, {"equilibria": {}})
        by_concept["equilibria"][item.concept.value] = list(item.states)
        if with_stability:
            stable = {dm: list(states) for dm, states in item.stable.items()}
            by_concept.setdefault("stability", {})[item.concept.value] = stable
    return data


def _coalitions(coalitions: Coalitions) -> dict[str, Any]:
    """States by coalition and concept; `coalitions_left_out` counts those beyond the bound."""
    return {
        _coalitions_key(coalitions.reading): {
            " + ".join(found.members): {c.value: list(states) for c, states in found.stable.items()}
            for found in coalitions.found
        },
        "coalitions_left_out": coalitions.count - len(coalitions.found),
    }


def _coalitions_key(reading: CoalitionMove) -> str:
    return "coalitions" if reading is CoalitionMove.LEGAL else "coalitions_joint"
