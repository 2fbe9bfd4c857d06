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
    Solution,
    StabilityUnknowns,
    UnknownEquilibria,
)
from detente.records.formula import Formula, Literal, Pattern
from detente.records.issue import Issue
from detente.records.negotiation import (
    DecisionMaker,
    Direction,
    Evidence,
    Negotiation,
    Option,
    PreferenceStatement,
)
from detente.records.position import Condition, Holding, Position, PositionMap, Shift
from detente.records.reason import Exchange, PathsToEquilibria, PathTo, Reason, Step
from detente.records.report import Day, Part, Reading, Report
from detente.records.settlement import (
    BestPackage,
    Comparison,
    Departure,
    Dependence,
    Finding,
    FindingKind,
    Mark,
    OpenQuestion,
    PackageShare,
    PartyShare,
    Possibility,
    Settlement,
    Softening,
    StrikeOut,
    UnknownsFinding,
    Unmet,
    WayOut,
)
from detente.records.settlement_changes import (
    FamilyChange,
    RedLineChange,
    RedLineFate,
    SettlementChanges,
)
from detente.records.span import Span
from detente.records.statement import Polarity, Quote, Stance, Statement

__all__ = [
    "BestPackage",
    "CoalitionMove",
    "CoalitionStability",
    "Coalitions",
    "Comparison",
    "Concept",
    "Condition",
    "Day",
    "DecisionMaker",
    "Departure",
    "Dependence",
    "Direction",
    "Equilibria",
    "Evidence",
    "Exchange",
    "FamilyChange",
    "Finding",
    "FindingKind",
    "Formula",
    "Holding",
    "Issue",
    "Literal",
    "Mark",
    "Negotiation",
    "OpenQuestion",
    "Option",
    "PackageShare",
    "Part",
    "PartyShare",
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
    "RedLineChange",
    "RedLineFate",
    "Report",
    "Settlement",
    "SettlementChanges",
    "Shift",
    "Softening",
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
    "WayOut",
]
