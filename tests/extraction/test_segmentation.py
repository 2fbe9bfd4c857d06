"""Sentences and tokens point back to the very words of the text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.extraction.segmentation import segment


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Li met Sen. Roe. They talked.", ["Mr. Li met Sen. Roe.", "They talked."]),
        ("The U.S. delegation left. Talks go on.", ["The U.S. delegation left.", "Talks go on."]),
        ("“No deal,” he said. “None.” It ended.", ["“No deal,” he said.", "“None.”", "It ended."]),
        ("Headline without stop\n\nBody text.", ["Headline without stop", "Body text."]),
        ("Prices rose 3.5 percent. Wages fell.", ["Prices rose 3.5 percent.", "Wages fell."]),
        ("Will they sign? Nobody knows!", ["Will they sign?", "Nobody knows!"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str]) -> None:
    assert [text[slice(*s.span)] for s in segment(text)] == sentences


@given(st.text(max_size=400))
def test_tokens_reproduce_their_words_and_miss_nothing(text: str) -> None:
    found = [token for sentence in segment(text) for token in sentence.tokens]
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join(t.text for t in found) == "".join(text.split())


def test_a_heading_is_told_by_its_missing_full_stop() -> None:
    heading, body = segment("Talks Resume in Doha\n\nThey resumed.")
    assert (heading.is_heading, body.is_heading) == (True, False)
