"""``settlement_changes``: what came and went between two models of one negotiation, and by what."""

from __future__ import annotations

from detente.analysis.settlements import changes
from detente.analysis.settling import MAX_LISTED, settle
from detente.records import Negotiation, SettlementChanges


def settlement_changes(
    old: Negotiation, new: Negotiation, *, limit: int = MAX_LISTED, seconds: float | None = None
) -> SettlementChanges:
    """Compare what `settle` finds in two models of one negotiation.

    Parties and options are the same where they have the same name, and red lines where the same
    party wants the same formula, whatever their ids.

    Parameters
    ----------
    old, new : the earlier and the later model.
    limit, seconds : for each of the two analyses, as in `settle`.

    Raises
    ------
    ModelError
        No state of one of them is feasible.
    """
    before = settle(old, limit=limit, seconds=seconds)
    after = settle(new, limit=limit, seconds=seconds)
    return changes((old, before), (new, after))
