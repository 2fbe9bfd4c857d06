"""The data files of extraction are whole and say what the code believes of them."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from detente.extraction import gazetteer, lexicon
from detente.extraction.lexicon import gerund


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("propose", "proposing"),
        ("let", "letting"),
        ("free", "freeing"),
        ("lift", "lifting"),
        ("submit", "submitting"),
        ("open", "opening"),
        ("lie", "lying"),
        ("deny", "denying"),
    ],
)
def test_verbs_take_their_ending_by_the_rules_of_spelling(verb: str, form: str) -> None:
    assert gerund(verb) == form


def test_every_word_list_that_the_code_asks_for_is_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(lexicon.__file__).parent.glob("*.py"))
    asked = set(re.findall(r'words\["([a-z_]+)"\]', code))
    assert asked
    assert asked <= set(lexicon.load().words)


def test_people_speak_for_parties_that_the_gazetteer_names() -> None:
    loaded = gazetteer.load()
    parties = {name.party for name in loaded.names.values()}
    people = {person for entries in loaded.people.values() for person in entries}
    # Parties that only people's entries name: factions without an office of their own.
    extra = {"Venezuelan opposition", "Libyan National Army", "Sadrists", "African National Congress"}
    assert {person.party for person in people} - parties <= extra


def test_who_speaks_for_a_party_depends_on_the_date() -> None:
    loaded = gazetteer.load()
    bush = loaded.person("bush", datetime.date(2003, 3, 1))
    assert bush is not None
    assert bush.name == "George W. Bush"
    assert loaded.person("trump", datetime.date(1995, 1, 1)) is None


def test_one_person_spelled_in_two_ways_is_known_without_a_date() -> None:
    loaded = gazetteer.load()
    lavrov = loaded.person("lavrov", None)
    assert lavrov is not None
    assert lavrov.party == "Russia"
    assert loaded.person("johnson", None) is None


@pytest.mark.parametrize(
    ("form", "party"),
    [("kyiv", "Ukraine"), ("the kremlin", "Russia"), ("dutch", "Netherlands"), ("u.n.", "United Nations")],
)
def test_seats_demonyms_and_acronyms_stand_for_their_party(form: str, party: str) -> None:
    assert gazetteer.load().names[tuple(form.split())].party == party
