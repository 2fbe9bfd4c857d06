"""Openings looked at closely: who moves, how far down its list that lies, and what it gets elsewhere.

Once the lines of an opening are softened there are packages; a softened line stays a preference
where it stood. Of these packages the leximin one (see ``compromise``) shows what those who moved
get by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.settlements.compromise import Compromise
from detente.analysis.settlements.red_lines import RedLines
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.analysis.settlements.wishes import share
from detente.records import Negotiation, Softening, WayOut

MAX_DETAILED = 20
"""For so many openings, the first, the best package then open is looked for."""


def ways_out(
    negotiation: Negotiation,
    lines: RedLines,
    openings: Sequence[tuple[str, ...]],
    compromise: Compromise,
    stop: Stop = NEVER,
) -> tuple[WayOut, ...]:
    """The openings in their order; none where a package exists as things stand."""
    found = []
    for n_before, opening in enumerate(openings if openings != ((),) else ()):
        package = None
        if n_before < MAX_DETAILED and not stop():
            package = compromise.leximin([lit for id_, lit in lines.known.items() if id_ not in opening])
        movers = {lines.owner[id_] for id_ in opening}
        dms = [dm for dm in negotiation.decision_makers if dm.name in movers]
        shares = tuple(share(dm, negotiation, package) for dm in dms) if package else ()
        softenings = tuple(_softening(negotiation, lines, id_) for id_ in opening)
        found.append(WayOut(opening=opening, softenings=softenings, package=package, shares=shares))
    return tuple(found)


def _softening(negotiation: Negotiation, lines: RedLines, id_: str) -> Softening:
    dm = next(dm for dm in negotiation.decision_makers if dm.name == lines.owner[id_])
    known = [wish.id for wish in dm.preferences if not wish.unknown]
    return Softening(preference=id_, party=dm.name, place=known.index(id_) + 1, n_wishes=len(known))
