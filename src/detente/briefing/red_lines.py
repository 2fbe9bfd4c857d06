"""The preferences of a model in words: whose demand, refusal or condition each is."""

from __future__ import annotations

from collections.abc import Iterable

from detente.briefing.model_words import formula_words, implication, literal_words, quoted_labels
from detente.briefing.sources import Desk
from detente.briefing.wording import Noun, listing, named, noun, possessive
from detente.records import Formula, Literal, Negotiation, Polarity, PreferenceStatement, Stance


class RedLines:
    """The preferences of a model by id, with their party, their words and their evidence."""

    def __init__(self, desk: Desk, negotiation: Negotiation) -> None:
        self.desk = desk
        self.negotiation = negotiation
        self.owner: dict[str, str] = {}
        self.preference: dict[str, PreferenceStatement] = {}
        for dm in negotiation.decision_makers:
            for preference in dm.preferences:
                self.owner[preference.id] = dm.name
                self.preference[preference.id] = preference
        self._labels = quoted_labels(negotiation)

    def words(self, preference_id: str) -> str:
        """What the preference wants: "no “inspectors at the dam”"."""
        preference = self.preference.get(preference_id)
        return preference_id if preference is None else formula_words(preference.formula, self._labels)

    def stands(self, preference_ids: Iterable[str], *, besides: Iterable[str] = (), of: str = "") -> str:
        """Preferences as what parties are reported to say, each with where that is reported.

        "Belmora’s reported demand for “a flow” (report 1) and Tarsenia’s reported refusal of it (report 3)".
        `besides` are options that the sentence has named (where it has named one alone, that is "it");
        `of` is the party it has spoken of, whose further preferences are its own.
        """
        named_options = list(besides)
        parts = []
        for preference_id in preference_ids:
            owner = possessive(named(self.owner.get(preference_id, "?")))
            own = " own" if self.owner.get(preference_id) == of else ""
            parts.append(f"{owner}{own} {self._stand(preference_id, named_options)}")
        return listing(parts)

    def noun_of(self, preference_id: str) -> Noun:
        """What the party does by the preference: a demand, a refusal, a condition."""
        preference = self.preference[preference_id]
        literal = _single(preference.formula)
        stances = self.stances(preference_id)
        if literal is None:
            if implication(preference.formula) is None:
                return noun(None)
            is_demand = stances[-1:] == [Stance.DEMANDS]
            return noun(Stance.DEMANDS if is_demand else None, is_condition=not is_demand)
        side = Polarity.FOR if literal.value else Polarity.AGAINST
        bearing = [stance for stance in stances if stance.polarity is side]
        # Who once demanded what it elsewhere accepts, demands it: the model takes it so too.
        firm = [stance for stance in bearing if stance in (Stance.DEMANDS, Stance.REJECTS)]
        return noun(next(iter(firm or bearing[-1:]), None))

    def stances(self, preference_id: str) -> list[Stance]:
        """Stances of the statements that the preference rests on, in the order given there."""
        found = [self.desk.statements[s].stance for s in self.evidence([preference_id])]
        return [stance for stance in found if stance is not None]

    def of(self, party: str) -> list[str]:
        """Ids of the red lines of a party."""
        return [p for p, owner in self.owner.items() if owner == party and self.preference[p].red_line]

    def evidence(self, preference_ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of the statements that the preferences rest on."""
        known = (self.preference[p] for p in preference_ids if p in self.preference)
        return self.desk.known(s for preference in known for s in preference.rests_on)

    def _stand(self, preference_id: str, named_options: list[str]) -> str:
        """What the party says, without its name; options named on the way are added to the list."""
        preference = self.preference.get(preference_id)
        if preference is None:
            return f"red line {preference_id}"
        what = self.noun_of(preference_id)
        evidence = self.evidence([preference_id])
        name = f"reported {what.name}" if evidence else what.name
        where = self.desk.where(evidence)
        literal = _single(preference.formula)
        if literal is None:
            named_options.extend(preference.formula.options)
            words = self._conditional_words(preference.formula, what)
            return f"{name} ({'; '.join(filter(None, (words, where)))})"
        if not what.is_against:
            words = literal_words(literal, self._labels)
        else:
            words = self._labels.get(literal.option, literal.option)
        if set(named_options) == {literal.option} and literal.value is not what.is_against:
            words = "it"
        named_options.append(literal.option)
        return f"{name} {what.preposition} {words}" + (f" ({where})" if where else "")

    def _conditional_words(self, formula: Formula, what: Noun) -> str:
        """A demand in a case reads the other way round: "“access” if “the talks last”"."""
        parts = implication(formula)
        if parts is None or what.name != "demand":
            return formula_words(formula, self._labels)
        return f"{literal_words(parts[1], self._labels)} if {literal_words(parts[0], self._labels)}"


def _single(formula: Formula) -> Literal | None:
    """The one literal of a formula that has no other."""
    if len(formula.patterns) == 1 and len(formula.patterns[0]) == 1:
        return formula.patterns[0][0]
    return None
