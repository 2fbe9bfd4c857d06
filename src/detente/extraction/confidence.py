"""How sure a statement is: the network's scores, calibrated on reports that it was not trained on.

The probability is that the report takes this position and that party and polarity are right. It was
fitted by ``training.calibrate`` (logistic regression, Platt 1999).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.extraction.network.decoding import FoundStatement
from detente.records import Statement

CALIBRATION = Path(__file__).parent / "network" / "calibration.json"
FEATURES = ("start", "inside", "polarity", "speaker named", "party known", "attributed")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Coefficients in the order of `FEATURES`; statements below `threshold` are left out."""

    coefficients: tuple[float, ...]
    intercept: float
    threshold: float

    def __call__(self, values: tuple[float, ...]) -> float:
        """Probability, 0–1 and never either."""
        z = self.intercept + sum(c * v for c, v in zip(self.coefficients, values, strict=True))
        return min(0.99, max(0.01, 1 / (1 + math.exp(-z))))


@cache
def load() -> Calibration:
    """The calibration that belongs to the shipped weights."""
    data = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return Calibration(tuple(data["coefficients"]), data["intercept"], data["threshold"])


def features(statement: Statement, found: FoundStatement) -> tuple[float, ...]:
    """What the calibration goes by, in the order of `FEATURES`."""
    total = sum(found.stances) or 1.0
    best = max(found.polarities.values())
    return (
        _logit(found.probability),
        _logit(found.support),
        best / total,
        _logit(found.speakers[0][1]),
        float(statement.party is not None),
        float(bool(statement.cue)),
    )


def _logit(probability: float) -> float:
    p = min(0.999, max(0.001, probability))
    return math.log(p / (1 - p))
