"""Every statement in its sentence."""

from __future__ import annotations

import re

from detente.briefing.contents import Entry
from detente.briefing.sources import Desk
from detente.records import Report, Span, Stance, Statement

_CONTEXT = 220
"""Code points shown on either side of the evidence, at most; longer sentences are cut at a word."""

_STOP = re.compile(r"[.!?][\"”’»)\]]*\s+|\n\s*\n|[\r\n]+")
# Languages of ISO 639-1 that are written from right to left.
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


def context(text: str, span: Span) -> tuple[str, str]:
    """The rest of the sentence before and after a span, as it stands in the text.

    A cut inside a sentence is marked by an ellipsis.
    """
    start = max(0, span.start - _CONTEXT)
    before = text[start : span.start]
    stops = [stop.end() for stop in _STOP.finditer(before)]
    if stops:
        before = before[stops[-1] :]
    elif start > 0:
        before = "…" + (before[before.find(" ") :] if " " in before else before)
    after = text[span.end : span.end + _CONTEXT]
    if text[: span.end].rstrip().endswith((".", "!", "?", ".”", '."', "?”", "!”")):
        return before, ""
    stop = _STOP.search(after)
    if stop:
        after = after[: stop.end()].rstrip()
    elif span.end + _CONTEXT < len(text):
        after = (after[: after.rfind(" ")] if " " in after else after) + " …"
    return before, after.rstrip()


def ledger(desk: Desk) -> tuple[Entry, ...]:
    """Entries numbered from 1, in the order of the position map: by date, then by place."""
    entries: list[Entry] = []
    for statement in desk.statements.values():
        if statement.stance is not None:
            entries.append(_entry(desk, len(entries) + 1, statement, statement.stance))
    return tuple(entries)


def _entry(desk: Desk, n: int, statement: Statement, stance: Stance) -> Entry:
    report = desk.reports[statement.report_id]
    before, after = context(report.text, statement.evidence)
    language = (report.language or "").lower().replace("_", "-") or None
    return Entry(
        number=n,
        id=statement.id,
        anchor=_anchor(statement.id),
        before=before,
        evidence=_words(report, statement.evidence) or "",
        after=after,
        span=statement.evidence,
        report=desk.number(report.id),
        place=_place(report, statement.evidence),
        outlet=desk.outlet(report.id),
        date=report.date,
        language=language,
        direction="rtl" if (language or "").split("-")[0] in _RIGHT_TO_LEFT else "ltr",
        speaker=statement.speaker_name or _words(report, statement.speaker),
        via=statement.via,
        party=statement.party,
        stance=stance,
        polarity=stance.polarity,
        issue=statement.issue or "",
        issue_id=statement.issue_id,
        actor=statement.actor,
        condition=_words(report, statement.condition),
        quote=statement.quote,
        confidence=round(statement.confidence, 2),
        is_retelling=desk.retells(report.id) is not None,
    )


def _anchor(statement_id: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_-]", "-", statement_id)
    return plain if plain.startswith("s-") else f"s-{plain}"


def _words(report: Report, span: Span | None) -> str | None:
    return None if span is None else report.text[span.start : span.end]


def _place(report: Report, span: Span) -> str | None:
    # The last that holds it is the innermost: a turn rather than the record that it is in.
    for part in reversed(report.parts):
        if part.span.start <= span.start < part.span.end:
            return part.label
    return None
