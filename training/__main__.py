"""From data to weights: ``python -m training [FOLDER]``.

Runs what is missing in FOLDER (``out/training``): the encoder, the stages, the export and the
calibration. A run that was interrupted goes on where it stopped.
"""

import subprocess
import sys
from pathlib import Path

from detente.extraction.network.session import WEIGHTS
from training import encoder
from training.train import STAGES


def main(folder: Path) -> None:
    def step(module: str, *arguments: str | Path) -> None:
        subprocess.run([sys.executable, "-m", f"training.{module}", *map(str, arguments)], check=True)

    base = encoder.fetch(folder / "encoder")
    start: list[str | Path] = []
    for stage in STAGES:
        target = folder / stage
        if not (target / "final.pt").exists():
            step("train", stage, "--out", target, "--encoder", base, *start)
        start = ["--from", target / "final.pt"]
    step("export", start[1], "--encoder", base, "--out", WEIGHTS)
    step("calibrate")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out/training"))
