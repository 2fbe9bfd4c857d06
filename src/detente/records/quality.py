"""How well statements are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderQuality:
    """Figures of the reader of statements on annotated reports, all out of 100.

    Attributes
    ----------
    measured : day of the measurement.
    command : that measures.
    data : what it was measured on, in words.
    detection : F1 of the statements found.
    party, polarity : share of those found whose party is right; that are rightly for, against or open.
    condition : F1 of their conditions.
    full : F1 of the statements found with party and polarity right.
    issues : BCubed F1 of issues grouped across reports.
    """

    measured: datetime.date
    command: str
    data: str
    detection: float
    party: float
    polarity: float
    condition: float
    full: float
    issues: float
