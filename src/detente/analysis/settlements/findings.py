"""The answer of ``settle`` as findings: every result in plain words, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analysis.settlements.grounds import Grounds
from detente.analysis.settlements.words import Words, listing, sentence, some
from detente.records import (
    BestPackage,
    Comparison,
    Dependence,
    Finding,
    FindingKind,
    Mark,
    Negotiation,
    OpenQuestion,
    PartyShare,
    Possibility,
    Settlement,
    Softening,
    WayOut,
)

_POSSIBLE = {
    Possibility.ALWAYS: "a package exists whichever way the unknown preferences fall",
    Possibility.SOMETIMES: "whether a package exists depends on unknown preferences",
    Possibility.NEVER: "no package exists, whichever way the unknown preferences fall",
}

_LEAVES = {
    Possibility.ALWAYS: "a package exists",
    Possibility.SOMETIMES: "it stays open",
    Possibility.NEVER: "no package exists",
}

_ANSWERS = {"wanted": "insists on it", "opposite": "insists on the opposite", "neither": "insists on neither"}

_HOW = {
    Comparison.BETTER: "better than",
    Comparison.SAME: "as good as",
    Comparison.WORSE: "worse than",
}

_LEXIMIN = "the package that asks the least of whoever gives up most"

_N_NAMED = 6
"""Things of one kind that a sentence names; the record has all."""


def findings(negotiation: Negotiation, settlement: Settlement) -> tuple[Finding, ...]:
    """Packages, compromises, what blocks and opens, unknowns, what hangs on what, and who would leave."""
    report = _Report(negotiation, settlement)
    return (
        report.packages(),
        *report.compromises(),
        *report.unmet(),
        *report.contradictory(),
        *report.blocks(),
        *report.openings(),
        *report.unknowns(),
        *report.strikes(),
        *report.stability(),
    )


class _Report:
    """Says what a settlement holds."""

    def __init__(self, negotiation: Negotiation, settlement: Settlement) -> None:
        self._negotiation = negotiation
        self._settlement = settlement
        self._words = Words(negotiation)
        self._grounds = Grounds(negotiation)
        known = [w for dm in negotiation.decision_makers for w in dm.preferences if not w.unknown]
        self._has_unknown = len(known) < sum(len(dm.preferences) for dm in negotiation.decision_makers)
        self._red_lines = [wish.id for wish in known if wish.red_line]

    def packages(self) -> Finding:
        share = self._settlement.packages
        if share.count == 0:
            lines = dict.fromkeys(id_ for block in self._settlement.blocks for id_ in block)
            text = sentence("no package satisfies every red line")
            return self._grounds.finding(FindingKind.PACKAGES, text, lines)
        n = f"{share.count:,}" if share.count is not None else f"at least {share.at_least:,}"
        text = f"{n} packages satisfy every red line"
        hows = {"Y": "all take", "N": "none takes"}
        if share.count == 1:
            text, hows = "just one package satisfies every red line", {"Y": "it takes", "N": "it leaves out"}
        for value, how in hows.items():
            settled = [self._words.option(o) for o, fixed in share.fixed.items() if fixed == value]
            text += f"; {how} {_some(settled, 'or' if how == 'none takes' else 'and')}" if settled else ""
        open_ = [self._words.option(option) for option in share.free]
        text += f"; open: {_some(open_)}" if open_ else ""
        is_weak = any(
            d.is_report and (d.loosens or d.possible is not self._settlement.unknowns.possible)
            for d in self._settlement.dependences
        )
        marks = [Mark.ONE_SOURCE] if is_weak else []
        return self._grounds.finding(
            FindingKind.PACKAGES, sentence(text), self._red_lines, options=share.fixed, marks=marks
        )

    def compromises(self) -> Iterator[Finding]:
        for best in self._settlement.best_packages:
            if "leximin" in best.senses:
                parts = [f"{_LEXIMIN} takes {self._words.package(best.state)}", *self._shares(best)]
                yield self._compromise(FindingKind.LEXIMIN, parts, best)
            if "fewest concessions" in best.senses:
                n = f"{best.n_concessions} in all"
                if "leximin" in best.senses:
                    parts = [f"{self._fewest()}, {n}, is the same"]
                else:
                    taken = self._words.package(best.state)
                    parts = [f"{self._fewest()}, {n}, takes {taken}", *self._shares(best)]
                yield self._compromise(FindingKind.FEWEST_CONCESSIONS, parts, best)

    def _fewest(self) -> str:
        if self._settlement.is_fewest_certain:
            return "the package with the fewest concessions"
        return "a package with few concessions (whether one has fewer was not settled)"

    def _compromise(self, kind: FindingKind, parts: list[str], best: BestPackage) -> Finding:
        taken = [
            o.name for o, letter in zip(self._negotiation.options, best.state, strict=True) if letter == "Y"
        ]
        ids = [id_ for share in best.shares for id_ in (*share.gets, *share.gives_up)]
        return self._grounds.finding(kind, sentence("; ".join(parts)), ids, options=taken, marks=())

    def _shares(self, best: BestPackage) -> list[str]:
        """What each party gives up, and how it likes the package beside other states."""
        gives = [share for share in best.shares if share.first_given_up is not None]
        spared = [share.party for share in best.shares if share.n_wishes and share.first_given_up is None]
        parts = [self._given_up(share) for share in gives]
        parts += [f"nothing is given up by {listing(spared)}"] if spared else []
        beside = {
            "the status quo": {s.party: s.than_status_quo for s in best.shares},
            "no agreement": {s.party: s.than_no_agreement for s in best.shares},
        }
        for what, likings in beside.items():
            for comparison, how in _HOW.items():
                parties = [party for party, liked in likings.items() if liked is comparison]
                parts += [f"{how} {what} for {listing(parties)}"] if parties else []
        return parts

    def _given_up(self, share: PartyShare) -> str:
        first = share.first_given_up or 0
        if not share.gives_up:
            rank = share.n_wishes - first + 2
            return f"{share.party} gets rank {rank} of {share.n_wishes + 1} on its list"
        n = len(share.gives_up)
        where = f"number {first} on its list" if n == 1 else f"the first of them number {first} on its list"
        what = _some([self._words.what(id_) for id_ in share.gives_up])
        return f"given up by {share.party}, {n} of {share.n_wishes}, {where}: {what}"

    def unmet(self) -> Iterator[Finding]:
        for unmet in self._settlement.unmet:
            if not unmet.blocks:
                continue
            ways = [self._standing(block, unmet.wish) for block in unmet.blocks[:_N_NAMED]]
            text = f"no package meets {self._words.line(unmet.wish)} while {', nor while '.join(ways)}"
            ids = [unmet.wish, *(id_ for block in unmet.blocks for id_ in block)]
            yield self._grounds.finding(FindingKind.UNMET, sentence(text), ids)

    def _standing(self, block: Sequence[str], wish: str) -> str:
        stand = {1: "stands", 2: "both stand"}.get(len(block), "all stand")
        return f"{self._words.lines(block, wish)} {stand}"

    def contradictory(self) -> Iterator[Finding]:
        for party in self._settlement.contradictory:
            own = [id_ for id_ in self._red_lines if self._words.owner(id_) == party]
            every = dict.fromkeys((*self._settlement.blocks, *self._settlement.own_blocks))
            blocks = [block for block in every if set(block) <= set(own)]
            ids = list(dict.fromkeys(id_ for block in blocks for id_ in block))
            which = "; ".join(self._together(block) for block in blocks[:_N_NAMED])
            text = f"{party}'s own red lines exclude each other: {which}"
            yield self._grounds.finding(FindingKind.CONTRADICTORY, sentence(text), ids)

    def blocks(self) -> Iterator[Finding]:
        for block in self._settlement.blocks:
            yield self._grounds.finding(FindingKind.BLOCK, sentence(self._together(block)), block)

    def _together(self, block: Sequence[str]) -> str:
        if not block:
            return "no package is feasible"
        first, *rest = block
        beside = f" together with {self._words.lines(rest, first)}" if rest else ""
        return f"no package satisfies {self._words.line(first)}{beside}"

    def openings(self) -> Iterator[Finding]:
        for way in self._settlement.ways_out:
            yield self._grounds.finding(FindingKind.OPENING, sentence(self._opening(way)), way.opening)

    def _opening(self, way: WayOut) -> str:
        own: dict[str, list[str]] = {}
        for softening in way.softenings:
            own.setdefault(softening.party, []).append(self._softened(softening))
        (first, moves), *others = own.items()
        text = f"a package would exist if {first} softened its {', and its '.join(moves)}"
        text += "".join(f", and {party} its {', and its '.join(moves)}" for party, moves in others)
        if way.package is None:
            return text
        text += f"; the best package then takes {self._words.package(way.package)}"
        for share in way.shares:
            met = [self._words.line(id_) for id_ in share.gets[:1]]
            met += [self._words.what(id_) for id_ in share.gets[1:]]
            text += f"; it meets {_some(met) or f'nothing that {share.party} wants'}"
        return text

    def _softened(self, softening: Softening) -> str:
        place = f"number {softening.place} of {softening.n_wishes} on its list"
        return f"{self._words.what(softening.preference)}, {place}"

    def unknowns(self) -> Iterator[Finding]:
        decides = self._settlement.unknowns.decides
        if not self._has_unknown:
            return
        is_cut = "unknowns" in self._settlement.cut
        text = self._possible(self._settlement.unknowns.possible, is_cut)
        idle = [q.preference for q in self._settlement.questions if not q.decides]
        if idle and not is_cut:
            text += f"; no package hangs on {_some([self._words.line(id_) for id_ in idle], 'or')}"
        yield self._grounds.finding(FindingKind.UNKNOWNS, sentence(text), decides)
        for i, question in enumerate(q for q in self._settlement.questions if q.decides):
            first = "the question whose answer would settle most: ask" if i == 0 else "then ask"
            text = f"{first} {question.party} about {self._topic(question)}"
            if question.n_left is not None:
                text += self._outcomes(question)
            yield self._grounds.finding(FindingKind.QUESTION, sentence(text), [question.preference])

    def _outcomes(self, question: OpenQuestion) -> str:
        """What each answer leaves; what most of them leave is said of them together."""
        left = list(question.answers.values())
        usual = next((possible for possible in left if left.count(possible) > 1), None)
        own = {answer: possible for answer, possible in question.answers.items() if possible is not usual}
        text = "".join(f"; if it {_ANSWERS[answer]}, {_LEAVES[possible]}" for answer, possible in own.items())
        if usual is not None:
            text += f"; {'otherwise' if own else 'whatever the answer'} {_LEAVES[usual]}"
        return text

    def _possible(self, possible: Possibility, is_cut: bool) -> str:
        if not self._has_unknown:
            return "no package exists" if possible is Possibility.NEVER else "a package exists"
        if is_cut and possible is Possibility.ALWAYS:
            return f"{_POSSIBLE[possible]}, as far as these ways were looked at"
        return _POSSIBLE[possible]

    def _topic(self, question: OpenQuestion) -> str:
        wish = next(
            wish
            for dm in self._negotiation.decision_makers
            for wish in dm.preferences
            if wish.id == question.preference
        )
        options = [self._words.option(option) for option in wish.formula.options]
        return f"{listing(options) or wish.formula.text} ({question.preference})"

    def strikes(self) -> Iterator[Finding]:
        for dependence in self._settlement.dependences:
            text = sentence(self._strike(dependence))
            yield self._grounds.finding(
                FindingKind.STRIKE, text, dependence.drops, options=dependence.loosens, marks=()
            )

    def _strike(self, struck: Dependence) -> str:
        kind = "report" if struck.is_report else "statement"
        drops = self._words.lines(struck.drops[:_N_NAMED])
        n_more = len(struck.drops) - _N_NAMED
        drops += f" and {n_more} more" if n_more > 0 else ""
        text = f"without {kind} {struck.struck}, {drops} would fall away"
        n_before, n_left = len(self._settlement.blocks), len(struck.blocks)
        if n_left < n_before:
            some_go = f"{n_before - n_left} of {n_before} blocks would go"
            text += f"; {some_go if n_left else 'nothing would block'}"
        if struck.possible is not self._settlement.unknowns.possible:
            text += f"; then {self._possible(struck.possible, 'strikes' in self._settlement.cut)}"
        if struck.loosens:
            text += f"; no longer settled: {_some([self._words.option(o) for o in struck.loosens])}"
        if struck.frees:
            text += f"; some package would meet {_some([self._words.line(id_) for id_ in struck.frees])}"
        return text

    def stability(self) -> Iterator[Finding]:
        for best in self._settlement.best_packages:
            if not best.departures:
                continue
            leaving = [d for d in best.departures if d.would_nash]
            reasons = " ".join(d.sentence for d in leaving) or "nobody could gain by a move of its own."
            text = f"From {self._called(best)}: {reasons}"
            ids = [id_ for d in leaving for id_ in self._known_of(d.party)]
            yield self._grounds.finding(FindingKind.STABILITY, text, ids, marks=())

    def _called(self, best: BestPackage) -> str:
        if "leximin" in best.senses:
            return _LEXIMIN
        if "fewest concessions" in best.senses:
            return self._fewest()
        return f"the package that takes {self._words.package(best.state)}"

    def _known_of(self, party: str) -> list[str]:
        return [
            wish.id
            for dm in self._negotiation.decision_makers
            if dm.name == party and dm.ranking is None
            for wish in dm.preferences
            if not wish.unknown
        ]


def _some(parts: Sequence[str], last: str = "and") -> str:
    return some(parts, _N_NAMED, last)
