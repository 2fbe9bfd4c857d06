"""``focus_model``: the part of a model that is small enough for every state to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from detente.records import DecisionMaker, Negotiation, Option, PreferenceStatement


def focus_model(negotiation: Negotiation, *, max_options: int = 10) -> Negotiation:
    """Keep the options that matter most to what would hold, and all that is said of them alone.

    Options that a party may take or drop come first, as only they can move; then those in dispute,
    then those that most parties speak of; each with the options that its conditions name. A
    preference stays if all its options do. A decision maker stays if it is left with an option or
    a preference; one with a ranking of states is left out, as a ranking cannot be cut.

    Parameters
    ----------
    negotiation : returned as it is where it is small enough.
    max_options : the number of states is two to the power of this.
    """
    if len(negotiation.options) <= max_options:
        return negotiation
    kept = _kept(negotiation, max_options)
    options = tuple(option for option in negotiation.options if option.name in kept)
    owners = {option.owner for option in options}
    dms = tuple(
        focused
        for dm in negotiation.decision_makers
        if dm.ranking is None
        and ((focused := _trimmed(dm, negotiation, kept)).preferences or focused.weights or dm.name in owners)
    )
    names = {dm.name for dm in dms}
    options = tuple(o if o.owner in names else replace(o, owner=None) for o in options)
    used = {id_ for option in options for id_ in option.rests_on}
    used |= {id_ for dm in dms for preference in dm.preferences for id_ in preference.rests_on}
    return replace(
        negotiation,
        decision_makers=dms,
        options=options,
        infeasible=tuple(f for f in negotiation.infeasible if kept.issuperset(f.options)),
        evidence=tuple(item for item in negotiation.evidence if item.id in used),
        status_quo=_cut(negotiation.status_quo, negotiation, kept),
        no_agreement=_cut(negotiation.no_agreement, negotiation, kept),
        left_out=(*negotiation.left_out, *_left_out(negotiation, kept, names, max_options)),
    )


def _kept(negotiation: Negotiation, max_options: int) -> frozenset[str]:
    """Names of the options that matter most, each followed by those it is tied to."""
    kept: dict[str, None] = {}
    tied = _tied_to(negotiation)
    for option in sorted(negotiation.options, key=_importance(negotiation)):
        for name in (option.name, *tied[option.name]):
            if len(kept) < max_options:
                kept.setdefault(name)
    return frozenset(kept)


def _importance(negotiation: Negotiation) -> Callable[[Option], tuple[bool, bool, int]]:
    """Sort key of options, the most important first."""
    for_, against = ({o.name: set[str]() for o in negotiation.options} for _ in range(2))
    for dm in negotiation.decision_makers:
        for preference in _known(dm):
            for pattern in preference.formula.patterns:
                for literal in pattern:
                    (for_ if literal.value else against)[literal.option].add(dm.name)

    def key(option: Option) -> tuple[bool, bool, int]:
        pro, con = for_[option.name], against[option.name]
        # One party on both sides of an option is no dispute; two parties, one on each side, are.
        is_disputed = bool(pro and con) and len(pro | con) > 1
        return (option.owner is None or not pro | con, not is_disputed, -len(pro | con))

    return key


def _tied_to(negotiation: Negotiation) -> dict[str, list[str]]:
    """Per option, those that stand in one known preference with it."""
    tied: dict[str, list[str]] = {option.name: [] for option in negotiation.options}
    for dm in negotiation.decision_makers:
        for preference in _known(dm):
            names = preference.formula.options
            for name in names:
                tied[name] += [other for other in names if other != name]
    return tied


def _known(dm: DecisionMaker) -> Sequence[PreferenceStatement]:
    return [preference for preference in dm.preferences if not preference.unknown]


def _trimmed(dm: DecisionMaker, negotiation: Negotiation, kept: frozenset[str]) -> DecisionMaker:
    preferences = tuple(p for p in dm.preferences if kept.issuperset(p.formula.options))
    weights = None if dm.weights is None else tuple(w for w in dm.weights if w.option in kept)
    return replace(
        dm, preferences=preferences, weights=weights, no_agreement=_cut(dm.no_agreement, negotiation, kept)
    )


def _cut(state: str | None, negotiation: Negotiation, kept: frozenset[str]) -> str | None:
    """A state over the options that are kept."""
    if state is None:
        return None
    pairs = zip(negotiation.options, state, strict=True)
    return "".join(letter for option, letter in pairs if option.name in kept)


def _left_out(negotiation: Negotiation, kept: frozenset[str], names: set[str], max_options: int) -> list[str]:
    options = [
        f"{option.label}: not among the {max_options} options that matter most to what would hold"
        for option in negotiation.options
        if option.name not in kept
    ]
    dms = [
        f"{dm.name}: its ranking of states cannot be cut"
        if dm.ranking is not None
        else f"{dm.name}: left with no option and no preference"
        for dm in negotiation.decision_makers
        if dm.name not in names
    ]
    return [*options, *dms]
