"""One report, read by cues: the positions taken in attributions and beside them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.extraction.attribution import Attribution, spans
from detente.extraction.condition import find_condition
from detente.extraction.cues import CueHit
from detente.extraction.document import Passage, read_document
from detente.extraction.holders import Holding, find_holding, reporter_of
from detente.extraction.issue import find_issue, is_anaphoric, issue_text, names_something, prevented_text
from detente.extraction.lexicon import Form, Holder
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.parties import Referent
from detente.extraction.quotation import quote_type
from detente.extraction.segmentation import Token
from detente.extraction.voices import Voices
from detente.records import Report, Span, Stance, Statement

# The reporting clause is part of the evidence where the cue follows within this many tokens.
_SOURCE_REACH = 30
# How many words after "if" a cue still belongs to the case that it opens.
_CASE_REACH = 10


def read_report(report: Report) -> list[Statement]:
    """Statements and attributions of one report, in order of their evidence."""
    found = sorted(_Reader(report).statements(), key=lambda s: (s.evidence, s.party or "", s.id))
    return list({statement.id: statement for statement in found}.values())


class _Reader:
    """Goes through the passages of one report and keeps the last issue, which "this idea" takes up."""

    def __init__(self, report: Report) -> None:
        self._document = read_document(report)
        self._digest = report.sha256
        self._voices = Voices(self._document)
        self._last_issue: str | None = None

    def statements(self) -> Iterator[Statement]:
        """The positions of each passage, then its attributions that take none."""
        for passage in self._document.passages:
            taken: list[tuple[int, int]] = []
            for hit in passage.hits:
                # What a cue governs is part of its content: "demanded that Iran accept" is one demand.
                if hit.stance is None or any(first <= hit.first < end for first, end in taken):
                    continue
                end = passage.clauses.end(hit.last + 1)
                found = list(self._positions(passage, hit, end))
                taken.extend([(hit.first, end)] if found else [])
                yield from found
            yield from self._plain_attributions(passage, [first for first, _ in taken])

    def _positions(self, passage: Passage, hit: CueHit, end: int) -> Iterator[Statement]:
        """One statement for each holder of what a cue says in its clause, which ends before `end`."""
        if not _meets_needs(passage, hit, end) or _is_aside(passage, hit):
            return
        holding = find_holding(self._document, self._voices, passage, hit)
        if holding is None:
            return
        if holding.is_denied:
            hit = replace(hit, stance=hit.cue.negated, is_negated=True)
        if hit.stance is None:
            return
        start = _start(passage, hit, holding)
        tokens = passage.tokens
        condition = find_condition(tokens, hit.last + 1, end) or _lead_condition(passage, start)
        if _announces_harm(passage, hit, end, under_condition=condition is not None):
            hit = replace(hit, stance=Stance.THREATENS)
        if _is_about_a_party(passage, hit, end):
            return
        issue = self._issue(passage, hit, start, end, condition)
        for holder in holding.holders:
            yield self._position(passage, hit, holding, holder, (start, end), condition, issue)

    def _position(
        self,
        passage: Passage,
        hit: CueHit,
        holding: Holding,
        holder: Referent,
        clause: tuple[int, int],
        condition: tuple[int, int] | None,
        issue: str | None,
    ) -> Statement:
        tokens, report = passage.tokens, self._document.report
        attribution = next((a for a in passage.attributions if a.holds(hit.first)), None)
        start, end = clause
        if attribution is not None and holder is holding.voice is attribution.source:
            start = _from_source(attribution, start)
        evidence = Span(tokens[start].start, tokens[max(start, end - 1)].end)
        content = Span(tokens[min(hit.last + 1, end - 1)].start, evidence.end)
        return Statement(
            id=_identifier(self._digest, evidence, hit.stance, holder),
            report_id=report.id,
            evidence=evidence,
            source=((attribution.source if attribution else holder).mention.span,),
            cue=(Span(tokens[hit.first].start, tokens[hit.last].end),),
            content=(content,),
            speaker=holder.mention.span,
            speaker_name=holder.name,
            party=holder.party,
            via=reporter_of(passage, hit, holder, holding.voice),
            stance=hit.stance,
            issue=issue,
            actor=_actor(passage, hit, holding, holder),
            condition=spans(tokens, [condition])[0] if condition else None,
            quote=quote_type(report.text, content, self._document.quoted),
            confidence=_confidence(hit, holder),
        )

    def _issue(
        self, passage: Passage, hit: CueHit, start: int, end: int, condition: tuple[int, int] | None
    ) -> str | None:
        """What is at stake; the last issue of the report where the clause only points back to it.

        A threat is about what it is to prevent: its condition, where it has one.
        """
        text = self._document.report.text
        if hit.stance is Stance.THREATENS and condition is not None:
            return prevented_text(passage.tokens, condition, text)
        tokens = passage.tokens
        span = find_issue(tokens, hit, (start, end), condition, _addressee(passage, hit))
        if span is not None and not is_anaphoric(tokens, span) and not self._is_taken_up(tokens, span):
            phrase = issue_text(passage.tokens, span, text, hit)
            phrase = re.sub(r"\s+", " ", phrase).strip(" ,.;:")
            self._last_issue = phrase if names_something(phrase) else self._last_issue
        return self._last_issue

    def _is_taken_up(self, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
        """As in "such troops", where the last issue was about troops."""
        pointing = tokens[span[0] - 1].lower if span[0] else ""
        words = [t.lower for t in tokens[span[0] : span[1]]]
        return (
            {pointing, words[0]} & {"such", "these", "those"} != set()
            and self._last_issue is not None
            and words[-1] in self._last_issue.lower().split()
        )

    def _plain_attributions(self, passage: Passage, taken: Sequence[int]) -> Iterator[Statement]:
        """Attributions in whose content no position was found."""
        report, tokens = self._document.report, passage.tokens
        for attribution in passage.attributions:
            hit, source = attribution.hit, attribution.source
            if not attribution.content or any(attribution.holds(i) or i == hit.first for i in taken):
                continue
            content = spans(tokens, attribution.content)
            cue = Span(tokens[hit.first].start, tokens[hit.last].end)
            whole = [source.mention.span, cue, *content]
            evidence = Span(min(span.start for span in whole), max(span.end for span in whole))
            yield Statement(
                id=_identifier(self._digest, evidence, None, source),
                report_id=report.id,
                evidence=evidence,
                source=(source.mention.span,),
                cue=(cue,),
                content=content,
                speaker=source.mention.span,
                speaker_name=source.name,
                party=source.party,
                quote=quote_type(report.text, content[0], self._document.quoted),
                confidence=load_lexicon().precision["say"],
            )


def _start(passage: Passage, hit: CueHit, holding: Holding) -> int:
    """First token of the clause that is the evidence."""
    clauses = passage.clauses
    if hit.is_passive:
        return clauses.start_of_passive(hit)
    if hit.cue.holder is Holder.SPEAKER:
        contents = [range_ for a in passage.attributions for range_ in a.content]
        return clauses.start_of_clause(hit, max((a for a, b in contents if a <= hit.first < b), default=0))
    start = clauses.start(hit, holding.subject)
    if holding.is_subject and len(holding.holders) > 1:
        return min(start, holding.holders[0].mention.first)
    return start


def _from_source(attribution: Attribution, start: int) -> int:
    """Take the reporting clause into the evidence where it goes right before."""
    if attribution.hit.first < start <= attribution.hit.last + _SOURCE_REACH:
        return min(attribution.source.mention.first, attribution.hit.first)
    return start


def _lead_condition(passage: Passage, start: int) -> tuple[int, int] | None:
    """As in "If sanctions are lifted, Iran would …": a condition that opens the sentence."""
    if start and passage.tokens[0].lower in {"if", "unless", "provided"}:
        return find_condition(passage.tokens, 0, start)
    return None


def _announces_harm(passage: Passage, hit: CueHit, end: int, *, under_condition: bool) -> bool:
    """As in "would close the border if …", "vowed to raise tariffs": a threat, no offer."""
    words = load_lexicon().words
    clause = [t.lower for t in passage.tokens[hit.last + 1 : end]]
    verb = next((w for w in clause if w not in words["adverbs"] and w != "to"), "")
    if hit.cue.family == "will" and under_condition and verb in words["threat_verbs"]:
        return True
    announces = hit.stance is Stance.OFFERS and verb in words["pressing"]
    return announces and bool(set(clause) & words["pressures"])


def _actor(passage: Passage, hit: CueHit, holding: Holding, holder: Referent) -> str | None:
    """Who would do it: the subject of "must", the one asked, or the holder of an offer or refusal to act."""
    if hit.cue.holder is Holder.SPEAKER:
        return holding.subject.party if holding.subject is not None else None
    if hit.stance is Stance.OFFERS or (hit.stance is Stance.REJECTS and _refuses_to_act(passage, hit)):
        return holder.party
    if hit.stance is Stance.DEMANDS:
        asked = [r for r in passage.referents if hit.last < r.mention.first <= hit.last + 2]
        return asked[0].party if asked else None
    return None


def _refuses_to_act(passage: Passage, hit: CueHit) -> bool:
    """As in "refused to sign", "will not sign", "ruled out signing it"; not in "will not accept a dam"."""
    words = load_lexicon().words
    following = [t.lower for t in passage.tokens[hit.last : hit.last + 3]]
    if set(following) & words["tolerating"]:
        return False
    signs = following[1:2] + following[2:3]
    gerund = bool(signs) and signs[0].endswith("ing") and signs[-1] != "of"
    return "to" in following[:2] or hit.cue.family == "will not" or gerund


def _is_aside(passage: Passage, hit: CueHit) -> bool:
    """Whether the cue stands where it only names a purpose, a means or a case.

    As in "met to strike a deal", "succeeded in pressing Iran", "if they accept": of such cues in the
    training reports fewer than one in eight gave an annotated position (what they are governed by
    may still take one).
    """
    before = passage.tokens[hit.first - 1].lower if hit.first else ""
    if hit.form is Form.BASE and before == "to":
        return not passage.sentence.is_heading  # "Kerry to propose …" is how headlines tell the future
    if hit.form is Form.GERUND and before in load_lexicon().words["prepositions"]:
        return True
    for token in reversed(passage.tokens[max(0, hit.first - _CASE_REACH) : hit.first]):
        if token.text in {",", ";", ":"} or token.lower in {"that", "then"}:
            return False
        if token.lower in {"if", "whether"}:
            return True
    return False


def _is_about_a_party(passage: Passage, hit: CueHit, end: int) -> bool:
    """As in "sent proposals to the United States": a noun cue with nothing after it but a party."""
    following = [r for r in passage.referents if r.mention.first == hit.last + 1]
    return hit.form is Form.NOUN and bool(following) and following[0].mention.last + 1 >= end


def _addressee(passage: Passage, hit: CueHit) -> int | None:
    """Last token of the party right after the cue ("urged the two governments to …"), None if none."""
    asked = [r for r in passage.referents if hit.last < r.mention.first <= hit.last + 2]
    return asked[0].mention.last if asked else None


def _meets_needs(passage: Passage, hit: CueHit, end: int) -> bool:
    """Whether one of the words that the cue asks for follows in its clause.

    Refusing to comment is no position.
    """
    words = load_lexicon().words
    following = [t.lower for t in passage.tokens[hit.last + 1 : hit.last + 4] if t.lower not in {"to", "be"}]
    if following and following[0] in words["no_positions"]:
        return False
    clause = {t.lower for t in passage.tokens[hit.last + 1 : max(end, hit.last + 2)]}
    if hit.cue.unless is not None and clause & words[hit.cue.unless]:
        return False
    return hit.cue.needs is None or bool(clause & words[hit.cue.needs])


def _confidence(hit: CueHit, holder: Referent) -> float:
    """Measured precision of such statements on the training reports (``[precision]`` in ``cues.toml``)."""
    return load_lexicon().precision[hit.cue.family if holder.party is not None else "no party"]


def _identifier(digest: str, evidence: Span, stance: Stance | None, holder: Referent) -> str:
    """Stable across runs and machines: the report's text, the place in it, what is done and by whom."""
    key = f"{digest}|{evidence.start}|{evidence.end}|{stance}|{holder.party or holder.name}"
    return f"s-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
