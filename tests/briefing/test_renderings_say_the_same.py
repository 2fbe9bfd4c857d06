"""HTML, Markdown and JSON carry the same facts, and nothing of a report acts on the page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from briefing.talks import (
    LONG_MAP,
    MARKING,
    OPEN_SETTLEMENT,
    UNMET_NEGOTIATION,
    UNMET_SETTLEMENT,
    empty_brief,
    full_brief,
)
from detente.briefing import Brief, to_html, to_json, to_markdown, to_terminal

BRIEFS = [
    full_brief(),
    full_brief(OPEN_SETTLEMENT),
    full_brief(UNMET_SETTLEMENT, negotiation=UNMET_NEGOTIATION),
    full_brief(position_map=LONG_MAP),
    empty_brief(),
]
IDS = ["blocked", "open", "unmet", "long", "empty"]


class Page(HTMLParser):
    """Text, tags, ids and links of a page, with the text of script and style apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            self.raw[self._inside] = self.raw.get(self._inside, "") + data
        else:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def attributes(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def facts(brief: Brief) -> list[str]:
    """All sentences and words of reports that every rendering must hold."""
    claims = [*brief.gist]
    for holdings in brief.holdings:
        claims += holdings.claims
    words = brief.settlements
    claims += [
        *words.summary,
        *words.unmet,
        *words.blocks,
        *words.openings,
        *words.unknowns,
        *words.strikes,
        *words.compromises,
    ]
    claims += brief.stability.summary
    found = [claim.text for claim in claims] + [question.text for question in brief.questions]
    for entry in brief.ledger:
        found += [entry.evidence, entry.outlet, entry.issue, entry.condition or "", entry.via or ""]
    found += [row.issue for row in brief.map] + [line.words for line in brief.conditions]
    found += [source.sha256 for source in brief.sources] + list(brief.problems)
    found += [*brief.method.limits, *brief.method.left_out, *brief.method.uncoded, *brief.method.notes]
    return [flat(fact) for fact in found if fact]


@pytest.mark.parametrize("brief", BRIEFS, ids=IDS)
def test_html_markdown_and_json_hold_the_same_facts(brief: Brief) -> None:
    html = flat("".join(Page(to_html(brief)).words))
    markdown = flat(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", to_markdown(brief)))
    plain = flat(json.dumps(json.loads(to_json(brief)), ensure_ascii=False).replace('\\"', '"'))
    missing = [
        (name, fact)
        for fact in facts(brief)
        for name, text in (("html", html), ("markdown", markdown), ("json", plain))
        if fact not in text
    ]
    assert missing == []


@pytest.mark.parametrize("brief", BRIEFS, ids=IDS)
def test_every_statement_has_its_anchor_in_every_rendering(brief: Brief) -> None:
    ids = Page(to_html(brief)).attributes("id")
    for entry in brief.ledger:
        assert ids.count(entry.anchor) == 1
        assert f'<a id="{entry.anchor}">' in to_markdown(brief)
        assert f'"id": "{entry.id}"' in to_json(brief)


@pytest.mark.parametrize("brief", BRIEFS, ids=IDS)
def test_links_of_the_page_lead_to_anchors_of_the_page(brief: Brief) -> None:
    page = Page(to_html(brief))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    links = page.attributes("href")
    assert links
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []


def test_anchor_of_a_statement_does_not_depend_on_the_other_reports() -> None:
    assert [entry.anchor for entry in full_brief().ledger][:2] == ["s-st01", "s-st02"]


def test_markup_in_titles_quotes_and_marking_is_inert() -> None:
    page = Page(to_html(full_brief()))
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1
    assert tags.count("style") == 1
    assert "b" not in tags
    text = "".join(page.words)
    assert "<script>alert('title')</script>" in text
    assert "<b>& all</b>" in text
    assert MARKING in text


def test_policy_allows_only_the_page_own_style_and_script() -> None:
    page = Page(to_html(full_brief()))
    policy = next(a["content"] for tag, a in page.tags if "content-security-policy" in str(a).lower())
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert set(rules) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}


def test_page_names_no_address_that_a_browser_would_fetch() -> None:
    page = Page(to_html(full_brief()))
    assert page.attributes("src") == []
    assert page.attributes("style") == []
    assert not [tag for tag, _ in page.tags if tag in ("link", "img", "iframe", "object", "base", "form")]
    assert "url(" not in page.raw["style"]
    assert "@import" not in page.raw["style"]


def test_quotes_carry_the_language_and_direction_of_their_report() -> None:
    page = Page(to_html(full_brief()))
    spans = [attrs for tag, attrs in page.tags if tag == "span" and "dir" in attrs]
    assert ("he", "rtl") in {(attrs["lang"], attrs["dir"]) for attrs in spans}
    assert ("en", "ltr") in {(attrs["lang"], attrs["dir"]) for attrs in spans}


def test_map_shows_each_holding_by_sign_word_and_class() -> None:
    html = to_html(full_brief())
    assert re.search(r'<td class="conditional">.*?◐</span> on condition', html)
    assert re.search(r'<td class="for">.*?\+</span> for', html)
    assert re.search(r'<td class="unknown">.*?·</span> not stated', html)


def test_what_stands_in_the_way_has_its_place_in_every_rendering() -> None:
    brief = full_brief(UNMET_SETTLEMENT, negotiation=UNMET_NEGOTIATION)
    (claim,) = brief.settlements.unmet
    for text in (to_html(brief), to_markdown(brief)):
        assert claim.text.split("(")[0] in text.split("What stands in the way")[1]
    assert json.loads(to_json(brief))["settlements"]["unmet"][0]["text"] == claim.text


def test_long_map_has_what_one_party_alone_speaks_on_apart_in_every_rendering() -> None:
    brief = full_brief(position_map=LONG_MAP)
    title = "Issues on which one party alone has spoken (26)"
    html, markdown = to_html(brief), to_markdown(brief)
    main, apart = html.split("<details>")
    assert f"<summary>{title}</summary>" in apart
    assert ("matter 7" in main, "matter 7" in apart.split("</details>")[0]) == (False, True)
    main, apart = markdown.split(f"### {title}")
    assert ("matter 7" in main, "| matter 7 | Farmers |" in apart) == (False, True)
    assert json.loads(to_json(brief))["n_folded"] == 26
    assert "<details>" not in to_html(full_brief())


def test_pipes_and_markup_do_not_break_markdown_tables() -> None:
    markdown = to_markdown(full_brief())
    widths: dict[str, set[int]] = {}
    section = ""
    for line in markdown.splitlines():
        section = line if line.startswith("#") else section
        if line.startswith("| "):
            widths.setdefault(section, set()).add(len(re.findall(r"(?<!\\)\|", line)))
    assert widths
    assert all(len(found) == 1 for found in widths.values())
    assert "<script>" not in markdown.replace("\\<script\\>", "")


def test_same_record_gives_the_same_bytes() -> None:
    for render in (to_html, to_markdown, to_json, to_terminal):
        assert render(full_brief()) == render(full_brief())


def test_terminal_text_holds_the_gist_and_no_control_characters() -> None:
    brief = full_brief(marking="TLP:RED\x1b[2J")
    text = to_terminal(brief, width=60)
    assert "\x1b" not in text
    assert flat(brief.gist[0].text) in flat(text)
    assert max(map(len, text.splitlines())) <= 60


def test_empty_brief_says_that_nothing_was_found_and_what_was_read() -> None:
    html = "".join(Page(to_html(empty_brief())).words)
    assert "No statement of a position was found in the one report read." in html
    assert "Basin Wire" in html
    assert "The ledger" not in html
