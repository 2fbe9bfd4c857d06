"""One report, read by cues: attributions first, then the positions taken in them and beside them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.extraction.attribution import Attribution, find_attributions, spans
from detente.extraction.clauses import MAX_JOINT, Clauses
from detente.extraction.condition import find_condition
from detente.extraction.cues import CueHit, find_cues
from detente.extraction.issue import find_issue, is_anaphoric, issue_text
from detente.extraction.lexicon import Form, Holder
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import MentionKind, find_mentions, proper_words
from detente.extraction.parties import Referent, Resolver, Roster
from detente.extraction.quotation import enclosing_quote, quote_type, quoted_spans
from detente.extraction.segmentation import Sentence, segment
from detente.records import Report, Span, Stance, Statement

_FIRST_PERSON = {"i", "we"}
# A statement or speech names its author in one of its first lines.
_AUTHOR_LINES = 4
_AUTHORED = {
    "statement",
    "remarks",
    "address",
    "speech",
    "letter",
    "readout",
    "proclamation",
    "communique",
    "communiqué",
}


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with all that was found in it."""

    sentence: Sentence
    referents: tuple[Referent, ...]
    hits: tuple[CueHit, ...]
    clauses: Clauses
    attributions: tuple[Attribution, ...]

    @property
    def sources(self) -> list[Referent]:
        """Sources named in this sentence ("I think" names none)."""
        return [a.source for a in self.attributions if not _is_first_person(a.source)]


def read_report(report: Report) -> list[Statement]:
    """Statements and attributions of one report, in order of their evidence."""
    reader = _Reader(report)
    found = sorted(reader.statements(), key=lambda s: (s.evidence, s.party or ""))
    return list({statement.id: statement for statement in found}.values())


class _Reader:
    """Holds what the statements of one report share: its sentences, quotations and last issue."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._text = report.text
        self._quoted = quoted_spans(report.text)
        self._reads = self._read_sentences()
        self._authors = self._find_authors()
        self._last_issue: str | None = None

    def statements(self) -> Iterator[Statement]:
        """All statements, then the attributions that take no position."""
        for number, read in enumerate(self._reads):
            taken: list[tuple[int, int]] = []
            for hit in read.hits:
                if hit.stance is None or any(a <= hit.first < b for a, b in taken):
                    continue
                for statement, end in self._of_hit(number, read, hit):
                    taken.append((hit.first, end))
                    yield statement
            yield from self._plain_attributions(read, taken)

    def _read_sentences(self) -> tuple[_Read, ...]:
        sentences = segment(self._text)
        proper = proper_words(sentences)
        mentions = [find_mentions(sentence, proper) for sentence in sentences]
        resolver = Resolver(Roster(sentences, mentions, self._report.date))
        reads = []
        for sentence, row in zip(sentences, mentions, strict=True):
            referents = resolver.resolve(sentence, row)
            names = (r.mention for r in referents if r.mention.kind is not MentionKind.PRONOUN)
            hits = find_cues(sentence, frozenset(i for m in names for i in range(m.first, m.last + 1)))
            clauses = Clauses(sentence, referents, hits)
            reads.append(_Read(sentence, referents, hits, clauses, find_attributions(clauses, hits)))
        return tuple(reads)

    def _find_authors(self) -> list[Referent]:
        """Whose text the whole report is: "Statement by President Santos", "Joint Statement from …"."""
        for read in self._reads[:_AUTHOR_LINES]:
            words = [t.lower for t in read.sentence.tokens]
            at = next((i for i, w in enumerate(words) if w in {"by", "from", "of"} and set(words[:i]) & _AUTHORED), None)
            following = [r for r in read.referents if at is not None and r.mention.first > at]
            near = [r for r in following if r.mention.first <= words.index(words[at]) + 4] if at is not None else []
            if near:
                lead = max(near, key=lambda r: r.is_person)
                joint = {r.party: r for r in following if r.party is not None} if "joint" in words[:at] else {}
                return list(joint.values())[:MAX_JOINT] if len(joint) > 1 else [lead]
        return []

    def _of_hit(self, number: int, read: _Read, hit: CueHit) -> Iterator[tuple[Statement, int]]:
        """Statements of one cue (several for joint holders), each with the end of its clause."""
        end = read.clauses.end(hit.last + 1) if hit.last + 1 < len(read.sentence.tokens) else hit.last + 1
        if not _meets_needs(read, hit, end):
            return
        voice = self._voice(number, hit)
        subject = read.clauses.subject(hit)
        if subject is not None and (
            read.clauses.is_governed(subject) and not hit.is_passive and hit.form is not Form.NOUN
        ):
            subject = None
        if subject is not None and voice is not None and self._takes_up(read, hit, subject, voice):
            subject = Referent(subject.mention, voice.name, voice.party)
        holder = self._holder(read, hit, subject, voice)
        if holder is None or (holder.party is None and (hit.cue.weak or _is_bystander(holder))):
            return
        start = self._start(read, hit, subject)
        group = self._group(read, holder, subject)
        start = min(start, group[0].mention.first) if holder is subject and len(group) > 1 else start
        if holder is subject and read.clauses.is_denied(group[0]):
            hit = replace(hit, stance=hit.cue.negated, is_negated=True)
            if hit.stance is None:
                return
        for member in group:
            yield self._statement(read, hit, member, subject, voice, start, end), end

    def _is_undertaking(
        self, read: _Read, hit: CueHit, subject: Referent | None, voice: Referent | None
    ) -> bool:
        """Whether "will" or "would" announces what its subject means to do.

        "Would" does so only in reported speech; and neither with verbs of what befalls ("will face").
        """
        if subject is None or (
            voice is None and read.sentence.tokens[hit.first].lower.startswith(("would", "'d"))
        ):
            return False
        adverbs = load_lexicon().words["adverbs"]
        verb = next((t.lower for t in read.sentence.tokens[hit.last + 1 :] if t.lower not in adverbs), "")
        own = _is_first_person(subject) or (voice is not None and subject.name == voice.name)
        befalls = load_lexicon().words["events"]
        return verb not in befalls if not own else verb not in {"be", "say", "like", "have", "suggest"}

    def _holder(
        self, read: _Read, hit: CueHit, subject: Referent | None, voice: Referent | None
    ) -> Referent | None:
        """Whose position it is: the subject's or the speaker's, by the cue; None where nobody's."""
        if hit.cue.holder is Holder.SPEAKER:
            return voice
        if hit.cue.holder is Holder.EITHER and (subject is None or subject.party is None):
            return voice
        if hit.cue.family == "will" and not self._is_undertaking(read, hit, subject, voice):
            return None
        if subject is None:
            return voice if hit.form in (Form.NOUN, Form.ADJECTIVE) else None
        if _is_first_person(subject):
            return Referent(subject.mention, voice.name, voice.party) if voice else None
        return subject

    def _group(self, read: _Read, holder: Referent, subject: Referent | None) -> list[Referent]:
        """All who hold it together: a joint subject, or the authors of a joint statement."""
        if holder is subject:
            return read.clauses.joint(holder)
        if len(self._authors) > 1 and any(holder.name == author.name for author in self._authors):
            return self._authors
        return [holder]

    def _start(self, read: _Read, hit: CueHit, subject: Referent | None) -> int:
        """First token of the evidence."""
        if hit.is_passive:
            return read.clauses.start_of_passive(hit)
        if hit.cue.holder is Holder.SPEAKER:
            around = [
                first for a in read.attributions for first, last in a.content if first <= hit.first < last
            ]
            return read.clauses.start_of_clause(hit, max(around, default=0))
        return read.clauses.start(hit, subject)

    def _takes_up(self, read: _Read, hit: CueHit, subject: Referent, voice: Referent) -> bool:
        """ "Lavrov said he …", "the union said it …": in indirect speech the pronoun is the source."""
        offset = read.sentence.tokens[hit.first].start
        if subject.mention.kind is not MentionKind.PRONOUN or enclosing_quote(offset, self._quoted):
            return False
        if subject.mention.name in {"he", "she"}:
            return voice.is_person or (not voice.mention.is_plural and voice.mention.role is not None)
        if subject.mention.name == "it":
            return not voice.is_person and not voice.mention.is_plural
        return subject.mention.name == "they" and voice.mention.is_plural

    def _voice(self, number: int, hit: CueHit) -> Referent | None:
        """Who speaks at a cue: the source of the attribution around it, else of the quotation it is in."""
        read = self._reads[number]
        around = [
            a
            for a in read.attributions
            if a.holds(hit.first) and a.hit is not hit and a.hit.first != hit.first
        ]
        named = [a for a in around if not _is_first_person(a.source)]
        if named:
            # Of nested attributions the innermost starts last.
            return max(named, key=lambda a: a.hit.first if a.hit.first < hit.first else -1).source
        offset = read.sentence.tokens[hit.first].start
        if around or enclosing_quote(offset, self._quoted):
            return self._quote_voice(number) or self._author
        return self._author

    @property
    def _author(self) -> Referent | None:
        return self._authors[0] if self._authors else None

    def _quote_voice(self, number: int) -> Referent | None:
        """The speaker of a quotation that stands without a source in its own sentence."""
        paragraph = self._reads[number].sentence.paragraph
        before = [r.sentence.paragraph for r in self._reads[max(0, number - 8) : number] if r.sources]
        after = self._reads[number + 1 : number + 4]
        if before and before[-1] == paragraph:
            return self._reads_before(number)[-1].sources[-1]
        following = next((r for r in after if r.sources), None)
        if following is not None and following.sentence.paragraph == paragraph:
            return following.sources[0]
        return self._reads_before(number)[-1].sources[-1] if before else None

    def _reads_before(self, number: int) -> list[_Read]:
        return [r for r in self._reads[max(0, number - 8) : number] if r.sources]

    def _statement(
        self,
        read: _Read,
        hit: CueHit,
        holder: Referent,
        subject: Referent | None,
        voice: Referent | None,
        start: int,
        end: int,
    ) -> Statement:
        tokens = read.sentence.tokens
        condition = find_condition(tokens, hit.last + 1, end) or self._lead_condition(read, start)
        issue = self._issue(read, hit, start, end, condition)
        attribution = next((a for a in read.attributions if a.holds(hit.first)), None)
        if holder is voice and attribution is not None and attribution.source is voice:
            start, end = _with_source(attribution, start, end)
        evidence = Span(tokens[start].start, tokens[max(start, end - 1)].end)
        content = Span(tokens[min(hit.last + 1, end - 1)].start, evidence.end)
        mention = holder.mention.span
        via = _via(read, hit, holder, voice)
        actor = self._actor(hit, holder, subject, read, end)
        return Statement(
            id=_identifier(self._report, evidence, hit.stance, holder.party or holder.name),
            report_id=self._report.id,
            evidence=evidence,
            source=(attribution.source.mention.span,) if attribution else (mention,),
            cue=(Span(tokens[hit.first].start, tokens[hit.last].end),),
            content=(content,),
            speaker=mention,
            speaker_name=holder.name,
            party=holder.party,
            via=via,
            stance=hit.stance,
            issue=issue,
            actor=actor,
            condition=Span(tokens[condition[0]].start, tokens[condition[1] - 1].end) if condition else None,
            quote=quote_type(self._text, content, self._quoted),
            confidence=load_lexicon().precision.get(hit.cue.family, 0.5),
        )

    def _lead_condition(self, read: _Read, start: int) -> tuple[int, int] | None:
        """ "If sanctions are lifted, Iran would …": a condition that opens the sentence."""
        if start and read.sentence.tokens[0].lower in {"if", "unless", "provided"}:
            return find_condition(read.sentence.tokens, 0, start)
        return None

    def _issue(
        self, read: _Read, hit: CueHit, start: int, end: int, condition: tuple[int, int] | None
    ) -> str | None:
        tokens = read.sentence.tokens
        span = find_issue(tokens, hit, start, end, condition)
        if span is None or is_anaphoric(tokens, span):
            return self._last_issue
        issue = re.sub(r"\s+", " ", issue_text(tokens, span, self._text)).strip(" ,.;:")
        self._last_issue = issue or self._last_issue
        return issue or self._last_issue

    def _actor(
        self, hit: CueHit, holder: Referent, subject: Referent | None, read: _Read, end: int
    ) -> str | None:
        """Who would do it: the one asked, the subject of "must", or the holder of an offer or refusal to act."""
        if hit.cue.holder is Holder.SPEAKER:
            return subject.party if subject is not None else None
        follows = read.sentence.tokens[hit.last].lower == "to" or (
            hit.last + 1 < len(read.sentence.tokens) and read.sentence.tokens[hit.last + 1].lower == "to"
        )
        if hit.stance is Stance.OFFERS or (
            hit.stance is Stance.REJECTS and (follows or hit.cue.family == "will not")
        ):
            return holder.party
        if hit.stance is Stance.DEMANDS:
            asked = [r for r in read.referents if hit.last < r.mention.first <= hit.last + 2]
            return asked[0].party if asked else None
        return None

    def _plain_attributions(self, read: _Read, taken: Sequence[tuple[int, int]]) -> Iterator[Statement]:
        """Attributions in whose content no position was found."""
        tokens = read.sentence.tokens
        for attribution in read.attributions:
            hit = attribution.hit
            if not attribution.content or any(
                attribution.holds(first) or first == hit.first for first, _ in taken
            ):
                continue
            content = spans(tokens, attribution.content)
            first = min(attribution.source.mention.first, hit.first, *(a for a, _ in attribution.content))
            last = max(
                attribution.source.mention.last + 1, hit.last + 1, *(b for _, b in attribution.content)
            )
            evidence = Span(tokens[first].start, tokens[last - 1].end)
            source = attribution.source
            yield Statement(
                id=_identifier(self._report, evidence, None, source.party or source.name),
                report_id=self._report.id,
                evidence=evidence,
                source=(source.mention.span,),
                cue=(Span(tokens[hit.first].start, tokens[hit.last].end),),
                content=content,
                speaker=source.mention.span,
                speaker_name=source.name,
                party=source.party,
                quote=quote_type(self._text, content[0], self._quoted),
                confidence=load_lexicon().precision.get("say", 0.5),
            )


def _via(read: _Read, hit: CueHit, holder: Referent, voice: Referent | None) -> str | None:
    """Who reports it where that is not the holder: the nearest source around the cue."""
    around = [a.source for a in read.attributions if a.holds(hit.first) and not _is_first_person(a.source)]
    sources = [*reversed(around), *([voice] if voice is not None else [])]
    return next((s.name for s in sources if s.name != holder.name and s.mention != holder.mention), None)


def _is_bystander(referent: Referent) -> bool:
    """Somebody who speaks for no party: no office, no body; an expert or a witness more often than not."""
    return referent.is_person and referent.mention.role is None


def _is_first_person(referent: Referent) -> bool:
    return referent.mention.kind is MentionKind.PRONOUN and referent.name in _FIRST_PERSON


def _with_source(attribution: Attribution, start: int, end: int) -> tuple[int, int]:
    """Take the reporting clause into the evidence where it goes right before."""
    first = min(attribution.source.mention.first, attribution.hit.first)
    if attribution.hit.first < start and start - attribution.hit.last <= 30:
        return first, end
    return start, end


def _meets_needs(read: _Read, hit: CueHit, end: int) -> bool:
    """Whether the words that the cue asks for follow in its clause."""
    if hit.cue.needs is None:
        return True
    needed = load_lexicon().words[hit.cue.needs]
    return any(t.lower in needed for t in read.sentence.tokens[hit.last + 1 : max(end, hit.last + 2)])


def _identifier(report: Report, evidence: Span, stance: Stance | None, holder: str) -> str:
    """Stable across runs and machines: the words, their place, what is done and by whom."""
    key = f"{report.sha256}|{evidence.start}|{evidence.end}|{stance}|{holder}"
    return f"s-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
