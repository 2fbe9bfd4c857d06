"""One report, read by the trained network: the positions taken in it, and its other attributions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from detente.extraction import confidence
from detente.extraction.condition import find_condition
from detente.extraction.document import Document, read_document
from detente.extraction.issue import MUST, find_issue, issue_text
from detente.extraction.network import decoding, session, wordpiece
from detente.extraction.network.decoding import FoundAttribution, FoundStatement, Range
from detente.extraction.network.windows import words_of
from detente.extraction.parties import Referent
from detente.extraction.quotation import quote_type
from detente.extraction.speakers import Speakers
from detente.records import Report, Span, Stance, Statement

# A place that names the one who reports it, or would do it, counts from this probability.
_MIN_NAMED = 0.5
# A condition may be marked this many words too early.
_LOOSE = 3
# An attribution belongs to a statement that shares this much with it (cue counts as one).
_MIN_SHARED = 0.5


def read_report(report: Report) -> list[Statement]:
    """Statements and attributions of one report, in order of their evidence."""
    reader = _Reader(report)
    threshold = confidence.load().threshold
    positions = [s for s, _ in reader.positions() if s.confidence >= threshold]
    found = sorted([*positions, *reader.plain(positions)], key=lambda s: (s.evidence, s.party or "", s.id))
    return list({statement.id: statement for statement in found}.values())


def candidates(report: Report) -> Iterator[tuple[Statement, FoundStatement]]:
    """Every position that the network finds at all likely, with its scores."""
    return _Reader(report).positions()


class _Reader:
    """Goes through what the network found in one report; keeps the last issue, which "this idea" takes up."""

    def __init__(self, report: Report) -> None:
        self._document: Document = read_document(report)
        words = words_of([p.sentence for p in self._document.passages], wordpiece.load())
        reading = session.read(words)
        self._tokens = words.tokens
        self._attributions = decoding.attributions(reading)
        self._found = decoding.statements(reading)
        self._speakers = Speakers(self._document, words, self._attributions)
        self._last_issue: str | None = None

    def positions(self) -> Iterator[tuple[Statement, FoundStatement]]:
        """One statement for each holder of each position found, in order of the text."""
        for found in self._found:
            if self._speakers.is_asked(found.evidence):
                continue
            found = replace(found, condition=self._condition(found))
            place = find_issue(self._tokens, found.issue, found.evidence, found.condition)
            issue, actor = self._issue(place), self._actor(found, place)
            for holder in self._speakers.holders(found):
                yield self._position(found, holder, issue, actor), found

    def plain(self, positions: list[Statement]) -> Iterator[Statement]:
        """Attributions in whose content no position was found."""
        taken = {s.cue for s in positions}
        for attribution in self._attributions:
            source, cue, content = (
                tuple(map(self._speakers.span, places))
                for places in (attribution.source, attribution.cue, attribution.content)
            )
            if cue in taken:
                continue
            holder = self._speakers.referent_at(attribution.source[0]) if attribution.source else None
            whole = [*source, *cue, *content]
            evidence = Span(min(s.start for s in whole), max(s.end for s in whole))
            yield Statement(
                id=self._identifier(evidence, None, holder),
                report_id=self._document.report.id,
                evidence=evidence,
                source=source,
                cue=cue,
                content=content,
                speaker=source[0] if source else None,
                speaker_name=holder.full_name if holder is not None else None,
                party=holder.party if holder is not None else None,
                quote=quote_type(self._document.report.text, content[0], self._document.quoted),
                confidence=min(0.99, round(attribution.probability, 2)),
            )

    def _position(
        self, found: FoundStatement, holder: Referent, issue: str | None, actor: str | None
    ) -> Statement:
        report = self._document.report
        evidence = self._speakers.span(found.evidence)
        attribution = self._attribution(found)
        content = self._content(found, attribution)
        statement = Statement(
            id=self._identifier(evidence, found.stance, holder),
            report_id=report.id,
            evidence=evidence,
            source=tuple(map(self._speakers.span, attribution.source)) if attribution else (),
            cue=tuple(map(self._speakers.span, attribution.cue)) if attribution else (),
            content=content,
            speaker=holder.mention.span,
            # A position always shows its holder, be it by the words of the text alone.
            speaker_name=holder.full_name or holder.mention.name,
            party=holder.party,
            via=self._via(found, holder, attribution),
            stance=found.stance,
            issue=issue,
            actor=actor,
            condition=self._speakers.span(found.condition) if found.condition else None,
            quote=quote_type(report.text, content[0], self._document.quoted),
        )
        sure = confidence.load()(confidence.features(statement, found))
        return replace(statement, confidence=round(sure, 2))

    def _attribution(self, found: FoundStatement) -> FoundAttribution | None:
        """The attribution that reports a statement: its content holds the evidence, or its cue is in it."""
        first, end = found.evidence
        best, most = None, _MIN_SHARED
        for attribution in self._attributions:
            shared = sum(max(0, min(end, b) - max(first, a)) for a, b in attribution.content)
            has_cue = any(first <= a < end for a, _ in attribution.cue)
            score = shared / (end - first) + has_cue
            if shared and score > most:
                best, most = attribution, score
        return best

    def _content(self, found: FoundStatement, attribution: FoundAttribution | None) -> tuple[Span, ...]:
        """What of the evidence is reported; all of it where no attribution says."""
        first, end = found.evidence
        pieces = [(max(first, a), min(end, b)) for a, b in attribution.content] if attribution else []
        return tuple(self._speakers.span(piece) for piece in pieces if piece[1] > piece[0]) or (
            self._speakers.span(found.evidence),
        )

    def _condition(self, found: FoundStatement) -> Range | None:
        """The condition that the network marks, from its opening word; else one told by such a word.

        Of the latter, one in the evidence goes before one that opens its sentence.
        """
        first, end = found.evidence
        if found.condition is not None:
            opens, ends = found.condition
            while ends - opens > 1 and not self._tokens[ends - 1].text[-1].isalnum():
                ends -= 1
            told = find_condition(self._tokens, opens, ends)
            near = told is not None and told[0] - opens <= _LOOSE
            return (told[0], ends) if told is not None and near else (opens, ends)
        opens = self._speakers.sentence_start(first)
        leads = self._tokens[opens].lower in {"if", "unless", "provided"}
        lead = find_condition(self._tokens, opens, first) if leads and opens < first else None
        return find_condition(self._tokens, first, end) or lead

    def _via(
        self, found: FoundStatement, holder: Referent, attribution: FoundAttribution | None
    ) -> str | None:
        """Who reports it where that is not the holder; a body reporting itself is the holder."""
        reporter = self._speakers.name_at(found.via, _MIN_NAMED)
        around = attribution is not None and attribution.holds(found.speakers[0][0][0])
        if reporter is None and attribution is not None and attribution.source and around:
            reporter = self._speakers.referent_at(attribution.source[0])
        if reporter is None or reporter.is_first_person or reporter.name in {holder.name, holder.party}:
            return None
        return reporter.full_name if reporter.is_person or reporter.party != holder.party else None

    def _actor(self, found: FoundStatement, issue: Range | None) -> str | None:
        """Who would do it: whom the network names, else the subject of "must" before the issue."""
        actor = self._speakers.name_at(found.actor, _MIN_NAMED)
        if actor is None and issue is not None and issue[0] > 1 and self._tokens[issue[0] - 1].lower in MUST:
            actor = self._speakers.referent_at((issue[0] - 2, issue[0] - 1))
        return actor.party if actor is not None else None

    def _issue(self, place: Range | None) -> str | None:
        """What is at stake; the last issue of the report where the words only point back to it."""
        if place is None:
            return self._last_issue
        phrase = issue_text(self._tokens, place, self._document.report.text)
        self._last_issue = re.sub(r"\s+", " ", phrase).strip(" ,.;:")
        return self._last_issue

    def _identifier(self, evidence: Span, stance: Stance | None, holder: Referent | None) -> str:
        """Stable across runs and machines: the report's text, the place in it, what is done and by whom."""
        who = (holder.party or holder.name) if holder is not None else None
        key = f"{self._document.report.sha256}|{evidence.start}|{evidence.end}|{stance}|{who}"
        return f"s-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
