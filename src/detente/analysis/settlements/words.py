"""Red lines, wishes and packages in plain words, with the ids that the model knows them by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.records import Formula, Literal, Negotiation, PreferenceStatement

_MAX_PATTERNS = 4
"""A formula of more alternatives is shown as it is written."""


class Words:
    """What the options and preferences of a negotiation are called in a sentence."""

    def __init__(self, negotiation: Negotiation) -> None:
        self._labels = {option.name: f"“{option.label or option.name}”" for option in negotiation.options}
        self._owner = {wish.id: dm.name for dm in negotiation.decision_makers for wish in dm.preferences}
        self._wishes = {wish.id: wish for dm in negotiation.decision_makers for wish in dm.preferences}

    def owner(self, id_: str) -> str:
        """The party whose preference it is."""
        return self._owner[id_]

    def line(self, id_: str, beside: str | None = None) -> str:
        """A preference as its party's: "Russia's refusal of “peacekeepers” (RU1)".

        `beside` is a preference named just before; what is about the same one thing is about "it".
        """
        party = self._owner[id_]
        possessive = f"{party}'" if party.endswith("s") else f"{party}'s"
        return f"{possessive} {self.what(id_, beside)}"

    def what(self, id_: str, beside: str | None = None) -> str:
        """A preference without its party: "refusal of “peacekeepers” (RU1)"."""
        literal = _single(self._wishes[id_].formula)
        is_same = (
            beside is not None
            and literal is not None
            and (said := _single(self._wishes[beside].formula)) is not None
            and said.option == literal.option
        )
        return f"{self._claim(self._wishes[id_], is_same)} ({id_})"

    def lines(self, ids: Iterable[str], beside: str | None = None) -> str:
        """Several preferences, those of one party together: "A's x (A1) and y (A2) and B's z (B1)"."""
        by_party: dict[str, list[str]] = {}
        for id_ in ids:
            by_party.setdefault(self._owner[id_], []).append(id_)
        parts = []
        for own in by_party.values():
            said = [self.line(own[0], beside), *(self.what(id_) for id_ in own[1:])]
            parts.append(listing(said))
            beside = None  # further on "it" would not be clear
        return listing(parts)

    def option(self, name: str) -> str:
        """An option's label in quotation marks."""
        return self._labels[name]

    def package(self, state: str) -> str:
        """What a state takes up."""
        taken = [label for label, letter in zip(self._labels.values(), state, strict=True) if letter == "Y"]
        return listing(taken) if taken else "nothing that is on the table"

    def change(self, before: str, after: str) -> str:
        """What is done between two states: "taking “a” and dropping “b”"."""
        changed = list(zip(self._labels.values(), before, after, strict=True))
        taken = [label for label, old, new in changed if old < new]
        dropped = [label for label, old, new in changed if old > new]
        parts = [f"taking {listing(taken)}"] if taken else []
        parts += [f"dropping {listing(dropped)}"] if dropped else []
        return " and ".join(parts)

    def _claim(self, wish: PreferenceStatement, is_same: bool) -> str:
        """A refusal, a demand or a wish for one thing; else what a person called it, or its formula."""
        literal = _single(wish.formula)
        if literal is None:
            return f"{'condition' if wish.red_line else 'wish'} {self._named(wish)}"
        label = "it" if is_same else self._labels[literal.option]
        if wish.red_line:
            return f"demand for {label}" if literal.value else f"refusal of {label}"
        return f"wish for {label}" if literal.value else f"wish against {label}"

    def _named(self, wish: PreferenceStatement) -> str:
        # What the draft calls a wish repeats the stance; a person's own words say more than a formula.
        if wish.label and wish.rule is None:
            return f"“{wish.label}”"
        patterns = wish.formula.patterns
        if not patterns or len(patterns) > _MAX_PATTERNS:
            return f"“{wish.formula.text}”"
        literals = [pattern[0] for pattern in patterns if len(pattern) == 1]
        if len(patterns) == len(literals) == 2 and literals[0].value < literals[1].value:
            premise, conclusion = literals
            return f"({self._labels[premise.option]} only with {self._labels[conclusion.option]})"
        alternatives = [listing([self._literal(literal) for literal in pattern]) for pattern in patterns]
        return f"({listing(alternatives, 'or')})"

    def _literal(self, literal: Literal) -> str:
        return f"{'' if literal.value else 'no '}{self._labels[literal.option]}"


def _single(formula: Formula) -> Literal | None:
    """The one literal of a formula that has no other."""
    if len(formula.patterns) == 1 and len(formula.patterns[0]) == 1:
        return formula.patterns[0][0]
    return None


def listing(parts: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def options_of(negotiation: Negotiation, formulas: Iterable[Formula]) -> tuple[str, ...]:
    """Options that the formulas speak of, in the order of the model."""
    spoken = {option for formula in formulas for option in formula.options}
    return tuple(option.name for option in negotiation.options if option.name in spoken)
