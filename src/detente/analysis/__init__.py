"""Negotiation → Findings: ``solve`` and ``settle``.

`solve` finds the states that would hold in the graph model for conflict resolution (definitions
in ``detente.analysis.stability``); `stability_reasons`, or `is_nash_stable` and its kin, say of one
state why it would (`coalition_reasons`, `is_coalition_stable` for coalitions), `paths_to_equilibria`
how to get to one, and `preference_changes` what would have to change for it to hold. `states_csv`,
`state_graph_graphml` and `state_graph_svg` write states and moves for other programs and eyes
(`draw_state_graph` gives the picture with what it shows as data).
`settle` finds the packages that break no party's red line and what stands in the way (definitions
in ``detente.analysis.settlements``), and `settlement_changes` what came and went between two models.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from detente.analysis.findings_json import (
    coalition_reasons_data,
    inverse_data,
    paths_data,
    reasons_data,
    solution_data,
)
from detente.analysis.settlements_json import changes_data, settlement_data

if TYPE_CHECKING:
    from detente.analysis.changing import settlement_changes
    from detente.analysis.coalitions import coalition_reasons
    from detente.analysis.exports import draw_state_graph, state_graph_graphml, state_graph_svg, states_csv
    from detente.analysis.inverse import preference_changes
    from detente.analysis.reasons import stability_reasons
    from detente.analysis.settling import settle
    from detente.analysis.solving import solve
    from detente.analysis.stability import (
        is_coalition_stable,
        is_gmr_stable,
        is_nash_stable,
        is_seq_stable,
        is_smr_stable,
        is_sseq_stable,
    )
    from detente.analysis.status_quo import paths_to_equilibria

__all__ = [
    "changes_data",
    "coalition_reasons",
    "coalition_reasons_data",
    "draw_state_graph",
    "inverse_data",
    "is_coalition_stable",
    "is_gmr_stable",
    "is_nash_stable",
    "is_seq_stable",
    "is_smr_stable",
    "is_sseq_stable",
    "paths_data",
    "paths_to_equilibria",
    "preference_changes",
    "reasons_data",
    "settle",
    "settlement_changes",
    "settlement_data",
    "solution_data",
    "solve",
    "stability_reasons",
    "state_graph_graphml",
    "state_graph_svg",
    "states_csv",
]

# numpy and the SAT solver are loaded with the verb that needs them.
_MODULES = {
    "coalition_reasons": "detente.analysis.coalitions",
    "draw_state_graph": "detente.analysis.exports",
    "is_coalition_stable": "detente.analysis.stability",
    "preference_changes": "detente.analysis.inverse",
    "is_gmr_stable": "detente.analysis.stability",
    "is_nash_stable": "detente.analysis.stability",
    "is_seq_stable": "detente.analysis.stability",
    "is_smr_stable": "detente.analysis.stability",
    "is_sseq_stable": "detente.analysis.stability",
    "paths_to_equilibria": "detente.analysis.status_quo",
    "settle": "detente.analysis.settling",
    "settlement_changes": "detente.analysis.changing",
    "solve": "detente.analysis.solving",
    "stability_reasons": "detente.analysis.reasons",
    "state_graph_graphml": "detente.analysis.exports",
    "state_graph_svg": "detente.analysis.exports",
    "states_csv": "detente.analysis.exports",
}


def __getattr__(name: str) -> Any:
    """Load the module of a verb on first use."""
    if name in _MODULES:
        return getattr(importlib.import_module(_MODULES[name]), name)
    raise AttributeError(f"module 'detente.analysis' has no attribute {name!r}")
