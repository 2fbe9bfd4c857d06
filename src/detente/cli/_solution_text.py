"""The answer of ``detente solve`` as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.cli._models import option_lines, state_line
from detente.records import (
    Change,
    CoalitionMove,
    CoalitionReason,
    Concept,
    Extension,
    Inverse,
    Negotiation,
    PathsToEquilibria,
    PreferenceChange,
    Reason,
    Solution,
    Step,
)

_WORDS = {
    Concept.NASH: "nobody can improve by itself",
    Concept.GMR: "every improvement can be answered so that it gains nothing",
    Concept.SMR: "so answered, without escape from the answer",
    Concept.SEQ: "so answered by moves that improve on things for those who make them",
    Concept.SSEQ: "so answered, credibly and without escape",
}
READINGS = {
    CoalitionMove.LEGAL.value: "its members move one by one, nobody twice in a row",
    CoalitionMove.JOINT.value: "its members move all at once",
}
_SHOWN = 50  # of a long list of equilibria in the table
_EXCHANGES = 5  # improvements of one decision maker of which the table tells what would follow
_EXTENSIONS = {
    Extension.A: "an uncertain move tempts, an uncertain outcome does not deter",
    Extension.B: "an uncertain move does not tempt, nor an uncertain outcome deter",
    Extension.C: "an uncertain move tempts, and an uncertain outcome deters",
    Extension.D: "an uncertain move does not tempt, and an uncertain outcome deters",
}


def solution_lines(negotiation: Negotiation, solution: Solution) -> Iterator[str]:
    yield from [negotiation.title, ""] if negotiation.title else []
    yield f"Options, in the order of the letters ({_counted(solution.n_feasible, 'feasible state')})"
    yield from option_lines(negotiation)
    for found in solution.equilibria:
        yield from ["", f"{found.concept}: {_WORDS[found.concept]} ({_counted(found.count, 'state')})"]
        yield from (state_line(state, negotiation) for state in found.states[:_SHOWN])
        if found.count > _SHOWN:
            yield f"  … and {found.count - _SHOWN:,} more; --format json lists up to 10,000"
        for dm, states in solution.stability.get(found.concept, {}).items():
            yield f"  stable for {dm}: {' '.join(states) or 'none'}"
    yield from _coalition_lines(solution)
    yield from _unknown_lines(solution)
    yield from _extension_lines(solution)
    if solution.left_aside:
        yield from ["", f"Unknown preferences, left aside: {', '.join(solution.left_aside)}"]


def _coalition_lines(solution: Solution) -> Iterator[str]:
    if solution.coalitions is None:
        return
    coalitions = solution.coalitions
    yield from ["", f"Stable for a coalition, where {READINGS[coalitions.reading]}"]
    for found in coalitions.found:
        yield f"  {' + '.join(found.members)}"
        for concept, states in found.stable.items():
            yield f"    {concept}: {' '.join(states[:_SHOWN]) or 'none'}{_more(states)}"
    if coalitions.count > len(coalitions.found):
        yield f"  … and {coalitions.count - len(coalitions.found):,} larger coalitions, not looked at"
    if not coalitions.found:
        yield "  none: there are fewer than two decision makers"


def _unknown_lines(solution: Solution) -> Iterator[str]:
    if solution.unknowns is None or not solution.unknowns.unknowns:
        return
    ids = ", ".join(solution.unknowns.unknowns)
    yield from [
        "",
        f"Over all {solution.unknowns.n_ways:,} ways in which the unknown preferences fall ({ids})",
    ]
    for found in solution.unknowns.by_concept:
        yield f"  {found.concept}: always {' '.join(found.always[:_SHOWN]) or 'none'}{_more(found.always)}"
        for state in found.sometimes[:_SHOWN]:
            yield f"    sometimes {state}, decided by {', '.join(found.decides[state])}"
        if len(found.sometimes) > _SHOWN:
            yield f"   {_more(found.sometimes)}"


def reason_lines(reasons: Sequence[Reason], negotiation: Negotiation) -> Iterator[str]:
    if reasons:
        yield from ["", "Why this state would hold or not", state_line(reasons[0].state, negotiation)]
    for reason in reasons:
        verdict = "stable" if reason.is_stable else "not stable"
        yield f"  {reason.concept}, {reason.decision_maker}: {verdict}"
        yield from (f"    {sentence}" for sentence in _sentences(reason))


def _sentences(reason: Reason) -> Iterator[str]:
    yield from (exchange.sentence for exchange in reason.exchanges[:_EXCHANGES])
    if len(reason.exchanges) > _EXCHANGES:
        yield f"… and {len(reason.exchanges) - _EXCHANGES:,} more improvements, each deterred"
    if not reason.exchanges:
        yield reason.sentence


def path_lines(ways: PathsToEquilibria | None, negotiation: Negotiation) -> Iterator[str]:
    if ways is None:
        return
    yield from ["", f"From {ways.start} to a state that would hold, by moves of {', '.join(ways.movers)}"]
    for path in ways.paths[:_SHOWN]:
        yield f"{state_line(path.target, negotiation)} ({', '.join(path.concepts)})"
        yield f"    shortest: {_path(path.shortest)}"
        yield f"    by improvements alone: {_path(path.improving)}"
    if len(ways.paths) > _SHOWN:
        yield f"  … and {len(ways.paths) - _SHOWN:,} more; --format json lists all"
    if not ways.paths:
        yield "  no state would hold"


def _path(steps: Sequence[Step] | None) -> str:
    """Who moves to which state, in turn."""
    if steps is None:
        return "no way"
    return ", then ".join(f"{step.mover} to {step.after}" for step in steps) or "already there"


def _more(states: Sequence[str]) -> str:
    """How many of a long list are not shown."""
    return f" … and {len(states) - _SHOWN:,} more" if len(states) > _SHOWN else ""


def _extension_lines(solution: Solution) -> Iterator[str]:
    extension = None
    for found in solution.extensions:
        if found.extension is not extension:
            extension = found.extension
            yield from ["", f"Extension {extension}: {_EXTENSIONS[extension]}"]
        yield f"  {found.concept}: {' '.join(found.states[:_SHOWN]) or 'none'}{_more(found.states)}"


def coalition_reason_lines(reasons: Iterable[CoalitionReason]) -> Iterator[str]:
    """Why the state holds or not for each coalition."""
    for reason in reasons:
        verdict = "stable" if reason.is_stable else "not stable"
        yield f"  {reason.concept}, {' + '.join(reason.members)}: {verdict}"
        yield from (f"    {exchange.sentence}" for exchange in reason.exchanges[:_EXCHANGES])
        if len(reason.exchanges) > _EXCHANGES:
            yield f"    … and {len(reason.exchanges) - _EXCHANGES:,} more gains, each deterred"
        if not reason.exchanges:
            yield f"    {reason.sentence}"


def inverse_lines(found: Sequence[Inverse], negotiation: Negotiation) -> Iterator[str]:
    """Which changes of preference would make a state hold."""
    if found:
        yield from ["", "Fewest changes of preference that would make this state hold"]
        yield state_line(found[0].state, negotiation)
    labels = {p.id: p.label or p.formula.text for dm in negotiation.decision_makers for p in dm.preferences}
    for item in found:
        if item.n_changes is None:
            yield f"  {item.concept}: none of up to {item.looked_up_to} changes"
        elif item.n_changes == 0:
            yield f"  {item.concept}: it holds as it is"
        else:
            yield f"  {item.concept}: {_counted(item.n_changes, 'change')}, in {_counted(item.n_ways, 'way')}"
            for way in item.ways[:_SHOWN]:
                yield f"    {'; '.join(_change(change, labels) for change in way)}"
            if item.n_ways > _SHOWN:
                yield f"    … and {item.n_ways - _SHOWN:,} more; --format json lists up to 1,000"


def _change(change: PreferenceChange, labels: dict[str, str]) -> str:
    named = [f"{id_} ({labels[id_]})" if labels[id_] else id_ for id_ in change.statements]
    verb = "drops" if change.change is Change.DROP else "swaps"
    return f"{change.decision_maker} {verb} {' and '.join(named)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
