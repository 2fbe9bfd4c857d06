"""What the README shows is what the commands print."""

from __future__ import annotations

import dataclasses
import importlib
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli import main
from detente.extraction import reader_quality

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CARD = (ROOT / "src/detente/extraction/network/MODEL_CARD.md").read_text(encoding="utf-8")
FIGURES = ("detection", "party", "polarity", "condition", "full", "issues")
FIGURE = re.compile(r"^\| (\w+) \|.*\| ([\d.]+)", re.MULTILINE)
DEV = ROOT.parent / "shared" / "data" / "reports" / "dev.jsonl"


def block(mark: str) -> str:
    """The fenced block after an invisible mark."""
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_findings_of_the_examples_are_those_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    target = tmp_path / "brief.html"
    done = CliRunner().invoke(main, ["brief", "examples/reports", "-o", str(target)])
    assert done.exit_code == 0
    assert block("gist") == done.stderr.replace(str(target), "brief.html")


def test_python_lines_run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    exec(compile(code.group(1), "README.md", "exec"), {})
    assert capsys.readouterr().out.strip().isdigit()


def test_readme_and_model_card_show_the_figures_kept_beside_the_weights() -> None:
    kept = dataclasses.asdict(reader_quality())
    shown = {name: float(value) for name, value in re.findall(FIGURE, README)}
    assert shown == {name: kept[name] for name in FIGURES}
    assert kept["data"] in README
    assert kept["command"] in README
    card = {name: float(value) for name, value in re.findall(r"(?m)^\| (\w+)\b.*?\| ([\d.]+)", CARD)}
    assert {name: card[name] for name in FIGURES} == shown


@pytest.mark.skipif(not DEV.exists(), reason="needs the annotated reports in ../shared")
def test_figures_are_those_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    statements = importlib.import_module("benchmarks.statements")
    figures = statements.figures("dev")
    kept = dataclasses.asdict(reader_quality())
    # Processors differ in how they multiply eight-bit numbers, by a few statements in 500.
    assert {name: kept[name] for name in FIGURES} == pytest.approx(figures, abs=1.0)
    sys.modules.pop("benchmarks.statements")
