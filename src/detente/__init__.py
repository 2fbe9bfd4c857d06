"""detente: from reports of a negotiation to a sourced ledger, a map of positions and settlements.

Data goes one way, and each stage is a verb that works alone::

    read → extract → map_positions → draft_model → solve, settle        (brief does it all)

Importing detente loads no model, no parser and no solver: a verb loads its room when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from detente.errors import DetenteError, InputError, LedgerError, LimitError, ModelError

if TYPE_CHECKING:
    from detente.analysis import settle, solve
    from detente.extraction import extract
    from detente.modelling import draft_model, load_model
    from detente.pipeline import brief
    from detente.positions import map_positions
    from detente.reading import read

__version__ = "0.1.0"

__all__ = [
    "DetenteError",
    "InputError",
    "LedgerError",
    "LimitError",
    "ModelError",
    "__version__",
    "brief",
    "draft_model",
    "extract",
    "load_model",
    "map_positions",
    "read",
    "settle",
    "solve",
]

_ROOMS = {
    "brief": "detente.pipeline",
    "draft_model": "detente.modelling",
    "extract": "detente.extraction",
    "load_model": "detente.modelling",
    "map_positions": "detente.positions",
    "read": "detente.reading",
    "settle": "detente.analysis",
    "solve": "detente.analysis",
}


def __getattr__(name: str) -> Any:
    """Load the room of a verb on first use."""
    if name in _ROOMS:
        return getattr(importlib.import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")
