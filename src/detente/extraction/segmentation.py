"""Text → paragraphs, sentences and tokens, all with offsets into the stored text.

Sentences are found by rules: a sentence ends at ``.``, ``!``, ``?`` or ``…`` (closing quotation
marks included) before white space and a capital, a digit or an opening mark, unless the word
before the full stop is an abbreviation or an initial; a blank line always ends one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.records import Span

# Words, figures ("$5.7bn"), abbreviations with inner full stops ("U.S.") or one other character.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|[$€£¥]?\d(?:[\d,.]*\d)?\w*(?:-\w+)*%?"
    r"|\w+(?:['’\-‑]\w+)*(?:['’](?=\s))?"
    r"|\S"
)
_PARAGRAPH_BREAK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9À-Þ—–-]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Hon|Rev|St|Jr|Sr"
    r"|Amb|Supt|Insp|Messrs|vs|No|Nos|Art|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
    r"|Ariz|Calif|Fla|Ky|Tenn|Mass|Conn|Mich|Minn|Wis|Pa|Va|Ill|Okla|Ore|Wash|Del|Ind|Kan|La|Md|Mo"
    r"|e\.g|i\.e|etc|approx|est)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)
# A line this long without a full stop that stands alone is still body text, not a heading.
_MAX_SENTENCE_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or mark: `text` as written, `lower` for look-up, half-open offsets."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of one sentence; `paragraph` counts from 0, `is_heading` where no full stop ends it."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    is_heading: bool


def segment(text: str) -> tuple[Sentence, ...]:
    """Split `text` into sentences, in order; offsets count code points of `text`."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        for span in _sentence_spans(text, paragraph):
            sentences.extend(_sentences(text, span, number))
    return tuple(sentences)


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Tokens of ``text[start:end]`` with offsets into `text`."""
    return tuple(
        Token(match.group(), match.group().lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
    )


def _paragraphs(text: str) -> list[Span]:
    """Stretches between blank lines; text without blank lines is split at line ends instead."""
    breaks = list(_PARAGRAPH_BREAK.finditer(text))
    if not breaks and text.count("\n") > 1:
        breaks = list(re.finditer(r"[\r\n]+\s*", text))
    edges = [0, *(edge for b in breaks for edge in (b.start(), b.end())), len(text)]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]


def _sentence_spans(text: str, paragraph: Span) -> list[Span]:
    spans, start = [], paragraph.start
    for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        before = text[max(start, match.start() - 12) : match.start() + 1]
        if match.group() == "." and _ABBREVIATION.search(before) and match.end() < paragraph.end:
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
    spans.append(Span(start, paragraph.end))
    return [trimmed for span in spans if (trimmed := _trim(text, span)).end > trimmed.start]


def _sentences(text: str, span: Span, paragraph: int) -> list[Sentence]:
    """One sentence; a run past `_MAX_SENTENCE_TOKENS` is cut so that no later step meets it whole."""
    tokens = tokenise(text, span.start, span.end)
    is_heading = not re.search(r"[.!?…:;,][\"”’')\]]*$", text[span.start : span.end])
    pieces = [tokens[i : i + _MAX_SENTENCE_TOKENS] for i in range(0, len(tokens), _MAX_SENTENCE_TOKENS)]
    return [Sentence(Span(p[0].start, p[-1].end), p, paragraph, is_heading) for p in pieces if p]


def _trim(text: str, span: Span) -> Span:
    stretch = text[span.start : span.end]
    return Span(
        span.start + len(stretch) - len(stretch.lstrip()), span.end - len(stretch) + len(stretch.rstrip())
    )
