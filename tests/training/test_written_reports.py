"""The reports written for training are whole: every span is located, every name a known one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training import written


def test_every_written_report_is_located_in_its_text() -> None:
    reports = written.load_all()
    assert len({report["id"] for report in reports}) == len(reports) > 0
    for report in reports:
        for statement in report["statements"]:
            start, end = statement["evidence"]
            assert report["text"][start:end] == statement["evidence_text"]


def test_what_cannot_be_located_is_named(tmp_path: Path) -> None:
    said = {"evidence": "Iran agreed", "speaker": "Oman", "stance": "shrugs", "quote": "indirect"}
    file = tmp_path / "bad.json"
    file.write_text(
        json.dumps([{"id": "r", "text": "Iran refused.", "statements": [said]}]), encoding="utf-8"
    )
    with pytest.raises(ValueError, match="evidence is not in the text") as error:
        written.load(file)
    assert "stance 'shrugs'" in str(error.value)
