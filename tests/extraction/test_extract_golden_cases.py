"""Golden cases of extraction, as an analyst writes them (``tests/cases/extraction/*.yaml``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from detente.extraction import extract
from detente.records import Report, Statement

_FOLDER = Path(__file__).parents[1] / "cases" / "extraction"


def cases(file: str, *marks: pytest.MarkDecorator) -> list[Any]:
    """The cases of a file, each by its name."""
    loaded = YAML(typ="safe").load(_FOLDER / file)
    return [pytest.param(case, id=case["name"], marks=marks) for case in loaded]


# Strict: a case that the reader has learnt to meet must move to the others.
_KNOWN_MISS = pytest.mark.xfail(strict=True, raises=AssertionError, reason="the reader errs here")


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


@pytest.mark.parametrize("case", [*cases("positions.yaml"), *cases("known_misses.yaml", _KNOWN_MISS)])
def test_extract_finds_what_the_case_expects(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [s for s in extract(Report(id="case", text=text)) if s.stance is not None]
    missing = [wanted for wanted in case["expect"] if not any(fits(s, text, wanted) for s in found)]
    shown = [(s.party, s.speaker_name, str(s.stance), s.issue, s.via) for s in found]
    assert not missing, f"found {shown}"
    if case.get("only"):
        assert len(found) == len(case["expect"]), f"found {shown}"
