"""Which names of parties are one: oracle is how a reader of the reports would take them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from detente.positions import map_positions, name_parties
from detente.records import Report, Span, Stance, Statement


def parties_of(*reports: Iterable[str]) -> set[str]:
    """The parties of a map of reports in each of which some names speak, each of its own issue."""
    statements = [
        Statement(
            id=f"{i}-{j}", report_id=str(i), evidence=Span(0, 1), party=name, stance=Stance.OFFERS, issue=name
        )
        for i, names in enumerate(reports)
        for j, name in enumerate(names)
    ]
    given = [Report(id=str(i), text=f"Report {i}.") for i in range(len(reports))]
    return set(map_positions(statements, reports=given).parties)


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Farmers' Federation", "Farmers’ Federation", None),
        ("the Basin Union", "Basin Union", "Basin Union"),
        ("PROTESTERS", "protesters", None),
        ("Farmers' Federation", "Belmoran Farmers’ Federation", "Belmoran Farmers’ Federation"),
        ("Writers Guild", "Writers Guild of America", "Writers Guild of America"),
    ],
)
def test_two_ways_to_write_a_name_are_one_party(one: str, other: str, shown: str | None) -> None:
    found = parties_of([one], [other, other])
    assert len(found) == 1
    assert shown is None or found == {shown}


@pytest.mark.parametrize(
    "names",
    [
        ("Sudan", "South Sudan"),
        ("New Zealand", "Air New Zealand"),
        ("Farmers' Federation", "Belmoran Farmers' Federation", "Orvel Farmers' Federation"),
        ("Union", "European Union"),
        ("Basin Union", "Eastern Union"),
        ("Ireland", "Northern Ireland Office"),
    ],
)
def test_names_that_may_be_of_two_parties_stay_apart(names: tuple[str, ...]) -> None:
    assert parties_of(*([name] for name in names)) == set(names)


def test_short_form_of_one_word_is_the_body_that_its_report_names() -> None:
    assert parties_of(["Union", "Eastern Basin Union"]) == {"Eastern Basin Union"}


def test_statements_of_a_map_carry_the_merged_name_as_actor_too() -> None:
    text = "Farmers' Federation and Belmoran Farmers' Federation."
    statements = [
        Statement(id=str(i), report_id="r", evidence=Span(0, 9), party=name, actor=name, stance=Stance.OFFERS)
        for i, name in enumerate(("Farmers' Federation", "Belmoran Farmers' Federation"))
    ]
    found = map_positions(statements, reports=[Report(id="r", text=text)])
    assert {(s.party, s.actor) for s in found.statements} == {("Belmoran Farmers' Federation",) * 2}


def said(number: int, party: str | None, speaker: str) -> Statement:
    """A statement by somebody in a report of its own."""
    return Statement(
        id=f"s{number}",
        report_id=str(number),
        evidence=Span(0, 1),
        party=party,
        speaker_name=speaker,
        stance=Stance.OFFERS,
        issue="cheap power",
    )


def test_speakers_have_the_party_that_another_report_gives() -> None:
    told = [said(0, "Tarsenia", "Mira Katsan"), said(1, None, "Mira Katsan"), said(2, None, "Ida Lorenz")]
    assert [s.party for s in name_parties(told)] == ["Tarsenia", "Tarsenia", None]


def test_speakers_for_whom_reports_differ_stay_without_a_party() -> None:
    told = [said(0, "Tarsenia", "Jon Aster"), said(1, "Belmora", "Jon Aster"), said(2, None, "Jon Aster")]
    assert name_parties(told)[2].party is None
