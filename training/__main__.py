"""From data to weights: ``python -m training [FOLDER] [--trial]``.

Runs what is missing in FOLDER (``out/training``): the encoder, the stages, the export and the
calibration. A run that was interrupted goes on where it stopped. A trial goes the same way in a few
minutes, with a dozen texts, and leaves its weights in FOLDER.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from detente.extraction.network.session import WEIGHTS
from training import encoder
from training.train import STAGES

_TRIAL = ("--texts", "12")


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
    if is_trial:
        step("export", start[1], "--encoder", base, "--out", folder / WEIGHTS.name)
        return
    step("export", start[1], "--encoder", base, "--out", WEIGHTS)
    step("calibrate")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=Path("out/training"))
    parser.add_argument("--trial", action="store_true")
    options = parser.parse_args()
    main(options.folder, is_trial=options.trial)
