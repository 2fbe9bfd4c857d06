"""What stands in the way: the wishes that no package meets, and the red lines that exclude each.

A known preference that is no red line is **unmet** if it is false in every package although a
feasible state makes it true. What stands in its way are the inclusion-minimal sets of known red
lines that no feasible state makes true together with the wish:

    { B ⊆ K : F ∧ w ∧ ⋀B is unsatisfiable, and F ∧ w ∧ ⋀C is satisfiable for every C ⊂ B }

with F the feasible states, w the wish and K the known red lines: the minimal unsatisfiable subsets
of K given w, found like the blocks (see ``blocking``). Where no package exists nothing is unmet in
this sense, for then the blocks say why.

References
----------
[LPMM2016]
"""

from __future__ import annotations

import dataclasses

from detente.analysis.settlements.blocking import minimal_sets
from detente.analysis.settlements.red_lines import RedLines, stated_preferences
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.records import Negotiation, PreferenceStatement, Unmet

MAX_LISTED = 100
"""The search for what excludes one wish stops after so many sets of red lines."""


def unmet_wishes(
    negotiation: Negotiation, lines: RedLines, *, limit: int = MAX_LISTED, stop: Stop = NEVER
) -> tuple[tuple[Unmet, ...], bool]:
    """Unmet wishes in the order of the model, and whether the blocks of any were cut."""
    solver, known = lines.solver, list(lines.known.values())
    if solver.state(known) is None:
        return (), False
    unmet: list[Unmet] = []
    is_cut = False
    for wish in _wishes(negotiation):
        if stop():
            return tuple(unmet), True
        literal = solver.truth(wish.formula)
        if solver.state([*known, literal]) is None and solver.state([literal]) is not None:
            blocks, is_complete = _blocks(lines, wish, limit, stop)
            unmet.append(Unmet(wish=wish.id, blocks=blocks))
            is_cut = is_cut or not is_complete
    return tuple(unmet), is_cut


def _wishes(negotiation: Negotiation) -> list[PreferenceStatement]:
    return [
        preference
        for dm in negotiation.decision_makers
        for preference in stated_preferences(dm)
        if not preference.red_line and not preference.unknown
    ]


def _blocks(
    lines: RedLines, wish: PreferenceStatement, limit: int, stop: Stop
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Blocks of a wish, the smallest first, and whether they are all."""
    # A package exists, so only red lines that hang together with the wish can exclude it.
    beside = dataclasses.replace(lines, formulas={**lines.formulas, wish.id: wish.formula})
    group = next(group for group in beside.groups([*lines.known, wish.id]) if wish.id in group)
    ids = [id_ for id_ in group if id_ != wish.id]
    blocks: list[frozenset[int]] = []
    search = minimal_sets(
        lines.solver, [lines.known[id_] for id_ in ids], base=[lines.solver.truth(wish.formula)]
    )
    is_complete = True
    for n_found, (is_block, found) in enumerate(search, start=1):
        if is_block:
            blocks.append(found)
        if n_found >= limit or stop():
            is_complete = False
            break
    ordered = sorted(blocks, key=lambda block: (len(block), sorted(block)))
    return tuple(tuple(ids[i] for i in sorted(block)) for block in ordered), is_complete
