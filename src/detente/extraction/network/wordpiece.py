"""Words as the pieces that the encoder knows (WordPiece: Schuster & Nakajima 2012; BERT's, uncased)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

VOCABULARY = Path(__file__).parent / "vocabulary.txt"
UNKNOWN, CLASSIFY, SEPARATE = "[UNK]", "[CLS]", "[SEP]"
# A longer word is unknown as a whole, as in BERT.
_MAX_WORD = 100
# BERT takes every mark for a word of its own, also inside one of ours ("U.S.", "cease-fire").
_PARTS = re.compile(r"[^\W_]+|[^\s]")
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


class WordPieces:
    """The pieces of words, as numbers into the vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._number[UNKNOWN]
        self.classify = self._number[CLASSIFY]
        self.separate = self._number[SEPARATE]
        self.of = functools.lru_cache(maxsize=65536)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """Pieces of one word; at least one."""
        folded = unicodedata.normalize("NFD", word.translate(_TYPOGRAPHIC).lower())
        bare = "".join(c for c in folded if unicodedata.category(c) != "Mn")
        return tuple(n for part in _PARTS.findall(bare) for n in self._split(part)) or (self.unknown,)

    def _split(self, part: str) -> list[int]:
        """Longest piece first, from the left."""
        if len(part) > _MAX_WORD:
            return [self.unknown]
        numbers, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._number.get(part[start:end] if start == 0 else "##" + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            numbers.append(number)
            start = end
        return numbers


@functools.cache
def load() -> WordPieces:
    """The vocabulary that the shipped encoder was trained with."""
    return WordPieces(VOCABULARY.read_text(encoding="utf-8").split("\n"))
