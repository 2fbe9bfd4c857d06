"""The tree is the flow: rooms import records and errors, never each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import detente

SOURCE = Path(detente.__file__).parent
ROOMS = ("reading", "extraction", "positions", "modelling", "analysis", "briefing")
MODULES = sorted(SOURCE.rglob("*.py"))


def imported(module: Path) -> set[str]:
    """Full names of the detente modules that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
    return {name for name in names if name.split(".")[0] == "detente"}


def room(module: Path) -> str:
    """The first folder (or file) below the package."""
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in ROOMS], ids=str)
def test_rooms_import_only_records_errors_and_themselves(module: Path) -> None:
    own = room(module)
    allowed = (f"detente.{own}", "detente.records", "detente.errors")
    strangers = {n for n in imported(module) if not n.startswith(allowed) and n != "detente"}
    assert not strangers


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in ("records", "errors")], ids=str)
def test_records_and_errors_import_no_room(module: Path) -> None:
    assert {n for n in imported(module) if not n.startswith(("detente.records", "detente.errors"))} == set()


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in ("pipeline", "cli")], ids=str)
def test_composers_enter_rooms_by_the_door(module: Path) -> None:
    deep = {n for n in imported(module) if n.count(".") > 1 and n.split(".")[1] in (*ROOMS, "records")}
    assert not deep


def test_the_door_is_what_it_says() -> None:
    assert detente.__all__ == [
        "DetenteError",
        "InputError",
        "LedgerError",
        "LimitError",
        "ModelError",
        "__version__",
        "brief",
        "draft_model",
        "extract",
        "load_model",
        "map_positions",
        "read",
        "settle",
        "solve",
    ]
    assert all(getattr(detente, name) is not None for name in detente.__all__)


def test_help_loads_no_parser_and_no_solver() -> None:
    heavy = [
        "numpy",
        "pysat",
        "trafilatura",
        "lxml",
        "jinja2",
        "ruamel",
        "docx",
        "pypdf",
        "pypdfium2",
        "rich",
        "py3langid",
    ]
    code = (
        "import sys, detente.cli\n"
        "try:\n    detente.cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
