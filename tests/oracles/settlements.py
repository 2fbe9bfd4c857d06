"""Settlements by their definitions, by enumeration of states, sets and ways.

Follows ``../shared/data/settlements/README.md`` word by word; shares nothing with the engine. A set of
states is a whole number, whose k-th bit says whether the k-th state is in it: quick enough for 12 options.
"""

from fractions import Fraction
from functools import cache
from itertools import combinations, product

from detente.records import Negotiation, PreferenceStatement
from oracles.graph_model import holds, states_of

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
        self.true_in = {p.id: self._where(p) for p in lines}
        self.falls = cache(self._falls)

    def _where(self, wish: PreferenceStatement) -> int:
        """Feasible states that make the wish true."""
        return sum(1 << k for k, s in enumerate(self.states) if holds(wish.formula, s, self.negotiation))

    def _listed(self, states: int) -> list[str]:
        return [s for k, s in enumerate(self.states) if states >> k & 1]

    def together(self, ids: tuple[str, ...]) -> int:
        """Feasible states in which all these red lines are true."""
        left = (1 << len(self.states)) - 1
        for id_ in ids:
            left &= self.true_in[id_]
        return left

    def packages(self) -> list[str]:
        return self._listed(self.together(tuple(self.known)))

    def fixed(self) -> dict[str, str]:
        packages = self.packages()
        values = {o.name: {p[i] for p in packages} for i, o in enumerate(self.negotiation.options)}
        return {name: next(iter(found)) for name, found in values.items() if len(found) == 1}

    def free(self) -> list[str]:
        if not self.packages():
            return []
        return [option.name for option in self.negotiation.options if option.name not in self.fixed()]

    def best(self) -> list[str]:
        likings = {s: (*self.all_falls(s), *self.worths(s)) for s in self.packages()}
        kinds = set(likings.values())
        beaten = {
            q for q in kinds if any(p != q and all(a >= b for a, b in zip(p, q, strict=True)) for p in kinds)
        }
        return [s for s, liking in likings.items() if liking not in beaten]

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
            true_in, packages = self._where(wish), self.together(tuple(self.known))
            if packages and true_in and not true_in & packages:
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
                left = left & ~self.true_in[id_]
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

    def _falls(self, party: int, state: str) -> tuple[bool, ...]:
        """Truth of a party's known wishes by priority; a ranking says "not in the last group", and so on.

        Of two states it likes the one better that makes the first wish true on which they differ.
        """
        dm = self.negotiation.decision_makers[party]
        if dm.ranking is None:
            return tuple(holds(p.formula, state, self.negotiation) for p in dm.preferences if not p.unknown)
        group = next(i for i, states in enumerate(dm.ranking) if state in states)
        return tuple(group < last for last in range(len(dm.ranking) - 1, 0, -1))

    def all_falls(self, state: str) -> list[tuple[bool, ...]]:
        return [self.falls(i, state) for i in range(len(self.negotiation.decision_makers))]

    def leximin(self, among: list[str]) -> str | None:
        """The package whose sorted list of first places given up is greatest, ties as documented."""
        falls = {s: self.all_falls(s) for s in among}
        depth = max((len(one) for all_ in falls.values() for one in all_), default=0)

        def merit(state: str) -> tuple[object, ...]:
            every = falls[state]
            places = sorted(one.index(False) if False in one else depth for one in every)
            by_level = [[one[t] for one in every if t < len(one)] for t in range(depth)]
            return (
                places,
                [-level.count(False) for level in by_level],
                by_level,
                self.worths(state),
                [letter == "N" for letter in state],
            )

        return max(among, key=merit, default=None)

    def worths(self, state: str) -> list[Fraction]:
        """What the options taken weigh for each party with weights, which has no list."""
        taken = {o.name for o, at in zip(self.negotiation.options, state, strict=True) if at == "Y"}
        weighing = [dm.weights for dm in self.negotiation.decision_makers if dm.weights is not None]
        return [
            sum((Fraction(str(w)) for o, w in weights if o in taken), Fraction(0)) for weights in weighing
        ]

    def concessions(self, state: str) -> int:
        return sum(falls.count(False) for falls in self.all_falls(state))

    def fewest_concessions(self) -> str | None:
        packages = self.packages()
        least = min(map(self.concessions, packages), default=0)
        return self.leximin([s for s in packages if self.concessions(s) == least])

    def package_once_open(self, opening: tuple[str, ...]) -> str | None:
        left = self.together(tuple(id_ for id_ in self.known if id_ not in opening))
        return self.leximin(self._listed(left))

    def answers(self, id_: str) -> dict[str, tuple[str, int]]:
        """By answer to an unknown red line: what is possible then, and how many others still decide."""
        known, ways = tuple(self.known), self._ways(tuple(self.unknown))
        found = {}
        for name, fall in (("wanted", AS_WRITTEN), ("opposite", OPPOSITE), ("neither", NONE)):
            here = [way for way in ways if way[id_] == fall]
            outcomes = {self._has_package(known, way) for way in here}
            possible = "sometimes" if len(outcomes) == 2 else "always" if True in outcomes else "never"
            deciding = {
                other
                for other in self.unknown
                if other != id_
                for way in here
                for changed in (AS_WRITTEN, OPPOSITE, NONE)
                if self._has_package(known, way) != self._has_package(known, {**way, other: changed})
            }
            found[name] = (possible, len(deciding))
        return found

    def dependences(self) -> dict[tuple[str, bool], tuple[object, ...]]:
        """Per evidence (False) and report (True): preferences dropped, possible, blocks, loosened, freed."""
        dms = [dm for dm in self.negotiation.decision_makers if dm.ranking is None]
        wishes = [p for dm in dms for p in dm.preferences]
        evidence = {id_ for p in wishes for id_ in p.rests_on}
        every = {(id_, False): {id_} for id_ in evidence}
        every |= {(report, True): ids for report, ids in self._by_report().items()}
        before = (self.possible(), self.blocks(), [], [])
        names = [option.name for option in self.negotiation.options]
        fixed, unmet, found = self.fixed(), self.unmet(), {}
        for name, struck in every.items():
            dropped = {p.id for p in wishes if p.rests_on and set(p.rests_on) <= struck}
            possible, blocks = self._after(struck)
            left = self.together(tuple(id_ for id_ in self.known if id_ not in dropped))
            states = self._listed(left)
            loosened = [o for o, value in fixed.items() if any(s[names.index(o)] != value for s in states)]
            freed = [p.id for p in wishes if p.id in unmet and p.id not in dropped and self._where(p) & left]
            after = (possible, blocks, loosened, freed)
            if dropped and after != before:
                found[name] = (dropped, *after)
        return found

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
            if not any(smaller <= set(chosen) for smaller in found) and is_wanted(chosen):
                found.add(frozenset(chosen))
    return found
