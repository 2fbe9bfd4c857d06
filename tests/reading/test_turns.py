"""Transcripts and live blogs keep who speaks, or when, as parts; other texts have none."""

import json
from pathlib import Path

import pytest

from detente.reading import read_bytes, turns

RAW = Path(__file__).parents[2].parent / "shared/data/reports/raw"

BRIEFING = (
    "MODERATOR: Hello.\n\nVOSS: We want a treaty.\n\nQ: And the fund?\n\nVOSS: No.\n\nMODERATOR: Thank you."
)


def _parts(text: str):
    (report,) = read_bytes(text.encode(), name="a.txt")
    return [(part.label, report.text[slice(*part.span)]) for part in report.parts]


def test_speakers_in_capitals_with_what_each_says():
    text = (
        "Press call\n\nMODERATOR: Hello.\n\nSENIOR OFFICIAL (ret.): We talked: it went well.\n\n"
        "It goes on.\n\nQ    Is there a deal?\n\nSENIOR OFFICIAL (ret.): No.\n"
    )
    assert _parts(text.replace("(ret.)", "(RET.)")) == [
        ("speaker MODERATOR", "MODERATOR: Hello."),
        ("speaker SENIOR OFFICIAL (RET.)", "SENIOR OFFICIAL (RET.): We talked: it went well.\n\nIt goes on."),
        ("speaker Q", "Q    Is there a deal?"),
        ("speaker SENIOR OFFICIAL (RET.)", "SENIOR OFFICIAL (RET.): No."),
    ]


def test_text_beyond_the_limit_is_not_searched(monkeypatch):
    text = "Q: A deal?\nA: No.\nQ: When?\nA: Soon.\n"
    assert _parts(text)
    monkeypatch.setattr(turns, "_MAX_CHARACTERS", 10)
    assert _parts(text) == []


def test_questions_and_answers():
    assert [label for label, _ in _parts("Q: A deal?\nA: No.\nQ. When?\nA. Soon.\n")] == [
        *("speaker Q", "speaker A", "speaker Q", "speaker A"),
    ]


def test_names_in_small_letters_and_in_bold():
    text = "**Anna Reyl:** Hello.\n\nJo de Marr: Hello.\n\n**Anna Reyl:** A deal?\n\nJo de Marr: No.\n"
    assert [label for label, _ in _parts(text)] == [
        *("speaker Anna Reyl", "speaker Jo de Marr", "speaker Anna Reyl", "speaker Jo de Marr"),
    ]


def test_entries_of_a_live_blog_whichever_way_they_run():
    entries = ["14:32 GMT\nBelmora wants a treaty.", "14:05 GMT Tarsenia refuses.", "13.58 – Talks open."]
    newest_first = _parts("Live: the talks\n\n" + "\n\n".join(entries))
    assert newest_first == [
        ("time 14:32 GMT", entries[0]),
        ("time 14:05 GMT", entries[1]),
        ("time 13.58", entries[2]),
    ]
    assert _parts("\n\n".join(reversed(entries))) == newest_first[::-1]


def test_halves_of_the_day_are_told_apart():
    labels = [label for label, _ in _parts("9:30 am\nOne.\n\n11:15 a.m.\nTwo.\n\n1:20 pm\nThree.")]
    assert labels == ["time 9:30 am", "time 11:15 a.m.", "time 1:20 pm"]


@pytest.mark.parametrize(
    "text",
    [
        "Statement\n\nBackground: none.\nLocation: Sevrin.\nContact Person: Anna.\nFurther Reading: none.\n",
        "Option I: yes.\n\nOption II: no.\n\nOption I: yes.\n\nOption II: no.\n",
        "GENEVA: Belmora wants a treaty.\n\nThe talks go on.\n",
        "A deal is near. Q1 was good.\n\nA deal is far.\n\nA deal is near.\n",
        "Agenda\n\n10:30 Opening.\n\nNo more.\n",
        "Votes\n\n12:30 for one\n\n9:15 for two\n\n22:10 for three\n\n3:40 for four\n",
        "Belmora said: no.\nTarsenia said: yes.\nBelmora said: no.\nTarsenia said: yes.\n",
    ],
)
def test_other_texts_have_no_turns(text):
    assert _parts(text) == []


@pytest.mark.skipif(not RAW.is_dir(), reason="raw files (../shared/data/reports/raw) are not here")
def test_turns_of_a_press_call():
    (report,) = read_bytes((RAW / "whitehouse-press-call-2024.md").read_bytes(), name="call.md")
    labels = [part.label for part in report.parts]
    assert labels[:2] == ["speaker MODERATOR", "speaker SENIOR ADMINISTRATION OFFICIAL"]
    assert "speaker Q" in labels
    assert all(report.text[part.span.end - 1].strip() for part in report.parts)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("one.json", json.dumps({"id": 7, "title": "Briefing", "text": BRIEFING})),
        ("lines.jsonl", "\n".join([json.dumps({"title": "Briefing", "text": BRIEFING})] * 2)),
        ("table.csv", 'title,text\nBriefing,"' + BRIEFING.replace('"', '""') + '"\n'),
    ],
)
def test_transcript_in_a_record_has_its_turns_beside_its_number(name, data):
    report = read_bytes(data.encode(), name=name)[0]
    (plain,) = read_bytes(BRIEFING.encode(), name="plain.txt")
    record, *turns = report.parts
    assert record.label.startswith("record 1")
    assert (record.span.start, record.span.end) == (0, len(report.text))
    assert [turn.speaker for turn in turns] == [turn.speaker for turn in plain.parts]
    assert len(turns) > 2
