"""Attributions: which source is reported, by which cue, with which content (PARC 3 / PolNeAR scheme)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.extraction.clauses import QUOTES
from detente.extraction.cues import CueHit
from detente.extraction.parties import Referent
from detente.extraction.segmentation import Token
from detente.extraction.subjects import Subjects
from detente.records import Span

# "…, he told reporters in Vienna on Friday": a tail this short after the cue holds no content.
_SHORT_TAIL = 7
# "On Friday, in Vienna, Lavrov said …": a lead this short before the source holds no content.
_SHORT_LEAD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution in a sentence; `content` are token ranges, half-open, none where it is elsewhere."""

    source: Referent
    hit: CueHit
    content: tuple[tuple[int, int], ...]

    def holds(self, token: int) -> bool:
        """Whether a token belongs to the content."""
        return any(first <= token < last for first, last in self.content)


def find_attributions(
    subjects: Subjects, tokens: Sequence[Token], hits: Sequence[CueHit]
) -> tuple[Attribution, ...]:
    """Attributions of a sentence with a named or pronominal source, left to right."""
    found = []
    for hit in hits:
        if not hit.cue.clause:
            continue
        source = subjects.source(hit)
        if source is not None and not subjects.is_governed(source):
            found.append(Attribution(source=source, hit=hit, content=_content(tokens, source, hit)))
    return tuple(found)


def spans(tokens: Sequence[Token], ranges: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Token ranges as spans of the text."""
    return tuple(Span(tokens[first].start, tokens[last - 1].end) for first, last in ranges if last > first)


def _content(tokens: Sequence[Token], source: Referent, hit: CueHit) -> tuple[tuple[int, int], ...]:
    """What is reported: after the cue, before the source, or both around them."""
    end = len(tokens)
    while end > 0 and tokens[end - 1].text in {".", "!", "?", *QUOTES}:
        end -= 1
    first = min(source.mention.first, hit.first)
    after = max(source.mention.last, hit.last) + 1
    while after < end and tokens[after].text in {",", ":", "that", *QUOTES}:
        after += 1
    in_relative = first > 0 and tokens[first - 1].lower in {"that", "which", "who"}
    lead, tail = (
        (0, 0 if in_relative else _trimmed(tokens, first)),
        (after, _to_semicolon(tokens, after, end)),
    )
    has_lead = lead[1] > _SHORT_LEAD or any(t.text in QUOTES for t in tokens[: lead[1]])
    has_tail = tail[1] - tail[0] > _SHORT_TAIL or any(t.text in QUOTES for t in tokens[tail[0] :])
    starts_with_lead = has_lead and (not has_tail or tokens[first - 1].text in {",", *QUOTES})
    ranges = []
    if starts_with_lead:
        ranges.append(lead)
    if tail[1] > tail[0] and (
        not starts_with_lead or any(t.text in QUOTES for t in tokens[hit.last + 1 : after + 1])
    ):
        ranges.append(tail)
    return tuple(ranges)


def _to_semicolon(tokens: Sequence[Token], first: int, end: int) -> int:
    """An unquoted content ends at a semicolon."""
    quoted = False
    for i in range(first, end):
        quoted ^= tokens[i].text in QUOTES
        if tokens[i].text == ";" and not quoted:
            return i
    return end


def _trimmed(tokens: Sequence[Token], end: int) -> int:
    while end > 0 and tokens[end - 1].text in {",", *QUOTES}:
        end -= 1
    return end
