"""From data to weights: ``python -m training [FOLDER] [--trial]``.

Runs what is missing in FOLDER (``out/training``): the encoder, the stages, the average of two of
them, the export and the calibration. A run that was interrupted goes on where it stopped. A trial
goes the same way in a few minutes, with six texts of each kind, and leaves its weights in FOLDER.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from detente.extraction.network.session import WEIGHTS
from training import encoder
from training.train import STAGES

# What each stage's end counts in the shipped weights, chosen among four on the kept-back reports and dev.
SHARES = {"together": 1, "together-again": 2}
_TRIAL = ("--texts", "6")


def main(folder: Path, *, is_trial: bool) -> None:
    def step(module: str, *arguments: str | Path) -> None:
        subprocess.run([sys.executable, "-m", f"training.{module}", *map(str, arguments)], check=True)

    base = encoder.fetch(folder / "encoder")
    start: list[str | Path] = []
    for stage in STAGES:
        target = folder / stage
        if not (target / "final.pt").exists():
            step("train", stage, "--out", target, "--encoder", base, *start, *(_TRIAL if is_trial else ()))
        start = ["--from", target / "final.pt"]
    shares = [f"{folder / stage / 'final.pt'}:{share}" for stage, share in SHARES.items()]
    step("average", folder / "average.pt", *shares)
    weights = folder / WEIGHTS.name if is_trial else WEIGHTS
    step("export", folder / "average.pt", "--encoder", base, "--out", weights)
    if not is_trial:
        step("calibrate")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=Path("out/training"))
    parser.add_argument("--trial", action="store_true")
    options = parser.parse_args()
    main(options.folder, is_trial=options.trial)
