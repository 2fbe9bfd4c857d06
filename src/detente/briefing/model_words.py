"""States, formulas and preferences of the model in words."""

from __future__ import annotations

import re

from detente.briefing.model_contents import Package, Share
from detente.briefing.wording import called, listing
from detente.records import DecisionMaker, Formula, Literal, Negotiation, PreferenceStatement

_ARTICLE = re.compile(r"^([“‘]?)(?:an?|the) ")


def labels(negotiation: Negotiation) -> dict[str, str]:
    """Option name → the words it is shown by."""
    return {option.name: option.label or option.name for option in negotiation.options}


def quoted_labels(negotiation: Negotiation) -> dict[str, str]:
    """The same for sentences, where a label stands in quotation marks."""
    return {name: called(label) for name, label in labels(negotiation).items()}


def literal_words(literal: Literal, words: dict[str, str]) -> str:
    """An option taken or not: "a binding treaty", "no binding treaty"."""
    label = words.get(literal.option, literal.option)
    return label if literal.value else "no " + _ARTICLE.sub(r"\1", label)


def formula_words(formula: Formula, words: dict[str, str]) -> str:
    """A formula over options in words; an implication reads "a only with b"."""
    if not formula.patterns:
        return formula.text
    parts = implication(formula)
    if parts is not None:
        return f"{literal_words(parts[0], words)} only with {literal_words(parts[1], words)}"
    alternatives = [
        listing([literal_words(literal, words) for literal in pattern]) or "anything"
        for pattern in formula.patterns
    ]
    return listing(alternatives, "or")


def implication(formula: Formula) -> tuple[Literal, Literal] | None:
    """Premise and conclusion of a formula that says "if a then b", a being an option taken."""
    patterns = formula.patterns
    if len(patterns) != 2 or any(len(pattern) != 1 for pattern in patterns):
        return None
    denied = [pattern[0] for pattern in patterns if not pattern[0].value]
    other = [pattern[0] for pattern in patterns if pattern[0] not in denied[:1]]
    return (Literal(denied[0].option, True), other[0]) if denied and other else None


def preference_words(preference: PreferenceStatement, words: dict[str, str]) -> str:
    """What a party wants, in the words of its formula."""
    return formula_words(preference.formula, words)


def holds_in(formula: Formula, negotiation: Negotiation, state: str) -> bool:
    """Whether the formula is true in the state."""
    place = {option.name: i for i, option in enumerate(negotiation.options)}
    return any(
        all((state[place[literal.option]] == "Y") == literal.value for literal in pattern)
        for pattern in formula.patterns
    )


def package(negotiation: Negotiation, state: str) -> Package:
    """A state with what it takes up, what it leaves out and what it gives each party."""
    words = labels(negotiation)
    chosen = list(zip(negotiation.options, state, strict=True))
    return Package(
        state=state,
        taken=tuple(words[option.name] for option, value in chosen if value == "Y"),
        left_out=tuple(words[option.name] for option, value in chosen if value != "Y"),
        shares=tuple(
            _share(negotiation, dm, state) for dm in negotiation.decision_makers if _known_wishes(dm)
        ),
    )


def _known_wishes(dm: DecisionMaker) -> list[PreferenceStatement]:
    return [preference for preference in dm.preferences if not preference.unknown]


def _share(negotiation: Negotiation, dm: DecisionMaker, state: str) -> Share:
    wishes = _known_wishes(dm)
    words = labels(negotiation)
    unmet = [wish for wish in wishes if not holds_in(wish.formula, negotiation, state)]
    return Share(
        party=dm.name,
        n_met=len(wishes) - len(unmet),
        n_wishes=len(wishes),
        unmet=tuple(dict.fromkeys(preference_words(wish, words) for wish in unmet)),
    )
