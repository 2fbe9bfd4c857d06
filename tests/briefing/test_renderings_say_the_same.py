"""HTML, Markdown and JSON carry the same facts, and nothing of a report acts on the page."""

from __future__ import annotations

import base64
import datetime
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from docx.oxml.ns import qn

from briefing.talks import (
    LONG_MAP,
    MARKING,
    NEGOTIATION,
    OPEN_SETTLEMENT,
    POSITION_MAP,
    REPORTS,
    SOLUTION,
    UNMET_NEGOTIATION,
    UNMET_SETTLEMENT,
    empty_brief,
    full_brief,
)
from detente.briefing import Brief, compose, to_docx, to_html, to_json, to_markdown, to_terminal
from detente.briefing.draw_conditions import draw_conditions
from detente.briefing.draw_timeline import draw_timeline
from detente.records import (
    Holding,
    Issue,
    Position,
    PositionMap,
    Report,
    Span,
    Stance,
    Statement,
)

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
    found += [row.issue for row in brief.map.all_rows] + [line.words for line in brief.conditions]
    found += [brief.reliability or "", *(timeline.issue for timeline in brief.timelines)]
    for state in brief.stability.states:
        found += [*state.package.taken, *state.concepts, *state.improvements]
    found += [brief.method.quality or ""]
    found += [source.sha256 for source in brief.sources] + list(brief.problems)
    found += [*brief.method.limits, *brief.method.left_out, *brief.method.uncoded, *brief.method.notes]
    return [flat(fact) for fact in found if fact]


def docx_text(brief: Brief) -> str:
    """All words of the Word document, cells of tables included, in the order of the document."""
    document = docx.Document(io.BytesIO(to_docx(brief)))
    return " ".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.iter(qn("w:p"))
    )


@pytest.mark.parametrize("brief", BRIEFS, ids=IDS)
def test_html_markdown_json_and_word_hold_the_same_facts(brief: Brief) -> None:
    html = flat("".join(Page(to_html(brief)).words))
    markdown = flat(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", to_markdown(brief)))
    plain = flat(json.dumps(json.loads(to_json(brief)), ensure_ascii=False).replace('\\"', '"'))
    word = flat(docx_text(brief))
    missing = [
        (name, fact)
        for fact in facts(brief)
        for name, text in (("html", html), ("markdown", markdown), ("json", plain), ("word", word))
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
    title = "Minor issues: one party alone has spoken, or the name tells little (26)"
    html, markdown = to_html(brief), to_markdown(brief)
    main, apart = html.split("<details>")[:2]
    assert f"<summary>{title}</summary>" in apart
    assert ("matter 7" in main, "matter 7" in apart.split("</details>")[0]) == (False, True)
    main, apart = markdown.split(f"### {title}")
    assert ("matter 7" in main, "| matter 7 | Farmers |" in apart) == (False, True)
    assert len(json.loads(to_json(brief))["map"]["minor_rows"]) == 26
    assert "Minor issues" not in to_html(full_brief())


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
    for render in (to_html, to_markdown, to_docx, to_json, to_terminal):
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


def test_word_has_marking_and_page_numbers_at_head_and_foot_of_every_page() -> None:
    document = docx.Document(io.BytesIO(to_docx(full_brief())))
    (section,) = document.sections
    assert section.header.paragraphs[0].text == MARKING
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith(MARKING)
    fields = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_citations_of_word_lead_to_rows_of_its_ledger() -> None:
    document = docx.Document(io.BytesIO(to_docx(full_brief())))
    names = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert len(names) == len(set(names)) == len(full_brief().ledger)
    assert links
    assert links <= set(names)


def test_tables_of_word_repeat_their_heads_and_keep_their_rows_whole() -> None:
    document = docx.Document(io.BytesIO(to_docx(full_brief())))
    assert document.tables
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)


def test_quotes_of_word_carry_language_and_direction() -> None:
    document = docx.Document(io.BytesIO(to_docx(full_brief())))
    hebrew = [run for run in document.element.iter(qn("w:r")) if "בלמורה" in "".join(run.itertext())]
    assert hebrew
    for run in hebrew:
        assert run.rPr.find(qn("w:rtl")) is not None
        assert run.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "he"


def test_control_characters_do_not_break_word() -> None:
    brief = replace(full_brief(), title="Talks\x00 and\x0b more")
    assert "Talks and more" in docx_text(brief)


def test_conditions_are_drawn_beside_their_table_with_words_for_who_cannot_see() -> None:
    html = to_html(full_brief())
    (drawing,) = re.findall(r'<svg class="drawing conditions".*?</svg>', html)
    assert "“if Belmora drops its case” → Tarsenia accepts “a minimum flow”." in drawing.split("<desc>")[1]
    assert drawing.count('class="edge"') == 1
    assert "conditions" not in "".join(re.findall("<svg[^>]*>", to_html(empty_brief())))


def test_positions_under_one_condition_share_its_box() -> None:
    line = full_brief().conditions[0]
    other = replace(line, party="Belmora", verb="offers", issue="a data <centre>")
    drawing = draw_conditions([line, other, replace(other, is_clear=False, words="soon")])
    assert (drawing.count('class="asked"'), drawing.count('class="brought"')) == (1, 2)
    assert drawing.count('class="edge"') == 2
    assert "&lt;centre&gt;" in drawing
    assert "soon" not in drawing


def test_timeline_draws_a_mark_for_each_day_and_party() -> None:
    html = to_html(full_brief())
    (drawing,) = re.findall(r'<svg class="drawing timeline".*?</svg>', html)
    # Belmora's undated statement stands in the table only.
    circles = re.findall(r'<circle class="(\w+)" cx="([\d.]+)"', drawing)
    assert [kind for kind, _ in circles] == ["against", "against", "conditional", "for"]
    xs = [float(x) for _, x in circles]
    assert xs[0] < xs[1] < xs[2]
    assert xs[3] == xs[0]
    assert "4 March 2025: Tarsenia against." in drawing


def test_timeline_of_one_day_or_none_is_not_drawn() -> None:
    (timeline,) = full_brief().timelines
    one = tuple(mark for mark in timeline.marks if mark.statement_id in ("st01", "st02", "st08"))
    assert draw_timeline(replace(timeline, marks=one)) == ""


def test_small_state_graph_is_drawn_beside_a_table_that_says_the_same() -> None:
    brief = full_brief(UNMET_SETTLEMENT, negotiation=UNMET_NEGOTIATION)
    (drawing,) = re.findall(r'<svg[^>]* class="state-graph".*?</svg>', to_html(brief), re.DOTALL)
    assert "style=" not in drawing
    assert set(re.findall(r">([YN]{2})</text>", drawing)) == {"NN", "NY", "YN", "YY"}
    arrows = re.findall(r"<title>(\w+): ([YN]+) to ([YN]+)</title>", drawing)
    table = [
        (improvement.split(" to ")[0], state.package.state, improvement.split(" to ")[1])
        for state in brief.stability.states
        for improvement in state.improvements
    ]
    assert sorted(arrows) == sorted(table) == [("Belmora", "NY", "NN"), ("Belmora", "YY", "YN")]
    page = "".join(Page(to_html(brief)).words)
    for text in (page, to_markdown(brief), docx_text(brief)):
        assert all(cell in text for row in brief.stability.table for cell in row)
    assert "<svg" not in to_markdown(brief) + to_json(brief)


def test_states_that_are_not_drawn_are_the_firmest() -> None:
    brief = compose(REPORTS, POSITION_MAP, NEGOTIATION, SOLUTION)
    assert "state-graph" not in re.sub(r"<style>.*?</style>", "", to_html(brief), flags=re.DOTALL)
    assert brief.stability.table == (
        ("Taken", "Holds under"),
        ("nothing (where the talks stand)", "NASH, SEQ"),
        ("a minimum flow; withdrawal of the case", "SEQ"),
    )


def test_fifty_reports_stay_under_a_megabyte() -> None:
    """Fifty reports with 16 statements each, as many as the longest dev reports have."""
    reports, statements, positions = [], [], []
    issues = tuple(Issue(id=f"issue-{i}", name=f"matter of concern {i}") for i in range(100))
    parties = tuple(f"Party {i}" for i in range(20))
    for r in range(50):
        lines = [f"Party {i} said on Monday that it rejected matter {r} of {i} there." for i in range(16)]
        text = "\n".join(f"{line} {'The talks went on in the capital. ' * 4}" for line in lines)
        reports.append(Report(id=f"{r}.txt", text=text, language="en", date=datetime.date(2025, 1, 1)))
        for i, line in enumerate(lines):
            start = text.index(line)
            number = 16 * r + i
            statement = Statement(
                id=f"s-{number:08x}",
                report_id=f"{r}.txt",
                evidence=Span(start, start + len(line)),
                party=parties[number % 20],
                stance=Stance.REJECTS,
                issue=f"matter of concern {number % 100}",
                issue_id=f"issue-{number % 100}",
                confidence=0.5,
            )
            statements.append(statement)
    for party in parties:
        for issue in issues:
            ids = tuple(s.id for s in statements if s.party == party and s.issue_id == issue.id)
            holding = Holding.AGAINST if ids else Holding.UNKNOWN
            positions.append(Position(party=party, issue_id=issue.id, holding=holding, statement_ids=ids))
    position_map = PositionMap(
        parties=parties, issues=issues, positions=tuple(positions), statements=tuple(statements)
    )
    brief = compose(reports, position_map)
    assert len(brief.ledger) == 800
    assert len(to_html(brief).encode()) < 1_000_000
