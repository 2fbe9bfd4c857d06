"""Feeds, e-mail, tables, JSON and exports that are odd in one way each."""

import json

import pytest

from detente import InputError
from detente.reading import read_bytes
from detente.reading.document import read_document

WANTS = "Belmora wants a treaty on the flow."
REJECTS = "Tarsenia rejects it."


def _texts(data: str | bytes, name: str = "file") -> list[str]:
    return [report.text for report in read_bytes(data.encode() if isinstance(data, str) else data, name=name)]


def test_authors_of_an_entry_are_all_named():
    (report,) = read_bytes(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Talks</title>'
        b"<author><name>A. Reyl</name></author><author><name>B. Oss</name></author></entry></feed>",
        name="feed",
    )
    assert report.byline == "A. Reyl, B. Oss"


def test_pointers_under_an_entry_are_left_out():
    body = f"<p>{WANTS}</p><p>Read more</p><p>The post Talks appeared first on Wire.</p>"
    item = f"<item><title>Talks</title><description><![CDATA[{body}]]></description></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>"
    assert _texts(feed) == [f"Talks\n\n{WANTS}"]


def test_hidden_preview_of_a_newsletter_is_left_out():
    mail = (
        "From: A <a@b.example>\nSubject: T\nContent-Type: text/html\n\n"
        f"<div style='display: none'>preview</div><p>{WANTS}</p>"
    )
    assert _texts(mail) == [WANTS]


def test_sender_without_an_address_is_a_name():
    (report,) = read_bytes(f"From: the desk\nTo: all\nSubject: T\n\n{WANTS}\n".encode(), name="mail")
    assert report.byline == "the desk"


def test_base64_that_was_cut_short_gives_what_it_has():
    mail = (
        "From: a@b.example\nSubject: T\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
        "VGFsa3Mgb3BlbiBpbiBTZXZyaW4uIEJlbG1vcmEgd2FudHMgYSB0cmVhd\n"
    )
    assert _texts(mail) == ["Talks open in Sevrin. Belmora wants a trea"]


def test_paragraphs_that_are_objects_make_one_article():
    record = {
        "headline": {"main": "Talks"},
        "body": [{"type": "p", "text": WANTS}, {"type": "p", "text": REJECTS}],
    }
    assert _texts(json.dumps(record)) == [f"Talks\n\n{WANTS}\n\n{REJECTS}"]


@pytest.mark.parametrize(
    "written",
    [
        json.dumps([WANTS, REJECTS]),
        f'[{{"text": "{WANTS}"}}, {{"text": "{REJECTS}"}},]',
        f'{{"text":\n"{WANTS}"}}\n{{"text":\n"{REJECTS}"}}',
        f'{{"text":\n"{WANTS}"}},\n{{"text":\n"{REJECTS}"}}',
    ],
)
def test_json_that_is_nearly_right_is_read(written):
    assert _texts(written) == [WANTS, REJECTS]


def test_json_that_is_cut_short_gives_its_whole_records_and_the_place():
    found = read_document(f'[{{"text": "{WANTS}"}},\n {{"text": "{REJECTS}'.encode(), "cut.json", None)
    assert [report.text for report in found.reports] == [WANTS]
    (problem,) = found.problems
    assert str(problem.place).startswith("line 2")


def test_json_without_a_whole_record_is_broken():
    with pytest.raises(InputError, match="the JSON is broken"):
        _texts('[{"text": "Belm')


@pytest.mark.parametrize(
    ("cell", "date"), [("45720", "2025-03-04"), ("20250304", "2025-03-04"), ("123", None), ("99999", None)]
)
def test_days_as_a_spreadsheet_counts_them(cell, date):
    (report,) = read_bytes(f"title,date,text\nTalks,{cell},{WANTS}\n".encode(), name="t.csv")
    assert (report.date and report.date.isoformat()) == date


def test_german_columns_are_known():
    (report,) = read_bytes(
        f"Nr.;Medium;Überschrift;Volltext;Erscheinungsdatum\n1;Wire;Talks;{WANTS};4. März 2025\n".encode(),
        name="t",
    )
    assert (report.title, report.publisher, str(report.date)) == ("Talks", "Wire", "2025-03-04")


CODED = """HD Talks open
BY By A. Reyl
WC 12 words
PD {day} March 2025
ET 18:00
SN Basin Wire
LA English
LP
{lead}
TD
{rest}
AN
Document BASWIR002025030{day}el340001x

"""


def test_factiva_export_with_codes_loses_its_fields():
    export = CODED.format(day=4, lead=WANTS, rest=REJECTS) + CODED.format(day=5, lead=REJECTS, rest=WANTS)
    first, second = read_bytes(export.encode(), name="export.txt")
    assert (first.text, second.text) == (f"{WANTS}\n\n{REJECTS}", f"{REJECTS}\n\n{WANTS}")
    assert (first.title, first.publisher, first.byline) == ("Talks open", "Basin Wire", "A. Reyl")
    assert (str(first.date), str(second.date), first.language) == ("2025-03-04", "2025-03-05", "en")


NAMED = """Talks open

Author: Reyl, A.

Publication info: Basin Wire ; Sevrin [Sevrin]. 0{day} Mar 2025.

Full text: {text}

Title: Talks open

Publication title: Basin Wire

Publication date: Mar {day}, 2025

ProQuest document ID: 1

____________________________________________________________

"""


def test_proquest_export_is_parted_and_loses_its_fields():
    line = "_" * 60 + "\n\n"
    export = line + NAMED.format(day=4, text=WANTS) + NAMED.format(day=5, text=REJECTS)
    first, second = read_bytes(export.encode(), name="export.txt")
    assert (first.text, second.text) == (WANTS, REJECTS)
    assert (first.title, first.publisher, first.byline) == ("Talks open", "Basin Wire", "Reyl, A.")
    assert (str(first.date), str(second.date)) == ("2025-03-04", "2025-03-05")


def test_lines_of_underscores_alone_part_nothing():
    assert len(_texts(f"{'_' * 30}\n\n{WANTS}\n\n{'_' * 30}\n\n{REJECTS}\n")) == 1
