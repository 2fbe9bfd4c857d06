"""The data files of this room: `heads.toml` and `formats.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def vocabulary(file: str) -> dict[str, Any]:
    """Load one of the room's TOML files."""
    return tomllib.loads(resources.files("detente.reading").joinpath(file).read_text("utf-8"))
