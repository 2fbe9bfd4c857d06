"""Who is the subject of a cue: found through appositions, clauses and coordinations, by rules."""

from __future__ import annotations

from detente.extraction.clauses import QUOTES, Clauses
from detente.extraction.cues import CueHit
from detente.extraction.lexicon import Form
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.parties import Referent

# A subject further off than this many tokens is not looked for: the clause is too long to trust.
_SUBJECT_REACH = 40
# Joint statements give one record for each named holder, up to this many (guidelines, rule 4).
MAX_JOINT = 4


class Subjects:
    """Subjects and sources of the cues of one sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._tokens = clauses.tokens
        self._words = load_lexicon().words

    def subject(self, hit: CueHit) -> Referent | None:
        """The referent that is the subject of the cue, None where it is none of the mentions."""
        if hit.is_passive:
            return self._agent(hit)
        if hit.form is Form.NOUN:
            return self._noun_holder(hit)
        at = self._clauses.skip_verbs(hit.first - 1)
        found = self._subject_before(at, hit.first, depth=0)
        return (
            self._subject_after(hit)
            if found is None and hit.form is Form.GERUND and hit.first <= 2
            else found
        )

    def source(self, hit: CueHit) -> Referent | None:
        """Who is reported by a reporting cue: its subject, or what follows it ("said Lavrov")."""
        after = self._clauses.by_first.get(hit.last + 1)
        lower = self._tokens[hit.first].lower
        if lower == "according" or (hit.form is Form.PHRASE and lower == "in"):
            return after
        before = self._tokens[hit.first - 1].text if hit.first else ""
        if after is not None and before in {",", *QUOTES, ""}:
            return after
        return self.subject(hit)

    def joint(self, referent: Referent) -> list[Referent]:
        """The referent with those joined to it by commas and "and", in order of the text.

        In a headline a comma alone joins ("Obama, Merkel push for …").
        """
        group = [referent]
        while True:
            at = group[0].mention.first - 1
            if at >= 0 and self._tokens[at].lower in {"and", "nor"}:
                at -= 1
                if at >= 0 and self._tokens[at].text == ",":
                    at -= 1
            elif (len(group) > 1 or self._clauses.is_heading) and at >= 0 and self._tokens[at].text == ",":
                at -= 1
            else:
                return group
            before = self._clauses.by_last.get(at)
            if before is None or len(group) == MAX_JOINT:
                return group
            group.insert(0, before)

    def is_governed(self, referent: Referent) -> bool:
        """Whether the referent hangs on a preposition ("talks with Iran")."""
        at = referent.mention.first - 1
        return at >= 1 and self._tokens[at].lower in self._words["governing"]

    def is_denied(self, referent: Referent) -> bool:
        """Whether the subject itself is negated ("Neither Brazil nor …", "No party …")."""
        first = referent.mention.first
        words = {self._tokens[i].lower for i in (first - 1, first) if i >= 0}
        return bool(words & {"neither", "no", "nor", "none"})

    def _subject_before(self, at: int, verb: int, depth: int) -> Referent | None:
        """The subject that ends at `at`, looked for through appositions, clauses and coordinations."""
        if at < 0 or depth > 3 or verb - at > _SUBJECT_REACH:
            return None
        token = self._tokens[at]
        if at in self._clauses.by_last:
            return self._head_of(self._clauses.by_last[at])
        contracted = self._clauses.by_first.get(at)
        if contracted is not None:
            return contracted
        if token.lower in {"who", "which", "that"}:
            before = at - 1 if at and self._tokens[at - 1].text == "," else at
            return self._subject_before(before - 1 if before < at else at - 1, verb, depth + 1)
        if token.text == ",":
            return self._subject_before_comma(at, verb, depth)
        if token.text in ")]":
            opening = next((i for i in range(at, -1, -1) if self._tokens[i].text in "(["), 0)
            return self._subject_before(opening - 1, verb, depth + 1)
        if token.lower in self._words["conjunctions"] or self._is_governor(at):
            return self._previous_subject(at)
        placed = self._before_place(at)
        if placed is not None:
            return placed
        if token.text in QUOTES | {"—", "–", "-"}:
            return (
                self._subject_before(at - 1, verb, depth + 1)
                if at and at - 1 in self._clauses.by_last
                else self._previous_subject(at)
            )
        return None

    def _head_of(self, referent: Referent) -> Referent:
        """As in "Prime Minister Helena Voss of Belmora": the one before "of"."""
        at = referent.mention.first - 1
        head = self._clauses.by_last.get(at - 1)
        return head if head is not None and self._tokens[at].lower == "of" else referent

    def _subject_before_comma(self, comma: int, verb: int, depth: int) -> Referent | None:
        """As in "Zelensky, facing a scandal, indicated": the noun before the apposition.

        Where there is none, the subject of the clause before.
        """
        if self._tokens[comma - 1].lower in self._words["conjunctions"]:
            return self._previous_subject(comma)
        gerund = self._tokens[verb].lower.endswith("ing")
        for i in range(comma - 1, -1, -1):
            if self._tokens[i].text == ",":
                found = self._clauses.by_last.get(i - 1)
                if found is not None and not gerund:
                    return found
                break
        found = self._clauses.by_last.get(comma - 1)
        if found is not None and not gerund:
            return found
        return self._previous_subject(comma)

    def _subject_after(self, hit: CueHit) -> Referent | None:
        """As in "While objecting to the plan, Netanyahu said …": the subject after the comma."""
        comma = next((i for i in range(hit.last, len(self._tokens)) if self._tokens[i].text == ","), None)
        return self._clauses.by_first.get(comma + 1) if comma is not None else None

    def _before_place(self, at: int) -> Referent | None:
        """As in "EC ministers in Luxembourg endorsed": the referent before a place or time."""
        for i in range(at - 1, max(-1, at - 7), -1):
            if self._tokens[i].text in {",", ";"} | QUOTES:
                return None
            if i in self._clauses.by_last and self._tokens[i + 1].lower in {
                "in",
                "at",
                "on",
                "from",
                "who",
                "of",
            }:
                return self._clauses.by_last[i]
        return None

    def _previous_subject(self, before: int) -> Referent | None:
        """The subject of the nearest earlier finite cue: what a coordinated or dependent verb shares."""
        for hit in reversed(self._clauses.hits):
            infinitive = hit.first > 0 and self._tokens[hit.first - 1].lower == "to"
            if hit.last < before and hit.form not in (Form.NOUN, Form.GERUND) and not infinitive:
                return self.subject(hit)
        first = [r for r in self._clauses.referents if r.mention.last < before]
        return first[0] if first and first[0].mention.first <= 3 else None

    def _is_governor(self, at: int) -> bool:
        """A verb or preposition on which the cue depends ("by rejecting", "has decided to reject")."""
        lower = self._tokens[at].lower
        return (
            lower in self._words["prepositions"]
            or lower.endswith(("ed", "ing"))
            or lower in self._words["subordinators"]
        )

    def _agent(self, hit: CueHit) -> Referent | None:
        """The holder of a passive: after "by"."""
        for i in range(hit.last + 1, min(hit.last + 12, len(self._tokens))):
            if self._tokens[i].lower in {"by", "among"} and i + 1 in self._clauses.by_first:
                return self._clauses.by_first[i + 1]
            if self._tokens[i].text in {",", ";"}:
                return None
        return None

    def _noun_holder(self, hit: CueHit) -> Referent | None:
        """Whose refusal: "Iran's", "his", "by Iran", else the subject of the clause."""
        for r in self._clauses.referents:
            if (
                r.mention.last < hit.first
                and hit.first - r.mention.last <= 3
                and self._possessive(r.mention.last)
            ):
                return r
        for i in range(hit.last + 1, min(hit.last + 14, len(self._tokens))):
            if self._tokens[i].lower in self._words["auxiliaries"] - {"to"}:
                break  # a verb of its own follows: "the proposal was rejected by …"
            if self._tokens[i].lower == "by" and i + 1 in self._clauses.by_first:
                return self._clauses.by_first[i + 1]
        if not any(t.lower in self._words["support_verbs"] for t in self._tokens[: hit.first]):
            return None  # "called the offer of talks …": somebody else's offer
        return self._clause_subject(hit) or self._previous_subject(hit.first)

    def _clause_subject(self, hit: CueHit) -> Referent | None:
        """The first referent of the clause that hangs on no preposition ("France had led a push for")."""
        start = self._clauses.start_of_clause(hit, 0)
        before = [
            r for r in self._clauses.referents if start <= r.mention.first and r.mention.last < hit.first
        ]
        return next((r for r in before if not self.is_governed(r)), None)

    def _possessive(self, at: int) -> bool:
        return self._tokens[at].lower.endswith(("'s", "s'"))
