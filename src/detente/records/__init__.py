"""What flows between the rooms: plain frozen records, no behaviour beyond small properties.

Report → Statement → Position → Negotiation → Solution, Settlement. Every derived record keeps
the ids of what it rests on. `None` means "not stated in the text"; *unknown* is a named value.
"""

from detente.records.finding import (
    CoalitionMove,
    Coalitions,
    CoalitionStability,
    Concept,
    Equilibria,
    PackageShare,
    Possibility,
    Settlement,
    Solution,
    StabilityUnknowns,
    StrikeOut,
    UnknownEquilibria,
    UnknownsFinding,
    Unmet,
)
from detente.records.formula import Formula, Literal, Pattern
from detente.records.issue import Issue
from detente.records.negotiation import (
    WEIGHT_DECIMALS,
    WEIGHT_RANGE,
    DecisionMaker,
    Direction,
    Evidence,
    Negotiation,
    Option,
    OptionWeight,
    PreferenceStatement,
    fits_weight,
)
from detente.records.position import Condition, Holding, Position, PositionMap, Shift
from detente.records.reason import Exchange, PathsToEquilibria, PathTo, Reason, Step
from detente.records.report import Day, Part, Reading, Report
from detente.records.span import Span
from detente.records.statement import Polarity, Quote, Stance, Statement

__all__ = [
    "WEIGHT_DECIMALS",
    "WEIGHT_RANGE",
    "CoalitionMove",
    "CoalitionStability",
    "Coalitions",
    "Concept",
    "Condition",
    "Day",
    "DecisionMaker",
    "Direction",
    "Equilibria",
    "Evidence",
    "Exchange",
    "Formula",
    "Holding",
    "Issue",
    "Literal",
    "Negotiation",
    "Option",
    "OptionWeight",
    "PackageShare",
    "Part",
    "PathTo",
    "PathsToEquilibria",
    "Pattern",
    "Polarity",
    "Position",
    "PositionMap",
    "Possibility",
    "PreferenceStatement",
    "Quote",
    "Reading",
    "Reason",
    "Report",
    "Settlement",
    "Shift",
    "Solution",
    "Span",
    "StabilityUnknowns",
    "Stance",
    "Statement",
    "Step",
    "StrikeOut",
    "UnknownEquilibria",
    "UnknownsFinding",
    "Unmet",
    "fits_weight",
]
