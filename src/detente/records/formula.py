"""A condition over the options of a model, in disjunctive form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Literal(NamedTuple):
    """An option taken (`value` true) or not taken."""

    option: str
    value: bool


Pattern = tuple[Literal, ...]
"""Literals that hold together; the empty pattern holds everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """True in a state that matches at least one pattern; no pattern is true nowhere.

    `text` is how a person wrote it (``elections -> guarantees``); two formulas with the same
    patterns are the same condition whatever their text.
    """

    patterns: tuple[Pattern, ...]
    text: str

    @property
    def options(self) -> tuple[str, ...]:
        """Names of the options it speaks of, sorted."""
        return tuple(sorted({literal.option for pattern in self.patterns for literal in pattern}))
