"""What is at stake, named once across reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue: `id` is a slug, `name` the phrase it is shown by, `phrases` all wordings folded in."""

    id: str
    name: str
    phrases: tuple[str, ...] = ()
