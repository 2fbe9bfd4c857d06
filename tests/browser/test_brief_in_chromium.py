"""The brief in a real browser: nothing is requested, nothing is refused, and paper has everything."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from briefing.talks import LONG_MAP, full_brief
from browser.chromium import CHROMIUM, QUIET, SANDBOX
from detente.briefing import to_html

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

MARKING = "TLP:AMBER (draft)"


def chromium(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Open a page in a fresh profile, in which nothing but the page causes traffic."""
    profile = page.parent / "profile"
    command = [str(CHROMIUM), *QUIET, *SANDBOX, f"--user-data-dir={profile}", *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "brief.html"
    path.write_text(to_html(full_brief(marking=MARKING)), encoding="utf-8")
    return path


def requested(log: Path) -> set[str]:
    """Addresses that a page asked for over HTTP, by the browser's net log.

    A request of the browser for itself (its clock, its updates) has "not an origin" as initiator.
    """
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    started = [event.get("params", {}) for event in events if "initiator" in event.get("params", {})]
    return {
        str(params["url"])
        for params in started
        if params["initiator"] != "not an origin" and str(params.get("url", "")).startswith("http")
    }


def test_page_requests_nothing(page: Path) -> None:
    log = page.with_name("net.json")
    chromium(page, f"--log-net-log={log}", "--dump-dom")
    assert requested(log) == set()


def test_net_log_would_show_a_request(tmp_path: Path) -> None:
    loud = tmp_path / "loud.html"
    loud.write_text('<!DOCTYPE html><title>x</title><img src="http://127.0.0.1:9/x.png">', encoding="utf-8")
    log = tmp_path / "net.json"
    chromium(loud, f"--log-net-log={log}", "--dump-dom")
    assert "http://127.0.0.1:9/x.png" in requested(log)


def test_script_and_style_pass_the_policy(page: Path) -> None:
    run = chromium(page, "--enable-logging=stderr", "--dump-dom")
    assert "Content Security Policy" not in run.stderr
    tools = re.search(r'<div id="tools">(.*?)</div>', run.stdout, re.S)
    assert tools is not None
    assert '<option value="Belmora">' in tools[1]
    assert "8 of 8 shown" in tools[1]


def test_script_put_into_the_page_is_refused(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace("</main>", "<script>document.title='hacked'</script></main>"))
    run = chromium(page, "--enable-logging=stderr", "--dump-dom")
    assert "Content Security Policy" in run.stderr
    assert "<title>hacked</title>" not in run.stdout


@pytest.mark.parametrize(
    ("width", "dark"), [(390, False), (1280, False), (1280, True)], ids=["phone", "laptop", "dark"]
)
def test_page_is_drawn(page: Path, width: int, dark: bool) -> None:
    picture = page.with_name("brief.png")
    scheme = ["--blink-settings=preferredColorScheme=0"] if dark else []
    chromium(page, f"--screenshot={picture}", f"--window-size={width},1200", *scheme)
    # A blank page of this size compresses to less than 10 kB.
    assert picture.stat().st_size > 20_000


def printed(page: Path) -> list[str]:
    """Text of each printed page."""
    import pypdfium2

    paper = page.with_suffix(".pdf")
    chromium(page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    document = pypdfium2.PdfDocument(paper)
    try:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]
    finally:
        document.close()


def test_paper_has_what_the_screen_folds_away(page: Path) -> None:
    page.write_text(to_html(full_brief(position_map=LONG_MAP)), encoding="utf-8")
    paper = " ".join(printed(page)).split("Who holds what")[1].split("Under which condition")[0]
    assert "matter 0" in paper
    assert "matter 24" in paper


def test_paper_has_every_statement_and_no_controls(page: Path) -> None:
    paper = re.sub(r"\s+", " ", " ".join(printed(page)))
    for entry in full_brief().ledger:
        if entry.direction == "ltr":
            assert entry.evidence in paper
    assert "of 8 shown" not in paper
    assert "Skip to the findings" not in paper
