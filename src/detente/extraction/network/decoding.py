"""From scores of words to spans: attributions, and candidates for statements.

Roles are decoded by the likeliest path of in and out (two states, Viterbi 1967): switching costs
something, so that a role is made of few whole stretches rather than of scattered words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.extraction.network.session import Anchor, Floats, Reading
from detente.extraction.network.windows import Words

Range = tuple[int, int]  # words, half-open

# An attribution counts from this probability of its cue.
CUE_THRESHOLD = 0.4
# Statements below this probability are not looked at any further.
START_FLOOR = 0.05
_SWITCH = 2.0
# The speaker is the best stretch of words, be it ever so unlikely; further ones need this.
_JOINT = 0.5
_SOURCE, _CUE, _CONTENT = range(3)
_EVIDENCE, _SPEAKER, _CONDITION, _ISSUE = range(4)


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """Words of the roles of one attribution; `source` may be empty."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    probability: float

    def holds(self, word: int) -> bool:
        """Whether a word belongs to the content."""
        return any(a <= word < b for a, b in self.content)


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """Words of one candidate; `stances` are the probabilities of the seven in their order.

    `support` is how surely the words of the evidence are within a statement of that polarity.
    """

    evidence: Range
    speakers: tuple[Range, ...]
    condition: Range | None
    issue: tuple[Range, ...]
    stances: tuple[float, ...]
    probability: float
    support: float


def attributions(reading: Reading, words: Words) -> list[FoundAttribution]:
    """Attributions in order of their cues."""
    found = []
    for anchor in sorted(reading.cues, key=lambda a: a.word):
        probability = _sigmoid(anchor.score)
        if probability < CUE_THRESHOLD:
            continue
        source, cue, content = (stretches(anchor.roles[:, role], anchor.first) for role in range(3))
        if content:
            found.append(FoundAttribution(tuple(source), tuple(cue), tuple(content), probability))
    return found


def stretches(logits: Floats, first: int, switch: float = _SWITCH) -> list[Range]:
    """The stretches of words that are in, on the likeliest path."""
    n = len(logits)
    gain = np.asarray(logits, dtype=np.float64)
    # Score of the best path that ends out or in, and whether it came from the other state.
    out, inside = 0.0, -switch
    from_in, from_out = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    for i in range(n):
        stay_out, leave = out, inside - switch
        stay_in, enter = inside, out - switch
        if i == 0:
            stay_in = -switch
            leave = -np.inf
            enter = -np.inf
        from_in[i] = leave > stay_out
        from_out[i] = enter > stay_in
        out, inside = max(stay_out, leave), max(stay_in, enter) + gain[i]
    state = inside > out
    path = np.zeros(n, dtype=bool)
    for i in range(n - 1, -1, -1):
        path[i] = state
        state = (not from_out[i]) if state else bool(from_in[i])
    edges = np.flatnonzero(np.diff(np.concatenate([[False], path, [False]]).astype(np.int8)))
    return [(first + int(a), first + int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def statements(reading: Reading, words: Words) -> list[FoundStatement]:
    """Candidates in order of their evidence; the same words with several stances are one."""
    candidates = [
        _candidate(anchor, reading, words)
        for anchor in reading.starts
        if _sigmoid(anchor.score) >= START_FLOOR
    ]
    return sorted(_merged(candidates), key=lambda c: c.evidence)


def _candidate(anchor: Anchor, reading: Reading, words: Words) -> FoundStatement:
    roles, first = anchor.roles, anchor.first
    at = anchor.word - first
    run = np.cumsum(roles[at:, _EVIDENCE])
    end = anchor.word + int(np.argmax(run)) + 1
    inside = roles[at : end - first]
    condition = stretches(inside[:, _CONDITION], anchor.word)
    probability = _sigmoid(anchor.score)
    stances = tuple(probability if kind == anchor.kind else 0.0 for kind in range(7))
    return FoundStatement(
        evidence=(anchor.word, end),
        speakers=tuple(_speakers(roles[:, _SPEAKER], first)),
        condition=max(condition, key=lambda r: r[1] - r[0], default=None),
        issue=tuple(stretches(inside[:, _ISSUE], anchor.word, switch=0.5)),
        stances=stances,
        probability=probability,
        support=float(reading.inside[anchor.word : end, anchor.kind].mean()),
    )


def _speakers(logits: Floats, first: int) -> list[Range]:
    """The stretch of the likeliest word, and others that are likely themselves."""
    best = int(np.argmax(logits))
    found = [(a, b) for a, b in stretches(logits, 0, switch=0.5) if logits[a:b].max() > 0]
    if not any(a <= best < b for a, b in found):
        found.append((best, best + 1))
    return sorted((first + a, first + b) for a, b in found)


def _merged(candidates: Sequence[FoundStatement]) -> list[FoundStatement]:
    """Candidates of nearly the same words and speakers together, as what the likeliest says.

    Where the network wavers between two beginnings or two stances of one statement, each gets part
    of its probability: the parts are added up.
    """
    kept: list[FoundStatement] = []
    for candidate in sorted(candidates, key=lambda c: -c.probability):
        for i, other in enumerate(kept):
            if _overlap(candidate.evidence, other.evidence) >= 0.5:
                stances = tuple(min(1.0, a + b) for a, b in zip(other.stances, candidate.stances, strict=True))
                kept[i] = FoundStatement(
                    evidence=other.evidence, speakers=other.speakers, condition=other.condition,
                    issue=other.issue, stances=stances,
                    probability=1 - (1 - other.probability) * (1 - candidate.probability),
                    support=max(other.support, candidate.support),
                )  # fmt: skip
                break
        else:
            kept.append(candidate)
    return kept


def _overlap(a: Range, b: Range) -> float:
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (max(a[1], b[1]) - min(a[0], b[0]))


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
