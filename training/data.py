"""Annotated texts as windows with targets."""

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from detente.extraction.network import wordpiece
from detente.extraction.network.windows import Window, Words, window_at, words_of
from detente.extraction.segmentation import segment
from training import links
from training.model import ATTRIBUTION_ROLES, STANCES

PIECES = wordpiece.load()
MASK = wordpiece.VOCABULARY.read_text(encoding="utf-8").split("\n").index("[MASK]")
STOP = {
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "from", "with", "and", "or", "its", "their",
    "his", "her", "this", "that", "as", "be", "is", "are",
}  # fmt: skip


@dataclass
class Anchor:
    """An anchor word, its kind (0, or the number of a stance), and which words have which role."""

    word: int
    kind: int
    roles: np.ndarray  # (words, roles) bool


@dataclass
class Text:
    """A text with the anchors of the task it is annotated for."""

    name: str
    words: Words
    task: str  # "attributions" or "statements"
    anchors: list[Anchor] = field(default_factory=list)


@dataclass
class Example:
    """One window with its targets."""

    window: Window
    order: np.ndarray  # (words, 2)
    task: str
    anchors: list[Anchor]


def read_lines(path: Path) -> list[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def attribution_text(row: dict) -> Text:
    """A text of PolNeAR."""
    words = words_of(segment(row["text"]), PIECES)
    place = _Places(words)
    text = Text(row["doc"], words, "attributions")
    for attribution in row["attributions"]:
        spans = [attribution.get(role) or [] for role in ATTRIBUTION_ROLES]
        roles = np.stack([place.inside(s) for s in spans], axis=1)
        first = spans[1] or spans[2]
        word = place.first(min(first)) if first else None
        if word is not None and not any(a.word == word for a in text.anchors):
            text.anchors.append(Anchor(word, 0, roles))
    return text


def statement_text(row: dict) -> Text:
    """A report with position statements; holders of the same words are one anchor's speakers."""
    words = words_of(segment(row["text"]), PIECES)
    place = _Places(words)
    text = Text(row["id"], words, "statements")

    def near(statement: dict) -> np.ndarray:
        """The words around the evidence: whose name stands farther off does not report it there."""
        start, end = statement["evidence"]
        return (place.starts > start - 400) & (place.ends < end + 400)

    groups = defaultdict(list)
    for s in row["statements"]:
        groups[place.first(s["evidence"]), STANCES.index(s["stance"])].append(s)
    for (word, stance), group in groups.items():
        if word is None:
            continue
        shortest = min((s["evidence"] for s in group), key=lambda e: e[1] - e[0])
        same = [s for s in group if s["evidence"] == shortest]
        roles = np.stack(
            [
                place.inside([shortest]),
                place.inside([s["speaker"] for s in group if s["speaker"]]),
                place.inside([s["condition"] for s in same if s["condition"]]),
                np.any([_issue_words(words, shortest, s["issue"], place) for s in same], axis=0),
                np.any([links.named(words, s["speaker_name"]) for s in group], axis=0),
                np.any([links.of_party(words, s["party"]) for s in group], axis=0),
                np.any([links.named(words, s.get("via")) & near(s) for s in same], axis=0),
                np.any([links.of_party(words, s.get("actor")) & near(s) for s in same], axis=0),
            ],
            axis=1,
        )
        text.anchors.append(Anchor(word, stance, roles))
    return text


def _stem(word: str) -> str:
    word = re.sub(r"[^\w]", "", word.lower())
    return re.sub(r"(?:ations?|ings?|ments?|ions?|ers?|als?|ed|es|s|e)$", "", word)[:7]


def _issue_words(words: Words, evidence: list[int], issue: str | None, place: "_Places") -> np.ndarray:
    """Words of the evidence that the issue's phrase uses too."""
    used = {_stem(w) for w in re.findall(r"\w+", issue or "") if w.lower() not in STOP}
    inside = place.inside([evidence])
    return np.array([bool(b) and _stem(words.tokens[i].text) in used for i, b in enumerate(inside)])


class _Places:
    """Characters to words."""

    def __init__(self, words: Words) -> None:
        self.starts = np.array([t.start for t in words.tokens])
        self.ends = np.array([t.end for t in words.tokens])

    def inside(self, spans: list) -> np.ndarray:
        got = np.zeros(len(self.starts), dtype=bool)
        for start, end in spans:
            got |= (self.starts < end) & (self.ends > start)
        return got

    def first(self, span) -> int | None:
        at = np.flatnonzero(self.inside([span]))
        return int(at[0]) if len(at) else None


def examples(text: Text, size: int, hidden: float, rng: random.Random) -> list[Example]:
    """Windows of a text, one after another, that begin by chance and vary in length.

    A share of the pieces, `hidden`, is made unknown.
    """
    words = text.words
    starts = [0, *(np.flatnonzero(np.diff(words.sentence)) + 1).tolist(), len(words)]
    cost = words.costs()
    out, first = [], 0
    size = rng.randint(size * 2 // 3, size)
    if len(starts) > 4 and rng.random() < 0.7:
        first = -rng.randint(0, size)  # a shortened first window moves all others
    while first < len(words):
        low = max(first, 0)
        room = size - 2 + min(first, 0)
        fits = int(np.searchsorted(cost, cost[low] + max(room, 24), side="right")) - 1
        end = max((s for s in starts if low < s <= fits), default=max(fits, low + 1))
        window = window_at(words, PIECES, (low, end), (low, end))
        if hidden:
            unseen = np.array([rng.random() < hidden for _ in window.ids])
            marks = np.isin(window.ids, (PIECES.classify, PIECES.separate))
            window = replace(window, ids=np.where(unseen & ~marks, MASK, window.ids))
        order = np.stack([words.sentence[low:end], words.paragraph[low:end]], axis=1)
        anchors = [
            Anchor(a.word - low, a.kind, a.roles[low:end]) for a in text.anchors if low <= a.word < end
        ]
        out.append(Example(window, order, text.task, anchors))
        first = end
    return out
