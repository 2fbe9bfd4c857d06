"""Write the measured parts of ``README.md`` anew: ``make readme``; the tests compare them."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.statements import figures
from click.testing import CliRunner

from detente.cli import main

ROOT = Path(__file__).parents[1]


def refresh() -> None:
    """The findings of the example reports, and the figures on the dev reports."""
    page = ROOT / "README.md"
    text = page.read_text(encoding="utf-8")
    printed = (
        CliRunner().invoke(main, ["brief", str(ROOT / "examples" / "reports"), "-o", "brief.html"]).stderr
    )
    text = re.sub(
        r"(<!-- gist -->\n```text\n).*?```", lambda m: f"{m.group(1)}{printed}```", text, flags=re.DOTALL
    )
    for name, value in figures("dev").items():
        text = re.sub(rf"(?m)^(\| {name} \|.*\| )[\d.]+", rf"\g<1>{value}", text)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
