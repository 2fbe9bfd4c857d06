"""``settle``: what could hold, what blocks, what would open it, and what it hangs on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from detente.analysis.settlements import (
    Compromise,
    Onlookers,
    RedLines,
    StateSolver,
    Stop,
    Words,
    best_packages,
    blocks_and_openings,
    contradictory_parties,
    dependences,
    fall_of_unknowns,
    findings,
    looked_at,
    package_share,
    questions,
    red_lines,
    strikes,
    unmet_wishes,
    ways_out,
    wishes_of,
)
from detente.analysis.states import no_feasible_state
from detente.records import Negotiation, Settlement

MAX_LISTED = 1000
"""Blocks and openings listed unless the caller sets another limit."""


def settle(
    negotiation: Negotiation,
    *,
    limit: int = MAX_LISTED,
    seconds: float | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> Settlement:
    """Find the packages that break no party's red line, and what stands in the way of more.

    States are never listed, so models with hundreds of options are no problem. Lists that were cut
    at a bound, and answers that a bound leaves open, are named in `Settlement.cut`: "packages"
    (the count is a least number), "best", "leximin", "fewest_concessions", "blocks", "openings", "unknowns",
    "questions", "strikes", "dependences", "unmet".

    Parameters
    ----------
    limit : blocks and openings listed, of each.
    seconds : after so many seconds no search goes on; what it has found is kept.
    is_stopped : asked between steps whether to stop likewise.

    Raises
    ------
    ModelError
        No state is feasible.

    References
    ----------
    [LPMM2016], [MHJPB2013], [Reiter1987]
    """
    stop = Stop(seconds, is_stopped)
    options = [option.name for option in negotiation.options]
    with StateSolver(options, negotiation.infeasible) as solver:
        if solver.state() is None:
            raise no_feasible_state()
        found = _settled(negotiation, red_lines(negotiation, solver), limit, stop)
    return dataclasses.replace(found, findings=findings(negotiation, found))


def _settled(negotiation: Negotiation, lines: RedLines, limit: int, stop: Stop) -> Settlement:
    solver, wanted = lines.solver, list(lines.known.values())
    wishes = wishes_of(negotiation, solver)
    compromise = Compromise(solver, wishes)
    leximin = compromise.leximin(wanted)
    fewest, is_certain = (None, True) if leximin is None else compromise.fewest(wanted, leximin, stop)
    share = package_share(lines, stop)
    best, best_cut = best_packages(negotiation, lines, wishes, share.count, stop)
    families = blocks_and_openings(lines, limit=limit, stop=stop)
    fall = fall_of_unknowns(lines, stop)
    struck = strikes(negotiation, lines, families, fall, stop)
    unmet, unmet_cut = unmet_wishes(negotiation, lines, stop=stop)
    hanging, hanging_whole = dependences(negotiation, lines, share, unmet, struck.after, stop)
    asked, asked_whole = questions(negotiation, lines, fall, best, stop)
    at_odds = contradictory_parties(lines)
    onlookers = Onlookers(negotiation, solver, wishes, Words(negotiation))
    has_evidence = any(wish.rests_on for dm in negotiation.decision_makers for wish in dm.preferences)
    are_strikes_cut = families.blocks_cut or not struck.after.is_certain
    cut = {
        "packages": share.count is None,
        "best": best_cut,
        "leximin": not compromise.is_weighed_out,
        "fewest_concessions": not is_certain,
        "blocks": families.blocks_cut,
        "openings": families.openings_cut,
        "unknowns": not fall.is_complete,
        "questions": not asked_whole,
        "strikes": are_strikes_cut,
        "dependences": has_evidence and (are_strikes_cut or unmet_cut or not hanging_whole),
        "unmet": unmet_cut,
    }
    return Settlement(
        packages=share,
        best=best,
        blocks=families.blocks,
        openings=families.openings,
        unknowns=fall.finding,
        strikes=struck.by_evidence,
        report_strikes=struck.by_report,
        single_source=struck.single_source,
        contradictory=tuple(at_odds),
        own_blocks=tuple(at_odds.values()),
        cut=tuple(name for name, is_cut in cut.items() if is_cut),
        unmet=unmet,
        leximin=leximin,
        fewest_concessions=fewest,
        is_fewest_certain=is_certain,
        best_packages=looked_at(negotiation, best, leximin, fewest, onlookers),
        ways_out=ways_out(negotiation, lines, families.openings, compromise, stop),
        questions=asked,
        dependences=hanging,
        stopped=stop.has_stopped,
    )
