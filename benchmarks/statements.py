"""Quality and speed of the statement reader on the annotated reports.

Usage: ``python -m benchmarks.statements [train|dev]``. Figures are those of the shared scorer, with
95 % intervals by bootstrap over reports; speed in reports a second, peak memory beside.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from typing import Any

from benchmarks.shared import annotated, as_prediction, extracted, scorer
from detente.positions import name_issues, name_parties

_RESAMPLES = 500
_SEED = 7


def main(split: str = "dev") -> dict[str, float]:
    """Print the figures of one split; gives those of the README."""
    rows = annotated(split)
    start = time.perf_counter()
    reports, statements = extracted(rows)
    seconds = time.perf_counter() - start
    predicted = _with_issues(rows, reports, statements)
    scored, _, _ = scorer().score(rows, predicted)
    for key, value in scored.items():
        print(f"{key:12} {value}")
    for key in ("detection", "full"):
        low, high = _interval(rows, predicted, key)
        print(f"{key} F1, 95 % interval: {low:.1f}-{high:.1f}")
    right = scored["full"][0] / 100
    print(f"calibration: mean confidence {_mean_confidence(statements):.2f}, right {right:.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(rows) / seconds:.1f} reports a second on {os.cpu_count()} cores, peak {peak:.0f} MiB")
    return _headline(scored)


def figures(split: str) -> dict[str, float]:
    """The figures that the README shows: F1 where there is one, else the share of the matched."""
    rows = annotated(split)
    scored, _, _ = scorer().score(rows, _with_issues(rows, *extracted(rows)))
    return _headline(scored)


def _headline(scored: dict[str, Any]) -> dict[str, float]:
    return {
        "detection": scored["detection"][2],
        "party": scored["party"],
        "polarity": scored["polarity"],
        "condition": scored["condition"][2],
        "full": scored["full"][2],
        "issues": scored["issues"],
    }


def _with_issues(rows: list[dict[str, Any]], reports: Any, statements: Any) -> list[dict[str, Any]]:
    """Predictions with issue ids, named across the reports of each negotiation as in one call."""
    negotiation = {row["id"]: row["negotiation"] for row in rows}
    predicted = []
    for name in sorted(set(negotiation.values())):
        own = [s for s in statements if negotiation[s.report_id] == name]
        named, _ = name_issues(name_parties(own), reports=[r for r in reports if negotiation[r.id] == name])
        predicted += [as_prediction(s) for s in named]
    return predicted


def _interval(rows: list[dict[str, Any]], predicted: list[dict[str, Any]], key: str) -> tuple[float, float]:
    """Bootstrap over reports: each resample is scored by itself, a report drawn twice counting twice."""
    draw, score = random.Random(_SEED), scorer().score
    by_report: dict[str, list[dict[str, Any]]] = {row["id"]: [] for row in rows}
    for prediction in predicted:
        by_report[prediction["report"]].append(prediction)
    values = []
    for _ in range(_RESAMPLES):
        sample = [(f"{i}/{row['id']}-0", row) for i, row in enumerate(draw.choices(rows, k=len(rows)))]
        gold = [{**row, "id": name} for name, row in sample]
        again = [{**p, "report": name} for name, row in sample for p in by_report[row["id"]]]
        values.append(score(gold, again)[0][key][2])
    values.sort()
    return values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES) - 1]


def _mean_confidence(statements: Any) -> float:
    return sum(s.confidence for s in statements) / max(1, len(statements))


if __name__ == "__main__":
    main(*sys.argv[1:2])
