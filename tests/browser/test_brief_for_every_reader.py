"""The brief for who cannot see it, on every width, in light and dark, and on both papers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from briefing.talks import LONG_MAP, POSITION_MAP, UNMET_NEGOTIATION, UNMET_SETTLEMENT, full_brief
from browser.chromium import CHROMIUM, PAPER, Browser
from detente.briefing import to_html
from detente.briefing.contents import Brief
from detente.records import Holding, Issue, PositionMap

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

MARKING = "TLP:AMBER (draft)"


def crowded_map() -> PositionMap:
    """Nine parties with long names on fourteen issues with long names, and one of a single long word."""
    parties = (
        *(f"Permanent Delegation of the Northern Basin Federation {i}" for i in range(8)),
        "Donaudampfschifffahrtsgesellschaftsverband",
    )
    issues = tuple(
        Issue(id=f"long-{i}", name=f"Wasserkraftwerksgenehmigungsverfahren {i} and what it is to bring all")
        for i in range(14)
    )
    holdings = (Holding.FOR, Holding.AGAINST, Holding.CONDITIONAL, Holding.OPEN, Holding.CONTESTED)
    positions = tuple(
        replace(
            POSITION_MAP.positions[0],
            party=party,
            issue_id=issue.id,
            holding=holdings[(i + j) % 5],
            statement_ids=("st01", "st06"),
        )
        for i, issue in enumerate(issues)
        for j, party in enumerate(parties[: 1 if i > 9 else 9])
    )
    return replace(POSITION_MAP, parties=parties, issues=issues, positions=positions)


BRIEFS = {
    "blocked": full_brief(marking=MARKING),
    "unmet": full_brief(UNMET_SETTLEMENT, MARKING, negotiation=UNMET_NEGOTIATION, position_map=LONG_MAP),
}


@pytest.fixture(params=BRIEFS, scope="module")
def page(request: pytest.FixtureRequest, pages: Path) -> Path:
    path = pages / f"{request.param}.html"
    path.write_text(to_html(BRIEFS[request.param]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, from the package of the development dependencies that carries it."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def found_by_axe(browser: Browser, page: Path, axe: str, **how: Any) -> list[str]:
    """Violations, with the first place of each; the details of the page are open."""
    with browser.tab(page, **how) as tab:
        tab.value_of("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        tab.value_of(f"(() => {{ {axe}; return typeof axe; }})()")
        script = """axe.run({resultTypes: ['violations']}).then((found) =>
            found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 200)}`))"""
        return list(tab.value_of(script))


@pytest.mark.parametrize(
    ("width", "dark"), [(390, False), (1280, True)], ids=["phone, light", "laptop, dark"]
)
def test_axe_finds_nothing(browser: Browser, page: Path, axe: str, width: int, dark: bool) -> None:
    assert found_by_axe(browser, page, axe, width=width, dark=dark) == []


def test_axe_would_find_grey_on_grey(browser: Browser, pages: Path, axe: str) -> None:
    poor = pages / "poor.html"
    style = "<style>p{color:#999;background:#aaa}</style>"
    poor.write_text(f"<!DOCTYPE html><html lang='en'><title>x</title>{style}<main><p>words</p></main>")
    assert any(line.startswith("color-contrast") for line in found_by_axe(browser, poor, axe))


@pytest.mark.parametrize("width", [390, 794, 1280], ids=["phone", "A4", "laptop"])
def test_page_is_no_wider_than_its_screen(browser: Browser, page: Path, width: int) -> None:
    with browser.tab(page, width=width) as tab:
        assert tab.value_of("document.documentElement.scrollWidth") <= width


def test_phone_gives_the_name_of_who_moved_a_line_of_its_own(browser: Browser, page: Path) -> None:
    with browser.tab(page, width=390) as tab:
        assert tab.value_of("document.querySelector('.movement tbody th').clientWidth") > 300


def test_long_names_and_many_parties_stay_within_the_screen(browser: Browser, pages: Path) -> None:
    crowded = pages / "crowded.html"
    crowded.write_text(to_html(full_brief(marking=MARKING, position_map=crowded_map())), encoding="utf-8")
    for width in (390, 794, 1280):
        with browser.tab(crowded, width=width) as tab:
            tab.value_of("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
            assert tab.value_of("document.documentElement.scrollWidth") <= width


def test_drawings_take_the_colours_of_light_and_dark(browser: Browser, page: Path) -> None:
    shapes = (".drawing text", ".state-graph text", ".state-graph .head")
    colours = []
    for dark in (False, True):
        with browser.tab(page, dark=dark) as tab:
            script = "getComputedStyle(document.querySelector('{}')).fill"
            colours.append([tab.value_of(script.format(shape)) for shape in shapes])
    light, dark_ones = colours
    assert all(one != other for one, other in zip(light, dark_ones, strict=True))


def sheets(browser: Browser, page: Path, paper: str) -> tuple[list[str], tuple[float, float]]:
    """The text of each sheet, with blanks made single, and the size of the first in inches."""
    with browser.tab(page) as tab:
        document = pypdfium2.PdfDocument(tab.printed(paper))
    try:
        texts = [re.sub(r"\s+", " ", sheet.get_textpage().get_text_bounded()) for sheet in document]
        width, height = document[0].get_size()
        return texts, (width / 72, height / 72)
    finally:
        document.close()


@pytest.mark.parametrize("paper", PAPER)
def test_paper_has_marking_and_number_on_every_sheet(browser: Browser, page: Path, paper: str) -> None:
    texts, size = sheets(browser, page, paper)
    assert size == pytest.approx(PAPER[paper], abs=0.02)
    assert len(texts) > 1
    for n, text in enumerate(texts, start=1):
        assert text.count(MARKING) >= 2
        assert f"{n} / {len(texts)}" in text


@pytest.mark.parametrize("paper", PAPER)
def test_ledger_on_paper_repeats_its_head_and_breaks_no_row(
    browser: Browser, pages: Path, paper: str
) -> None:
    brief = long_ledger()
    page = pages / "ledger.html"
    page.write_text(to_html(brief), encoding="utf-8")
    texts, _ = sheets(browser, page, paper)
    first = next(n for n, text in enumerate(texts) if "The ledger" in text)
    last = next(n for n, text in enumerate(texts) if "The reports" in text and n >= first)
    assert last - first > 1
    for text in texts[first:last]:
        assert "Does what" in text
    whole = re.sub(r"\s+", " ", LONG_EVIDENCE)
    n_whole = sum(text.count(whole) for text in texts[first : last + 1])
    assert n_whole == len(brief.ledger)


@pytest.mark.parametrize("paper", PAPER)
def test_paper_opens_what_the_screen_folds(browser: Browser, page: Path, paper: str) -> None:
    text = " ".join(sheets(browser, page, paper)[0])
    assert "All 5 statements on it by date" in text
    by_date = text.split("All 5 statements on it by date")[1].split("What could settle it")[0]
    assert by_date.count("4 March 2025") == 2
    assert "undated" in by_date


LONG_EVIDENCE = (
    "Tarsenia rejected a minimum flow, its minister told the assembly after a night of talks in which all "
    "sides had spoken of the wells, the dams and the lower valley at length and none had given way"
)


def long_ledger() -> Brief:
    """A brief whose ledger fills several sheets, every row of several lines."""
    brief = BRIEFS["blocked"]
    entry = replace(brief.ledger[0], before="", evidence=LONG_EVIDENCE, after="")
    entries = tuple(replace(entry, number=n, id=f"x{n}", anchor=f"s-x{n}") for n in range(1, 61))
    return replace(brief, ledger=entries)
