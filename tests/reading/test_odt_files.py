"""OpenDocument text: spaces, tables, notes, text boxes; nothing deleted, hidden or fetched."""

import datetime

from detente.reading import read_bytes
from reading.odt_files import content, odt


def _read(data: bytes):
    (report,) = read_bytes(data, name="report.odt")
    return report


def _text(xml: str) -> str:
    return _read(odt(xml)).text


def test_paragraphs_headings_lists_and_spans_with_the_spaces_that_are_meant():
    xml = (
        "<text:h>Talks\n   open</text:h><text:p>Bel<text:span>mora</text:span> wants"
        "<text:s text:c='2'/>a<text:tab/>treaty.<text:line-break/>Soon.</text:p>"
        "<text:list><text:list-item><text:p>A flow</text:p></text:list-item></text:list>"
        "<text:section><text:p>End</text:p></text:section>"
    )
    assert _text(xml).split("\n\n") == ["Talks open", "Belmora wants a treaty.\nSoon.", "A flow", "End"]


def test_deleted_hidden_and_commented_text_is_left_out():
    xml = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>They will <text:change/><text:change-start/>soon <text:change-end/>sign"
        "<office:annotation><text:p>Sure?</text:p></office:annotation>"
        "<text:hidden-text>in secret</text:hidden-text>.</text:p>"
    )
    assert _text(xml) == "They will soon sign."


def test_table_rows_are_paragraphs_and_repeated_rows_are_not_multiplied():
    xml = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Party</text:p>"
        "</table:table-cell><table:table-cell><text:p>Claim</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows><table:table-row table:number-rows-repeated='99999999'><table:table-cell>"
        "<text:p>A</text:p></table:table-cell><table:covered-table-cell><text:p>x</text:p>"
        "</table:covered-table-cell></table:table-row></table:table>"
    )
    assert _text(xml) == "Party | Claim\n\nA"


def test_notes_follow_the_text_and_text_boxes_their_paragraph():
    note = (
        "<text:note text:note-class='{}'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>{}</text:p></text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>Key demand.</text:p></draw:text-box></draw:frame>"
    last, first = note.format("endnote", "Last."), note.format("footnote", "First.")
    xml = f"<text:p>Talks{last} {box}open{first}.</text:p><text:p>The end.</text:p>"
    report = _read(odt(xml))
    assert report.text.split("\n\n") == ["Talks open.", "Key demand.", "The end.", "Last.", "First."]
    assert [part.label for part in report.parts] == ["endnote 1", "footnote 1"]


def test_title_author_language_and_day_of_creation():
    meta = (
        "<dc:title>Round two</dc:title><meta:initial-creator>Anna Reyl</meta:initial-creator>"
        "<dc:language>de-CH</dc:language><meta:creation-date>2025-03-04T09:00:00</meta:creation-date>"
    )
    report = _read(odt("<text:p>Belmora wants a treaty.</text:p>", meta=meta))
    assert (report.title, report.byline, report.language) == ("Round two", "Anna Reyl", "de")
    assert (report.date, report.guessed, report.media) == (datetime.date(2025, 3, 4), ("date",), "odt")


def test_flat_file_gives_the_same_report():
    xml, meta = "<text:p>Belmora wants a treaty.</text:p>", "<dc:title>Round two</dc:title>"
    flat, packed = _read(content(xml, meta=meta)), _read(odt(xml, meta=meta))
    assert flat == packed


def test_external_entity_is_not_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("launch code", "utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>'
    assert _read(odt("<text:p>Talks &leak; open.</text:p>", doctype=doctype)).text == "Talks open."


def test_entities_are_not_expanded():
    doctype = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert _read(odt("<text:p>Talks &b;open.</text:p>", doctype=doctype)).text == "Talks open."
