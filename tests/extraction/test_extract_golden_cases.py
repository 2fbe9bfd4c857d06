"""Golden cases of extraction, as an analyst writes them (``tests/cases/extraction/*.yaml``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from detente.extraction import extract
from detente.records import Report, Statement

_FILES = sorted((Path(__file__).parents[1] / "cases" / "extraction").glob("*.yaml"))
CASES = [case for file in _FILES for case in YAML(typ="safe").load(file)]


def fits(statement: Statement, text: str, wanted: dict[str, Any]) -> bool:
    """Whether a statement has all the fields of an expectation."""
    for field, value in wanted.items():
        if field == "issue":
            ok = statement.issue is not None and value in statement.issue
        elif field == "evidence":
            ok = value in text[slice(*statement.evidence)]
        elif field == "condition":
            ok = statement.condition is not None and text[slice(*statement.condition)] == value
        else:
            ok = getattr(statement, field) == value
        if not ok:
            return False
    return True


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_extract_finds_what_the_case_expects(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [s for s in extract(Report(id="case", text=text)) if s.stance is not None]
    missing = [wanted for wanted in case["expect"] if not any(fits(s, text, wanted) for s in found)]
    shown = [(s.party, s.speaker_name, str(s.stance), s.issue, s.via) for s in found]
    assert not missing, f"found {shown}"
    if case.get("only"):
        assert len(found) == len(case["expect"]), f"found {shown}"
