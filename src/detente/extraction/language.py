"""Whether a text is in the one language that the reader reads."""

from __future__ import annotations

import re

# A fifth of the words of English prose are among these; of other languages hardly any.
_FUNCTION_WORDS = {
    "the", "of", "and", "to", "that", "is", "was", "for", "on", "with", "as", "by", "at", "it", "he", "said",
    "not", "from", "be", "are",
}  # fmt: skip
_MIN_SHARE = 0.1
# Headlines and lists of names have few such words: a shorter text is given the benefit of the doubt.
_MIN_WORDS = 60
_LOOKED_AT = 20_000


def is_english(text: str) -> bool:
    """Whether the words of `text` are English, by how many of them are English function words."""
    words = re.findall(r"[^\W\d_]+", text[:_LOOKED_AT].lower())
    if len(words) < _MIN_WORDS:
        return True
    return sum(word in _FUNCTION_WORDS for word in words) >= _MIN_SHARE * len(words)
