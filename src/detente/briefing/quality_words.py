"""How well the reader reads, in words."""

from __future__ import annotations

from detente.briefing.wording import day
from detente.records import ReaderQuality


def quality_words(quality: ReaderQuality) -> str:
    """What was measured, on what, when and with which command."""
    return (
        f"On {quality.data}, the reader finds statements with an F1 of {quality.detection:.1f}, and with "
        f"party and side right with an F1 of {quality.full:.1f}. Of those found, {quality.party:.1f} % have "
        f"the right party and {quality.polarity:.1f} % the right side; its conditions have an F1 of "
        f"{quality.condition:.1f}, its grouping of issues a BCubed F1 of {quality.issues:.1f} "
        f"(measured on {day(quality.measured)} with {quality.command})."
    )
