"""The answer of `settle` in sentences, each with the statements it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.briefing.claim import Claim
from detente.briefing.compromise_words import compromise_words
from detente.briefing.model_contents import Package, SettlementWords, Share
from detente.briefing.model_words import package, quoted_labels
from detente.briefing.red_lines import RedLines
from detente.briefing.sources import Desk
from detente.briefing.unmet_words import unmet_words
from detente.briefing.wording import counted, listing, named, number, sentence
from detente.records import Negotiation, Possibility, Settlement, StrikeOut, WayOut

_N_SHOWN = 8
"""Blocks, openings, strike-outs and packages put into words; more are counted."""

_N_NAMED = 3
"""What all packages include is said beside their number up to so many things."""

_POSSIBLE = {
    Possibility.ALWAYS: "a package that breaks no stated red line exists however the unknowns fall",
    Possibility.SOMETIMES: "whether a package exists depends on what has not been stated",
    Possibility.NEVER: "no package exists however the unknowns fall",
}


def settlement_words(
    desk: Desk, negotiation: Negotiation | None, settlement: Settlement | None
) -> SettlementWords:
    """Packages, blocks, openings, unknowns and strike-outs; empty without a model."""
    if negotiation is None or settlement is None:
        return SettlementWords()
    red_lines = RedLines(desk, negotiation)
    best = tuple(package(negotiation, state) for state in settlement.best)
    kinds = _kinds(best)
    unmet = unmet_words(red_lines, settlement)
    is_cut = "best" in settlement.cut
    return SettlementWords(
        summary=(*_packages(red_lines, settlement), *_contradictory(red_lines, settlement)),
        unmet=_with_rest(unmet[:_N_SHOWN], unmet, "unmet"),
        blocks=_blocks(red_lines, settlement),
        openings=_openings(red_lines, settlement),
        unknowns=_unknowns(red_lines, settlement),
        strikes=_strikes(desk, settlement),
        compromises=compromise_words(red_lines, settlement),
        best=kinds[:_N_SHOWN],
        n_best=len(best),
        n_kinds=len(kinds),
        is_best_cut=is_cut,
        # What a list has in common says nothing of what was cut from it.
        shared_taken=() if is_cut else _shared([p.taken for p in best]),
        shared_left_out=() if is_cut else _shared([p.left_out for p in best]),
    )


def _kinds(packages: Sequence[Package]) -> tuple[Package, ...]:
    """Packages that meet the same wishes as one: the simplest, with what the others may have otherwise."""
    alike: dict[tuple[Share, ...], list[Package]] = {}
    for found in packages:
        alike.setdefault(found.shares, []).append(found)
    return tuple(_kind(group) for group in alike.values())


def _kind(group: Sequence[Package]) -> Package:
    simplest = min(group, key=lambda found: len(found.taken))
    always, never = set(simplest.taken), set(simplest.left_out)
    for other in group:
        always.intersection_update(other.taken)
        never.intersection_update(other.left_out)
    return replace(
        simplest,
        taken=tuple(label for label in simplest.taken if label in always),
        left_out=tuple(label for label in simplest.left_out if label in never),
        either_way=tuple(
            label for label in simplest.taken + simplest.left_out if label not in always | never
        ),
        n_alike=len(group),
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
    words = quoted_labels(negotiation)
    always = [words[o] for o in words if packages.fixed.get(o) == "Y"]
    never = [words[o] for o in words if packages.fixed.get(o) == "N"]
    claims = [_count(settlement, always)]
    if len(always) > _N_NAMED:
        claims.append(Claim(kind="fixed", text=sentence(f"every such package includes {listing(always)}")))
    if never:
        claims.append(Claim(kind="fixed", text=sentence(f"no such package includes {listing(never, 'or')}")))
    if packages.free:
        free = listing([words.get(o, o) for o in packages.free])
        claims.append(Claim(kind="free", text=sentence(f"still open in such packages: {free}")))
    return claims


def _count(settlement: Settlement, always: Sequence[str]) -> Claim:
    """How many packages there are, with the few things that they all include."""
    packages = settlement.packages
    n = number(packages.count) if packages.count is not None else f"more than {packages.at_least:,}"
    text = f"{n} {'package respects' if packages.count == 1 else 'packages respect'} every red line stated"
    if 0 < len(always) <= _N_NAMED:
        they = {1: "it includes", 2: "both include"}.get(packages.count or 0, "all of them include")
        text += f", and {they} {listing(always)}"
    if settlement.unknowns.possible is Possibility.SOMETIMES:
        rest = "it" if packages.count == 1 else "every one of them"
        text += f"; what has not been stated can still rule out {rest}"
    return Claim(kind="packages", text=sentence(text))


def _contradictory(red_lines: RedLines, settlement: Settlement) -> list[Claim]:
    return [
        Claim(
            kind="contradictory",
            text=sentence(f"the red lines stated by {named(party)} exclude each other"),
            statement_ids=red_lines.evidence(red_lines.of(party)),
        )
        for party in settlement.contradictory
    ]


def _blocks(red_lines: RedLines, settlement: Settlement) -> tuple[Claim, ...]:
    single = set(settlement.single_source)
    claims = []
    for block in settlement.blocks[:_N_SHOWN]:
        if len(block) == 1:
            text = f"no package can respect {red_lines.stands(block)}"
        else:
            text = f"no package can respect at once {red_lines.stands(block)}"
        if block in single and red_lines.desk.n_independent > 1:
            text += "; without one of the reports this block would not stand"
        claims.append(Claim(kind="block", text=sentence(text), statement_ids=red_lines.evidence(block)))
    return _with_rest(claims, settlement.blocks, "block")


def _openings(red_lines: RedLines, settlement: Settlement) -> tuple[Claim, ...]:
    claims = []
    places = {way.opening: _places(way) for way in settlement.ways_out}
    for opening in settlement.openings[:_N_SHOWN]:
        if opening:
            text = f"a package would exist if {red_lines.stands(opening)} gave way{places.get(opening, '')}"
            claims.append(
                Claim(kind="opening", text=sentence(text), statement_ids=red_lines.evidence(opening))
            )
    return _with_rest(claims, settlement.openings, "opening")


def _places(way: WayOut) -> str:
    """How far down its party's list each line of an opening stands."""
    places = [f"{step.place} of {step.n_wishes}" for step in way.softenings]
    if len(places) == 1:
        return f", number {places[0]} on its party’s list"
    return f", numbers {listing(places)} on their parties’ lists"


def _unknowns(red_lines: RedLines, settlement: Settlement) -> tuple[Claim, ...]:
    unknowns = settlement.unknowns
    if not any(preference.unknown for preference in red_lines.preference.values()):
        return ()
    text = _POSSIBLE[unknowns.possible]
    if unknowns.possible is Possibility.ALWAYS and "unknowns" in settlement.cut:
        text += ", as far as these ways were looked at"
    claims = [Claim(kind="unknown", text=sentence(text))]
    owners: dict[str, list[str]] = {}
    for preference_id in unknowns.decides:
        owner = named(red_lines.owner.get(preference_id, "?"))
        owners.setdefault(red_lines.words(preference_id), []).append(owner)
    for words, parties in list(owners.items())[:_N_SHOWN]:
        does = "insists" if len(parties) == 1 else "insist"
        text = f"whether {listing(parties, 'or')} {does} on {words} can decide it, and no report says"
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
