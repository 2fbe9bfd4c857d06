"""Packages: the feasible states in which every known red line of every party is true.

``fixed`` are the options with the same value in all packages, ``free`` the others. Both come from
one SAT query an option, without listing packages. The count does list them, but only over the
options that a red line or an infeasible formula speaks of: each other option doubles it.
"""

from __future__ import annotations

import itertools

from detente.analysis.settlements.red_lines import RedLines
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.records import PackageShare

MAX_COUNTED = 4096
"""Packages, over the options that are constrained, are listed to be counted up to this number."""


def package_share(lines: RedLines, stop: Stop = NEVER) -> PackageShare:
    """How many packages there are, and what they have in common."""
    solver, wanted = lines.solver, list(lines.known.values())
    first = solver.state(wanted)
    if first is None:
        return PackageShare(count=0, at_least=0, fixed={}, free=())
    formulas = [*lines.infeasible, *(lines.formulas[id_] for id_ in lines.known)]
    constrained = sorted({option for formula in formulas for option in formula.options})
    n_unconstrained = len(solver.options) - len(constrained)
    states = solver.states(wanted, solver.variables(constrained))
    n_listed = sum(
        1 for _ in itertools.takewhile(lambda _: not stop(), itertools.islice(states, MAX_COUNTED + 1))
    )
    states.close()
    n_packages = max(n_listed, 1) * 2**n_unconstrained
    fixed = _fixed(lines, first)
    return PackageShare(
        count=n_packages if n_listed <= MAX_COUNTED and not stop.has_stopped else None,
        at_least=n_packages,
        fixed=fixed,
        free=tuple(option for option in solver.options if option not in fixed),
    )


def _fixed(lines: RedLines, first: str) -> dict[str, str]:
    """Options that no package has otherwise than the first."""
    solver, wanted = lines.solver, list(lines.known.values())
    candidates = dict(zip(solver.options, first, strict=True))
    for option, variable in zip(solver.options, solver.variables(solver.options), strict=True):
        if option not in candidates:
            continue
        other = solver.state([*wanted, -variable if candidates[option] == "Y" else variable])
        if other is not None:
            found = dict(zip(solver.options, other, strict=True))
            candidates = {name: value for name, value in candidates.items() if found[name] == value}
    return candidates
