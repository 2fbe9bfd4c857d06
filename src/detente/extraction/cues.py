"""Cues in a sentence: which words report or take a position, in which form, negated or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.extraction.lexicon import Cue, Entry, Form
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import is_possessive
from detente.extraction.segmentation import Sentence, Token
from detente.records import Stance

# How far before a cue its negation may stand ("has not yet formally agreed").
_NEGATION_REACH = 4
_BE = {
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "'s",
    "'re",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "am",
    "'m",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CueHit:
    """A cue at tokens ``first`` to ``last`` (inclusive) of its sentence.

    `stance` takes a negation into account; None for a verb that only reports. `is_passive` where
    a past participle stands after "be" or before "by"; `is_hypothetical` after "could" or "might".
    """

    first: int
    last: int
    cue: Cue
    form: Form
    stance: Stance | None
    is_negated: bool
    is_passive: bool
    is_hypothetical: bool


def find_cues(sentence: Sentence, names: frozenset[int]) -> tuple[CueHit, ...]:
    """All cues of a sentence, left to right, the longest at each place, none inside another.

    A word may both report and take a position ("insisted that"): both hits are given, the
    reporting one first. `names` are tokens that belong to names, which are no cues ("United States").
    """
    hits: list[CueHit] = []
    at = 0
    tokens = sentence.tokens
    while at < len(tokens):
        if at in names:
            at += 1
            continue
        entries = [
            e for e in load_lexicon().entries.get(_head(tokens[at]), ()) if _fits(tokens, at, e, names)
        ]
        if not entries:
            at += 1
            continue
        length = max(len(e.words) for e in entries)
        stances = [e for e in entries if e.cue.stance and len(e.words) == length] or [
            e for e in entries if e.cue.stance
        ]
        reports = [e for e in entries if e.cue.clause]
        # Entries of one form that differ in what they need ("called it …") are all tried.
        families = {entry.cue.family: entry for entry in reversed(stances)}
        for entry in [*reports[:1], *reversed(families.values())]:
            hits.append(_hit(tokens, at, entry))
        at += length
    return tuple(hit for i, hit in enumerate(hits) if not _is_auxiliary(tokens, hit, hits[i + 1 :]))


def _is_auxiliary(tokens: Sequence[Token], hit: CueHit, following: Sequence[CueHit]) -> bool:
    """Whether "will" or "would" only helps a verb that takes the position itself ("will oppose")."""
    if hit.cue.family not in {"will", "will not"}:
        return False
    adverbs = load_lexicon().words["adverbs"]
    main = next((h for h in following if h.stance is not None), None)
    if main is None or any(
        t.lower not in adverbs and t.lower not in _BE and not t.lower.endswith("ly")
        for t in tokens[hit.last + 1 : main.first]
    ):
        return False
    # A refusal stays one whatever is refused, but "will not rule out" is no refusal.
    return hit.cue.family == "will" or main.cue.family == "reject"


def _head(token: Token) -> str:
    """First word of a cue: contractions ("we'll", "wouldn't") are looked up by their ending too."""
    for ending in ("'ll", "'re", "'m", "'ve", "'d"):
        if token.lower.endswith(ending) and token.lower != ending:
            return ending
    return token.lower


def _fits(tokens: Sequence[Token], at: int, entry: Entry, names: frozenset[int]) -> bool:
    words = entry.words
    if at + len(words) > len(tokens):
        return False
    if any(tokens[at + i].lower != word for i, word in enumerate(words) if i):
        return False
    following = tokens[at + len(words)].lower if at + len(words) < len(tokens) else ""
    if entry.cue.family == "accept" and following in load_lexicon().words["particles"]:
        return False  # "backed off", "signed up"
    if entry.form in (Form.PHRASE, Form.ADJECTIVE):
        return True
    noun = _is_noun_place(tokens, at)
    if entry.form is Form.NOUN:
        return noun or len(words) > 1
    if entry.form is Form.BASE and not (at - 1 in names or _is_verb_place(tokens, at)):
        return False
    return not noun and not (entry.form is Form.GERUND and _is_gerund_noun(tokens, at))


def _is_noun_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that is both noun and verb stands where only a noun can."""
    words = load_lexicon().words
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.lower in words["determiners"] and before.lower not in words["standing_alone"]:
        return True
    if is_possessive(before.text) and before.lower not in words["contracted_is"]:
        return True
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return before.lower in words["noun_before"] and after in words["noun_after"]


def _is_verb_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plain form stands where a verb can: after an auxiliary, "to", a pronoun, "and", "who"."""
    words = load_lexicon().words
    if at == 0:
        return True
    lower = tokens[at - 1].lower
    return (
        any(
            lower in words[name]
            for name in ("auxiliaries", "adverbs", "pronouns", "conjunctions", "relatives", "negations")
        )
        or lower.endswith(("ly", "n't", "'ll"))
        or not lower[0].isalnum()
    )


def _is_gerund_noun(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].lower in load_lexicon().words["determiners"]


def _hit(tokens: Sequence[Token], at: int, entry: Entry) -> CueHit:
    last = at + len(entry.words) - 1
    negated = _is_negated(tokens, at)
    stance = entry.cue.negated if negated else entry.cue.stance
    passive = entry.form is Form.PAST and (
        _last_auxiliary(tokens, at) in _BE or (last + 1 < len(tokens) and tokens[last + 1].lower == "by")
    )
    return CueHit(
        first=at,
        last=last,
        cue=entry.cue,
        form=entry.form,
        stance=stance,
        is_negated=negated,
        is_passive=passive,
        is_hypothetical=_last_auxiliary(tokens, at) in {"could", "might", "may"},
    )


def _last_auxiliary(tokens: Sequence[Token], at: int) -> str:
    """The auxiliary before a verb, adverbs between them skipped; "" where there is none."""
    words = load_lexicon().words
    for i in range(at - 1, max(-1, at - 5), -1):
        lower = tokens[i].lower
        if lower in words["auxiliaries"] and lower not in words["adverbs"] and lower != "to":
            return lower
        if lower not in words["adverbs"] and not lower.endswith("ly"):
            return ""
    return ""


def _is_negated(tokens: Sequence[Token], at: int) -> bool:
    """Whether a negation governs the cue at `at`: nothing but auxiliaries and adverbs between them."""
    words = load_lexicon().words
    for i in range(at - 1, max(-1, at - 1 - _NEGATION_REACH), -1):
        lower = tokens[i].lower
        if lower in words["negations"] or lower.endswith("n't"):
            return True
        between = lower in words["auxiliaries"] or lower in words["adverbs"] or lower.endswith("ly")
        if not between and lower not in {"a", "any", "its", "his", "their", "been", "able", "be"}:
            return False
    return False
