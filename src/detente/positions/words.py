"""The word lists of this room, read once from ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that say nothing or little, endings longest first, and groups that mean the same."""

    stop: frozenset[str]
    light: frozenset[str]
    endings: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]


@cache
def words() -> Words:
    """The lists of ``words.toml``."""
    text = (files("detente.positions") / "words.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return Words(
        stop=frozenset(lists["stop"]),
        light=frozenset(lists["light"]),
        endings=tuple(sorted(lists["endings"], key=len, reverse=True)),
        same=tuple(tuple(group) for group in lists["same"]),
    )
