"""Plain text keeps its line ends and spaces; what its first lines say is taken as a guess."""

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading import read_bytes
from detente.reading.normalise import plain

SHARED = Path(__file__).parents[2].parent / "shared"
DEV = SHARED / "data/reports/dev.jsonl"


def _read(data: bytes | str):
    (report,) = read_bytes(data.encode("utf-8") if isinstance(data, str) else data, name="talks.txt")
    return report


# A letter first and last, so that no made-up text is blank, a byte order mark or markup.
LETTERED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200).map(
    lambda text: f"Aé{text}z"
)


@given(LETTERED, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_text_survives_its_encodings(text, encoding):
    assert _read(text.encode(encoding)).text == plain(text).text


@given(
    st.lists(st.sampled_from(["treaty", "café", "“no”", "it’s", "–", "Müller", "€5", "talks"]), max_size=9)
)
def test_western_text_survives_windows_1252(words):
    text = " ".join(
        ["The two delegations met again in Geneva on Monday and said that", *words, "was agreed.\r\n"]
    )
    assert _read(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "Переговоры в Женеве продолжаются, заявил министр иностранных дел. Стороны обсудят гарантии.",
        ),
        (
            "cp1250",
            "Rozmowy w Genewie będą kontynuowane, powiedział minister. Żadna ze stron nie wyszła, łącznie.",
        ),
        ("iso8859-2", "Rozmowy będą kontynuowane, powiedział minister. Żadna ze stron nie wyszła, łącznie."),
        ("cp1254", "Dışişleri bakanı görüşmelerin Cenevre'de süreceğini söyledi. Şimdilik anlaşma yok."),
        ("iso8859-7", "Οι συνομιλίες στη Γενεύη συνεχίζονται, δήλωσε ο υπουργός Εξωτερικών της χώρας."),
        ("utf-16-le", "Talks go on in Geneva"),
        ("utf-16-be", "Talks go on in Geneva"),
    ],
)
def test_undeclared_encoding_is_found_and_said(encoding, text):
    report = _read(text.encode(encoding))
    assert report.text == text
    assert any("decoded from" in change for change in report.changes)


@pytest.mark.parametrize("text", ["a\r\nb\rc\n\nd", " lead\n\n", "two  spaces\tand a tab"])
def test_line_ends_and_spaces_between_words_stay(text):
    report = _read(text)
    assert report.text == text
    assert report.changes == ()


def test_characters_that_break_words_are_mended_and_counted():
    report = _read("soft\u00adhyphen\u200b and\u00a0space, \ufb01nd\x07 cafe\u0301\r\n")
    assert report.text == "softhyphen and space, find caf\u00e9\r\n"
    assert report.changes == (
        "2 soft hyphens and zero-width characters removed",
        "1 control characters removed",
        "1 non-breaking and odd spaces replaced",
        "1 ligatures and letter shapes replaced by letters",
    )


def test_byte_order_mark_is_taken_off_and_said():
    report = _read(b"\xef\xbb\xbfTalks open.")
    assert report.text == "Talks open."
    assert report.changes == ("byte order mark removed",)


def test_utf8_cut_in_a_character_keeps_the_rest():
    report = _read("“Yes”, said Müller. “Never”".encode()[:-1])
    assert report.text == "“Yes”, said Müller. “Never\ufffd"
    assert report.changes == ("1 damaged characters shown as \ufffd",)


def test_wire_head_gives_publisher_date_and_title_as_guesses():
    report = _read("Basin Wire\n4 March 2025\n\nEnvoy opens talks\n\nSEVRIN - Talks began. They will last.")
    assert (report.publisher, report.title) == ("Basin Wire", "Envoy opens talks")
    assert report.date == datetime.date(2025, 3, 4)
    assert {"title", "publisher", "date"} <= set(report.guessed)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Envoy opens talks\nPublished: 2025-03-04\n\nTalks began.", datetime.date(2025, 3, 4)),
        (
            "Envoy opens talks\n\nTuesday, March 4th, 2025, 14:30 GMT\n\nTalks began.",
            datetime.date(2025, 3, 4),
        ),
        ("GENEVA, 4 March 2025 (Basin Wire) – Talks began.", datetime.date(2025, 3, 4)),
        ("Le ministre parle\n\nle mardi 4 mars 2025\n\nIl dit oui.", datetime.date(2025, 3, 4)),
        ("The war that began on 24 February 2022 goes on.", None),
        ("Talks on the accord of 12 March 2024 – long stalled – resumed.", None),
        ("GENEVA (Reuters) - Talks began.", None),
        ("31 April 2025\n\nTalks began.", None),
    ],
)
def test_date_counts_only_where_it_dates_the_report(text, date):
    assert _read(text).date == date


@pytest.mark.parametrize(
    "text", ["Talks began on Monday.\n\nThey last.", "Talks began on\nMonday. They last.", "x" * 400]
)
def test_a_sentence_is_no_title(text):
    assert _read(text).title is None


def test_front_matter_is_declared_and_not_part_of_the_text():
    head = "---\ntitle: 'Dam: talks open'\ndate: 2025-03-04\nsource: Basin Wire\nurl: https://x.example/1\n---\n\n"
    report = _read(head + "Belmora wants a treaty.\n")
    assert report.text == "Belmora wants a treaty.\n"
    assert (report.title, report.publisher, report.address) == (
        "Dam: talks open",
        "Basin Wire",
        "https://x.example/1",
    )
    assert report.date == datetime.date(2025, 3, 4)
    assert report.guessed == ()
    assert report.changes == ("front matter taken off",)


def test_front_matter_that_is_no_yaml_is_still_read():
    report = _read("---\ntitle: Talks: day two\ndate: 2025-03-04\n---\nBelmora wants a treaty.")
    assert report.title == "Talks: day two"


def test_key_lines_at_the_top_are_front_matter():
    report = _read("Title: Talks open\nDate: 2025-03-04 09:32\nAuthor: A. Reyl\n\nBelmora wants a treaty.")
    assert (report.title, report.byline, report.text) == ("Talks open", "A. Reyl", "Belmora wants a treaty.")


@pytest.mark.parametrize(
    "text", ["Voss: we will not sign.\nOrsov: then we wait.\n\nThey left.", "---\n\nTalks open.\n\n---\n"]
)
def test_speakers_and_rules_are_no_front_matter(text):
    assert _read(text).text == text


def test_language_is_guessed_for_a_long_text_only():
    report = _read("Le ministre a déclaré que les négociations continueraient à Genève. " * 5)
    assert (report.language, "language" in report.guessed) == ("fr", True)
    assert _read("Talks open.").language is None


@pytest.mark.skipif(not DEV.exists(), reason="annotated reports (../shared/data/reports) are not here")
def test_annotated_reports_keep_their_offsets_and_give_their_titles():
    rows = [json.loads(line) for line in DEV.read_text("utf-8").splitlines()]
    reports = [_read(row["text"].encode("utf-8")) for row in rows]
    assert [report.text for report in reports] == [row["text"] for row in rows]
    assert sum(report.title == row["title"] for report, row in zip(reports, rows, strict=True)) >= 0.9 * len(
        rows
    )
    assert all(
        report.date is None or str(report.date) == row["date"]
        for report, row in zip(reports, rows, strict=True)
    )
