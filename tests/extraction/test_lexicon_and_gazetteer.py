"""The data files of extraction are whole and say what the code believes of them."""

from __future__ import annotations

import datetime

import pytest

from detente.extraction import gazetteer, lexicon
from detente.extraction.lexicon import Form, inflect


@pytest.mark.parametrize(
    ("lemma", "form", "words"),
    [
        ("reject", Form.PAST, {"rejected"}),
        ("rule out", Form.GERUND, {"ruling out"}),
        ("agree to", Form.PAST, {"agreed to"}),
        ("deny", Form.PRESENT, {"denies"}),
        ("press for", Form.PRESENT, {"presses for"}),
        ("veto", Form.PAST, {"vetoed"}),
        ("beg", Form.GERUND, {"begging"}),
        ("propose", Form.GERUND, {"proposing"}),
    ],
)
def test_verbs_are_inflected_by_the_rules_of_spelling(lemma: str, form: Form, words: set[str]) -> None:
    irregular = {"rule": ["rules", "ruling", "ruled"], "veto": ["vetoes", "vetoing", "vetoed"]}
    assert inflect(lemma, irregular)[form] == words


def test_every_family_of_cues_has_a_measured_precision() -> None:
    loaded = lexicon.load()
    families = {entry.cue.family for entries in loaded.entries.values() for entry in entries}
    assert families | {"no party"} == set(loaded.precision)


def test_every_word_list_that_a_cue_needs_is_there() -> None:
    loaded = lexicon.load()
    needed = {e.cue.needs for entries in loaded.entries.values() for e in entries if e.cue.needs}
    assert needed <= set(loaded.words)


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
