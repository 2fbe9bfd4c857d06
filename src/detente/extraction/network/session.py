"""The network run by onnxruntime, window by window, and its answers put together for the report.

The file ``reader.onnx`` is made by ``training.export``, where its inputs and outputs are described.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.extraction.network import wordpiece
from detente.extraction.network.windows import Window, Words, windows_of
from detente.records import Stance

WEIGHTS = Path(__file__).parent / "reader.onnx"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word at which an attribution or statement may hang, and the roles of the words around it.

    `word` and `first` count the report's words; `kind` is the number of the stance (0 for an
    attribution); `score` is the logit of the anchor; ``roles[i]`` are the logits of the roles of word
    ``first + i``.
    """

    word: int
    kind: int
    score: float
    first: int
    roles: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a report; rows of `inside` (words, stances) are probabilities."""

    cues: tuple[Anchor, ...]
    starts: tuple[Anchor, ...]
    inside: Floats


def read(words: Words, weights: Path = WEIGHTS) -> Reading:
    """Run the network over all windows; of words seen twice the better placed window counts."""
    session = _session(str(weights))
    cues: list[Anchor] = []
    starts: list[Anchor] = []
    inside = np.zeros((len(words), len(Stance)), dtype=np.float32)
    for window in windows_of(words, wordpiece.load()):
        got = _run(session, words, window)
        low, high = window.owned
        inside[low:high] = _probability(got["inside"][low - window.first : high - window.first])
        cues += _anchors(window, got["cue_at"], got["cues"], got["cue_roles"], kinds=1)
        starts += _anchors(
            window, got["start_at"], got["starts"].reshape(-1), got["start_roles"], len(Stance)
        )
    return Reading(cues=tuple(cues), starts=tuple(starts), inside=inside)


def _run(session: Any, words: Words, window: Window) -> dict[str, npt.NDArray[Any]]:
    span = slice(window.first, window.end)
    order = np.stack([words.sentence[span], words.paragraph[span]], axis=1)
    names = [output.name for output in session.get_outputs()]
    inputs = {"ids": window.ids, "features": window.features, "heads": window.heads, "order": order}
    return dict(zip(names, session.run(names, {k: v[None] for k, v in inputs.items()}), strict=True))


def _anchors(
    window: Window, at: npt.NDArray[Any], scores: Floats, roles: Floats, kinds: int
) -> Iterator[Anchor]:
    """The anchors that the window owns."""
    for place, of_words in zip(at.tolist(), roles, strict=True):
        word = window.first + place // kinds
        if place < len(scores) and window.owned[0] <= word < window.owned[1]:
            yield Anchor(word, place % kinds, float(scores[place]), window.first, of_words)


def _probability(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


@functools.cache
def _session(weights: str) -> Any:
    # Late: it takes a third of a second, and most commands do not read reports.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
