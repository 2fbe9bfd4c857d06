"""``detente extract``: the printed fields, and spans that reproduce their words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main

TALKS = """Russia rejected foreign peacekeepers in Ukraine on Monday.

Foreign Minister Sergei Lavrov said Moscow would accept a ceasefire if sanctions are lifted.
“It was a long day,” an aide said.
"""
LATER = """Ukraine demanded foreign peacekeepers in Ukraine on Friday.
"""
# The order and the names of the format, as other programs rely on them.
FIELDS = [
    *("report", "evidence", "source", "cue", "content", "speaker", "speaker_name", "party", "via"),
    *("stance", "issue", "issue_id", "actor", "condition", "quote", "confidence"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "2.txt").write_text(LATER, encoding="utf-8")
    return tmp_path


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, arguments)], input=stdin)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_has_exactly_the_fields_of_the_format(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 0
    assert result.stderr == ""
    found = lines(result)
    assert found
    assert {tuple(line) for line in found} == {tuple(FIELDS)}


def test_spans_are_stretches_of_the_text_of_the_file(folder: Path) -> None:
    refusal = next(line for line in lines(run(folder / "1.txt")) if line["stance"] == "rejects")
    start, end = refusal["evidence"]  # type: ignore[misc]
    assert TALKS[start:end].startswith("Russia rejected foreign peacekeepers")
    assert refusal["party"] == "Russia"


def test_condition_is_a_span_or_null(folder: Path) -> None:
    found = lines(run(folder / "1.txt"))
    conditions = [TALKS[slice(*line["condition"])] for line in found if line["condition"]]  # type: ignore[misc]
    assert conditions == ["if sanctions are lifted"]


def test_statements_without_position_are_printed_with_all_only(folder: Path) -> None:
    plain, everything = lines(run(folder)), lines(run(folder, "--all"))
    assert all(line["stance"] for line in plain)
    assert any(line["stance"] is None for line in everything)
    assert [line for line in everything if line["stance"]] == plain


def test_same_issue_has_the_same_id_in_two_reports(folder: Path) -> None:
    ids = {
        (line["party"], line["issue_id"])
        for line in lines(run(folder))
        if "peacekeepers" in str(line["issue"])
    }
    assert {party for party, _ in ids} == {"Russia", "Ukraine"}
    assert len({issue_id for _, issue_id in ids}) == 1


def test_csv_holds_the_fields_and_the_words_of_the_spans(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(folder, "--format", "csv").stdout)))
    assert list(rows[0]) == [*FIELDS, "evidence_text", "speaker_text", "condition_text"]
    assert len(rows) == len(lines(run(folder)))
    assert rows[0]["evidence_text"].startswith("Russia rejected")


def test_csv_cell_that_begins_like_a_formula_is_inert(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "=1+1.txt").write_text(TALKS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    rows = csv.DictReader(io.StringIO(run("=1+1.txt", "--format", "csv").stdout))
    assert {row["report"] for row in rows} == {"'=1+1.txt"}


def test_table_shows_who_does_what_in_which_words(folder: Path) -> None:
    text = run(folder, "--format", "table").stdout
    assert "Russia rejects" in text
    assert "“Russia rejected foreign peacekeepers" in text
    assert "[if sanctions are lifted]" in text


def test_standard_input_is_a_report() -> None:
    assert {line["report"] for line in lines(run("-", stdin=TALKS))} == {"-"}


def test_unreadable_report_is_named_and_the_others_are_done(folder: Path) -> None:
    result = run(folder / "1.txt", folder / "missing.txt")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert lines(result)
