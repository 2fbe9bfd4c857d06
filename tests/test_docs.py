"""Documentation cannot drift from the code."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import detente

ROOT = Path(__file__).parents[1]
KEY = re.compile(r"\[([A-Z][A-Za-z]+\d{4})\]")


def generator() -> ModuleType:
    """``docs/generate_reference.py`` as a module."""
    spec = importlib.util.spec_from_file_location(
        "generate_reference", ROOT / "docs" / "generate_reference.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_reference_key_is_in_the_bibliography() -> None:
    listed = set(KEY.findall((ROOT / "docs" / "reference" / "bibliography.md").read_text(encoding="utf-8")))
    sources = Path(detente.__file__).parent.rglob("*.py")
    used = {key for path in sources for key in KEY.findall(path.read_text(encoding="utf-8"))}
    assert used
    assert used <= listed


def test_the_command_reference_is_what_the_help_says() -> None:
    written = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert written == generator().page(), "run `make docs`"


def test_the_help_of_every_command_holds_an_example() -> None:
    page = generator().page()
    sections = page.split("\n## ")[1:]
    assert all("Example" in section and "detente " in section for section in sections)


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
