"""A person's list of issues: read from its file, and which statements it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.positions import load_issues, map_positions, with_issues
from detente.records import Stance
from positions.builders import talks_of

LIST = """\
# what the talks are about
foreign troops: peacekeepers; a multinational force
sanctions relief : lifting of sanctions   # both sides' wording
"""


def listed(tmp_path: Path, text: str = LIST) -> Path:
    path = tmp_path / "issues.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_an_issue_with_its_other_wordings(tmp_path: Path) -> None:
    troops, sanctions = load_issues(listed(tmp_path))
    assert (troops.id, troops.name) == ("foreign-troops", "foreign troops")
    assert troops.phrases == ("foreign troops", "peacekeepers", "a multinational force")
    assert sanctions.phrases == ("sanctions relief", "lifting of sanctions")


def test_statements_take_the_listed_issue_that_their_words_are_like(tmp_path: Path) -> None:
    phrases = [
        "peacekeepers on the border",
        "a multinational force",
        "lifting all sanctions",
        "the fish quota",
    ]
    given, reports = talks_of(
        *((f"P{i}", Stance.DEMANDS, phrase, 0, None) for i, phrase in enumerate(phrases))
    )
    named, issues = with_issues(given, reports=reports, listed=load_issues(listed(tmp_path)))
    assert [s.issue_id for s in named[:3]] == ["foreign-troops", "foreign-troops", "sanctions-relief"]
    assert named[3].issue_id not in {"foreign-troops", "sanctions-relief", None}
    assert {i.id: i.name for i in issues}["foreign-troops"] == "foreign troops"


def test_ids_that_are_set_stay(tmp_path: Path) -> None:
    (one,), reports = talks_of(("A", Stance.DEMANDS, "peacekeepers", 0, None))
    named, _ = with_issues(
        [replace(one, issue_id="mine")], reports=reports, listed=load_issues(listed(tmp_path))
    )
    assert named[0].issue_id == "mine"


def test_the_map_is_by_the_list(tmp_path: Path) -> None:
    given, reports = talks_of(
        ("A", Stance.DEMANDS, "peacekeepers on the border", 0, None),
        ("B", Stance.REJECTS, "a multinational force", 0, None),
    )
    mapped = map_positions(given, reports=reports, issues=load_issues(listed(tmp_path)))
    assert [issue.name for issue in mapped.issues] == ["foreign troops"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "lists no issue"),
        ("# nothing\n\n", "lists no issue"),
        ("troops\n\nTroops: soldiers\n", "line 3: 'Troops' is listed twice"),
    ],
)
def test_a_bad_list_is_named_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        load_issues(listed(tmp_path, text))


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt: no such file"):
        load_issues(tmp_path / "missing.txt")
