"""All benchmarks: ``python -m benchmarks``."""

from __future__ import annotations

import sys

from benchmarks import attributions, calibration, reading, statements
from benchmarks.floors import shortfalls


def main() -> int:
    """Run each benchmark on dev, its command above it; 1 where a figure is below its floor."""
    below = []
    for module in (statements, calibration, attributions):
        print(f"$ python -m {module.__name__} dev", flush=True)
        below += shortfalls(module.__name__.rpartition(".")[2], module.main("dev"))
        print(flush=True)
    print(f"$ python -m {reading.__name__}", flush=True)
    reading.main()
    print("\n".join(below) or "no figure is below its floor")
    return 1 if below else 0


sys.exit(main())
