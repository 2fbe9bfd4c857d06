"""Negotiation → Findings: ``solve`` and ``settle``.

`solve` finds the states that would hold in the graph model for conflict resolution (definitions
in ``detente.analysis.stability``); `settle` finds the packages that break no party's red line and
what stands in the way (definitions in ``detente.analysis.settlements``).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from detente.analysis.findings_json import settlement_data, solution_data

if TYPE_CHECKING:
    from detente.analysis.settling import settle
    from detente.analysis.solving import solve

__all__ = ["settle", "settlement_data", "solution_data", "solve"]

# numpy and the SAT solver are loaded with the verb that needs them.
_MODULES = {"solve": "detente.analysis.solving", "settle": "detente.analysis.settling"}


def __getattr__(name: str) -> Any:
    """Load the module of a verb on first use."""
    if name in _MODULES:
        return getattr(importlib.import_module(_MODULES[name]), name)
    raise AttributeError(f"module 'detente.analysis' has no attribute {name!r}")
