"""The annotated reports and the scorers, which stand beside the checkout in ``../shared``."""

from __future__ import annotations

import datetime
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from detente.extraction import extract
from detente.records import Report, Statement

SHARED = Path(__file__).parents[1].parent / "shared"
ANNOTATED = {"train": "train.jsonl.gz", "dev": "dev.jsonl"}


def scorer() -> ModuleType:
    """``tools/score_statements.py`` as a module."""
    path = SHARED / "tools" / "score_statements.py"
    spec = importlib.util.spec_from_file_location("score_statements", path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"{path}: not there; benchmarks need the shared data beside the checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotated(split: str) -> list[dict[str, Any]]:
    """The annotated reports of a split, as dictionaries."""
    rows: list[dict[str, Any]] = scorer().lines(SHARED / "data" / "reports" / ANNOTATED[split])
    return rows


def as_report(row: dict[str, Any]) -> Report:
    """An annotated report as `detente.read` would give it."""
    try:
        date = datetime.date.fromisoformat((row.get("date") or "")[:10])
    except ValueError:
        date = None
    return Report(id=row["id"], text=row["text"], title=row.get("title"), date=date)


def extracted(rows: list[dict[str, Any]]) -> tuple[list[Report], list[Statement]]:
    """The reports of `rows`, and every statement with a stance that detente finds in them."""
    reports = [as_report(row) for row in rows]
    return reports, [s for report in reports for s in extract(report) if s.stance is not None]


def as_prediction(statement: Statement) -> dict[str, Any]:
    """What the scorer reads of a statement."""
    return {
        "report": statement.report_id,
        "evidence": list(statement.evidence),
        "party": statement.party,
        "stance": str(statement.stance),
        "issue_id": statement.issue_id,
        "condition": list(statement.condition) if statement.condition else None,
    }
