"""How sure the reader may be: ``python -m training.calibrate``.

Reads the kept-back training reports with the shipped weights, fits the probability that a statement
holds with its party and polarity (logistic regression on what the network says of it), and picks the
confidence from which statements are kept, so that F1 of such statements is best. Writes
``calibration.json`` beside the weights.
"""

import hashlib
import json

import numpy as np
from benchmarks.shared import annotated, as_report, scorer
from scipy.optimize import minimize

from detente.extraction import confidence, reader
from detente.extraction.network.session import WEIGHTS
from training.train import is_held_back

_STRENGTH = 1.0  # of the pull of the coefficients towards 0


def main() -> None:
    rows = [row for row in annotated("train") if is_held_back(row)]
    tools = scorer()
    features, right = [], []
    for row in rows:
        candidates = list(reader.candidates(as_report(row)))
        predicted = [
            {"evidence": list(s.evidence), "party": s.party, "stance": str(s.stance)} for s, _ in candidates
        ]
        pairs = {j: i for i, j in tools.pair(row["statements"], predicted)}
        for j, (statement, found) in enumerate(candidates):
            gold = row["statements"][pairs[j]] if j in pairs else None
            holds = gold is not None and tools.same_party(gold["party"], statement.party)
            holds = holds and tools.POLARITY[gold["stance"]] == tools.POLARITY[str(statement.stance)]
            features.append(confidence.features(statement, found))
            right.append(bool(holds))
    x, y = np.array(features), np.array(right, dtype=float)
    weights = _fit(x, y)
    sure = 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))
    gold = sum(len(row["statements"]) for row in rows)
    # By the probabilities rather than the few that were right: the reports kept back are not many.
    threshold = max(
        np.arange(0.1, 0.7, 0.01),
        key=lambda t: 2 * sure[sure >= t].sum() / ((sure >= t).sum() + gold),
    )
    kept = sure >= threshold
    print(
        f"{len(rows)} reports, {gold} statements, {len(y)} candidates, threshold {threshold:.2f}: "
        f"P {y[kept].mean():.3f} R {y[kept].sum() / gold:.3f}"
    )
    confidence.CALIBRATION.write_text(
        json.dumps(
            {
                "weights_sha256": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest(),
                "features": list(confidence.FEATURES),
                "coefficients": [round(float(w), 4) for w in weights[:-1]],
                "intercept": round(float(weights[-1]), 4),
                "threshold": round(float(threshold), 2),
            },
            indent=1,
        )
        + "\n"
    )


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    def cost(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        p = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, z).sum() - y @ z + _STRENGTH / 2 * (w[:-1] ** 2).sum()
        gradient = np.append(x.T @ (p - y) + _STRENGTH * w[:-1], (p - y).sum())
        return value, gradient

    return minimize(cost, np.zeros(x.shape[1] + 1), jac=True).x


if __name__ == "__main__":
    main()
