"""The parts around the network: word pieces, windows, and spans from scores."""

from __future__ import annotations

import hashlib
import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from detente.extraction import confidence
from detente.extraction.network import wordpiece
from detente.extraction.network.decoding import stretches
from detente.extraction.network.session import WEIGHTS
from detente.extraction.network.windows import WINDOW, windows_of, words_of
from detente.extraction.segmentation import segment

PIECES = wordpiece.load()
VOCABULARY = wordpiece.VOCABULARY.read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("peace", ["peace"]),
        ("Peacekeepers", ["peace", "##keepers"]),
        ("Erdoğan", ["er", "##dog", "##an"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("cease-fire", ["cease", "-", "fire"]),
        ("don’t", ["don", "'", "t"]),
        ("\u200b", ["[UNK]"]),
        ("x" * 101, ["[UNK]"]),
    ],
)
def test_words_are_cut_as_bert_cuts_them(word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[number] for number in PIECES.of(word)] == pieces


texts = st.lists(
    st.sampled_from(["Iran", "said.", "it", "“We", "will”", "not", "accept,", "\n\n", "x" * 60, "U.S.", "—"]),
    max_size=400,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts, st.integers(24, 120))
def test_every_word_is_owned_by_one_window_that_holds_it(text: str, size: int) -> None:
    words = words_of(segment(text), PIECES)
    windows = windows_of(words, PIECES, size=size, overlap=size // 3)
    owned = [i for window in windows for i in range(*window.owned)]
    assert owned == list(range(len(words)))
    for window in windows:
        assert window.first <= window.owned[0] <= window.owned[1] <= window.end
        assert len(window.ids) == len(window.features)
        assert len(window.heads) == window.end - window.first
        for word, head in zip(range(window.first, window.end), window.heads, strict=True):
            assert window.ids[head] == words.pieces[word][0]
        # One word alone may be longer than a window of the test, never than one in use.
        assert len(window.ids) <= size or window.end - window.first == 1
    # Each window but the last goes on by more than it looks back.
    assert (len(windows) - 2) * (size // 2 - size // 3) <= sum(len(p) for p in words.pieces) + len(words)
    assert all(len(window.ids) <= WINDOW for window in windows_of(words, PIECES))


def slow_stretches(logits: list[float], switch: float) -> float:
    """The best total of all ways to be in or out: words that are in count, each stretch costs two switches.

    A stretch that ends with the words costs one.
    """
    best = float("-inf")
    for path in itertools.product([False, True], repeat=len(logits)):
        changes = sum(a != b for a, b in itertools.pairwise((False, *path)))
        total = sum(x for x, inside in zip(logits, path, strict=True) if inside) - switch * changes
        best = max(best, total)
    return best


@given(
    arrays.arrays(np.float32, st.integers(1, 9), elements=st.floats(-6, 6, width=32)),
    st.sampled_from([0.5, 2.0]),
)
def test_stretches_are_the_best_of_all_paths(logits: np.ndarray, switch: float) -> None:
    found = stretches(logits, 10, switch)
    path = [any(a <= 10 + i < b for a, b in found) for i in range(len(logits))]
    changes = sum(a != b for a, b in itertools.pairwise((False, *path)))
    total = sum(float(x) for x, inside in zip(logits, path, strict=True) if inside) - switch * changes
    assert total == pytest.approx(slow_stretches([float(x) for x in logits], switch), abs=1e-3)
    assert all(a < b for a, b in found)


def test_the_calibration_belongs_to_the_weights() -> None:
    data = json.loads(confidence.CALIBRATION.read_text(encoding="utf-8"))
    assert data["weights_sha256"] == hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    assert data["features"] == list(confidence.FEATURES)
