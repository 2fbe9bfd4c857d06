"""Attributions against PolNeAR: ``python -m benchmarks.attributions [train|dev]``.

Writes detente's attributions to a temporary file and runs the shared scorer on it.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.shared import SHARED
from detente.extraction import extract
from detente.records import Report

_ROLES = ("source", "cue", "content")


def main(split: str = "dev") -> dict[str, float]:
    """Print the scorer's figures for one split; gives F1 of each kind of match."""
    gold = SHARED / "data" / f"polnear_{split}.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "attributions.jsonl"
        with gzip.open(gold, "rt", encoding="utf-8") as lines, predicted.open("w", encoding="utf-8") as out:
            for line in lines:
                article = json.loads(line)
                found = extract(Report(id=article["doc"], text=article["text"]))
                attributions = [{role: getattr(s, role) for role in _ROLES} for s in found]
                out.write(json.dumps({"doc": article["doc"], "attributions": attributions}) + "\n")
        script = SHARED / "tools" / "score_attributions.py"
        command = [sys.executable, str(script), str(gold), str(predicted), "--bootstrap", "200", "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    scored = json.loads(done.stdout)
    for name, value in scored.items():
        print(f"{name:34}", "  ".join(f"{key} {_short(figure)}" for key, figure in value.items()))
    return {name: value["F1"] for name, value in scored.items() if "F1" in value}


def _short(figure: float | list[float]) -> str:
    return "–".join(f"{each:.1f}" for each in figure) if isinstance(figure, list) else f"{figure:.4g}"


if __name__ == "__main__":
    main(*sys.argv[1:2])
