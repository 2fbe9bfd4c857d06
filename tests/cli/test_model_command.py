"""``detente model``: a draft that loads, solves and settles, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.modelling import load_model

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
TALKS = "Russia rejected peacekeepers in Ukraine on Monday. Ukraine demanded peacekeepers in Ukraine.\n"


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TALKS, encoding="utf-8")
    return path


def test_model_of_the_example_reports_settles_and_its_focus_solves(tmp_path: Path) -> None:
    model, focused = tmp_path / "model.yaml", tmp_path / "focused.yaml"
    assert run("model", EXAMPLES, "-o", model).exit_code == 0
    assert run("model", EXAMPLES, "--focus", 6, "-o", focused).exit_code == 0
    negotiation = load_model(model)
    assert len(negotiation.options) > 6
    assert {dm.name for dm in negotiation.decision_makers} >= {"Tarsenia", "Belmora"}
    assert run("settle", model).exit_code == 0
    solved = run("solve", focused)
    assert solved.exit_code == 0
    assert "(64 feasible states)" in solved.stdout


def test_every_preference_of_the_example_is_traced_to_words_of_a_report(tmp_path: Path) -> None:
    model = tmp_path / "model.yaml"
    run("model", EXAMPLES, "-o", model)
    negotiation = load_model(model)
    words = {item.id: item.text for item in negotiation.evidence}
    known = [w for dm in negotiation.decision_makers for w in dm.preferences if not w.unknown]
    assert known
    assert all(wish.rule and all(words[id_] for id_ in wish.rests_on) for wish in known)


def test_model_goes_to_standard_output_and_its_count_to_standard_error(talks: Path, tmp_path: Path) -> None:
    result = run("model", talks, "--title", "Talks")
    assert result.exit_code == 0
    assert result.stdout.startswith("detente: 1\ntitle: Talks\n")
    assert result.stderr.startswith("detente: 2 decision makers, 1 options, 2 preferences (1 of them red")
    copy = tmp_path / "copy.yaml"
    copy.write_text(result.stdout, encoding="utf-8")
    assert [dm.name for dm in load_model(copy).decision_makers] == ["Russia", "Ukraine"]


def test_unreadable_report_is_named_and_the_rest_modelled(talks: Path, tmp_path: Path) -> None:
    result = run("model", talks, tmp_path / "missing.txt")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert "options:" in result.stdout


def test_nothing_at_stake_writes_nothing_and_says_so(tmp_path: Path) -> None:
    weather, model = tmp_path / "weather.txt", tmp_path / "model.yaml"
    weather.write_text("It rained in Paris on Monday.\n", encoding="utf-8")
    model.write_text("kept", encoding="utf-8")
    result = run("model", weather, "-o", model)
    assert result.exit_code == 1
    assert "detente: no model" in result.stderr
    assert model.read_text(encoding="utf-8") == "kept"


def test_folder_that_is_not_there_is_wrong_usage(talks: Path, tmp_path: Path) -> None:
    result = run("model", talks, "-o", tmp_path / "nowhere" / "model.yaml")
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr
