"""The shape of a sentence around a cue: where its clause begins, and where what it governs ends."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extraction.cues import CueHit
from detente.extraction.lexicon import Form
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.parties import Referent
from detente.extraction.segmentation import Sentence, Token

QUOTES = {"“", "”", '"', "„", "»", "«"}
_STOPS = {";", "—", "–", ":", "--"}
# The subject belongs to the evidence where the cue follows within this many tokens.
_NEAR = 25


class Clauses:
    """One sentence with its cues and referents; token indices throughout."""

    def __init__(self, sentence: Sentence, referents: Sequence[Referent], hits: Sequence[CueHit]) -> None:
        self.tokens: Sequence[Token] = sentence.tokens
        self.is_heading = sentence.is_heading
        self.referents = referents
        self.hits = hits
        self.by_last = {r.mention.last: r for r in referents}
        self.by_first = {r.mention.first: r for r in referents}
        self._words = load_lexicon().words

    def end(self, start: int) -> int:
        """Index after the last token of what begins at `start`: the clause's end."""
        if start >= len(self.tokens):
            return len(self.tokens)
        depth = 0
        for i in range(start, len(self.tokens)):
            text, lower = self.tokens[i].text, self.tokens[i].lower
            if text in "([":
                depth += 1
            elif text in ")]":
                depth -= 1
            if depth > 0 or i == start:
                continue
            if text in _STOPS and not self._is_inside_quote(start, i):
                return i
            if text == "," and self._breaks_after_comma(i):
                return i
            if lower in {"and", "but", "or"} and self._starts_clause(i + 1):
                return i
            if lower in {"while", "although", "though", "whereas", "because", "even"} and i > start + 1:
                return i
            if text in QUOTES and i + 1 < len(self.tokens) and self._is_tail(i + 1):
                return i
        return self._without_full_stop(len(self.tokens))

    def start(self, hit: CueHit, subject: Referent | None) -> int:
        """First token of the evidence: the subject where it is near, else the cue with its auxiliaries."""
        if subject is not None and subject.mention.last < hit.first and subject in self.referents:
            between = self.tokens[subject.mention.last + 1 : hit.first]
            others = [
                h
                for h in self.hits
                if subject.mention.last < h.first < hit.first and h.form is not Form.PHRASE
            ]
            if len(between) <= _NEAR and not others:
                return subject.mention.first
        at = hit.first
        while at > 0 and self.is_verbal(at - 1):
            at -= 1
        return at

    def start_of_clause(self, hit: CueHit, first: int) -> int:
        """First token of the clause around the cue, not before token `first`."""
        at = hit.first
        while (
            at > first
            and self.tokens[at - 1].lower not in {",", ";", ":", "—", "that", *QUOTES}
            and not (self.tokens[at - 1].lower in {"and", "but"} and self._starts_clause(at))
        ):
            at -= 1
        return at

    def start_of_passive(self, hit: CueHit) -> int:
        """First token of what a passive is about: "an offer from a group, which was rejected by …"."""
        at = self.skip_verbs(hit.first - 1)
        if at >= 0 and self.tokens[at].lower in {"which", "that", "who"}:
            at -= 1
            if at >= 0 and self.tokens[at].text == ",":
                at -= 1
        while (
            at > 0
            and self.tokens[at - 1].text not in {",", ";", ":", "—", "(", *QUOTES}
            and not self._is_tail(at)
        ):
            at -= 1
        return min(max(at, 0), hit.first)

    def skip_verbs(self, at: int) -> int:
        """Last token at or before `at` that is no auxiliary or adverb; -1 where there is none."""
        while at >= 0 and self.is_verbal(at):
            at -= 1
        return at

    def is_verbal(self, at: int) -> bool:
        """Whether token `at` is an auxiliary or an adverb, and no part of a name."""
        lower = self.tokens[at].lower
        if at in self.by_last or at in self.by_first:
            return False
        return lower in self._words["auxiliaries"] or lower in self._words["adverbs"] or (
            lower.endswith("ly") and len(lower) > 4) or lower.endswith("n't")  # fmt: skip

    def _breaks_after_comma(self, comma: int) -> bool:
        """Whether what follows a comma is a clause of its own, or the reporting tail of a quotation."""
        i = comma + 1
        if i < len(self.tokens) and self.tokens[i].text in QUOTES:
            i += 1
        if i >= len(self.tokens):
            return True
        lower = self.tokens[i].lower
        if lower in self._words["after_comma"]:
            return lower not in {"and", "or"} or self._starts_clause(i + 1)
        referent = self.by_first.get(i)
        if referent is not None and referent.mention.last + 1 < len(self.tokens):
            after = self.tokens[referent.mention.last + 1]
            # "…, Trump weighs in": a name with a word after it, and no list, begins a clause.
            if after.lower.isalpha() and after.lower not in {"and", "or", "as", "of", "in", "for"}:
                return True
        return self._is_tail(i) or any(h.first == i and h.form is Form.GERUND for h in self.hits)

    def _is_tail(self, i: int) -> bool:
        """As in "Lavrov said", "said Lavrov", "he told reporters" at token `i`."""
        says = {h.first for h in self.hits if h.cue.clause}
        if i in says or self.tokens[i].lower == "according":
            return True
        referent = self.by_first.get(i)
        if referent is None:
            return False
        after = referent.mention.last + 1
        while after < len(self.tokens) and after - referent.mention.last < 4 and self.is_verbal(after):
            after += 1
        return after in says

    def _starts_clause(self, i: int) -> bool:
        """Whether a conjunction before token `i` joins clauses rather than nouns."""
        while i < len(self.tokens) and (self.is_verbal(i) or self.tokens[i].text in QUOTES):
            if self.tokens[i].lower in self._words["auxiliaries"] and self.tokens[i].lower != "to":
                return True
            i += 1
        if i >= len(self.tokens):
            return False
        # A plain form after "and" goes on with the infinitive before it ("to adopt and maintain").
        if any(h.first == i and h.form not in (Form.NOUN, Form.BASE) for h in self.hits):
            return True
        referent = self.by_first.get(i)
        if referent is None:
            return False
        after = referent.mention.last + 1
        return after < len(self.tokens) and (
            self.is_verbal(after) or any(h.first == after for h in self.hits)
        )

    def _is_inside_quote(self, start: int, i: int) -> bool:
        return sum(t.text in QUOTES for t in self.tokens[start:i]) % 2 == 1

    def _without_full_stop(self, end: int) -> int:
        while end > 1 and self.tokens[end - 1].text in {".", "!", "?", "…", *QUOTES}:
            end -= 1
        return end
