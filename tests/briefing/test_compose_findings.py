"""What a brief says about a negotiation built by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from briefing.talks import (
    LONG_MAP,
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
from detente.analysis import settle
from detente.briefing import Brief, compose
from detente.briefing.ledger import context
from detente.briefing.names import is_cut, readable, says_little
from detente.briefing.sources import Desk
from detente.briefing.wording import called, is_plural, is_same_thing, listing, named, quoted
from detente.records import (
    DecisionMaker,
    Formula,
    Holding,
    Literal,
    Option,
    Position,
    PreferenceStatement,
    Span,
    Stance,
)


def texts(claims: object) -> str:
    return "\n".join(claim.text for claim in claims)  # type: ignore[attr-defined]


def test_gist_names_block_dispute_agreement_movement_and_silence() -> None:
    kinds = [claim.kind for claim in full_brief().gist]
    assert kinds[0] == "block"
    assert {"agreed", "movement", "silence", "single source"} <= set(kinds)
    assert 5 <= len(kinds) <= 8


def test_gist_claims_cite_statements_of_the_ledger() -> None:
    brief = full_brief()
    known = {entry.id for entry in brief.ledger}
    cited = {s for claim in brief.gist for s in claim.statement_ids}
    assert cited
    assert cited <= known


def test_block_names_both_parties_and_cites_both_red_lines() -> None:
    block = full_brief().settlements.blocks[0]
    assert block.text.startswith(
        "No package can respect at once Tarsenia’s reported refusal of “a minimum flow” (report 1) and "
        "Belmora’s reported demand for it (report 1);"
    )
    assert set(block.statement_ids) == {"st01", "st05", "st02"}


def unmet_brief() -> Brief:
    return full_brief(UNMET_SETTLEMENT, negotiation=UNMET_NEGOTIATION)


def test_wish_that_no_package_meets_leads_with_the_red_lines_that_exclude_it() -> None:
    first, second = (c for c in unmet_brief().gist if c.kind in ("unmet", "packages"))
    assert unmet_brief().gist[0] == first
    assert first.kind == "unmet"
    assert first.text == (
        "Belmora’s reported demand for “a minimum flow” (report 1) cannot be met while Tarsenia’s reported "
        "condition (“a minimum flow” only with “withdrawal of the case”; report 3) and Belmora’s own "
        "reported refusal of “withdrawal of the case” (report 1) both stand."
    )
    assert set(first.statement_ids) == {"st02", "st06", "st01"}
    assert second.text == "One package respects every red line stated."
    assert unmet_brief().settlements.unmet == (first,)


def test_parties_that_wish_for_the_same_in_vain_are_named_together() -> None:
    preferences = NEGOTIATION.decision_makers[1].preferences[:1]
    farmers = DecisionMaker(
        name="Farmers",
        preferences=(replace(preferences[0], id="FA1", red_line=False, rests_on=("st07",)),),
    )
    dms = (NEGOTIATION.decision_makers[0], *UNMET_NEGOTIATION.decision_makers[1:], farmers)
    model = replace(NEGOTIATION, decision_makers=dms)
    claims = full_brief(settle(model), negotiation=model).settlements.unmet
    assert [claim.text for claim in claims] == [
        "Belmora’s reported demand for “a minimum flow” (report 1) and Farmers’ reported demand for it "
        "(report 3) cannot be met while Tarsenia’s reported refusal of it (report 1) stands."
    ]


@pytest.mark.parametrize(
    ("party", "rests_on"),
    [("Belmora", ("st02", "st08")), ("Tarsenia", ("st04", "st06"))],
    ids=["excluded by its own red line alone", "no demand"],
)
def test_demand_that_another_party_excludes_leads(party: str, rests_on: tuple[str, ...]) -> None:
    formula = Formula(patterns=((Literal("drop", True),),), text="drop")
    further = PreferenceStatement(id="X", formula=formula, rests_on=rests_on)
    dms = tuple(
        replace(dm, preferences=(further, *dm.preferences)) if dm.name == party else dm
        for dm in UNMET_NEGOTIATION.decision_makers
    )
    model = replace(UNMET_NEGOTIATION, decision_makers=dms)
    unmet = full_brief(settle(model), negotiation=model).settlements.unmet
    assert unmet[0].text.startswith("Belmora’s reported demand for “a minimum flow”")
    assert unmet[1].text.startswith(f"{party}’s")
    assert re.search(r"“withdrawal of the case” \(reports? [\d and]+\) cannot", unmet[1].text)


def test_no_two_findings_of_the_gist_are_of_one_kind_about_one_issue() -> None:
    movement = replace(POSITION_MAP.positions[0].shifts[0], from_statement="st05")
    positions = (
        replace(POSITION_MAP.positions[0], shifts=(*POSITION_MAP.positions[0].shifts, movement)),
        *POSITION_MAP.positions[1:],
    )
    brief = compose(REPORTS, replace(POSITION_MAP, positions=positions))
    assert len(brief.movements) == 2
    assert [claim.kind for claim in brief.gist].count("movement") == 1


def test_map_has_what_is_disputed_first_and_what_one_party_speaks_on_last() -> None:
    backwards = replace(LONG_MAP, issues=LONG_MAP.issues[::-1])
    brief = full_brief(position_map=backwards)
    assert [row.issue for row in brief.map.rows[:2]] == ["a minimum flow", "a data centre"]
    assert len(brief.map.minor_rows) == 26
    assert full_brief().map.minor_rows == ()


def test_party_that_speaks_on_no_issue_of_another_is_the_last_column() -> None:
    parties = ("Farmers", "Belmora", "Tarsenia")
    brief = full_brief(position_map=replace(POSITION_MAP, parties=parties))
    assert brief.map.parties == ("Belmora", "Tarsenia", "Farmers")
    assert [cell.party for cell in brief.map.rows[0].cells] == list(brief.map.parties)


def test_packages_that_meet_the_same_wishes_are_one_kind() -> None:
    neutral = Option(name="feast", label="a feast")
    model = replace(UNMET_NEGOTIATION, options=(*UNMET_NEGOTIATION.options, neutral), status_quo=None)
    words = compose(REPORTS, POSITION_MAP, model, None, settle(model)).settlements
    assert (words.n_best, words.n_kinds) == (2, 1)
    assert (words.best[0].n_alike, words.best[0].either_way) == (2, ("a feast",))


def test_retelling_is_not_counted_as_a_second_report() -> None:
    brief = full_brief()
    movement = next(claim for claim in brief.gist if claim.kind == "movement")
    assert movement.text == (
        "Tarsenia is reported to have moved on “a minimum flow” from “against” to “on condition” by "
        "8 April 2025, in reports 1 and 3."
    )
    assert brief.n_independent == 3
    assert [source.retells for source in brief.sources] == [None, 1, None, None]
    assert [entry.id for entry in brief.ledger if entry.is_retelling] == ["st05"]


def test_present_position_cites_only_what_bears_it_out() -> None:
    brief = full_brief()
    cell = brief.map.rows[0].cells[0]
    assert (cell.statement_ids, cell.earlier_ids) == (("st06",), ("st01", "st05"))
    claim = brief.holdings[0].claims[0]
    assert claim.statement_ids == ("st06",)
    assert "in report 3 (" in claim.text


def test_two_stances_on_an_issue_are_both_said_each_in_its_own_wording() -> None:
    wider = tuple(
        replace(s, stance=Stance.OFFERS, issue="a minimum flow in wet years") if s.id == "st08" else s
        for s in POSITION_MAP.statements
    )
    brief = compose(REPORTS, replace(POSITION_MAP, statements=wider))
    belmora = next(h for h in brief.holdings if h.party == "Belmora").claims[0].text
    assert belmora.startswith(
        "Belmora is reported to demand “a minimum flow” and to offer “a minimum flow in wet years”"
    )


def test_single_source_is_named_with_outlet_and_date() -> None:
    position = next(h for h in full_brief().holdings if h.party == "Farmers").claims[0]
    assert position.text == (
        "Farmers are reported to demand “a fund | for farmers”, in report 3 (Sevrin *Courier*, 8 April 2025)."
    )


def test_many_reports_are_counted_and_few_are_named_by_number() -> None:
    desk = Desk(REPORTS, POSITION_MAP)
    assert desk.say(("st01", "st05")) == ", in report 1 (Basin Wire, 4 March 2025)"
    assert desk.say(("st08", "st01")) == ", in reports 1 and 4"
    assert desk.say(("st08",)) == ", in report 4"


def test_at_most_three_parties_a_side_are_named() -> None:
    parties = ("Tarsenia", "Belmora", "Farmers", "Ardesh", "Kesh")
    positions = tuple(
        Position(party=p, issue_id="fund", holding=Holding.FOR, statement_ids=("st07",), n_reports=1)
        for p in parties
    )
    brief = compose(REPORTS, replace(POSITION_MAP, parties=parties, positions=positions))
    assert brief.gist[0].text.startswith(
        "Tarsenia, Belmora and Farmers are reported to demand and two others to be for “a fund | for farmers”"
    )


def test_dispute_says_who_is_for_and_who_is_against_and_where() -> None:
    against = replace(POSITION_MAP.positions[0], holding=Holding.AGAINST, conditions=(), shifts=())
    brief = compose(REPORTS, replace(POSITION_MAP, positions=(against, *POSITION_MAP.positions[1:])))
    assert brief.gist[0].text == (
        "Belmora is reported to demand “a minimum flow”, which Tarsenia is reported to reject, in reports 1 "
        "and 4."
    )


def test_reliability_is_the_mean_confidence_of_the_statements() -> None:
    # 0.9, 0.8, 0.7, 0.7, 0.9, 0.6, 0.6 and 0.5
    reliability = full_brief().reliability
    assert reliability is not None
    assert "eight statements" in reliability
    assert "about 71 of 100" in reliability
    assert empty_brief().reliability is None


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ('"soon as possible"', "soon as possible"),
        ("asylum decisions under EU deal in", "asylum decisions under EU deal"),
        ("of the redistribution of shares using", "the redistribution of shares"),
        ("Creative’ Talks", "Creative Talks"),
        ("the parties’ consent", "the parties’ consent"),
        ("in", "in"),
    ],
)
def test_names_of_issues_lose_what_the_cut_left_at_their_ends(name: str, read: str) -> None:
    assert readable(name) == read


def test_long_name_is_cut_at_a_word_and_marked() -> None:
    name = readable("withdrawal " * 12)
    assert is_cut(name)
    assert name == "withdrawal " * 6 + "…"


def test_name_of_a_party_alone_or_a_date_says_little() -> None:
    assert says_little("Turkey", ["Turkey", "European Union"])
    assert says_little("early March", ["Brazil"])
    assert says_little("200", [])
    assert not says_little("Turkish accession", ["Turkey"])


def test_issue_whose_name_says_little_is_no_finding() -> None:
    issues = (replace(POSITION_MAP.issues[0], name="Belmora"), *POSITION_MAP.issues[1:])
    brief = compose(REPORTS, replace(POSITION_MAP, issues=issues))
    assert all("“Belmora”" not in claim.text for claim in brief.gist)
    assert "Belmora" in [row.issue for row in brief.map.all_rows]


def test_plain_conditions_come_first() -> None:
    first = POSITION_MAP.positions[0]
    vague = replace(first.conditions[0], text="as soon as possible")
    position = replace(first, conditions=(vague, *first.conditions))
    brief = compose(REPORTS, replace(POSITION_MAP, positions=(position, *POSITION_MAP.positions[1:])))
    assert [(line.words, line.is_clear) for line in brief.conditions] == [
        ("if Belmora drops its case", True),
        ("as soon as possible", False),
    ]


def test_timeline_has_all_statements_on_an_issue_that_moved_by_date() -> None:
    (timeline,) = full_brief().timelines
    assert timeline.parties == ("Tarsenia", "Belmora")
    assert [(mark.statement_id, mark.word) for mark in timeline.marks] == [
        ("st01", "against"),
        ("st02", "for"),
        ("st05", "against"),
        ("st06", "on condition"),
        ("st08", "for"),
    ]


def test_condition_is_in_the_words_of_the_report() -> None:
    line = full_brief().conditions[0]
    assert (line.party, line.words, line.statement_id) == ("Tarsenia", "if Belmora drops its case", "st06")


def test_silence_on_an_issue_in_play_is_a_question() -> None:
    question = full_brief().questions[0]
    assert question.text == (
        "No report states where Farmers stand on “a minimum flow” (reported for: Tarsenia and Belmora)."
    )
    assert question.parties == ("Farmers",)


def test_unknown_wish_that_decides_is_named() -> None:
    words = full_brief(OPEN_SETTLEMENT).settlements.unknowns
    assert [claim.text for claim in words] == [
        "Whether a package exists depends on what has not been stated.",
        "Whether Belmora insists on “withdrawal of the case” can decide it, and no report says.",
    ]


def test_best_package_says_what_it_gives_each_party() -> None:
    package = full_brief(OPEN_SETTLEMENT).settlements.best[0]
    assert package.taken == ("a minimum flow", "withdrawal of the case")
    shares = {share.party: (share.n_met, share.n_wishes, share.unmet) for share in package.shares}
    assert shares == {"Tarsenia": (1, 2, ("no minimum flow",)), "Belmora": (1, 1, ())}


def test_what_all_best_packages_share_is_said_once() -> None:
    several = replace(OPEN_SETTLEMENT, best=("YY", "YN"))
    words = full_brief(several).settlements
    assert (words.n_best, words.shared_taken, words.shared_left_out) == (2, ("a minimum flow",), ())


def test_packages_that_an_unknown_could_rule_out_are_said_to_hang_on_it() -> None:
    (claim,) = (c for c in full_brief(OPEN_SETTLEMENT).gist if c.kind == "packages")
    assert claim.text == (
        "Two packages respect every red line stated, and both include “a minimum flow”; what has not "
        "been stated can still rule out every one of them."
    )


def test_status_quo_is_described_by_the_concepts_it_holds_under() -> None:
    claim = full_brief().stability.summary[-1]
    assert claim.text == "The talks stand with no option taken; this state would hold under NASH and SEQ."


def test_evidence_is_the_exact_words_of_the_report() -> None:
    by_id = {report.id: report.text for report in REPORTS}
    brief = full_brief()
    for entry in brief.ledger:
        report = by_id[brief.sources[entry.report - 1].id]
        assert report[entry.span.start : entry.span.end] == entry.evidence
        assert entry.before.lstrip("…") + entry.evidence in report


def test_context_ends_with_its_sentence() -> None:
    text = "One. Two said “three,” he added. Four."
    start = text.index("said")
    assert context(text, Span(start, start + 4)) == ("Two ", " “three,” he added.")


def test_long_context_is_cut_at_a_word_and_marked() -> None:
    text = "word " * 200 + "HERE" + " word" * 200
    before, after = context(text, Span(1000, 1004))
    assert before.startswith("… word")
    assert after.endswith("word …")


def test_no_statements_gives_a_brief_that_says_so() -> None:
    brief = empty_brief()
    assert texts(brief.gist) == "No statement of a position was found in the one report read."
    assert brief.ledger == ()
    assert len(brief.sources) == 1


def test_brief_without_model_still_has_positions() -> None:
    brief = compose(REPORTS, POSITION_MAP)
    assert brief.settlements.summary == ()
    assert brief.stability.summary == ()
    assert len(brief.gist) >= 5


def test_same_records_give_an_equal_brief() -> None:
    assert full_brief() == full_brief()


def test_concepts_that_agree_are_counted_once_with_what_their_states_share() -> None:
    alike = replace(
        SOLUTION,
        equilibria=tuple(replace(e, states=("NN", "YN"), count=2) for e in SOLUTION.equilibria),
    )
    brief = compose(REPORTS, POSITION_MAP, NEGOTIATION, alike)
    assert [claim.text for claim in brief.stability.summary[:2]] == [
        "Under NASH and SEQ alike, two states are stable: no party can do better by changing its own "
        "choices (Nash).",
        "All of them leave out “withdrawal of the case”.",
    ]


def test_cut_list_of_states_is_not_said_to_share_or_lack_anything() -> None:
    cut = replace(
        SOLUTION, equilibria=tuple(replace(e, states=("YY",), count=9) for e in SOLUTION.equilibria)
    )
    words = texts(compose(REPORTS, POSITION_MAP, NEGOTIATION, cut).stability.summary)
    assert "nine states are stable" in words
    assert "All of them" not in words
    assert "would not hold" not in words


def test_rules_that_fired_are_counted() -> None:
    method = full_brief().method
    assert [(r.rule, r.n_preferences) for r in method.rules] == [
        ("condition_binds_option", 1),
        ("refusal_forbids_option", 1),
        ("repeated_demand_is_red_line", 1),
    ]
    assert method.left_out == NEGOTIATION.left_out


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Russia", False),
        ("United States", False),
        ("European allies", True),
        ("Houthis", True),
        ("Congress", False),
        ("Republicans", True),
        ("Cyprus", False),
        ("Hamas", False),
    ],
)
def test_verbs_agree_with_names_of_parties(name: str, plural: bool) -> None:
    assert is_plural(name) is plural


@pytest.mark.parametrize(
    ("party", "in_a_sentence"),
    [
        ("Russia", "Russia"),
        ("United States", "the United States"),
        ("Coalition of the Willing", "the Coalition of the Willing"),
        ("European allies", "European allies"),
        ("Basin Union", "the Basin Union"),
    ],
)
def test_parties_are_named_with_their_article(party: str, in_a_sentence: str) -> None:
    assert named(party) == in_a_sentence


def test_lists_and_quotes_read_as_a_person_writes_them() -> None:
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert called("keeping “order”") == "‘keeping “order”’"
    assert is_same_thing("a minimum flow", "guaranteed minimum flow")
    assert not is_same_thing("withdrawal of troops", "withdrawal of the complaint")
    assert quoted("if “this”,") == "‘if “this”’"
