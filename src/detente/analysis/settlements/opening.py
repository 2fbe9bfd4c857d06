"""What would open: the inclusion-minimal sets of red lines whose softening leaves a package.

These are the minimal correction sets of the red lines ([MHJPB2013]). Blocks and openings are each
the minimal hitting sets of the other ([Reiter1987]): every opening takes a line out of every
block. The search for both is in ``blocking``; here is what checks an answer.
"""

from __future__ import annotations

from collections.abc import Collection

from detente.analysis.settlements.blocking import shrink
from detente.analysis.settlements.red_lines import RedLines


def is_opening(lines: RedLines, softened: Collection[str]) -> bool:
    """Whether softening these red lines leaves a package, and softening fewer of them would not."""
    return _opens(lines, softened) and not any(
        _opens(lines, [other for other in softened if other != id_]) for id_ in softened
    )


def is_block(lines: RedLines, ids: Collection[str]) -> bool:
    """Whether no feasible state makes these red lines true together, but every part of them has one."""
    return not _hold_together(lines, ids) and all(
        _hold_together(lines, [other for other in ids if other != id_]) for id_ in ids
    )


def contradictory_parties(lines: RedLines) -> dict[str, tuple[str, ...]]:
    """Parties whose own known red lines exclude each other, each with a block of such lines."""
    own: dict[str, list[str]] = {}
    for id_ in lines.known:
        own.setdefault(lines.owner[id_], []).append(id_)
    found = {}
    for name, ids in own.items():
        if not _hold_together(lines, ids):
            block = shrink(lines.solver, [lines.known[id_] for id_ in ids], range(len(ids)))
            found[name] = tuple(ids[i] for i in sorted(block))
    return found


def _opens(lines: RedLines, softened: Collection[str]) -> bool:
    return _hold_together(lines, [id_ for id_ in lines.known if id_ not in softened])


def _hold_together(lines: RedLines, ids: Collection[str]) -> bool:
    return lines.solver.state([lines.known[id_] for id_ in ids]) is not None
