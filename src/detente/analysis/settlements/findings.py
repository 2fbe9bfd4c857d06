"""The answer of ``settle`` as findings: every result in plain words, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analysis.settlements.grounds import Grounds
from detente.analysis.settlements.words import Words, listing, sentence
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
    WayOut,
)

_POSSIBLE = {
    Possibility.ALWAYS: "a package exists whichever way the unknown preferences fall",
    Possibility.SOMETIMES: "whether a package exists depends on unknown preferences",
    Possibility.NEVER: "no package exists, whichever way the unknown preferences fall",
}

_ANSWERS = {"wanted": "insists on it", "opposite": "insists on the opposite", "neither": "insists on neither"}

_HOW = {
    Comparison.BETTER: "better than",
    Comparison.SAME: "as good as",
    Comparison.WORSE: "worse than",
}

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
        self._red_lines = [wish.id for wish in known if wish.red_line]

    def packages(self) -> Finding:
        share = self._settlement.packages
        if share.count == 0:
            lines = dict.fromkeys(id_ for block in self._settlement.blocks for id_ in block)
            text = sentence("no package satisfies every red line")
            return self._grounds.finding(FindingKind.PACKAGES, text, lines)
        n = f"{share.count:,}" if share.count is not None else f"at least {share.at_least:,}"
        text = f"{n} {'package satisfies' if share.count == 1 else 'packages satisfy'} every red line"
        for value, how in (("Y", "all take"), ("N", "none takes")):
            settled = [self._words.option(o) for o, fixed in share.fixed.items() if fixed == value]
            text += f"; {how} {_some(settled, 'or' if value == 'N' else 'and')}" if settled else ""
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
                which = "the package that asks the least of whoever gives up most takes"
                parts = [f"{which} {self._words.package(best.state)}", *self._shares(best)]
                yield self._compromise(FindingKind.LEXIMIN, parts, best)
            if "fewest concessions" in best.senses:
                n = f"{best.n_concessions} in all"
                which = "the package with the fewest concessions"
                if not self._settlement.is_fewest_certain:
                    which = "a package with few concessions (whether one has fewer was not settled)"
                if "leximin" in best.senses:
                    parts = [f"{which}, {n}, is the same"]
                else:
                    parts = [f"{which}, {n}, takes {self._words.package(best.state)}", *self._shares(best)]
                yield self._compromise(FindingKind.FEWEST_CONCESSIONS, parts, best)

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
            blocks = [block for block in self._settlement.blocks if set(block) <= set(own)]
            ids = list(dict.fromkeys(id_ for block in blocks for id_ in block)) or own
            which = "; ".join(self._together(block) for block in blocks[:_N_NAMED]) or self._words.lines(own)
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
        moves = [
            f"{self._words.line(s.preference)}, number {s.place} of {s.n_wishes} on its list"
            for s in way.softenings
        ]
        text = f"a package would exist if {listing(moves)}, {'were' if len(moves) > 1 else 'was'} softened"
        if way.package is None:
            return text
        text += f"; the best then takes {self._words.package(way.package)}"
        for share in way.shares:
            gets = [self._words.what(id_) for id_ in share.gets]
            text += f"; in it there is for {share.party}: {_some(gets) or 'nothing that it wants'}"
        return text

    def unknowns(self) -> Iterator[Finding]:
        decides = self._settlement.unknowns.decides
        if not any(wish.unknown for dm in self._negotiation.decision_makers for wish in dm.preferences):
            return
        text = _POSSIBLE[self._settlement.unknowns.possible]
        idle = [q.preference for q in self._settlement.questions if not q.decides]
        if idle:
            text += f"; no package hangs on {_some([self._words.line(id_) for id_ in idle], 'or')}"
        yield self._grounds.finding(FindingKind.UNKNOWNS, sentence(text), decides)
        for i, question in enumerate(q for q in self._settlement.questions if q.decides):
            first = "the question whose answer would settle most" if i == 0 else "then ask"
            text = f"{first}: ask {question.party} about {self._topic(question)}"
            for answer, possible in question.answers.items():
                if question.n_left is not None:
                    outcome = {
                        Possibility.ALWAYS: "a package exists",
                        Possibility.NEVER: "no package exists",
                        Possibility.SOMETIMES: "it stays open",
                    }[possible]
                    text += f"; if it {_ANSWERS[answer]}, {outcome}"
            yield self._grounds.finding(FindingKind.QUESTION, sentence(text), [question.preference])

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
        text = f"without {kind} {struck.struck}, {self._words.lines(struck.drops)} would fall away"
        n_gone = len(self._settlement.blocks) - len(struck.blocks)
        if n_gone:
            text += f"; {n_gone} of {len(self._settlement.blocks)} blocks would go"
        if struck.possible is not self._settlement.unknowns.possible:
            text += f"; then {_POSSIBLE[struck.possible]}"
        if struck.loosens:
            text += f"; no longer settled: {_some([self._words.option(o) for o in struck.loosens])}"
        if struck.frees:
            text += f"; some package would meet {_some([self._words.line(id_) for id_ in struck.frees])}"
        return text

    def stability(self) -> Iterator[Finding]:
        for best in self._settlement.best_packages:
            if not best.departures:
                continue
            text = f"would somebody walk away from taking {self._words.package(best.state)}? "
            leaving = [d for d in best.departures if d.would_nash]
            text += " ".join(d.sentence for d in leaving) or "Nobody could gain by a move of its own."
            ids = [id_ for d in leaving for id_ in self._known_of(d.party)]
            yield self._grounds.finding(FindingKind.STABILITY, text[0].upper() + text[1:], ids, marks=())

    def _known_of(self, party: str) -> list[str]:
        return [
            wish.id
            for dm in self._negotiation.decision_makers
            if dm.name == party and dm.ranking is None
            for wish in dm.preferences
            if not wish.unknown
        ]


def _some(parts: Sequence[str], last: str = "and") -> str:
    n_more = len(parts) - _N_NAMED
    if n_more <= 1:
        return listing(parts, last)
    return f"{', '.join(parts[:_N_NAMED])} and {n_more} more"
