"""A report as extraction sees it: its sentences, each with those who are mentioned in it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.extraction.local_names import known_names
from detente.extraction.parties import Referent, Resolver
from detente.extraction.quotation import enclosing_quote, quoted_spans
from detente.extraction.roster import Roster
from detente.extraction.scanning import find_mentions
from detente.extraction.segmentation import Sentence, Token, segment
from detente.records import Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with who is mentioned in it; `number` counts the report's sentences from 0."""

    number: int
    sentence: Sentence
    referents: tuple[Referent, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report with its passages in order, and what is direct speech in it, in order."""

    report: Report
    passages: tuple[Passage, ...]
    quoted: tuple[Span, ...]


def read_document(report: Report) -> Document:
    """Find the sentences of a report's text, and who is mentioned in them."""
    sentences = segment(report.text)
    names = known_names(sentences)
    mentions = [find_mentions(sentence, names) for sentence in sentences]
    resolver = Resolver(Roster(sentences, mentions, names, report.date))
    passages = (
        Passage(number=number, sentence=sentence, referents=resolver.resolve(sentence, row))
        for number, (sentence, row) in enumerate(zip(sentences, mentions, strict=True))
    )
    return Document(report=report, passages=tuple(passages), quoted=_direct_speech(report))


def _direct_speech(report: Report) -> tuple[Span, ...]:
    """The turns of a transcript, and the quotations outside them."""
    turns = [part.span for part in report.parts if part.speaker is not None]
    quotations = [span for span in quoted_spans(report.text) if enclosing_quote(span.start, turns) is None]
    return tuple(sorted((*turns, *quotations)))
