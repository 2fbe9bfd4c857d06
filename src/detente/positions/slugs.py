"""Short names of issues, made of their words."""

from __future__ import annotations

import re
import unicodedata

from detente.positions.words import words

_WORDS_IN_SLUG = 4


def slug_of(name: str) -> str:
    """The first telling words of a name, in ASCII where they have such a form."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    tokens = re.findall(r"[^\W_]+", plain)
    telling = [token for token in tokens if token not in words().stop]
    return "-".join((telling or tokens)[:_WORDS_IN_SLUG]) or "issue"
