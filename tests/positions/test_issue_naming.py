"""Which wordings are one issue, and what it is called: oracle is the annotation guidelines' sense of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.positions import map_positions, name_issues
from detente.records import Report, Span, Stance, Statement

# Issues beside those under test, since a word's weight comes from how rare it is in its talks.
ASIDE = (
    "release of all prisoners",
    "elections under foreign observers",
    "guaranteed minimum flow in the river",
    "reopening of the northern railway",
)


def statements_on(*phrases: str, party: str = "Orvel") -> list[Statement]:
    """A statement for each phrase, whose evidence is the phrase itself (see `report_of`)."""
    ends = accumulate(len(phrase) + 1 for phrase in phrases)
    return [
        Statement(
            id=str(i), report_id=party, evidence=Span(end - 1 - len(p), end - 1), party=party,
            stance=Stance.DEMANDS, issue=p,
        )
        for i, (p, end) in enumerate(zip(phrases, ends, strict=True))
    ]  # fmt: skip


def reports_of(statements: Iterable[Statement]) -> list[Report]:
    """The reports that statements are from, a phrase a line, one for each party."""
    phrases = defaultdict(list)
    for statement in statements:
        phrases[statement.report_id].append(statement.issue or "")
    return [Report(id=name, text="\n".join(own)) for name, own in phrases.items()]


def ids_of(*phrases: str) -> list[str | None]:
    """Issue ids of phrases, among the issues aside."""
    statements = statements_on(*phrases, *ASIDE)
    named, _ = name_issues(statements, reports=reports_of(statements))
    return [statement.issue_id for statement in named[: len(phrases)]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("guaranteed flow", "a guaranteed minimum flow in the Kesh"),
        ("withdrawal of foreign troops", "foreign forces to pull out"),
        ("an immediate ceasefire", "cessation of hostilities"),
        ("tariffs on grain", "grain duties"),
        ("release of the hostages", "releasing captives"),
        ("an increase of the debt ceiling", "raise the borrowing limit"),
        ("independent inquiry into the shelling", "an independent investigation into shelling"),
        ("US troops in the valley", "American forces in the valley"),
    ],
)
def test_other_words_for_the_same_thing_share_an_issue(one: str, other: str) -> None:
    first, second = ids_of(one, other)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("withdrawal of foreign troops", "release of foreign funds"),
        ("cancellation of the border talks", "continuation of the border talks"),
        ("removal of tariffs on grain", "tariffs on grain"),
        ("border wall", "a deal without a border wall"),
        ("closing the Marn crossing", "opening the Marn crossing"),
    ],
)
def test_different_or_opposite_things_do_not_share_an_issue(one: str, other: str) -> None:
    first, second = ids_of(one, other)
    assert first != second


def test_the_same_act_of_two_parties_is_two_issues() -> None:
    one = statements_on("attendance of Namark at the spring talks", party="Orvel")
    other = statements_on("attendance of Orvel at the spring talks", party="Namark")
    named, issues = name_issues([*one, *other], reports=reports_of([*one, *other]))
    assert len({s.issue_id for s in named}) == len(issues) == 2


def test_issues_are_called_by_a_wording_and_the_most_mentioned_comes_first() -> None:
    phrases = ("minimum flow", "guaranteed minimum flow in the Kesh", "Seven-Year filling of São Brás")
    statements = statements_on(*phrases)
    _, issues = name_issues(statements, reports=reports_of(statements))
    assert [(issue.id, issue.name) for issue in issues] == [
        ("minimum-flow", "minimum flow"),
        ("seven-year-filling-sao", "Seven-Year filling of São Brás"),
    ]
    assert set(issues[0].phrases) == set(phrases[:2])


def test_issues_of_the_same_first_words_have_ids_of_their_own() -> None:
    phrases = ("border talks", "no border talks", "?", "и", "the, of", "?!")
    statements = statements_on(*phrases)
    named, issues = name_issues(statements, reports=reports_of(statements))
    assert len({issue.id for issue in issues}) == len(issues)
    assert all(s.issue_id for s in named)


def test_statement_without_an_issue_is_given_back_as_it_is() -> None:
    bare = Statement(id="x", report_id="r", evidence=Span(0, 5))
    named, issues = name_issues([bare], reports=[])
    assert (named, issues) == ((bare,), ())


def test_ids_that_are_set_are_kept_and_taken_up_by_the_others() -> None:
    corrected, fresh, other = statements_on("grain duties", "tariffs on grain", "release of all prisoners")
    corrected = replace(corrected, issue_id="grain")
    found = map_positions([corrected, fresh, other], reports=reports_of([corrected, fresh, other]))
    ids = {s.issue: s.issue_id for s in found.statements}
    assert ids["grain duties"] == ids["tariffs on grain"] == "grain"
    assert ids["release of all prisoners"] == "release-prisoners"
    assert {issue.id for issue in found.issues} == {"grain", "release-prisoners"}


def test_ids_that_a_person_has_set_apart_stay_apart() -> None:
    one, other = statements_on("tariffs on grain", "tariffs on grain")
    apart = [replace(one, issue_id="grain-now"), replace(other, issue_id="grain-later")]
    found = map_positions(apart, reports=reports_of(apart))
    assert [s.issue_id for s in found.statements] == ["grain-now", "grain-later"]
    assert {issue.id for issue in found.issues} == {"grain-now", "grain-later"}


words = st.sampled_from(["tariffs", "grain", "troops", "no", "of", "end", "Orvel", "lock", "canal", "7"])


@given(st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), max_size=15), st.randoms())
def test_order_of_statements_changes_no_issue(phrases: list[str], random) -> None:
    shuffled = statements_on(*phrases)
    reports = reports_of(shuffled)
    _, issues = name_issues(shuffled, reports=reports)
    random.shuffle(shuffled)
    _, again = name_issues(shuffled, reports=reports)
    assert again == issues
