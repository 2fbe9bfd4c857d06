"""A report as extraction sees it: its sentences, each with its mentions, cues and attributions."""

from __future__ import annotations

from dataclasses import dataclass

from detente.extraction.attribution import Attribution, find_attributions
from detente.extraction.clauses import Clauses
from detente.extraction.cues import CueHit, find_cues
from detente.extraction.local_names import known_names
from detente.extraction.mentions import MentionKind
from detente.extraction.parties import Referent, Resolver
from detente.extraction.quotation import enclosing_quote, quoted_spans
from detente.extraction.roster import Roster
from detente.extraction.scanning import find_mentions
from detente.extraction.segmentation import Sentence, Token, segment
from detente.extraction.subjects import Subjects
from detente.records import Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with all that was found in it; `number` counts the report's sentences from 0."""

    number: int
    sentence: Sentence
    referents: tuple[Referent, ...]
    hits: tuple[CueHit, ...]
    clauses: Clauses
    subjects: Subjects
    attributions: tuple[Attribution, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    @property
    def sources(self) -> list[Referent]:
        """Sources named in this sentence ("I think" names none)."""
        return [a.source for a in self.attributions if not a.source.is_first_person]

    def around(self, hit: CueHit) -> list[Attribution]:
        """Attributions by others than the cue itself whose content holds the cue."""
        return [a for a in self.attributions if a.holds(hit.first) and a.hit.first != hit.first]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report with its passages in order, and what is direct speech in it, in order."""

    report: Report
    passages: tuple[Passage, ...]
    quoted: tuple[Span, ...]


def read_document(report: Report) -> Document:
    """Find sentences, mentions, cues and attributions in a report's text."""
    sentences = segment(report.text)
    names = known_names(sentences)
    mentions = [find_mentions(sentence, names) for sentence in sentences]
    resolver = Resolver(Roster(sentences, mentions, names, report.date))
    passages = []
    for number, (sentence, row) in enumerate(zip(sentences, mentions, strict=True)):
        referents = resolver.resolve(sentence, row)
        hits = find_cues(sentence, _name_tokens(referents))
        clauses = Clauses(sentence, referents, hits)
        subjects = Subjects(clauses)
        passages.append(
            Passage(
                number=number,
                sentence=sentence,
                referents=referents,
                hits=hits,
                clauses=clauses,
                subjects=subjects,
                attributions=find_attributions(subjects, sentence.tokens, hits),
            )
        )
    return Document(report=report, passages=tuple(passages), quoted=_direct_speech(report))


def _direct_speech(report: Report) -> tuple[Span, ...]:
    """The turns of a transcript, and the quotations outside them."""
    turns = [part.span for part in report.parts if part.speaker is not None]
    quotations = [span for span in quoted_spans(report.text) if enclosing_quote(span.start, turns) is None]
    return tuple(sorted((*turns, *quotations)))


def _name_tokens(referents: tuple[Referent, ...]) -> frozenset[int]:
    """Tokens that belong to names, and so are no cues ("United States")."""
    names = (r.mention for r in referents if r.mention.kind is not MentionKind.PRONOUN)
    return frozenset(i for m in names for i in range(m.first, m.last + 1))
