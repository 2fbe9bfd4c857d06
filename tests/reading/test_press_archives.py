"""Exports of press archives become a report for each document, in text, Word and PDF."""

import datetime

from detente.reading import read_bytes
from reading.pdf_files import column, pdf
from reading.word_files import with_paragraphs

LEXIS = """
                               1 of 2 DOCUMENTS

                               The Basin Courier

                            March 4, 2025 Tuesday
                            Late Edition - Final

Talks Open on the Lake

BYLINE: By ANNA REYL

SECTION: Section A; Pg. 1

LENGTH: 523 words

Belmora wants a treaty.

LOAD-DATE: March 5, 2025

                               2 of 2 DOCUMENTS

                               Basin Wire

                            March 6, 2025 Thursday

Tarsenia Refuses

LENGTH: 40 words

Tarsenia refuses.
"""
NEXIS = [
    *("Talks Open on the Lake", "The Basin Courier", "March 4, 2025 Tuesday", "Copyright 2025 Courier"),
    *("Section: A; Pg. 1", "Length: 523 words", "Byline: By ANNA REYL", "Body", "Belmora wants a treaty."),
    *("Load-Date: March 5, 2025", "End of Document", "Tarsenia Refuses", "Basin Wire", "March 6, 2025"),
    *("Body", "Tarsenia refuses.", "End of Document"),
]
FACTIVA = [
    *("Foreign Desk; SECTA", "Talks Open on the Lake", "By ANNA REYL", "523 words", "4 March 2025", "12:30"),
    *("The Basin Courier", "BCR", "English", "Belmora wants a treaty.", "Document BCR0000020250304el340001x"),
    *("Tarsenia Refuses", "40 words", "6 March 2025", "Basin Wire", "BWI", "English", "Tarsenia refuses."),
    "Document BWI0000020250306el360002y",
]


def _said(reports):
    return [(r.id, r.title, r.publisher, r.byline, r.date) for r in reports]


EXPECTED = [
    ("a#1", "Talks Open on the Lake", "The Basin Courier", "ANNA REYL", datetime.date(2025, 3, 4)),
    ("a#2", "Tarsenia Refuses", "Basin Wire", None, datetime.date(2025, 3, 6)),
]


def test_lexis_export_as_text():
    for text in (LEXIS, LEXIS.replace("\n", "\r\n")):
        first, second = read_bytes(text.encode(), name="a")
        assert _said([first, second]) == EXPECTED
        assert first.text.startswith("The Basin Courier")
        assert first.text.endswith("LOAD-DATE: March 5, 2025")
        assert second.text.endswith("Tarsenia refuses.")
        assert first.changes == ("document 1 of 2, parted at the marks of LexisNexis",)
        assert first.guessed == ("title", "publisher", "byline", "date", "language")


def test_nexis_uni_export_as_word_file():
    reports = read_bytes(with_paragraphs(*NEXIS), name="a")
    assert _said(reports) == EXPECTED
    assert all("End of Document" not in report.text for report in reports)


def test_factiva_export_as_text():
    reports = read_bytes("\n".join(FACTIVA).encode(), name="a")
    assert _said(reports) == EXPECTED


def test_pages_of_an_export_as_pdf_stay_with_their_documents():
    body = ["Belmora wants a treaty that both of the parliaments would have to ratify,"] * 15

    def page(lines):
        at = next(i for i, line in enumerate(lines) if line == "Body") + 1
        placed = [*column(lines[:at], top=740, pitch=30), *column(body, top=460, pitch=13)]
        return [*placed, *column(lines[at:], top=240, pitch=30)]

    reports = read_bytes(pdf([page(NEXIS[:11]), page(NEXIS[11:])]), name="a")
    assert [report.title for report in reports] == ["Talks Open on the Lake", "Tarsenia Refuses"]
    for report, label in zip(reports, ("page 1", "page 2"), strict=True):
        assert [part.label for part in report.parts] == [label]
        assert (report.parts[0].span.start, report.parts[-1].span.end) == (0, len(report.text))


def test_what_follows_the_last_document_is_left_out_unless_it_is_a_document_cut_short():
    summary, cut = (
        "Search Summary\nText: lake",
        "Round Three\n\n" + "Both sides left the lake at night. " * 20,
    )
    text = "\n".join(FACTIVA)
    reports = read_bytes(f"{text}\n\n{summary}\n".encode(), name="a")
    assert _said(reports) == EXPECTED
    assert reports[0].changes[-1].endswith("; what stands before or after the documents left out")
    assert [report.title for report in read_bytes(f"{text}\n\n{cut}".encode(), name="a")][2:] == [
        "Round Three"
    ]


def test_what_precedes_the_first_counted_document_is_said_to_be_left_out():
    first, _ = read_bytes(f"Time of request\n{LEXIS}".encode(), name="a")
    assert first.text.startswith("The Basin Courier")
    assert "before or after" in first.changes[-1]


def test_one_mark_alone_parts_nothing():
    (report,) = read_bytes(b"Talks open.\n\nEnd of Document\n\nBelmora wants a treaty.", name="a")
    assert report.id == "a"
