"""The shape of a sentence around a cue: its subject, and where what it governs ends."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extraction.cues import CueHit
from detente.extraction.lexicon import Form
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.parties import Referent
from detente.extraction.segmentation import Sentence, Token

_QUOTES = {"“", "”", '"', "„", "»", "«"}
_STOPS = {";", "—", "–", ":", "--"}
# A subject further off than this many tokens is not looked for: the clause is too long to trust.
_SUBJECT_REACH = 40
# Joint statements give one record for each named holder, up to this many (guidelines, rule 4).
MAX_JOINT = 4


class Clauses:
    """One sentence with its cues and referents; token indices throughout."""

    def __init__(self, sentence: Sentence, referents: Sequence[Referent], hits: Sequence[CueHit]) -> None:
        self.tokens: Sequence[Token] = sentence.tokens
        self._is_heading = sentence.is_heading
        self._referents = referents
        self._hits = hits
        self._by_last = {r.mention.last: r for r in referents}
        self._by_first = {r.mention.first: r for r in referents}
        self._words = load_lexicon().words

    def subject(self, hit: CueHit) -> Referent | None:
        """The referent that is the subject of the cue, None where it is none of the mentions."""
        if hit.is_passive:
            return self._agent(hit)
        if hit.form is Form.NOUN:
            return self._noun_holder(hit)
        at = self._skip_verbs(hit.first - 1)
        found = self._subject_before(at, hit.first, depth=0)
        return (
            self._subject_after(hit)
            if found is None and hit.form is Form.GERUND and hit.first <= 2
            else found
        )

    def source(self, hit: CueHit) -> Referent | None:
        """Who is reported by a reporting cue: its subject, or what follows it ("said Lavrov")."""
        after = self._by_first.get(hit.last + 1)
        lower = self.tokens[hit.first].lower
        if lower == "according" or (hit.form is Form.PHRASE and lower == "in"):
            return after
        before = self.tokens[hit.first - 1].text if hit.first else ""
        if after is not None and before in {",", *_QUOTES, ""}:
            return after
        return self.subject(hit)

    def joint(self, referent: Referent) -> list[Referent]:
        """The referent with those joined to it by commas and "and", in order of the text.

        In a headline a comma alone joins ("Obama, Merkel push for …").
        """
        group = [referent]
        while True:
            at = group[0].mention.first - 1
            if at >= 0 and self.tokens[at].lower == "and":
                at -= 1
                if at >= 0 and self.tokens[at].text == ",":
                    at -= 1
            elif (len(group) > 1 or self._is_heading) and at >= 0 and self.tokens[at].text == ",":
                at -= 1
            else:
                return group
            before = self._by_last.get(at)
            if before is None or len(group) == MAX_JOINT:
                return group
            group.insert(0, before)

    def has_other_subject(self, hit: CueHit) -> bool:
        """Whether a noun that is no referent stands as subject right before the cue."""
        at = self._skip_verbs(hit.first - 1)
        if at < 0:
            return False
        token = self.tokens[at]
        return (
            token.lower.isalnum()
            and token.lower not in self._words["conjunctions"]
            and at not in self._by_last
        )

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
            if text in _QUOTES and i + 1 < len(self.tokens) and self._is_tail(i + 1):
                return i
        return self._without_full_stop(len(self.tokens))

    def start(self, hit: CueHit, subject: Referent | None) -> int:
        """First token of the evidence: the subject where it is near, else the cue with its auxiliaries."""
        if subject is not None and subject.mention.last < hit.first and subject in self._referents:
            between = self.tokens[subject.mention.last + 1 : hit.first]
            others = [
                h
                for h in self._hits
                if subject.mention.last < h.first < hit.first and h.form is not Form.PHRASE
            ]
            if len(between) <= 25 and not others:
                return subject.mention.first
        at = hit.first
        while at > 0 and self._is_verbal(at - 1):
            at -= 1
        return at

    def start_of_clause(self, hit: CueHit, first: int) -> int:
        """First token of the clause around the cue, not before token `first`."""
        at = hit.first
        while (
            at > first
            and self.tokens[at - 1].lower not in {",", ";", ":", "—", "that", *_QUOTES}
            and not (self.tokens[at - 1].lower in {"and", "but"} and self._starts_clause(at))
        ):
            at -= 1
        return at

    def start_of_passive(self, hit: CueHit) -> int:
        """First token of what a passive is about: "an offer from a group, which was rejected by …"."""
        at = self._skip_verbs(hit.first - 1)
        if at >= 0 and self.tokens[at].lower in {"which", "that", "who"}:
            at -= 1
            if at >= 0 and self.tokens[at].text == ",":
                at -= 1
        while (
            at > 0
            and self.tokens[at - 1].text not in {",", ";", ":", "—", "(", *_QUOTES}
            and not self._is_tail(at)
        ):
            at -= 1
        return min(max(at, 0), hit.first)

    def _skip_verbs(self, at: int) -> int:
        while at >= 0 and self._is_verbal(at):
            at -= 1
        return at

    def _is_verbal(self, at: int) -> bool:
        lower = self.tokens[at].lower
        if at in self._by_last or at in self._by_first:
            return False
        return lower in self._words["auxiliaries"] or lower in self._words["adverbs"] or (
            lower.endswith("ly") and len(lower) > 4) or lower.endswith("n't")  # fmt: skip

    def _subject_before(self, at: int, verb: int, depth: int) -> Referent | None:
        """The subject that ends at `at`, looked for through appositions, clauses and coordinations."""
        if at < 0 or depth > 3 or verb - at > _SUBJECT_REACH:
            return None
        token = self.tokens[at]
        if at in self._by_last:
            return self._by_last[at]
        contracted = self._by_first.get(at)
        if contracted is not None:
            return contracted
        if token.lower in {"who", "which", "that"}:
            before = at - 1 if at and self.tokens[at - 1].text == "," else at
            return self._subject_before(before - 1 if before < at else at - 1, verb, depth + 1)
        if token.text == ",":
            return self._subject_before_comma(at, verb, depth)
        if token.text in ")]":
            opening = next((i for i in range(at, -1, -1) if self.tokens[i].text in "(["), 0)
            return self._subject_before(opening - 1, verb, depth + 1)
        if token.lower in self._words["conjunctions"] or self._is_governor(at):
            return self._previous_subject(at)
        placed = self._before_place(at)
        if placed is not None:
            return placed
        if token.text in _QUOTES | {"—", "–", "-"}:
            return (
                self._subject_before(at - 1, verb, depth + 1)
                if at and at - 1 in self._by_last
                else self._previous_subject(at)
            )
        return None

    def _subject_before_comma(self, comma: int, verb: int, depth: int) -> Referent | None:
        """As in "Zelensky, facing a scandal, indicated": the noun before the apposition.

        Where there is none, the subject of the clause before.
        """
        if self.tokens[comma - 1].lower in self._words["conjunctions"]:
            return self._previous_subject(comma)
        gerund = self.tokens[verb].lower.endswith("ing")
        for i in range(comma - 1, -1, -1):
            if self.tokens[i].text == ",":
                found = self._by_last.get(i - 1)
                if found is not None and not gerund:
                    return found
                break
        found = self._by_last.get(comma - 1)
        if found is not None and not gerund:
            return found
        return self._previous_subject(comma)

    def _subject_after(self, hit: CueHit) -> Referent | None:
        """As in "While objecting to the plan, Netanyahu said …": the subject after the comma."""
        comma = next((i for i in range(hit.last, len(self.tokens)) if self.tokens[i].text == ","), None)
        return self._by_first.get(comma + 1) if comma is not None else None

    def _before_place(self, at: int) -> Referent | None:
        """As in "EC ministers in Luxembourg endorsed": the referent before a place or time."""
        for i in range(at - 1, max(-1, at - 7), -1):
            if self.tokens[i].text in {",", ";"} | _QUOTES:
                return None
            if i in self._by_last and self.tokens[i + 1].lower in {"in", "at", "on", "from", "who", "of"}:
                return self._by_last[i]
        return None

    def _previous_subject(self, before: int) -> Referent | None:
        """The subject of the nearest earlier finite cue: what a coordinated or dependent verb shares."""
        for hit in reversed(self._hits):
            infinitive = hit.first > 0 and self.tokens[hit.first - 1].lower == "to"
            if hit.last < before and hit.form not in (Form.NOUN, Form.GERUND) and not infinitive:
                return self.subject(hit)
        first = [r for r in self._referents if r.mention.last < before]
        return first[0] if first and first[0].mention.first <= 3 else None

    def _is_governor(self, at: int) -> bool:
        """A verb or preposition on which the cue depends ("by rejecting", "has decided to reject")."""
        lower = self.tokens[at].lower
        return (
            lower in self._words["prepositions"]
            or lower.endswith(("ed", "ing"))
            or lower in self._words["subordinators"]
        )

    def is_governed(self, referent: Referent) -> bool:
        """Whether the referent hangs on a preposition ("talks with Iran")."""
        at = referent.mention.first - 1
        return at >= 1 and self.tokens[at].lower in {
            "of",
            "in",
            "with",
            "on",
            "for",
            "from",
            "between",
            "against",
            "about",
            "over",
            "to",
            "at",
            "into",
        }

    def is_denied(self, referent: Referent) -> bool:
        """Whether the subject itself is negated ("Neither Brazil nor …", "No party …")."""
        first = referent.mention.first
        words = {self.tokens[i].lower for i in (first - 1, first) if i >= 0}
        return bool(words & {"neither", "no", "nor", "none"})

    def _agent(self, hit: CueHit) -> Referent | None:
        """The holder of a passive: after "by"."""
        for i in range(hit.last + 1, min(hit.last + 12, len(self.tokens))):
            if self.tokens[i].lower in {"by", "among"} and i + 1 in self._by_first:
                return self._by_first[i + 1]
            if self.tokens[i].text in {",", ";"}:
                return None
        return None

    def _noun_holder(self, hit: CueHit) -> Referent | None:
        """Whose refusal: "Iran's", "his", "by Iran", else the subject of the clause."""
        for r in self._referents:
            if (
                r.mention.last < hit.first
                and hit.first - r.mention.last <= 3
                and self._possessive(r.mention.last)
            ):
                return r
        for i in range(hit.last + 1, min(hit.last + 14, len(self.tokens))):
            if self.tokens[i].lower == "by" and i + 1 in self._by_first:
                return self._by_first[i + 1]
        return self._clause_subject(hit) or self._previous_subject(hit.first)

    def _clause_subject(self, hit: CueHit) -> Referent | None:
        """The first referent of the clause that hangs on no preposition ("France had led a push for")."""
        start = self.start_of_clause(hit, 0)
        before = [r for r in self._referents if start <= r.mention.first and r.mention.last < hit.first]
        return next((r for r in before if not self.is_governed(r)), None)

    def _possessive(self, at: int) -> bool:
        return self.tokens[at].lower.endswith(("'s", "s'"))

    def _breaks_after_comma(self, comma: int) -> bool:
        """Whether what follows a comma is a clause of its own, or the reporting tail of a quotation."""
        i = comma + 1
        if i < len(self.tokens) and self.tokens[i].text in _QUOTES:
            i += 1
        if i >= len(self.tokens):
            return True
        lower = self.tokens[i].lower
        if lower in {
            "and",
            "but",
            "or",
            "while",
            "although",
            "though",
            "which",
            "who",
            "whereas",
            "according",
            "because",
            "where",
        }:
            return lower not in {"and", "or"} or self._starts_clause(i + 1)
        referent = self._by_first.get(i)
        if referent is not None and referent.mention.last + 1 < len(self.tokens):
            after = self.tokens[referent.mention.last + 1]
            # "…, Trump weighs in": a name with a word after it, and no list, begins a clause.
            if after.lower.isalpha() and after.lower not in {"and", "or", "as", "of", "in", "for"}:
                return True
        return self._is_tail(i) or any(h.first == i and h.form is Form.GERUND for h in self._hits)

    def _is_tail(self, i: int) -> bool:
        """As in "Lavrov said", "said Lavrov", "he told reporters" at token `i`."""
        says = {h.first for h in self._hits if h.cue.clause}
        if i in says or self.tokens[i].lower == "according":
            return True
        referent = self._by_first.get(i)
        if referent is None:
            return False
        after = referent.mention.last + 1
        while after < len(self.tokens) and after - referent.mention.last < 4 and self._is_verbal(after):
            after += 1
        return after in says

    def _starts_clause(self, i: int) -> bool:
        """Whether a conjunction before token `i` joins clauses rather than nouns."""
        while i < len(self.tokens) and (self._is_verbal(i) or self.tokens[i].text in _QUOTES):
            if self.tokens[i].lower in self._words["auxiliaries"] and self.tokens[i].lower != "to":
                return True
            i += 1
        if i >= len(self.tokens):
            return False
        # A plain form after "and" goes on with the infinitive before it ("to adopt and maintain").
        if any(h.first == i and h.form not in (Form.NOUN, Form.BASE) for h in self._hits):
            return True
        referent = self._by_first.get(i)
        if referent is None:
            return False
        after = referent.mention.last + 1
        return after < len(self.tokens) and (
            self._is_verbal(after) or any(h.first == after for h in self._hits)
        )

    def _is_inside_quote(self, start: int, i: int) -> bool:
        return sum(t.text in _QUOTES for t in self.tokens[start:i]) % 2 == 1

    def _without_full_stop(self, end: int) -> int:
        while end > 1 and self.tokens[end - 1].text in {".", "!", "?", "…", *_QUOTES}:
            end -= 1
        return end
