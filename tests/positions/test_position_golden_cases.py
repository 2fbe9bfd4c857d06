"""Golden maps of positions, as an analyst writes them (``tests/cases/positions/*.yaml``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from detente.positions import map_positions
from detente.records import Position, PositionMap, Report, Span, Stance, Statement

_FILES = sorted((Path(__file__).parents[1] / "cases" / "positions").glob("*.yaml"))
CASES = [case for file in _FILES for case in YAML(typ="safe").load(file)]


def span_of(words: str, text: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def statement_of(row: dict[str, Any], reports: dict[str, Report]) -> Statement:
    """A statement as the case has it, its words found in its report."""
    text = reports[row["report"]].text
    return Statement(
        id=row["id"],
        report_id=row["report"],
        evidence=span_of(row["evidence"], text),
        party=row["party"],
        stance=Stance(row["stance"]),
        issue=row["issue"],
        condition=span_of(row["condition"], text) if "condition" in row else None,
    )


def mapped(case: dict[str, Any]) -> PositionMap:
    """The map of a case's statements."""
    reports = {row["id"]: Report(**row) for row in case["reports"]}
    statements = [statement_of(row, reports) for row in case["statements"]]
    return map_positions(statements, reports=reports.values())


def as_written(position: Position, issue_of: dict[str, str], wanted: dict[str, Any]) -> dict[str, Any]:
    """A position in the form of a case; issues by the wordings that the case has."""
    wordings = {wording for _, wording in wanted.get("conditions", []) if wording} | {wanted["issue"]}
    wording_of = {issue_of[wording]: wording for wording in wordings}
    shown: dict[str, Any] = {
        "party": position.party,
        "issue": wording_of.get(position.issue_id),
        "holding": str(position.holding),
        "statements": list(position.statement_ids),
        "reports": position.n_reports,
        "conditions": [[c.text, wording_of.get(c.issue_id or "")] for c in position.conditions],
        "shifts": [
            [str(s.before), str(s.after), s.from_statement, s.to_statement, s.date] for s in position.shifts
        ],
        "date": position.date,
    }
    return {
        field: value for field, value in shown.items() if value not in (None, []) or field == "statements"
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_map_is_what_the_case_expects(case: dict[str, Any]) -> None:
    found = mapped(case)
    issue_of = {phrase: issue.id for issue in found.issues for phrase in issue.phrases}
    by_pair = {(position.party, position.issue_id): position for position in found.positions}
    expected = case["expect"]
    assert sorted(found.parties) == sorted(expected["parties"])
    assert sorted(sorted(i.phrases) for i in found.issues) == sorted(sorted(i) for i in expected["issues"])
    assert [list(group) for group in found.retellings] == expected["retellings"]
    assert len(expected["positions"]) == len(found.positions)
    for wanted in expected["positions"]:
        position = by_pair[wanted["party"], issue_of[wanted["issue"]]]
        assert as_written(position, issue_of, wanted) == wanted
