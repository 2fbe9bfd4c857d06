"""Word: notes, text boxes, tables in tables, tracked changes; what a print shows and no more."""

from collections.abc import Callable
from typing import Any

import pytest

from detente.reading import read_bytes
from reading.word_files import add_notes, as_kind, as_strict, paragraph_of, run, word


def _read(build: Callable[[Any], None]):
    (report,) = read_bytes(word(build), name="report.docx")
    return report


def _append(document: Any, *elements: Any) -> None:
    for element in elements:
        document.element.body.insert(-1, element)


def _mark(kind: str, key: str) -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def test_notes_follow_the_text_in_order_of_their_marks_and_are_named():
    def build(document):
        add_notes(
            document,
            "footnote",
            {
                "-1": run("separator"),
                "1": run("Second note."),
                "2": run("First note."),
                "3": run("Note of nothing."),
            },
        )
        add_notes(document, "endnote", {"1": run("At the end.")})
        _append(
            document,
            paragraph_of(
                run("Belmora wants a treaty.")
                + _mark("footnote", "2")
                + f"<w:del>{_mark('footnote', '3')}</w:del>"
            ),
            paragraph_of(run("Tarsenia refuses.") + _mark("footnote", "1") + _mark("endnote", "1")),
        )

    report = _read(build)
    assert report.text.split("\n\n") == [
        *("Belmora wants a treaty.", "Tarsenia refuses.", "First note.", "Second note.", "At the end."),
    ]
    assert [(part.label, report.text[slice(*part.span)]) for part in report.parts] == [
        ("footnote 1", "First note."),
        ("footnote 2", "Second note."),
        ("endnote 1", "At the end."),
    ]


def test_deleted_text_of_a_note_is_left_out():
    def build(document):
        deleted = f"<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins>{run('soon')}</w:ins>"
        add_notes(document, "footnote", {"1": run("They sign ") + deleted})
        _append(document, paragraph_of(run("Talks open.") + _mark("footnote", "1")))

    assert _read(build).text == "Talks open.\n\nThey sign soon"


def test_text_box_follows_its_paragraph_once():
    def build(document):
        box = f"<w:txbxContent><w:p>{run('Key demand: a treaty.')}</w:p></w:txbxContent>"
        content = (
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        _append(document, paragraph_of(run("Talks ") + content + run("open.")), paragraph_of(run("The end.")))

    assert _read(build).text.split("\n\n") == ["Talks open.", "Key demand: a treaty.", "The end."]


def test_text_box_of_an_old_file_is_read():
    def build(document):
        box = f"<w:txbxContent><w:p>{run('Key demand.')}</w:p></w:txbxContent>"
        _append(document, paragraph_of(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"))

    assert _read(build).text == "Key demand."


def test_table_in_a_table_is_read_once_and_in_place():
    def build(document):
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "Outer left"
        inner = table.cell(0, 1).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Inner left", "Inner right"

    assert _read(build).text == "Outer left | Inner left | Inner right"


def test_deleted_rows_and_cells_are_left_out():
    def build(document):
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip((c for row in table.rows for c in row.cells), "ABCD", strict=True):
            cell.text = text
        table.rows[1]._tr.get_or_add_trPr().append(paragraph_of("", "<w:del/>").pPr[0])
        table.cell(0, 1)._tc.get_or_add_tcPr().append(paragraph_of("", "<w:cellDel/>").pPr[0])

    assert _read(build).text == "A"


def test_deleted_paragraph_end_joins_the_next_paragraph():
    def build(document):
        _append(
            document,
            paragraph_of(run("They will "), "<w:rPr><w:del/></w:rPr>"),
            paragraph_of(run("sign.")),
        )

    assert _read(build).text == "They will sign."


def test_hidden_text_and_field_codes_are_left_out():
    def build(document):
        _append(
            document,
            paragraph_of(
                run("Talks open")
                + run(" in secret", "<w:vanish/>")
                + run(" today", '<w:vanish w:val="0"/>')
                + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
            ),
        )

    assert _read(build).text == "Talks open today"


def test_headers_and_footers_are_left_out():
    def build(document):
        document.sections[0].header.paragraphs[0].text = "Ministry of Water"
        document.sections[0].footer.paragraphs[0].text = "Page 1"
        document.add_paragraph("Talks open.")

    assert _read(build).text == "Talks open."


@pytest.mark.parametrize(
    "change",
    [
        as_strict,
        lambda data: as_kind(data, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        lambda data: as_kind(
            data, "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
        ),
        lambda data: as_kind(data, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
    ids=["strict", "docm", "dotx", "dotm"],
)
def test_every_kind_of_word_file_gives_the_same(change):
    def build(document):
        add_notes(document, "footnote", {"1": run("A note.")})
        document.add_heading("Readout of talks", 1)
        _append(document, paragraph_of(run("Talks open.") + _mark("footnote", "1")))
        document.core_properties.author = "Anna Reyl"

    plain = word(build)
    (expected,), (report,) = (read_bytes(data, name="r") for data in (plain, change(plain)))
    assert report == expected
    assert report.text == "Readout of talks\n\nTalks open.\n\nA note."
    assert (report.title, report.byline) == ("Readout of talks", "Anna Reyl")


_BODY = "Belmora wants a treaty on the flow of the Hadrun, its minister said after two days of talks. " * 3


def _review(
    heads: list[tuple[str, ...]], *, cover: str | None = None, body: str = _BODY
) -> Callable[[Any], None]:
    def build(document):
        if cover is not None:
            document.add_paragraph(cover, style="Title")
        for headline, *lines in heads:
            document.add_heading(headline, 1)
            for line in (*lines, body):
                document.add_paragraph(line)

    return build


def test_press_review_becomes_a_report_for_each_article():
    heads = [("Talks open", "By Anna Reyl", "4 March 2025"), ("Talks stall", "Basin Wire | 5 March 2025")]
    first, second = read_bytes(word(_review(heads, cover="Press review")), name="review.docx")
    assert (first.id, first.title, first.byline, str(first.date)) == (
        *("review.docx#1", "Talks open", "Anna Reyl", "2025-03-04"),
    )
    assert (second.title, second.byline, str(second.date)) == ("Talks stall", None, "2025-03-05")
    assert first.text.startswith("Talks open\n\nBy Anna Reyl\n\n4 March 2025\n\nBelmora")
    assert "Talks stall" not in first.text
    assert "Press review" not in first.text
    assert "2 headlines" in first.changes[0]
    assert "left out" in first.changes[0]
    assert "date" in first.guessed


@pytest.mark.parametrize(
    "build",
    [
        _review([("Background",), ("Positions",), ("Outlook",)]),
        _review([("Talks open", "4 March 2025"), ("Background",)]),
        _review([("Talks open", "4 March 2025")]),
        _review([("Talks open", "4 March 2025"), ("Talks stall", "5 March 2025")], body="Short."),
        _review([("Talks open", "4 March 2025"), ("Talks stall", "5 March 2025")], cover=_BODY * 5),
    ],
    ids=["chapters", "one undated", "one article", "no bodies", "a long text before"],
)
def test_what_may_be_one_report_stays_one(build):
    assert len(read_bytes(word(build), name="report.docx")) == 1
