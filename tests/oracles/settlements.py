"""Settlements by their definitions, by enumeration of states, sets and ways.

Follows ``../shared/data/settlements/README.md`` word by word; shares nothing with the engine.
"""

from itertools import combinations, product

from detente.records import Negotiation, PreferenceStatement
from oracles.graph_model import holds, prefers, states_of

AS_WRITTEN, OPPOSITE, NONE = "as written", "opposite", "no red line"


class Oracle:
    def __init__(self, negotiation: Negotiation) -> None:
        self.negotiation = negotiation
        self.states = states_of(negotiation)
        self.owner = {p.id: dm for dm in negotiation.decision_makers for p in dm.preferences}
        lines = [
            p
            for dm in negotiation.decision_makers
            if dm.ranking is None
            for p in dm.preferences
            if p.red_line
        ]
        self.lines = lines
        self.known = {p.id: p for p in lines if not p.unknown}
        self.unknown = {p.id: p for p in lines if p.unknown}
        self.true_in = {
            p.id: frozenset(s for s in self.states if holds(p.formula, s, negotiation)) for p in lines
        }

    def together(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Feasible states in which all these red lines are true."""
        return frozenset(self.states).intersection(*(self.true_in[id_] for id_ in ids))

    def packages(self) -> list[str]:
        return [s for s in self.states if s in self.together(tuple(self.known))]

    def fixed(self) -> dict[str, str]:
        packages = self.packages()
        values = {o.name: {p[i] for p in packages} for i, o in enumerate(self.negotiation.options)}
        return {name: next(iter(found)) for name, found in values.items() if len(found) == 1}

    def free(self) -> list[str]:
        if not self.packages():
            return []
        return [option.name for option in self.negotiation.options if option.name not in self.fixed()]

    def best(self) -> list[str]:
        packages = self.packages()
        return [q for q in packages if not any(self._dominates(p, q) for p in packages)]

    def _dominates(self, p: str, q: str) -> bool:
        dms = self.negotiation.decision_makers
        worse = any(prefers(dm, q, p, self.negotiation) for dm in dms)
        return not worse and any(prefers(dm, p, q, self.negotiation) for dm in dms)

    def blocks(self, ids: tuple[str, ...] | None = None) -> set[frozenset[str]]:
        ids = tuple(self.known) if ids is None else ids
        return _minimal(ids, lambda chosen: not self.together(chosen))

    def openings(self) -> set[frozenset[str]]:
        ids = tuple(self.known)
        return _minimal(ids, lambda gone: bool(self.together(tuple(i for i in ids if i not in gone))))

    def unmet(self) -> dict[str, set[frozenset[str]]]:
        """Wishes true somewhere and in no package, with the least red lines that exclude each."""
        negotiation = self.negotiation
        wishes = [
            p
            for dm in negotiation.decision_makers
            if dm.ranking is None
            for p in dm.preferences
            if not p.red_line and not p.unknown
        ]
        found = {}
        for wish in wishes:
            true_in = {s for s in self.states if holds(wish.formula, s, negotiation)}
            if self.packages() and true_in and not true_in & set(self.packages()):
                found[wish.id] = _minimal(
                    tuple(self.known), lambda chosen, true_in=true_in: not true_in & self.together(chosen)
                )
        return found

    def _ways(self, unknown: tuple[str, ...]) -> list[dict[str, str]]:
        falls = product((AS_WRITTEN, OPPOSITE, NONE), repeat=len(unknown))
        return [dict(zip(unknown, way, strict=True)) for way in falls]

    def _has_package(self, known: tuple[str, ...], way: dict[str, str]) -> bool:
        left = self.together(known)
        for id_, fall in way.items():
            if fall == AS_WRITTEN:
                left = left & self.true_in[id_]
            elif fall == OPPOSITE:
                left = left - self.true_in[id_]
        return bool(left)

    def possible(self, known: tuple[str, ...] | None = None, unknown: tuple[str, ...] | None = None) -> str:
        known = tuple(self.known) if known is None else known
        unknown = tuple(self.unknown) if unknown is None else unknown
        answers = {self._has_package(known, way) for way in self._ways(unknown)}
        return "sometimes" if len(answers) == 2 else "always" if True in answers else "never"

    def decides(self) -> list[str]:
        known, ways = tuple(self.known), self._ways(tuple(self.unknown))
        return [
            id_
            for id_ in self.unknown
            if any(
                self._has_package(known, way) != self._has_package(known, {**way, id_: fall})
                for way in ways
                for fall in (AS_WRITTEN, OPPOSITE, NONE)
            )
        ]

    def _after(self, struck: set[str]) -> tuple[str, set[frozenset[str]]]:
        def stays(p: PreferenceStatement) -> bool:
            return not p.rests_on or not set(p.rests_on) <= struck

        known = tuple(id_ for id_, p in self.known.items() if stays(p))
        unknown = tuple(id_ for id_, p in self.unknown.items() if stays(p))
        return self.possible(known, unknown), self.blocks(known)

    def strikes(self) -> dict[str, tuple[str, set[frozenset[str]]]]:
        evidence = {id_ for p in self.lines for id_ in p.rests_on}
        return self._changed({id_: {id_} for id_ in evidence})

    def report_strikes(self) -> dict[str, tuple[str, set[frozenset[str]]]]:
        return self._changed(self._by_report())

    def _by_report(self) -> dict[str, set[str]]:
        reports = {item.report for item in self.negotiation.evidence}
        return {r: {item.id for item in self.negotiation.evidence if item.report == r} for r in reports}

    def _changed(self, strikes: dict[str, set[str]]) -> dict[str, tuple[str, set[frozenset[str]]]]:
        before = (self.possible(), self.blocks())
        after = {name: self._after(struck) for name, struck in strikes.items()}
        return {name: found for name, found in after.items() if found != before}

    def single_source(self) -> set[frozenset[str]]:
        after = [self._after(struck)[1] for struck in self._by_report().values()]
        return {block for block in self.blocks() if any(block not in left for left in after)}

    def contradictory(self) -> list[str]:
        return [
            dm.name
            for dm in self.negotiation.decision_makers
            if not self.together(tuple(p.id for p in self.known.values() if self.owner[p.id] is dm))
        ]


def _minimal(ids: tuple[str, ...], is_wanted) -> set[frozenset[str]]:  # type: ignore[no-untyped-def]
    found: set[frozenset[str]] = set()
    for size in range(len(ids) + 1):
        for chosen in combinations(ids, size):
            if is_wanted(chosen) and not any(smaller <= set(chosen) for smaller in found):
                found.add(frozenset(chosen))
    return found
