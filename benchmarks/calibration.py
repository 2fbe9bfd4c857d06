"""Whether confidence means what it says: ``python -m benchmarks.calibration [train|dev]``.

A statement is right where it matches an annotated one with its party and polarity. Printed are the
expected calibration error (ten bins of equal width, Naeini et al. 2015) with its bins, and precision
against coverage: what share of the statements found is right when only the surer ones are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.shared import annotated, as_prediction, extracted, scorer

_BINS = 10


def main(split: str = "dev") -> dict[str, float]:
    """Print the figures of one split; gives the error."""
    judged = outcomes(split)
    error = calibration_error(judged)
    print(f"{len(judged)} statements, expected calibration error {error:.3f}")
    for low, own in _binned(judged):
        if own:
            sure, right = _means(own)
            print(f"  {low / _BINS:.1f}-{(low + 1) / _BINS:.1f}  n {len(own):4}", end="")
            print(f"  confidence {sure:.2f}  right {right:.2f}")
    ranked = sorted(judged, reverse=True)
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        kept = ranked[: max(1, round(share * len(ranked)))]
        print(f"  surest {share:4.0%}: {_means(kept)[1]:.2f} right, confidence from {kept[-1][0]:.2f}")
    return {"error": error}


def outcomes(split: str) -> list[tuple[float, bool]]:
    """Confidence of each statement found, and whether it is right."""
    tools, rows = scorer(), annotated(split)
    _, statements = extracted(rows)
    judged = []
    for row in rows:
        own = [s for s in statements if s.report_id == row["id"]]
        predicted = [as_prediction(s) for s in own]
        gold_of = {j: row["statements"][i] for i, j in tools.pair(row["statements"], predicted)}
        for j, statement in enumerate(own):
            gold = gold_of.get(j)
            right = gold is not None and tools.same_party(gold["party"], statement.party)
            right = right and tools.POLARITY[gold["stance"]] == tools.POLARITY[str(statement.stance)]
            judged.append((statement.confidence, bool(right)))
    return judged


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence and share of right, weighted by the bins' sizes."""
    gaps = [len(own) * abs(_means(own)[0] - _means(own)[1]) for _, own in _binned(judged) if own]
    return sum(gaps) / max(1, len(judged))


def _binned(judged: Sequence[tuple[float, bool]]) -> list[tuple[int, list[tuple[float, bool]]]]:
    return [(b, [j for j in judged if min(_BINS - 1, int(j[0] * _BINS)) == b]) for b in range(_BINS)]


def _means(judged: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    return sum(c for c, _ in judged) / len(judged), sum(r for _, r in judged) / len(judged)


if __name__ == "__main__":
    main(*sys.argv[1:2])
