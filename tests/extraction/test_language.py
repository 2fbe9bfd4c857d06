"""Only English is read, and what is not is said."""

from __future__ import annotations

import pytest

from detente.extraction import extract, is_english
from detente.pipeline import brief_of
from detente.records import Reading, Report

ENGLISH = "The minister said on Monday that his government was not ready to sign the treaty. " * 8
OTHERS = {
    "french": "Le ministre a déclaré lundi que son gouvernement n'était pas prêt à signer le traité. " * 8,
    "german": "Der Minister sagte am Montag, seine Regierung sei nicht bereit, den Vertrag zu schreiben. "
    * 8,
    "spanish": "El ministro dijo el lunes que su gobierno no estaba dispuesto a firmar el tratado. " * 8,
    "dutch": "De minister zei maandag dat zijn regering niet bereid was het verdrag te ondertekenen. " * 8,
    "russian": "Министр заявил в понедельник, что его правительство не готово подписать договор. " * 8,
}


def test_english_is_read() -> None:
    assert is_english(ENGLISH)
    assert is_english(ENGLISH.upper())
    assert is_english("Ministers reject plan")


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_give_no_statement(language: str) -> None:
    assert not is_english(OTHERS[language])
    assert extract(Report(id="r", text=OTHERS[language])) == []


def test_the_brief_names_what_was_not_read() -> None:
    reports = (Report(id="home.txt", text=ENGLISH), Report(id="abroad.txt", text=OTHERS["french"]))
    notes = brief_of(Reading(reports=reports)).method.notes
    assert any("abroad.txt" in note and "home.txt" not in note for note in notes)
