"""``settle``: what could hold, what blocks, what would open it, and what it hangs on."""

from __future__ import annotations

from detente.analysis.settlements import (
    StateSolver,
    best_packages,
    blocks_and_openings,
    contradictory_parties,
    fall_of_unknowns,
    package_share,
    red_lines,
    strikes,
    unmet_wishes,
)
from detente.analysis.states import no_feasible_state
from detente.records import Negotiation, Settlement


def settle(negotiation: Negotiation) -> Settlement:
    """Find the packages that break no party's red line, and what stands in the way of more.

    States are never listed, so models with hundreds of options are no problem. Lists that were cut
    at a bound, and answers that a bound leaves open, are named in `Settlement.cut`: "packages"
    (the count is a least number), "best", "blocks", "openings", "unknowns", "strikes",
    "unmet".

    Raises
    ------
    ModelError
        No state is feasible.

    References
    ----------
    [LPMM2016], [MHJPB2013], [Reiter1987]
    """
    options = [option.name for option in negotiation.options]
    with StateSolver(options, negotiation.infeasible) as solver:
        if solver.state() is None:
            raise no_feasible_state()
        lines = red_lines(negotiation, solver)
        share = package_share(lines)
        best, best_cut = best_packages(negotiation, lines, share.count)
        families = blocks_and_openings(lines)
        fall = fall_of_unknowns(lines)
        struck = strikes(negotiation, lines, families, fall)
        unmet, unmet_cut = unmet_wishes(negotiation, lines)
        cut = {
            "packages": share.count is None,
            "best": best_cut,
            "blocks": families.blocks_cut,
            "openings": families.openings_cut,
            "unknowns": not fall.is_complete,
            "strikes": families.blocks_cut or not struck.is_certain,
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
            contradictory=contradictory_parties(lines),
            cut=tuple(name for name, is_cut in cut.items() if is_cut),
            unmet=unmet,
        )
