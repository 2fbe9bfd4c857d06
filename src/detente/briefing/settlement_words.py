"""The answer of `settle` in sentences, each with the statements it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.briefing.contents import Claim, SettlementWords
from detente.briefing.model_words import labels, package, preference_words
from detente.briefing.sources import Desk
from detente.briefing.wording import counted, listing, named, number, sentence
from detente.records import Negotiation, Possibility, PreferenceStatement, Settlement, StrikeOut

_N_SHOWN = 8
"""Blocks, openings, strike-outs and packages put into words; more are counted."""

_POSSIBLE = {
    Possibility.ALWAYS: "a package that breaks no stated red line exists however the unknowns fall",
    Possibility.SOMETIMES: "whether a package exists depends on what has not been stated",
    Possibility.NEVER: "no package exists however the unknowns fall",
}


class RedLines:
    """The preferences of a model by id, with their party and their words."""

    def __init__(self, desk: Desk, negotiation: Negotiation) -> None:
        self.desk = desk
        self.negotiation = negotiation
        self.owner: dict[str, str] = {}
        self.preference: dict[str, PreferenceStatement] = {}
        for dm in negotiation.decision_makers:
            for preference in dm.preferences:
                self.owner[preference.id] = dm.name
                self.preference[preference.id] = preference
        self._labels = labels(negotiation)

    def words(self, preference_id: str) -> str:
        """What the preference wants: "no inspectors at the dam"."""
        preference = self.preference.get(preference_id)
        return preference_id if preference is None else preference_words(preference, self._labels)

    def owned(self, preference_ids: Iterable[str]) -> str:
        """Preferences with their parties: "Tarsenia’s “no inspectors” and Belmora’s “inspectors”"."""
        return listing([f"{named(self.owner.get(p, '?'))} (“{self.words(p)}”)" for p in preference_ids])

    def of(self, party: str) -> list[str]:
        """Ids of the red lines of a party."""
        return [p for p, owner in self.owner.items() if owner == party and self.preference[p].red_line]

    def evidence(self, preference_ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of the statements that the preferences rest on."""
        return self.desk.known(s for p in preference_ids if p in self.preference for s in self._rests_on(p))

    def _rests_on(self, preference_id: str) -> tuple[str, ...]:
        return self.preference[preference_id].rests_on


def settlement_words(
    desk: Desk, negotiation: Negotiation | None, settlement: Settlement | None
) -> SettlementWords:
    """Packages, blocks, openings, unknowns and strike-outs; empty without a model."""
    if negotiation is None or settlement is None:
        return SettlementWords()
    red_lines = RedLines(desk, negotiation)
    best = tuple(package(negotiation, state) for state in settlement.best)
    return SettlementWords(
        summary=(*_packages(red_lines, settlement), *_contradictory(red_lines, settlement)),
        blocks=_blocks(red_lines, settlement),
        openings=_openings(red_lines, settlement),
        unknowns=_unknowns(red_lines, settlement),
        strikes=_strikes(desk, settlement),
        best=best[:_N_SHOWN],
        n_best=len(best),
        shared_taken=_shared([p.taken for p in best]),
        shared_left_out=_shared([p.left_out for p in best]),
    )


def _shared(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What stands in every list, in the order of the first; nothing where there are fewer than two."""
    if len(lists) < 2:
        return ()
    return tuple(label for label in lists[0] if all(label in other for other in lists))


def _packages(red_lines: RedLines, settlement: Settlement) -> list[Claim]:
    negotiation = red_lines.negotiation
    packages = settlement.packages
    n_options = counted(len(negotiation.options), "option")
    if packages.count == 0:
        text = f"Of the packages that the {n_options} allow, none respects every red line stated"
        return [Claim(kind="packages", text=sentence(text))]
    n = number(packages.count) if packages.count is not None else f"more than {packages.at_least:,}"
    are = "package respects" if packages.count == 1 else "packages respect"
    text = f"the red lines stated do not exclude each other: {n} {are} them all"
    if settlement.unknowns.possible is Possibility.SOMETIMES:
        text += ", but what has not been stated can still rule out every one"
    claims = [Claim(kind="packages", text=sentence(text))]
    words = labels(negotiation)
    always = [words[o] for o in words if packages.fixed.get(o) == "Y"]
    never = [words[o] for o in words if packages.fixed.get(o) == "N"]
    if always:
        claims.append(Claim(kind="fixed", text=sentence(f"every such package includes {listing(always)}")))
    if never:
        claims.append(Claim(kind="fixed", text=sentence(f"no such package includes {listing(never, 'or')}")))
    if packages.free:
        free = listing([words.get(o, o) for o in packages.free])
        claims.append(Claim(kind="free", text=sentence(f"still open in such packages: {free}")))
    return claims


def _contradictory(red_lines: RedLines, settlement: Settlement) -> list[Claim]:
    return [
        Claim(
            kind="contradictory",
            text=sentence(f"the red lines stated by {named(party)} exclude each other"),
            statement_ids=red_lines.evidence(
                p
                for p, owner in red_lines.owner.items()
                if owner == party and red_lines.preference[p].red_line
            ),
        )
        for party in settlement.contradictory
    ]


def _blocks(red_lines: RedLines, settlement: Settlement) -> tuple[Claim, ...]:
    single = set(settlement.single_source)
    claims = []
    for block in settlement.blocks[:_N_SHOWN]:
        if len(block) == 1:
            text = f"no package can respect the red line of {red_lines.owned(block)}"
        else:
            text = f"no package can respect at once the red lines of {red_lines.owned(block)}"
        if block in single and red_lines.desk.n_independent > 1:
            text += "; without one of the reports this block would not stand"
        claims.append(Claim(kind="block", text=sentence(text), statement_ids=red_lines.evidence(block)))
    return _with_rest(claims, settlement.blocks, "block")


def _openings(red_lines: RedLines, settlement: Settlement) -> tuple[Claim, ...]:
    claims = []
    for opening in settlement.openings[:_N_SHOWN]:
        if opening:
            text = f"a package would exist if these gave way: {red_lines.owned(opening)}"
            claims.append(
                Claim(kind="opening", text=sentence(text), statement_ids=red_lines.evidence(opening))
            )
    return _with_rest(claims, settlement.openings, "opening")


def _unknowns(red_lines: RedLines, settlement: Settlement) -> tuple[Claim, ...]:
    unknowns = settlement.unknowns
    if not any(preference.unknown for preference in red_lines.preference.values()):
        return ()
    claims = [Claim(kind="unknown", text=sentence(_POSSIBLE[unknowns.possible]))]
    owners: dict[str, list[str]] = {}
    for preference_id in unknowns.decides:
        owner = named(red_lines.owner.get(preference_id, "?"))
        owners.setdefault(red_lines.words(preference_id), []).append(owner)
    for words, parties in list(owners.items())[:_N_SHOWN]:
        does = "insists" if len(parties) == 1 else "insist"
        text = f"whether {listing(parties, 'or')} {does} on “{words}” can decide it, and no report says"
        claims.append(Claim(kind="unknown", text=sentence(text)))
    return _with_rest(claims, (None, *owners), "unknown")


def _strikes(desk: Desk, settlement: Settlement) -> tuple[Claim, ...]:
    """What single statements and reports decide; an id that is no report or statement is left out."""
    claims = [
        Claim(
            kind="strike",
            text=sentence(f"without report {desk.number(strike.struck)}, {_outcome(strike)}"),
            statement_ids=desk.known(s.id for s in desk.statements.values() if s.report_id == strike.struck),
        )
        for strike in settlement.report_strikes
        if strike.struck in desk.reports
    ]
    claims += [
        Claim(
            kind="strike",
            text=sentence(f"without this one statement, {_outcome(strike)}"),
            statement_ids=(strike.struck,),
        )
        for strike in settlement.strikes
        if strike.struck in desk.statements
    ]
    return _with_rest(claims[:_N_SHOWN], claims, "strike")


def _outcome(strike: StrikeOut) -> str:
    if not strike.blocks:
        return "nothing stated would block a settlement"
    return f"{counted(len(strike.blocks), 'block')} would remain"


def _with_rest(claims: list[Claim], everything: Sequence[object], kind: str) -> tuple[Claim, ...]:
    n_more = len(everything) - _N_SHOWN
    if n_more > 0:
        claims = [*claims, Claim(kind=kind, text=f"And {n_more} more, in the model.")]
    return tuple(claims)
