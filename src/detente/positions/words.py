"""The word lists of this room, read once from its data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The word lists.

    Attributes
    ----------
    stop, numbers, light : words that say nothing, the last little, about which issue it is.
    negations, undoing : words that turn a phrase into its opposite, anywhere or at its head.
    bodies, articles : words of the names of parties.
    endings : what a stem is without, longest first.
    same : groups of words that mean the same.
    """

    stop: frozenset[str]
    numbers: frozenset[str]
    light: frozenset[str]
    negations: frozenset[str]
    undoing: frozenset[str]
    bodies: frozenset[str]
    articles: frozenset[str]
    endings: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]


@cache
def words() -> Words:
    """The lists of ``words.toml`` and ``parties.toml``."""
    lists = {**_file("words.toml"), **_file("parties.toml")}
    return Words(
        stop=frozenset(lists["stop"]),
        numbers=frozenset(lists["numbers"]),
        light=frozenset(lists["light"]),
        negations=frozenset(lists["negations"]),
        undoing=frozenset(lists["undoing"]),
        bodies=frozenset(lists["bodies"]),
        articles=frozenset(lists["articles"]),
        endings=tuple(sorted(lists["endings"], key=len, reverse=True)),
        same=tuple(tuple(group) for group in lists["same"]),
    )


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files("detente.positions") / name).read_text(encoding="utf-8"))
