"""Write what was measured anew, in ``README.md`` and beside the reader's weights: ``make readme``.

The tests compare them. The model card, whose intervals come from ``benchmarks.statements``, is edited
by hand; a test says where it lags behind.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path

from benchmarks.statements import figures
from click.testing import CliRunner

from detente.cli import main

ROOT = Path(__file__).parents[1]
QUALITY = ROOT / "src" / "detente" / "extraction" / "network" / "quality.toml"


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
    measured = figures("dev")
    for name, value in measured.items():
        text = re.sub(rf"(?m)^(\| {name} \|.*\| )[\d.]+", rf"\g<1>{value}", text)
    page.write_text(text, encoding="utf-8")
    keep(measured)


def keep(measured: dict[str, float]) -> None:
    """Write the figures beside the weights, with the day if any is new."""
    text = QUALITY.read_text(encoding="utf-8")
    known = tomllib.loads(text)
    if any(known[name] != value for name, value in measured.items()):
        text = re.sub(r"(?m)^measured = .*", f"measured = {datetime.date.today()}", text)
    for name, value in measured.items():
        text = re.sub(rf"(?m)^{name} = .*", f"{name} = {value}", text)
    QUALITY.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
