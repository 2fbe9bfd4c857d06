"""A report as the network sees it: windows of whole sentences that overlap, each word with its features.

The encoder is uncased and sees at most a few hundred pieces at once, so what it would miss is given
beside the words: their case, whether they stand between quotation marks, and where in the paragraph.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.extraction.network.wordpiece import WordPieces
from detente.extraction.segmentation import Sentence, Token

# Pieces in a window, and how many of them it shares with the next one. On kept-back reports larger
# windows found more wrong holders, far-off ones; much smaller ones lose the ends of long contents.
WINDOW, OVERLAP = 192, 48
# A word of more pieces (a long address, a string of digits) is cut to this many.
_MAX_PIECES = 12
CASES = ("lower", "title", "upper", "initial", "figure", "mark", "mixed")
QUOTING = ("outside", "inside", "mark")
PLACES = ("inside", "sentence", "paragraph", "heading")

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a report, row by row: token, sentence and paragraph number, and three features."""

    tokens: tuple[Token, ...]
    sentence: Ints
    paragraph: Ints
    features: Ints  # (words, 3): index into CASES, QUOTING, PLACES
    pieces: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def costs(self) -> Ints:
        """Pieces before each word and after the last, marks between paragraphs included."""
        marks = np.concatenate([[0], np.cumsum(np.diff(self.paragraph, prepend=0) != 0)])
        before = np.cumsum([0, *(len(pieces) for pieces in self.pieces)])
        return np.asarray(before + marks, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first`` to ``end`` (half-open) of a report.

    ``ids`` and ``features`` are the pieces with their word's features, ``heads`` the place of each
    word's first piece among them. Words outside ``owned`` are better seen by a neighbour.
    """

    first: int
    end: int
    ids: Ints
    features: Ints
    heads: Ints
    owned: tuple[int, int]


def words_of(sentences: Sequence[Sentence], pieces: WordPieces) -> Words:
    """The words of all sentences with their features."""
    tokens: list[Token] = []
    rows: list[tuple[int, int, int, int, int]] = []
    inside, paragraph = False, -1
    for number, sentence in enumerate(sentences):
        opens = sentence.paragraph != paragraph
        if opens:
            inside, paragraph = False, sentence.paragraph
        for i, token in enumerate(sentence.tokens):
            inside, quoting = _quoting(token.text, inside)
            place = 3 if sentence.is_heading else 0 if i else 2 if opens else 1
            tokens.append(token)
            rows.append((number, sentence.paragraph, _case(token.text), quoting, place))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Words(
        tokens=tuple(tokens),
        sentence=table[:, 0],
        paragraph=table[:, 1],
        features=table[:, 2:],
        pieces=tuple(pieces.of(token.text)[:_MAX_PIECES] for token in tokens),
    )


def windows_of(words: Words, pieces: WordPieces, size: int = WINDOW, overlap: int = OVERLAP) -> list[Window]:
    """Windows that cover the report, cut between sentences where a sentence fits one."""
    if not len(words):
        return []
    spans = _spans(words, size, overlap)
    edges = [
        0,
        *((a_end + b_first) // 2 for (_, a_end), (b_first, _) in itertools.pairwise(spans)),
        len(words),
    ]
    return [
        window_at(words, pieces, span, owned)
        for span, owned in zip(spans, itertools.pairwise(edges), strict=True)
    ]


def window_at(words: Words, pieces: WordPieces, span: tuple[int, int], owned: tuple[int, int]) -> Window:
    """The window of the words ``span``: a mark at its start, one between paragraphs and one at its end."""
    ids, heads, of = [pieces.classify], [], [span[0]]
    for i in range(*span):
        if i > span[0] and words.paragraph[i] != words.paragraph[i - 1]:
            ids.append(pieces.separate)
            of.append(i - 1)
        heads.append(len(ids))
        ids.extend(words.pieces[i])
        of.extend([i] * len(words.pieces[i]))
    ids.append(pieces.separate)
    of.append(span[1] - 1)
    return Window(
        first=span[0],
        end=span[1],
        ids=np.array(ids, dtype=np.int64),
        features=words.features[np.array(of)],
        heads=np.array(heads, dtype=np.int64),
        owned=owned,
    )


def _spans(words: Words, size: int, overlap: int) -> list[tuple[int, int]]:
    """Half-open ranges of words whose pieces fit a window."""
    cost = words.costs()
    starts = np.array([*(np.flatnonzero(np.diff(words.sentence)) + 1), len(words)])
    room = size - 2
    spans: list[tuple[int, int]] = []
    first = 0
    while first < len(words):
        fits = int(np.searchsorted(cost, cost[first] + room, side="right")) - 1
        # A window that ends with a sentence, unless it would be a small one.
        whole = starts[(starts <= fits) & (cost[starts] >= cost[first] + room // 2)]
        end = int(whole[-1]) if len(whole) else max(fits, first + 1)
        spans.append((first, end))
        if end >= len(words):
            break
        back = int(np.searchsorted(cost, cost[end] - overlap))
        whole = starts[(starts >= back) & (starts < end)]
        first = max(first + 1, int(whole[0]) if len(whole) else back)
    return spans


def _quoting(text: str, inside: bool) -> tuple[bool, int]:
    """Whether the quotation goes on after this token, and the token's feature."""
    if text == "“":
        return True, 2
    if text == "”":
        return False, 2
    if text == '"':
        return not inside, 2
    return inside, int(inside)


def _case(text: str) -> int:
    if not any(c.isalnum() for c in text):
        return 5
    if not any(c.isalpha() for c in text):
        return 4
    if text.islower():
        return 0
    if text.isupper():
        return 3 if len(text) == 1 else 2
    return 1 if text[0].isupper() and text[1:].islower() else 6
