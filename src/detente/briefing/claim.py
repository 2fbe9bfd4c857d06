"""A sentence of the brief with its evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence, assembled from records, and the ids of the statements it rests on.

    `kind` says what sort of claim it is ("block", "dispute", "silence", …).
    """

    kind: str
    text: str
    statement_ids: tuple[str, ...] = ()
