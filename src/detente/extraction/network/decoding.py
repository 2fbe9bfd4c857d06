"""From scores of words to spans: attributions, and candidates for statements.

Roles are decoded by the likeliest path of in and out (two states, Viterbi 1967): switching costs
something, so that a role is made of few whole stretches rather than of scattered words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.extraction.network.session import Anchor, Floats, Reading
from detente.records import Polarity, Stance

Range = tuple[int, int]  # words, half-open
Named = tuple[Range, float]  # with the probability of its likeliest word

# An attribution counts from this probability of its cue.
CUE_THRESHOLD = 0.4
# Statements below this probability are not looked at any further.
START_FLOOR = 0.05
_SWITCH = 2.0
# The speaker is the best stretch of words, be it ever so unlikely; further ones need this logit.
_JOINT = 0.0
# Annotators word issues freely, so that words of theirs are marked less surely than they are meant.
_ISSUE_LIFT = 1.2
# A record for each named holder, up to this many (guidelines, rule 4).
MAX_JOINT = 4
# Words below this logit are no names of a holder or party.
_NAMED = -2.2
_EVIDENCE, _SPEAKER, _CONDITION, _ISSUE, _HOLDER, _PARTY, _VIA, _ACTOR = range(8)


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
    """Words of one candidate; `stances` are scores of the seven in their order.

    `holder`, `party`, `via` and `actor` are places where the text names them, the likeliest first,
    each with its probability. `support` is how surely the words of the evidence are within a
    statement of that stance.
    """

    evidence: Range
    speakers: tuple[Named, ...]
    condition: Range | None
    issue: tuple[Range, ...]
    holder: tuple[Named, ...]
    party: tuple[Named, ...]
    via: tuple[Named, ...]
    actor: tuple[Named, ...]
    stances: tuple[float, ...]
    probability: float
    support: float

    @property
    def polarities(self) -> dict[Polarity, float]:
        """What the stances of each polarity have together."""
        found: dict[Polarity, float] = {}
        for stance, probability in zip(Stance, self.stances, strict=True):
            found[stance.polarity] = found.get(stance.polarity, 0.0) + probability
        return found

    @property
    def stance(self) -> Stance:
        """The likeliest stance of the likeliest polarity."""
        found = self.polarities
        polarity = max(found, key=lambda each: found[each])
        own = [
            (p, stance) for stance, p in zip(Stance, self.stances, strict=True) if stance.polarity is polarity
        ]
        return max(own, key=lambda each: each[0])[1]


def attributions(reading: Reading) -> list[FoundAttribution]:
    """Attributions in order of their cues."""
    found = []
    for anchor in sorted(reading.cues, key=lambda a: a.word):
        probability = _sigmoid(anchor.score)
        if probability < CUE_THRESHOLD:
            continue
        source, cue, content = (stretches(anchor.roles[:, role], anchor.first) for role in range(3))
        cue = cue or [(anchor.word, anchor.word + 1)]
        if content:
            found.append(FoundAttribution(tuple(source), tuple(cue), tuple(content), probability))
    return found


def stretches(logits: Floats, first: int, switch: float = _SWITCH) -> list[Range]:
    """The stretches of words that are in, on the likeliest path."""
    n = len(logits)
    gain = np.asarray(logits, dtype=np.float64)
    # Score of the best path that ends out or in, and whether it came from the other state.
    out, inside = 0.0, -np.inf
    from_in, from_out = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    for i in range(n):
        stay_out, leave = out, inside - switch
        stay_in, enter = inside, out - switch
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


def statements(reading: Reading) -> list[FoundStatement]:
    """Candidates in order of their evidence; the same words with several stances are one."""
    candidates = [
        _candidate(anchor, reading) for anchor in reading.starts if _sigmoid(anchor.score) >= START_FLOOR
    ]
    return sorted((_told(c, reading) for c in _merged(candidates)), key=lambda c: c.evidence)


def _candidate(anchor: Anchor, reading: Reading) -> FoundStatement:
    roles, first = anchor.roles, anchor.first
    at = anchor.word - first
    run = np.cumsum(roles[at:, _EVIDENCE])
    end = anchor.word + int(np.argmax(run)) + 1
    inside = roles[at : end - first]
    condition = stretches(inside[:, _CONDITION], anchor.word)
    probability = _sigmoid(anchor.score)
    stances = tuple(probability if kind == anchor.kind else 0.0 for kind in range(len(Stance)))
    return FoundStatement(
        evidence=(anchor.word, end),
        speakers=tuple(_speakers(roles[:, _SPEAKER], first)),
        condition=max(condition, key=lambda r: r[1] - r[0], default=None),
        issue=_issue(inside[:, _ISSUE], anchor.word),
        holder=_named(roles[:, _HOLDER], first),
        party=_named(roles[:, _PARTY], first),
        via=_named(roles[:, _VIA], first),
        actor=_named(roles[:, _ACTOR], first),
        stances=stances,
        probability=probability,
        support=float(reading.inside[anchor.word : end, anchor.kind].mean()),
    )


def _told(found: FoundStatement, reading: Reading) -> FoundStatement:
    """Add what the words of the evidence say of its stance, at which its first word must guess."""
    inside = reading.inside[slice(*found.evidence)].mean(axis=0)
    return replace(found, stances=tuple(a + float(b) for a, b in zip(found.stances, inside, strict=True)))


def _speakers(logits: Floats, first: int) -> list[Named]:
    """The stretch of the likeliest word, and others that are likely themselves; the likeliest first."""
    best = int(np.argmax(logits))
    found = [(a, b) for a, b in stretches(logits, 0, switch=0.5) if logits[a:b].max() > _JOINT]
    if not any(a <= best < b for a, b in found):
        found.append((best, best + 1))
    named = [((first + a, first + b), _sigmoid(float(logits[a:b].max()))) for a, b in found]
    return sorted(named, key=lambda each: (-each[1], each[0]))[:MAX_JOINT]


def _issue(logits: Floats, first: int) -> tuple[Range, ...]:
    """Words of the issue; the likeliest at least, since every statement is about something."""
    lift = max(_ISSUE_LIFT, 0.3 - float(logits.max()))
    return tuple(stretches(logits + lift, first, switch=0.5))


def _named(logits: Floats, first: int) -> tuple[Named, ...]:
    """Places where somebody is named: stretches of words that are not unlikely."""
    likely = np.concatenate([[False], logits > _NAMED, [False]])
    edges = np.flatnonzero(np.diff(likely.astype(np.int8)))
    found = [
        ((first + int(a), first + int(b)), _sigmoid(float(logits[a:b].max())))
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    return tuple(sorted(found, key=lambda named: (-named[1], named[0])))


def _merged(candidates: Sequence[FoundStatement]) -> list[FoundStatement]:
    """Candidates of nearly the same words together, as what the likeliest says.

    Where the network wavers between two beginnings or two stances of one statement, each gets part
    of its probability: the parts are added up.
    """
    kept: list[FoundStatement] = []
    for candidate in sorted(candidates, key=lambda c: -c.probability):
        for i, other in enumerate(kept):
            if _overlap(candidate.evidence, other.evidence) >= 0.5:
                stances = tuple(
                    min(1.0, a + b) for a, b in zip(other.stances, candidate.stances, strict=True)
                )
                kept[i] = replace(
                    other,
                    stances=stances,
                    probability=1 - (1 - other.probability) * (1 - candidate.probability),
                    support=max(other.support, candidate.support),
                )
                break
        else:
            kept.append(candidate)
    return kept


def _overlap(a: Range, b: Range) -> float:
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (max(a[1], b[1]) - min(a[0], b[0]))


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
