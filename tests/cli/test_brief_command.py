"""``detente brief``: what is written where, and what is said of inputs that could not be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
TALKS = """Ministers meet in Geneva

GENEVA, 3 March 2025 - Russia rejected foreign peacekeepers in Ukraine on Monday. Foreign Minister
Sergei Lavrov said Moscow would accept a ceasefire if sanctions are lifted. Ukraine demanded security
guarantees from the United States.
"""


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["brief", *map(str, arguments)], input=stdin)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TALKS, encoding="utf-8")
    return path


def test_page_goes_to_standard_output_in_a_pipe_and_findings_to_standard_error(report: Path) -> None:
    result = run(report)
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert "1. " in result.stderr


@pytest.mark.parametrize(
    ("name", "start"),
    [("b.html", "<!DOCTYPE html>"), ("b.md", "# "), ("b.json", "{"), ("b.txt", "<!DOCTYPE")],
)
def test_ending_of_the_file_decides_the_format(report: Path, tmp_path: Path, name: str, start: str) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    result = run(report, "-o", target)
    assert result.exit_code == 0
    assert target.read_text(encoding="utf-8").startswith(start)
    assert f"The brief is in {target}" in result.stderr
    assert result.stdout == ""


def test_named_format_goes_before_the_ending(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    assert run(report, "-o", target, "--format", "json").exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["ledger"]


def test_title_and_marking_are_in_the_brief(report: Path) -> None:
    made = json.loads(run(report, "--format", "json", "--title", "Geneva", "--marking", "TLP:RED").stdout)
    assert (made["title"], made["marking"]) == ("Geneva", "TLP:RED")


def test_unreadable_report_is_named_and_the_others_are_done(report: Path) -> None:
    result = run(report, report.with_name("missing.txt"), "--format", "json")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    made = json.loads(result.stdout)
    assert len(made["sources"]) == 1
    assert made["ledger"]
    assert "missing.txt" in made["problems"][0]


def test_report_without_statements_gives_a_brief_that_says_so() -> None:
    result = run("-", "--format", "json", stdin="The weather in Geneva was mild, with a light wind.\n")
    assert result.exit_code == 0
    made = json.loads(result.stdout)
    assert made["ledger"] == []
    assert made["gist"][0]["text"] == "No statement of a position was found in the one report read."


def test_folder_that_is_not_there_is_wrong_usage(report: Path, tmp_path: Path) -> None:
    result = run(report, "-o", tmp_path / "nowhere" / "brief.html")
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


def test_brief_replaces_the_old_one_and_leaves_nothing_else(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    target.write_text("old", encoding="utf-8")
    assert run(report, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8")[:3] != "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "talks.txt"]


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_same_reports_give_the_same_bytes(form: str) -> None:
    first, second = (run(EXAMPLES, "--format", form).stdout_bytes for _ in range(2))
    assert first == second


@pytest.fixture(scope="module")
def example() -> dict[str, object]:
    made: dict[str, object] = json.loads(run(EXAMPLES, "--format", "json").stdout)
    return made


def test_examples_give_a_whole_brief(example: dict[str, list[object]]) -> None:
    assert len(example["sources"]) == 5
    assert 5 <= len(example["gist"]) <= 8
    assert len(example["ledger"]) >= 25
    assert example["conditions"]
    assert example["questions"]
    assert example["settlements"]["summary"]  # type: ignore[call-overload]


def test_example_feed_is_known_for_a_retelling(example: dict[str, list[dict[str, object]]]) -> None:
    retold = {str(source["id"]): source["retells"] for source in example["sources"]}
    feed = next(retells for name, retells in retold.items() if "03-regional-digest" in name)
    assert feed == 2


def test_examples_show_tarsenia_giving_up_its_refusal_of_a_minimum_flow(
    example: dict[str, list[dict[str, object]]],
) -> None:
    moved = [m for m in example["movements"] if m["party"] == "Tarsenia" and "flow" in str(m["issue"])]
    assert any((m["before"], m["after"]) == ("against", "on condition") for m in moved)


def test_nothing_readable_leaves_the_earlier_brief_alone(tmp_path: Path) -> None:
    kept = tmp_path / "brief.html"
    kept.write_text("yesterday's brief", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    done = run(tmp_path / "empty.txt", "-o", kept)
    assert done.exit_code == 1
    assert kept.read_text(encoding="utf-8") == "yesterday's brief"
    assert "nothing was written" in done.stderr
