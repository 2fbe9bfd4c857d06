"""What a finding rests on: from preference ids down to statements and reports, and how weak that is."""

from __future__ import annotations

from collections.abc import Iterable

from detente.analysis.settlements.words import options_of
from detente.records import Evidence, Finding, FindingKind, Mark, Negotiation, PreferenceStatement

LOW_CONFIDENCE = 0.5
"""A statement of which the reader is less sure than this is of low confidence."""


class Grounds:
    """Makes findings of a negotiation, each with all that it rests on."""

    def __init__(self, negotiation: Negotiation) -> None:
        self._negotiation = negotiation
        self._wishes = {wish.id: wish for dm in negotiation.decision_makers for wish in dm.preferences}
        self._evidence = {item.id: item for item in negotiation.evidence}

    def finding(
        self,
        kind: FindingKind,
        sentence: str,
        preferences: Iterable[str],
        *,
        options: Iterable[str] = (),
        marks: Iterable[Mark] | None = None,
    ) -> Finding:
        """A finding that needs these preferences; `options` are further ones that it speaks of.

        Its marks are those of any of the preferences unless they are given.
        """
        wishes = [self._wishes[id_] for id_ in dict.fromkeys(preferences)]
        spoken = {*options_of(self._negotiation, (wish.formula for wish in wishes)), *options}
        statements = tuple(dict.fromkeys(item for wish in wishes for item in wish.rests_on))
        return Finding(
            kind=kind,
            sentence=sentence,
            options=tuple(option.name for option in self._negotiation.options if option.name in spoken),
            preferences=tuple(wish.id for wish in wishes),
            statements=statements,
            reports=self.reports(statements),
            marks=self.marks(wishes) if marks is None else tuple(marks),
        )

    def reports(self, statements: Iterable[str]) -> tuple[str, ...]:
        """Reports that the statements stand in, each once."""
        known = (self._evidence[item] for item in statements if item in self._evidence)
        return tuple(dict.fromkeys(item.report for item in known))

    def marks(self, wishes: Iterable[PreferenceStatement]) -> tuple[Mark, ...]:
        """Why these preferences stand on weak feet, as far as they do."""
        wishes = list(wishes)
        found = {
            Mark.ONE_SOURCE: any(self._is_on_one_report(wish) for wish in wishes),
            Mark.LOW_CONFIDENCE: any(self._is_of_low_confidence(wish) for wish in wishes),
            Mark.CONTESTED: any(wish.contested for wish in wishes),
        }
        return tuple(mark for mark, is_so in found.items() if is_so)

    def _is_on_one_report(self, wish: PreferenceStatement) -> bool:
        known = self._known(wish)
        return known is not None and len({item.report for item in known}) == 1

    def _is_of_low_confidence(self, wish: PreferenceStatement) -> bool:
        known = self._known(wish)
        return known is not None and all(
            item.confidence is not None and item.confidence < LOW_CONFIDENCE for item in known
        )

    def _known(self, wish: PreferenceStatement) -> list[Evidence] | None:
        """The evidence of a preference; None where it has none or some that the model does not list."""
        if not wish.rests_on or any(item not in self._evidence for item in wish.rests_on):
            return None
        return [self._evidence[item] for item in wish.rests_on]
