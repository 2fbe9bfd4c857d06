"""What no change may fall below unseen: ``floors.toml``, checked by ``python -m benchmarks``.

Each floor was measured, then lowered by about a point, since processors differ in how they multiply
eight-bit numbers. The file names the data by hash: on other data its floors say nothing.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.shared import SHARED

FILE = Path(__file__).parent / "floors.toml"


def shortfalls(benchmark: str, figures: Mapping[str, float]) -> list[str]:
    """A line for each figure of a benchmark that is worse than its floor, or cannot be compared with it.

    `figures` by name; a floor whose name begins with "error" is a ceiling.
    """
    floors = tomllib.loads(FILE.read_text(encoding="utf-8"))[benchmark]
    data = SHARED / "data" / floors.pop("data")
    digest = hashlib.sha256(data.read_bytes()).hexdigest()
    if digest != floors.pop("sha256"):
        return [f"{benchmark}: {data.name} is not the file that the floors were measured on"]
    lines = []
    for name, floor in floors.items():
        value = figures[name]
        if value > floor if name.startswith("error") else value < floor:
            lines.append(f"{benchmark}: {name} {value:.4g}, floor {floor:.4g}")
    return lines
