"""Transcripts: what is said in a turn is its speaker's, in direct speech."""

from __future__ import annotations

import pytest

from detente import extract
from detente.reading import read_bytes
from detente.records import Polarity, Quote

BRIEFING = """\
Press conference on the river treaty

MODERATOR: Welcome to all.

ANNA LINDQVIST (Foreign Minister of Norland): We reject the proposed dam.

PETER OKONJO (Foreign Minister of Sudland): We offer inspections if Norland publishes its figures.

Q: Minister, will you reject the fishing quota?

ANNA LINDQVIST: I support a fishing quota.
"""

EXPECTED = [
    ("Norland", Polarity.AGAINST, "We reject the proposed dam", None),
    (
        "Sudland",
        Polarity.FOR,
        "We offer inspections if Norland publishes its figures",
        "if Norland publishes its figures",
    ),
    ("Norland", Polarity.FOR, "I support a fishing quota", None),
]


@pytest.mark.parametrize("text", [BRIEFING, BRIEFING.replace("\n", "\r\n")], ids=["lf", "crlf"])
def test_what_a_turn_says_is_its_speakers(text: str) -> None:
    (report,) = read_bytes(text.encode(), name="briefing.txt")
    found = [statement for statement in extract(report) if statement.stance is not None]
    assert [
        (
            statement.party,
            statement.stance and statement.stance.polarity,
            report.text[slice(*statement.evidence)],
            statement.condition and report.text[slice(*statement.condition)],
        )
        for statement in found
    ] == EXPECTED
    assert {statement.quote for statement in found} == {Quote.DIRECT}
    assert {statement.speaker_name.title() for statement in found if statement.speaker_name} == {
        "Anna Lindqvist",
        "Peter Okonjo",
    }


def test_same_words_outside_a_transcript_are_nobodys() -> None:
    (report,) = read_bytes(b"Notes on the river\n\nWe reject the proposed dam.\n", name="notes.txt")
    assert [statement for statement in extract(report) if statement.stance is not None] == []
