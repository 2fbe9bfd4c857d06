"""The words that drafting goes by, from the data files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_MAX_SLUG = 48


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("detente.modelling").joinpath(name).read_text(encoding="utf-8"))


@cache
def _pattern(file: str, key: str, *, at_start: bool = False) -> re.Pattern[str]:
    words = sorted(_data(file)[key], key=len, reverse=True)
    either = "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+") for word in words)
    start = r"^\s*" if at_start else r"(?<![\w-])"
    return re.compile(rf"{start}(?:{either})(?![\w-])", re.IGNORECASE)


def is_obliging(text: str) -> bool:
    """Whether the text marks what it says as something not to be given up."""
    return _pattern("red_lines.toml", "words").search(text) is not None


def condition_core(text: str) -> str:
    """Words of a condition without what opens it, on one line."""
    core = _pattern("conditions.toml", "leads", at_start=True).sub("", " ".join(text.split()), count=1)
    return core.strip(" ,;:.–—-")


def is_contrary(text: str) -> bool:
    """Whether a condition is opened by "unless" or another word that turns it round."""
    lead = _pattern("conditions.toml", "leads", at_start=True).match(text)
    return lead is not None and _pattern("conditions.toml", "contrary").fullmatch(lead[0].strip()) is not None


def is_negated(text: str) -> bool:
    """Whether a condition, opening aside, denies what it names."""
    return _pattern("conditions.toml", "negations").search(condition_core(text)) is not None or (
        re.search(r"n['’]t\b", text) is not None
    )


def slug(text: str, taken: Iterable[str] = ()) -> str:
    """Name of an option made from words, unlike any that is taken; "" where no word is left."""
    name = "-".join(re.findall(r"\w+", text.casefold().replace("’s", "").replace("'s", "")))
    if len(name) > _MAX_SLUG:
        name = name[: _MAX_SLUG + 1].rpartition("-")[0] or name[:_MAX_SLUG]
    if name in {"true", "false", "and", "or", "not"}:
        name += "-option"
    free, n = name, 1
    while free and free in set(taken):
        n += 1
        free = f"{name}-{n}"
    return free
