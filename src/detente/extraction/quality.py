"""How well the shipped reader reads: measured once, kept beside its weights."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from detente.records import ReaderQuality


def reader_quality() -> ReaderQuality:
    """The figures in ``network/quality.toml``, which ``python -m docs.refresh_readme`` measures anew."""
    text = (files("detente.extraction") / "network" / "quality.toml").read_text("utf-8")
    return ReaderQuality(**tomllib.loads(text))
