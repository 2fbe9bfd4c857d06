"""Whether "he" or "she" can be somebody, by the given name."""

from __future__ import annotations

from detente.extraction.lexicon import load as load_lexicon


def fits(pronoun: str, name: str) -> bool:
    """Whether the pronoun can stand for the full name; any can where the given name tells nothing."""
    given, words = name.split()[0].lower() if " " in name else "", load_lexicon().words
    return given not in words["female_names" if pronoun == "he" else "male_names"]
