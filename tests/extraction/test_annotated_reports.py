"""Extraction on the annotated reports that stand beside the checkout."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from detente.extraction import extract
from detente.records import Report

SHARED = Path(__file__).parents[2].parent / "shared"
DEV = SHARED / "data" / "reports" / "dev.jsonl"

pytestmark = pytest.mark.skipif(not DEV.exists(), reason="needs the annotated reports in ../shared")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]


def test_the_report_that_detente_was_conceived_from_is_read(rows: list[dict[str, Any]]) -> None:
    path = SHARED / "tools" / "score_statements.py"
    spec = importlib.util.spec_from_file_location("score_statements", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    row = next(row for row in rows if row["id"] == "ukraine-russia-000")
    found = [s for s in extract(Report(id=row["id"], text=row["text"])) if s.stance is not None]
    predicted = [{"evidence": s.evidence, "party": s.party, "stance": str(s.stance)} for s in found]
    right = sum(
        scorer.same_party(row["statements"][i]["party"], predicted[j]["party"])
        and scorer.POLARITY[row["statements"][i]["stance"]] == scorer.POLARITY[predicted[j]["stance"]]
        for i, j in scorer.pair(row["statements"], predicted)
    )
    assert right >= 8


def test_every_span_of_every_report_reproduces_its_words(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        text = row["text"]
        for statement in extract(Report(id=row["id"], text=text)):
            for start, end in [statement.evidence, *statement.cue, *statement.source, *statement.content]:
                assert text[start:end].strip()
                assert end <= len(text)
