"""From data to weights: ``python -m training [FOLDER]``.

Runs what is missing in FOLDER (``out/training``): the encoder, both stages, the export and the
calibration. A run that was interrupted goes on where it stopped.
"""

import subprocess
import sys
from pathlib import Path

from detente.extraction.network.session import WEIGHTS
from training import encoder


def main(folder: Path) -> None:
    def step(module: str, *arguments: str | Path) -> None:
        subprocess.run([sys.executable, "-m", f"training.{module}", *map(str, arguments)], check=True)

    base = encoder.fetch(folder / "encoder")
    first, second = folder / "attributions", folder / "statements"
    if not (first / "final.pt").exists():
        step("train", "attributions", "--out", first, "--encoder", base)
    if not (second / "final.pt").exists():
        step("train", "statements", "--out", second, "--encoder", base, "--from", first / "final.pt")
    step("export", second / "final.pt", "--encoder", base, "--out", WEIGHTS)
    step("calibrate")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out/training"))
