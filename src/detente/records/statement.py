"""A move in the negotiation, read from the text of a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.records.span import Span


class Polarity(StrEnum):
    """Which way a stance points."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"


class Stance(StrEnum):
    """What a statement does; the mapping to CAMEO and PLOVER is in DESIGN, section 4."""

    OFFERS = "offers"
    DEMANDS = "demands"
    ACCEPTS = "accepts"
    PROPOSES = "proposes"
    REJECTS = "rejects"
    THREATENS = "threatens"
    QUESTIONS = "questions"

    @property
    def polarity(self) -> Polarity:
        """For, against or open."""
        if self in (Stance.REJECTS, Stance.THREATENS):
            return Polarity.AGAINST
        return Polarity.OPEN if self is Stance.QUESTIONS else Polarity.FOR


class Quote(StrEnum):
    """How the content is reported: all of it in quotation marks, some of it, none of it."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who does what about which issue, under which condition, on whose word, in which words.

    Attributes
    ----------
    id : stable across runs: made from the report's text, the evidence and what it says.
    report_id : `Report.id`.
    evidence : the smallest stretch that holds cue and content.
    source, cue, content : spans of the attribution (PARC 3 / PolNeAR scheme); may be empty.
    speaker : mention of the holder closest to the content; None when nobody is named.
    speaker_name : the holder's full name, pronouns resolved.
    party : the party it binds or speaks for; None where none can be told.
    via : who reports it, where the holder is reported by another.
    stance : None for an attribution that takes no position.
    issue : the thing at stake as a short noun phrase, phrased so that the polarity fits.
    issue_id : the same for the same issue in all reports of one call; None until issues are named.
    actor : the party that would do it, where stated or obvious.
    condition : what it is made to depend on.
    confidence : 0–1, the reader's share of such statements that hold; see the model card.
    """

    id: str
    report_id: str
    evidence: Span
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    speaker: Span | None = None
    speaker_name: str | None = None
    party: str | None = None
    via: str | None = None
    stance: Stance | None = None
    issue: str | None = None
    issue_id: str | None = None
    actor: str | None = None
    condition: Span | None = None
    quote: Quote = Quote.INDIRECT
    confidence: float = 0.0
