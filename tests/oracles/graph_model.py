"""The graph model by its definitions, as slow double loops over sets of states.

States are Y/N strings. Nothing here is shared with the engine; the definitions are those of
``../shared/data/gmcr/README.md``, followed word by word.
"""

import dataclasses
import functools
from fractions import Fraction
from itertools import product

from detente.records import DecisionMaker, Direction, Formula, Literal, Negotiation


def holds(formula: Formula, state: str, negotiation: Negotiation) -> bool:
    taken = {option.name: state[i] == "Y" for i, option in enumerate(negotiation.options)}
    return any(all(taken[name] == value for name, value in pattern) for pattern in formula.patterns)


def states_of(negotiation: Negotiation) -> list[str]:
    """Feasible states, the first option as the lowest bit."""
    every = ["".join(reversed(letters)) for letters in product("NY", repeat=len(negotiation.options))]
    return [s for s in every if not any(holds(f, s, negotiation) for f in negotiation.infeasible)]


def prefers(dm: DecisionMaker, q: str, s: str, negotiation: Negotiation) -> bool:
    """Whether the decision maker strictly prefers q to s."""
    if dm.ranking is not None:
        place = {state: i for i, group in enumerate(dm.ranking) for state in group}
        return place[q] < place[s]
    if dm.weights is not None:
        weight = {option: Fraction(str(weight)) for option, weight in dm.weights}
        worth = {
            state: sum(
                weight.get(o.name, 0) for o, at in zip(negotiation.options, state, strict=True) if at == "Y"
            )
            for state in (q, s)
        }
        return worth[q] > worth[s]
    for statement in dm.preferences:
        if statement.unknown:
            continue
        in_q, in_s = (holds(statement.formula, state, negotiation) for state in (q, s))
        if in_q != in_s:
            return in_q
    return False


class _Comparisons(dict):
    """(decision maker, q, s) → whether it prefers q to s, each worked out when asked for."""

    def __init__(self, negotiation: Negotiation, dms: dict[str, DecisionMaker]) -> None:
        super().__init__()
        self._negotiation, self._dms = negotiation, dms

    def __missing__(self, key: tuple[str, str, str]) -> bool:
        i, q, s = key
        self[key] = prefers(self._dms[i], q, s, self._negotiation)
        return self[key]


class Oracle:
    def __init__(self, negotiation: Negotiation) -> None:
        self.negotiation = negotiation
        self.states = states_of(negotiation)
        self.dms = {dm.name: dm for dm in negotiation.decision_makers}
        self._better = _Comparisons(negotiation, self.dms)
        # Asked again and again; remembering an answer changes nothing in how it is found.
        self.moves = functools.cache(self.moves)
        self.improvements = functools.cache(self.improvements)
        self._group_moves = functools.cache(self._group_moves)

    def prefers(self, i: str, q: str, s: str) -> bool:
        """q >_i s."""
        return self._better[i, q, s]

    def moves(self, i: str, s: str) -> list[str]:
        """R_i(s)."""
        return [q for q in self.states if q != s and self._may_step(i, s, q)]

    def _may_step(self, i: str, s: str, q: str) -> bool:
        for option, before, after in zip(self.negotiation.options, s, q, strict=True):
            if before == after:
                continue
            if option.owner != i:
                return False
            if option.direction is Direction.TAKE and after == "N":
                return False
            if option.direction is Direction.DROP and after == "Y":
                return False
        return True

    def improvements(self, i: str, s: str) -> list[str]:
        """R+_i(s)."""
        return [q for q in self.moves(i, s) if self._better[i, q, s]]

    def group_moves(self, group: list[str], s: str, *, improving: bool) -> set[str]:
        """R_H(s) or R+_H(s): sequences in which nobody moves twice in a row."""
        return self._group_moves(tuple(group), s, improving)

    def _group_moves(self, group: tuple[str, ...], s: str, improving: bool) -> set[str]:
        found: set[tuple[str, str]] = set()
        step = self.improvements if improving else self.moves
        new = {(q, i) for i in group for q in step(i, s)}
        while new:
            found |= new
            new = {(q, i) for (at, last) in new for i in group if i != last for q in step(i, at)} - found
        return {q for q, _ in found}

    def distances(self, group: list[str], s: str, *, improving: bool) -> dict[str, int]:
        """Fewest moves of a legal sequence to each state that is reached, 0 to where it starts."""
        step = self.improvements if improving else self.moves
        found = {s: 0}
        new, seen, length = {(q, i) for i in group for q in step(i, s)}, set(), 1
        while new:
            for q, _ in new:
                found.setdefault(q, length)
            seen |= new
            new = {(q, i) for (at, last) in new for i in group if i != last for q in step(i, at)} - seen
            length += 1
        return found

    def is_stable(self, concept: str, i: str, s: str) -> bool:
        others = [name for name in self.dms if name != i]
        not_better = {q for q in self.states if not self._better[i, q, s]}
        if concept == "nash":
            return not self.improvements(i, s)
        for s1 in self.improvements(i, s):
            answers = self.group_moves(others, s1, improving=concept in ("seq", "sseq"))
            deterring = [s2 for s2 in answers if s2 in not_better]
            if concept in ("smr", "sseq"):
                deterring = [s2 for s2 in deterring if all(s3 in not_better for s3 in self.moves(i, s2))]
            if not deterring:
                return False
        return True

    def coalition_moves(self, members: tuple[str, ...], reading: str, s: str) -> set[str]:
        """R_H(s) for a coalition: legal sequences, or all members at once."""
        if reading == "legal":
            return self.group_moves(list(members), s, improving=False)
        return {q for q in self.states if q != s and self._may_step_together(members, s, q)}

    def _may_step_together(self, members: tuple[str, ...], s: str, q: str) -> bool:
        for option, before, after in zip(self.negotiation.options, s, q, strict=True):
            if before == after:
                continue
            if option.owner not in members:
                return False
            if (option.direction, before) in ((Direction.TAKE, "Y"), (Direction.DROP, "N")):
                return False
        return True

    def is_coalition_stable(self, concept: str, members: tuple[str, ...], reading: str, s: str) -> bool:
        others = [name for name in self.dms if name not in members]

        def gains(q: str) -> bool:
            return all(self._better[i, q, s] for i in members)

        for s1 in self.coalition_moves(members, reading, s):
            if not gains(s1):
                continue
            if concept == "nash":
                return False
            answers = self.group_moves(others, s1, improving=concept in ("seq", "sseq"))
            deterring = [s2 for s2 in answers if not gains(s2)]
            if concept in ("smr", "sseq"):
                deterring = [
                    s2
                    for s2 in deterring
                    if not any(gains(s3) for s3 in self.coalition_moves(members, reading, s2))
                ]
            if not deterring:
                return False
        return True

    def stable(self, concept: str, i: str) -> tuple[str, ...]:
        return tuple(s for s in self.states if self.is_stable(concept, i, s))

    def equilibria(self, concept: str) -> tuple[str, ...]:
        return tuple(s for s in self.states if all(self.is_stable(concept, i, s) for i in self.dms))

    def ranking(self, i: str) -> list[list[str]]:
        """Groups of equally liked states, the best first."""
        groups: list[list[str]] = []
        left = list(self.states)
        while left:
            best = [s for s in left if not any(self._better[i, q, s] for q in left)]
            groups.append(best)
            left = [s for s in left if s not in best]
        return groups


def unknowns_of(negotiation: Negotiation) -> list[str]:
    """Ids of unknown statements; an explicit ranking leaves nothing open."""
    dms = [dm for dm in negotiation.decision_makers if dm.ranking is None and dm.weights is None]
    return [p.id for dm in dms for p in dm.preferences if p.unknown]


def fallen(negotiation: Negotiation, way: dict[str, bool]) -> Negotiation:
    """The model in which each unknown is wanted (True) or its opposite is."""

    def known(preference):
        if not preference.unknown or preference.id not in way:
            return preference
        if way[preference.id]:
            return dataclasses.replace(preference, unknown=False)
        return dataclasses.replace(preference, unknown=False, formula=opposite(preference.formula))

    dms = tuple(
        dataclasses.replace(dm, preferences=tuple(known(p) for p in dm.preferences))
        for dm in negotiation.decision_makers
    )
    return dataclasses.replace(negotiation, decision_makers=dms)


def opposite(formula: Formula) -> Formula:
    """Not the formula, by choosing a literal of every pattern to be otherwise."""
    choices = product(*formula.patterns)
    return Formula(patterns=tuple(tuple(Literal(o, not v) for o, v in choice) for choice in choices), text="")


def over_all_ways(
    negotiation: Negotiation, concept: str
) -> tuple[list[str], list[str], dict[str, list[str]]]:
    """States that are equilibria always, sometimes, and what decides each of the latter."""
    unknowns = unknowns_of(negotiation)
    ways = list(product((True, False), repeat=len(unknowns)))
    holds = {
        way: set(Oracle(fallen(negotiation, dict(zip(unknowns, way, strict=True)))).equilibria(concept))
        for way in ways
    }
    states = states_of(negotiation)
    always = [s for s in states if all(s in found for found in holds.values())]
    sometimes = [s for s in states if s not in always and any(s in found for found in holds.values())]

    def flips(s: str, i: int) -> bool:
        return any((s in holds[way]) != (s in holds[(*way[:i], not way[i], *way[i + 1 :])]) for way in ways)

    return always, sometimes, {s: [u for i, u in enumerate(unknowns) if flips(s, i)] for s in sometimes}


class UncertainOracle(Oracle):
    """The four extensions of Li, Hipel, Kilgour & Fang (2004), comparison by comparison."""

    def compare(self, i: str, q: str, s: str) -> str:
        """Give ">" where q is preferred to s, "<" the other way, "=" or "U" where it is uncertain."""
        dm = self.dms[i]
        if dm.ranking is None and dm.weights is None:
            for statement in dm.preferences:
                in_q, in_s = (holds(statement.formula, state, self.negotiation) for state in (q, s))
                if in_q != in_s:
                    return "U" if statement.unknown else ">" if in_q else "<"
            return "="
        return ">" if self.prefers(i, q, s) else "<" if self.prefers(i, s, q) else "="

    def is_stable(self, extension: str, concept: str, i: str, s: str) -> bool:  # type: ignore[override]
        tempting = ">U" if extension in "ac" else ">"
        deterring = "<=" if extension in "ab" else "<=U"
        credible = concept in ("seq", "sseq")
        for s1 in self.moves(i, s):
            if self.compare(i, s1, s) not in tempting:
                continue
            if concept == "nash":
                return False
            others = [name for name in self.dms if name != i]
            found = False
            for s2 in self._answers(others, s1, credible):
                ends = [s2, *(self.moves(i, s2) if concept in ("smr", "sseq") else [])]
                found = found or all(self.compare(i, end, s) in deterring for end in ends)
            if not found:
                return False
        return True

    def _answers(self, group: list[str], s: str, credible: bool) -> set[str]:
        def step(i: str, at: str) -> list[str]:
            return [q for q in self.moves(i, at) if not credible or self.compare(i, q, at) in ">U"]

        seen: set[tuple[str, str]] = set()
        new = {(q, i) for i in group for q in step(i, s)}
        while new:
            seen |= new
            new = {(q, i) for (at, last) in new for i in group if i != last for q in step(i, at)} - seen
        return {q for q, _ in seen}
