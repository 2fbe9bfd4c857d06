"""Mentions resolved to people and parties by the report and the gazetteer, without the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from detente.extraction.document import read_document
from detente.extraction.gender import fits
from detente.extraction.mentions import surname
from detente.extraction.parties import Referent
from detente.records import Report

CASES = YAML(typ="safe").load(Path(__file__).parents[1] / "cases" / "extraction" / "mentions.yaml")


def _referents(text: str) -> list[Referent]:
    document = read_document(Report(id="case", text=text))
    return [referent for passage in document.passages for referent in passage.referents]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_mention_is_resolved_to_its_person_and_party(case: dict[str, Any]) -> None:
    found = _referents(case["text"])
    for expected in case["expect"]:
        start = case["text"].rindex(expected["mention"])
        end = start + len(expected["mention"])
        here = [r for r in found if r.mention.span.start < end and start < r.mention.span.end]
        assert len(here) == 1, expected
        got = {"name": here[0].name, "party": here[0].party}
        assert {key: got[key] for key in expected if key != "mention"} == {
            key: value for key, value in expected.items() if key != "mention"
        }
    members = {member.party for referent in found for member in referent.members}
    assert members == set(case.get("members", members))


def test_an_unresolved_pronoun_has_no_name_for_users() -> None:
    (we,) = [r for r in _referents("We reject the draft.") if r.is_first_person]
    assert we.full_name is None


def test_a_given_name_of_neither_or_both_fits_either_pronoun() -> None:
    assert fits("he", "Kim Arden")
    assert fits("she", "Kim Arden")
    assert fits("he", "Arden")


def test_the_article_is_no_part_of_a_surname_but_a_hyphen_may_be() -> None:
    assert surname("Karim al-Haddad") == "haddad"
    assert surname("Jean Al") == "al"
    assert surname("Ban Ki-moon") == "ki-moon"
