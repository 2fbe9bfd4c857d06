"""From positions to a draft model: every rule of thumb on a map small enough to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import settle
from detente.modelling import draft_model, dump_model, load_model
from detente.modelling.draft import MAX_UNKNOWNS
from detente.records import Holding, Negotiation, PreferenceStatement, Shift, Stance
from modelling.draft_maps import Talks, dm_of, wishes


def drafted(talks: Talks, **options: int) -> Negotiation:
    return draft_model(talks.map, reports=talks.all_reports, **options)


def only_wish(talks: Talks, party: str) -> PreferenceStatement:
    (wish,) = wishes(drafted(talks), party)
    return wish


@pytest.mark.parametrize(
    ("stance", "formula", "rule", "is_red_line"),
    [
        ("rejects", "-troops", "refusal_forbids_option, refusal_is_red_line", True),
        ("threatens", "-troops", "threat_forbids_option", False),
        ("demands", "troops", "demand_wants_option", False),
        ("accepts", "troops", "acceptance_wants_option", False),
        ("offers", "troops", "offer_wants_option", False),
        ("proposes", "troops", "proposal_wants_option", False),
    ],
)
def test_stance_gives_the_wish_of_its_rule(stance: str, formula: str, rule: str, is_red_line: bool) -> None:
    talks = Talks()
    statement = talks.say("Ruritania", stance, "troops")
    talks.say("Borduria", "questions", "troops")
    wish = only_wish(talks, "Ruritania")
    assert (wish.formula.text, wish.rule, wish.red_line) == (formula, rule, is_red_line)
    assert wish.rests_on == (statement,)
    assert "Borduria" not in [dm.name for dm in drafted(talks).decision_makers]


@pytest.mark.parametrize(
    ("stance", "condition", "option", "formula", "is_red_line"),
    [
        ("offers", "if aid is paid", "aid-is-paid", "troops -> aid-is-paid", True),
        ("accepts", "provided that aid is paid", "aid-is-paid", "troops -> aid-is-paid", True),
        ("accepts", "unless aid is paid", "aid-is-paid", "troops -> -aid-is-paid", True),
        ("proposes", "in exchange for aid", "aid", "troops -> aid", False),
        ("demands", "if aid is paid", "aid-is-paid", "aid-is-paid -> troops", False),
        ("rejects", "unless aid is paid", "aid-is-paid", "troops -> aid-is-paid", True),
        ("rejects", "without aid", "aid", "troops -> aid", True),
        ("rejects", "if aid is paid", "aid-is-paid", "troops -> -aid-is-paid", True),
    ],
)
def test_condition_without_an_issue_becomes_an_option(
    stance: str, condition: str, option: str, formula: str, is_red_line: bool
) -> None:
    talks = Talks()
    talks.say("Ruritania", stance, "troops", condition=condition)
    wish = only_wish(talks, "Ruritania")
    assert (wish.formula.text, wish.red_line) == (formula, is_red_line)
    assert [option.name for option in drafted(talks).options] == ["troops", option]


@pytest.mark.parametrize(
    ("condition", "formula"),
    [
        ("if there are guarantees", "troops -> guarantees"),
        ("if there are no guarantees", "troops -> -guarantees"),
        ("unless there are guarantees", "troops -> -guarantees"),
    ],
)
def test_condition_that_names_an_issue_is_that_issue(condition: str, formula: str) -> None:
    talks = Talks()
    talks.say("Ruritania", "offers", "troops", condition=condition, names="guarantees")
    talks.say("Borduria", "proposes", "guarantees")
    assert only_wish(talks, "Ruritania").formula.text == formula
    assert [option.name for option in drafted(talks).options] == ["troops", "guarantees"]


def test_threat_forbids_the_option_whatever_its_condition() -> None:
    talks = Talks()
    talks.say("Ruritania", "threatens", "troops", condition="unless aid is paid")
    talks.say("Borduria", "accepts", "troops")
    wish = only_wish(talks, "Ruritania")
    assert (wish.formula.text, wish.red_line) == ("-troops", False)


@pytest.mark.parametrize(
    ("words", "is_red_line"),
    [
        ("Ruritania said troops must leave", True),
        ("Ruritania said that was a red\nline: troops", True),
        ("Ruritania won’t live with that: troops", True),
        ("Ruritania asked for troops with mustard", False),
    ],
)
def test_words_of_obligation_make_a_demand_a_red_line(words: str, is_red_line: bool) -> None:
    talks = Talks()
    talks.say("Ruritania", "demands", "troops", words)
    talks.say("Borduria", "accepts", "troops", "Borduria said Ruritania must know that it accepts")
    assert only_wish(talks, "Ruritania").red_line is is_red_line
    assert not only_wish(talks, "Borduria").red_line


def test_demand_in_two_reports_is_a_red_line_but_not_in_a_retelling() -> None:
    talks = Talks()
    for report in ("r1", "r2"):
        talks.say("Ruritania", "demands", "troops", report=report)
    talks.say("Borduria", "accepts", "troops")
    assert only_wish(talks, "Ruritania").rule == "demand_wants_option, repeated_demand_is_red_line"
    talks.retellings = (("r1", "r2"),)
    assert not only_wish(talks, "Ruritania").red_line


def test_contested_position_is_an_unknown_that_says_so() -> None:
    talks = Talks()
    both = (talks.say("Ruritania", "rejects", "troops"), talks.say("Ruritania", "accepts", "troops"))
    talks.say("Borduria", "demands", "troops")
    (wish,) = dm_of(drafted(talks), "Ruritania").preferences
    assert wish.unknown
    assert wish.red_line
    assert wish.rests_on == both
    assert wish.label == "its own statements disagree on troops"


def test_silent_owner_and_silent_main_parties_are_unknown_on_what_is_refused() -> None:
    talks = Talks(parties=["Syldavia"])
    talks.say("Ruritania", "rejects", "land", actor="Syldavia")
    talks.say("Borduria", "accepts", "aid")
    talks.say("Ruritania", "offers", "aid")
    negotiation = drafted(talks)
    unknown = {dm.name: [w.label for w in dm.preferences if w.unknown] for dm in negotiation.decision_makers}
    assert unknown == {
        "Ruritania": [],
        "Borduria": ["no report states what Borduria wants on land"],
        "Syldavia": ["no report states what Syldavia wants on land"],
    }
    assert {o.name: o.owner for o in negotiation.options} == {"land": "Syldavia", "aid": None}


def test_unknowns_are_bounded_and_the_rest_is_named() -> None:
    talks = Talks(parties=["Syldavia", "Borduria", "Sylvania"])
    for n in range(5):
        talks.say("Ruritania", "rejects", f"clause-{n}")
    negotiation = drafted(talks)
    unknown = [w for dm in negotiation.decision_makers for w in dm.preferences if w.unknown]
    assert len(unknown) == MAX_UNKNOWNS == 12
    assert len([line for line in negotiation.left_out if line.endswith("beyond the 12 unknowns")]) == 3


def test_long_list_of_what_is_left_out_ends_in_a_count() -> None:
    talks = Talks()
    for n in range(25):
        talks.say("Ruritania", "proposes", f"clause-{n}")
    assert len(drafted(talks).left_out) == 21
    assert drafted(talks).left_out[-1] == "5 more issues"


def test_issue_of_one_party_without_a_red_line_is_left_out() -> None:
    talks = Talks()
    talks.say("Ruritania", "proposes", "a-museum")
    talks.say("Ruritania", "rejects", "troops")
    negotiation = drafted(talks)
    assert [option.name for option in negotiation.options] == ["troops"]
    assert negotiation.left_out == ("a museum: one party alone has spoken on it, without a red line",)


def test_disputed_issues_come_first_and_the_bound_is_kept() -> None:
    talks = Talks()
    talks.say("Ruritania", "rejects", "land")
    for party in ("Ruritania", "Borduria", "Syldavia"):
        talks.say(party, "accepts", "aid")
    talks.say("Ruritania", "rejects", "troops")
    talks.say("Borduria", "demands", "troops")
    assert [option.name for option in drafted(talks).options] == ["troops", "aid", "land"]
    bounded = drafted(talks, max_options=2)
    assert [option.name for option in bounded.options] == ["troops", "aid"]
    assert "land: beyond the 2 options with most at stake" in bounded.left_out


def test_wishes_stand_in_order_of_weight_then_of_attestation() -> None:
    talks = Talks()
    talks.say("Ruritania", "proposes", "a")
    talks.say("Ruritania", "demands", "b", report="r1", confidence=0.4)
    talks.say("Ruritania", "demands", "c", report="r1", confidence=0.6)
    talks.say("Ruritania", "demands", "d", report="r2", confidence=0.4)
    talks.say("Ruritania", "proposes", "e", condition="if aid is paid")
    talks.say("Ruritania", "rejects", "f")
    for issue in "abcd":
        talks.say("Borduria", "accepts", issue)
    assert [w.formula.text for w in wishes(drafted(talks), "Ruritania")] == [
        "-f",
        "e -> aid-is-paid",
        "c",
        "d",
        "b",
        "a",
    ]


def test_party_that_has_moved_is_bound_by_where_it_stands_now() -> None:
    talks = Talks()
    talks.say("Ruritania", "rejects", "troops", report="r1")
    later = talks.say("Ruritania", "accepts", "troops", report="r2")
    talks.holdings = {("Ruritania", "troops"): Holding.FOR}
    talks.say("Borduria", "demands", "troops")
    wish = only_wish(talks, "Ruritania")
    assert (wish.formula.text, wish.red_line, wish.rests_on) == ("troops", False, (later,))


def test_condition_from_before_a_shift_binds_no_longer() -> None:
    talks = Talks()
    before = talks.say("Ruritania", "rejects", "troops", report="r1", condition="without aid")
    after = talks.say("Ruritania", "offers", "troops", report="r2", condition="if a treaty is signed")
    talks.holdings = {("Ruritania", "troops"): Holding.CONDITIONAL}
    assert [w.formula.text for w in wishes(drafted(talks), "Ruritania")] == [
        "troops -> a-treaty-is-signed",
        "troops -> aid",
    ]
    shift = Shift(
        before=Holding.AGAINST, after=Holding.CONDITIONAL, from_statement=before, to_statement=after
    )
    talks.shifts = {("Ruritania", "troops"): shift}
    assert only_wish(talks, "Ruritania").formula.text == "troops -> a-treaty-is-signed"


def test_what_more_reports_tell_comes_first() -> None:
    talks = Talks()
    talks.say("Ruritania", "accepts", "aid", report="r3", confidence=0.9)
    for report in ("r1", "r2"):
        talks.say("Ruritania", "accepts", "troops", report=report, confidence=0.4)
    for issue in ("aid", "troops"):
        talks.say("Borduria", "accepts", issue)
    assert [w.formula.text for w in wishes(drafted(talks), "Ruritania")] == ["troops", "aid"]


def test_owner_of_a_condition_is_the_party_that_its_words_name_first() -> None:
    talks = Talks(parties=["Borduria"])
    talks.say("Ruritania", "offers", "troops", condition="if Borduria pays Ruritania")
    option = drafted(talks).options[1]
    assert (option.label, option.owner) == ("Borduria pays Ruritania", "Borduria")


def test_ids_are_initials_and_stay_apart() -> None:
    talks = Talks()
    for party in (
        "United States",
        "Ukraine",
        "Uruguay",
        "U. Nations",
        "Ur",
        "Coalition of the Willing",
        "42",
    ):
        talks.say(party, "accepts", "troops")
    ids = [w.id for dm in drafted(talks).decision_makers for w in dm.preferences]
    assert ids[:3] == ["US1", "UK1", "UR1"]
    assert "CW1" in ids
    assert len(set(ids)) == len(ids) == 7


def test_no_position_gives_a_model_without_options() -> None:
    negotiation = draft_model(Talks().map, reports=())
    assert (negotiation.options, negotiation.decision_makers, negotiation.evidence) == ((), (), ())


_SAYINGS = st.tuples(
    st.sampled_from(["Ruritania", "Borduria", "Syldavia", "United States"]),
    st.sampled_from([str(stance) for stance in Stance]),
    st.sampled_from(["land", "troops", "aid", "true", "Привет", "a-b"]),
    st.sampled_from(["r1", "r2"]),
    st.sampled_from([None, "if aid is paid", "unless Borduria leaves", "without", "before … ,"]),
    st.sampled_from([None, "aid", "land"]),
)


@settings(max_examples=60, deadline=None)
@given(sayings=st.lists(_SAYINGS, max_size=14))
def test_any_draft_is_sound_and_survives_its_file(
    sayings: list[tuple[str, str, str, str, str | None, str | None]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    talks = Talks()
    for party, stance, issue, report, condition, names in sayings:
        talks.say(party, stance, issue, report=report, condition=condition, names=names)
    negotiation = drafted(talks)
    assert negotiation == drafted(talks)
    names = {option.name for option in negotiation.options}
    assert len(names) == len(negotiation.options)
    wished = [w for dm in negotiation.decision_makers for w in dm.preferences]
    assert len({w.id for w in wished}) == len(wished)
    assert all(names.issuperset(w.formula.options) for w in wished)
    evidence = {item.id for item in negotiation.evidence}
    rests_on = {id_ for thing in (*wished, *negotiation.options) for id_ in thing.rests_on}
    assert rests_on == evidence
    assert all(w.rests_on for w in wished if not w.unknown)
    if negotiation.options and negotiation.decision_makers:
        file: Path = tmp_path_factory.mktemp("draft") / "model.yaml"
        file.write_text(dump_model(negotiation), encoding="utf-8")
        assert load_model(file) == negotiation
        settle(negotiation)
