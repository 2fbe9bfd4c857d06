"""The pipeline says in the brief what it could not work out."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente import pipeline
from detente.errors import LimitError
from detente.extraction import reader_quality
from detente.records import Negotiation, Reading, Report
from reading.pdf_files import column, pdf

TEXT = "Russia rejected peacekeepers in Ukraine on Monday. Ukraine demanded peacekeepers in Ukraine.\n"


def too_large(negotiation: Negotiation) -> None:
    raise LimitError(f"{len(negotiation.options)} options are more than can be solved exactly")


def test_model_too_large_to_solve_is_a_note_in_the_brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "solve", too_large)
    brief = pipeline.brief_of(Reading(reports=(Report(id="a", text=TEXT),)))
    assert len(brief.method.notes) == 1
    assert brief.method.notes[0].startswith("Stability was not worked out:")
    assert brief.stability.states == ()
    assert brief.settlements.summary


def test_each_report_is_announced_before_it_is_worked_on() -> None:
    reports = tuple(Report(id=name, text=TEXT) for name in ("a", "b"))
    announced: list[str] = []
    pipeline.positions_of(reports, on_report=lambda report: announced.append(report.id))
    assert announced == ["a", "b"]


def test_nothing_read_gives_an_empty_brief() -> None:
    brief = pipeline.brief_of(Reading(reports=()))
    assert [claim.text for claim in brief.gist] == ["No report was read."]


def test_large_model_is_settled_whole_and_solved_in_part() -> None:
    things = ("coal", "gold", "iron", "salt", "silk", "tea", "tin", "wheat", "wine", "wool", "zinc")
    text = "".join(f"Russia rejected a tax on {thing}.\n\n" for thing in things)
    brief = pipeline.brief_of(Reading(reports=(Report(id="a", text=text),)))
    assert brief.method.notes == ("Stability was worked out on the 10 of 11 options that matter most to it.",)
    assert brief.stability.states
    assert not brief.stability.is_whole
    assert {len(state.package.state) for state in brief.stability.states} == {10}
    assert {len(package.state) for package in brief.settlements.best} == {11}


def test_small_model_is_drawn_and_the_reader_says_how_well_it_reads() -> None:
    brief = pipeline.brief_of(Reading(reports=(Report(id="a", text=TEXT),)))
    assert brief.stability.is_whole
    assert brief.stability.drawing.startswith("<svg")
    assert len(brief.stability.states) == 2 ** len(brief.stability.options)
    assert f"F1 of {reader_quality().full:.1f}" in (brief.method.quality or "")


def test_brief_in_python_opens_encrypted_pdfs(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(pdf([column(["Norland rejected the ceasefire."])], password="lake"))
    assert detente.brief([path], password="lake").problems == ()
    (problem,) = detente.brief([path]).problems
    assert "asks for a password" in problem
