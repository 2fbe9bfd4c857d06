"""Settlements as plain data for JSON, with the keys that other programs rely on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.records import (
    BestPackage,
    Departure,
    Dependence,
    FamilyChange,
    Finding,
    OpenQuestion,
    PartyShare,
    RedLineChange,
    Settlement,
    SettlementChanges,
    Step,
    StrikeOut,
    WayOut,
)


def settlement_data(settlement: Settlement) -> dict[str, Any]:
    """Data of a settlement; `cut` names the lists that are not whole."""
    share = settlement.packages
    return {
        "packages": {
            "count": share.count,
            "at_least": share.at_least,
            "fixed": dict(share.fixed),
            "free": list(share.free),
        },
        "best": list(settlement.best),
        "leximin": settlement.leximin,
        "fewest_concessions": settlement.fewest_concessions,
        "best_packages": [_package(best) for best in settlement.best_packages],
        "blocks": _lists(settlement.blocks),
        "openings": _lists(settlement.openings),
        "ways_out": [_way_out(way) for way in settlement.ways_out],
        "unknowns": {
            "possible": settlement.unknowns.possible.value,
            "decides": list(settlement.unknowns.decides),
        },
        "questions": [_question(question) for question in settlement.questions],
        "strikes": _strikes(settlement.strikes),
        "report_strikes": _strikes(settlement.report_strikes),
        "dependences": [_dependence(dependence) for dependence in settlement.dependences],
        "single_source": _lists(settlement.single_source),
        "contradictory": list(settlement.contradictory),
        "unmet": {unmet.wish: _lists(unmet.blocks) for unmet in settlement.unmet},
        "findings": [_finding(finding) for finding in settlement.findings],
        "cut": list(settlement.cut),
        "stopped": settlement.stopped,
    }


def changes_data(changes: SettlementChanges) -> dict[str, Any]:
    """Data of what changed between two models."""
    return {
        "before": changes.before.value,
        "after": changes.after.value,
        "red_lines": [_red_line(change) for change in changes.red_lines],
        "blocks": [_family(change) for change in changes.blocks],
        "openings": [_family(change) for change in changes.openings],
        "findings": [_finding(finding) for finding in changes.findings],
        "cut": list(changes.cut),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "sentence": finding.sentence,
        "options": list(finding.options),
        "preferences": list(finding.preferences),
        "statements": list(finding.statements),
        "reports": list(finding.reports),
        "marks": [mark.value for mark in finding.marks],
    }


def _package(best: BestPackage) -> dict[str, Any]:
    return {
        "state": best.state,
        "senses": list(best.senses),
        "concessions": best.n_concessions,
        "shares": [_share(share) for share in best.shares],
        "departures": [_departure(departure) for departure in best.departures],
    }


def _share(share: PartyShare) -> dict[str, Any]:
    return {
        "party": share.party,
        "gets": list(share.gets),
        "gives_up": list(share.gives_up),
        "first_given_up": share.first_given_up,
        "wishes": share.n_wishes,
        "than_status_quo": share.than_status_quo,
        "than_no_agreement": share.than_no_agreement,
    }


def _departure(departure: Departure) -> dict[str, Any]:
    return {
        "party": departure.party,
        "nash": departure.would_nash,
        "seq": departure.would_seq,
        "move": departure.move.after if departure.move else None,
        "answer": _steps(departure.answer),
        "sentence": departure.sentence,
    }


def _steps(steps: Iterable[Step]) -> list[dict[str, str]]:
    return [{"mover": step.mover, "to": step.after} for step in steps]


def _way_out(way: WayOut) -> dict[str, Any]:
    return {
        "opening": list(way.opening),
        "softenings": [
            {"preference": s.preference, "party": s.party, "place": s.place, "wishes": s.n_wishes}
            for s in way.softenings
        ],
        "package": way.package,
        "shares": [_share(share) for share in way.shares],
    }


def _question(question: OpenQuestion) -> dict[str, Any]:
    return {
        "preference": question.preference,
        "party": question.party,
        "decides": question.decides,
        "answers": {answer: possible.value for answer, possible in question.answers.items()},
        "settling": question.n_settling,
        "left": question.n_left,
        "spoils": {answer: list(states) for answer, states in question.spoils.items()},
    }


def _dependence(dependence: Dependence) -> dict[str, Any]:
    return {
        "struck": dependence.struck,
        "is_report": dependence.is_report,
        "drops": list(dependence.drops),
        "possible": dependence.possible.value,
        "blocks": _lists(dependence.blocks),
        "loosens": list(dependence.loosens),
        "frees": list(dependence.frees),
    }


def _red_line(change: RedLineChange) -> dict[str, Any]:
    return {
        "fate": change.fate.value,
        "party": change.party,
        "before": change.before,
        "after": change.after,
        "statements": list(change.statements),
        "reports": list(change.reports),
        "sentence": change.sentence,
    }


def _family(change: FamilyChange) -> dict[str, Any]:
    return {
        "lines": list(change.lines),
        "has_come": change.has_come,
        "by": list(change.by),
        "statements": list(change.statements),
        "sentence": change.sentence,
    }


def _strikes(strikes: Iterable[StrikeOut]) -> dict[str, Any]:
    return {s.struck: {"possible": s.possible.value, "blocks": _lists(s.blocks)} for s in strikes}


def _lists(families: Iterable[Iterable[str]]) -> list[list[str]]:
    return [list(family) for family in families]
