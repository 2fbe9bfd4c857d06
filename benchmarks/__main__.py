"""All benchmarks: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import attributions, calibration, reading, statements


def main() -> None:
    """Run each benchmark on dev, its command above it."""
    for module in (statements, calibration, attributions):
        print(f"$ python -m {module.__name__} dev", flush=True)
        module.main("dev")
        print(flush=True)
    print(f"$ python -m {reading.__name__}", flush=True)
    reading.main()


main()
