r"""RTF: encodings, \u, tables, notes, text boxes; what a print shows and no more."""

import datetime

import pytest

from detente import InputError
from detente.reading import read_bytes, rtf

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}{\f1\fcharset204 Arial;}{\f2\fcharset0 A;}}"
)


def _read(body: str | bytes, head: bytes = HEAD):
    body = body.encode("latin-1") if isinstance(body, str) else body
    (report,) = read_bytes(head + body + b"}", name="report.rtf")
    return report


def _text(body: str | bytes, head: bytes = HEAD) -> str:
    return _read(body, head).text


def test_paragraphs_lines_and_line_ends_of_the_file():
    text = _text("Talks\r\n open.\\par Tarsenia\\line refuses.\\\nBoth\\tab left.\\sect The end.")
    assert text == "Talks open.\n\nTarsenia\nrefuses.\n\nBoth left.\n\nThe end."


def test_code_page_of_the_file_decodes_escaped_and_bare_bytes():
    cyrillic = "Переговоры продолжаются.".encode("cp1251")
    escaped = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in cyrillic)
    head = rb"{\rtf1\ansi\ansicpg1251"
    assert _text(" " + escaped, head) == _text(b" " + cyrillic, head) == "Переговоры продолжаются."


def test_font_decodes_its_own_bytes_until_its_group_ends():
    assert _text(r"caf\'e9 {\f1 \'e4\'e0} caf\'e9 \f1 \'ed\'e5\'f2\plain  \'e9") == "café да café нет é"


def test_font_of_charset_0_in_a_cyrillic_file_takes_the_file_s_encoding_for_words():
    head = HEAD.replace(b"1252", b"1251")
    assert _text(r"\f2 \'c4\'e0\'ed\'ed\'fb\'e5 {caf\'e9}", head) == "Данные café"


def test_double_byte_code_page_with_a_bare_second_byte():
    first, second = "ア".encode("cp932")  # the second byte is the letter A
    assert _text(f"\\'{first:02x}{chr(second)}.", rb"{\rtf1\ansi\ansicpg932 ") == "ア."


def test_unicode_escapes_swallow_what_stands_in_for_them():
    assert _text(r"\u8220?so\u8221\'94 \uc2\u1076xx\u-10179??\u-8703??\uc0\u1072.") == "“so” д😁а."
    assert _text(r"\uc1\u8211{-}x\u8212\emdash y") == "–-x—y"


def test_special_characters_and_escaped_braces():
    text = _text(r"\ldblquote No\rdblquote\emdash \{maybe\} back\\slash cease\_fire nego\-tiation\~now")
    assert text == "“No”—{maybe} back\\slash cease-fire negotiation now"


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_is_in():
    body = r"They will {\deleted never }{\revised soon }sign{\v  in secret}.{\deleted\par}And\v x\v0  leave."
    assert _text(body) == "They will soon sign.And leave."


def test_headers_footers_comments_pictures_and_field_codes_are_left_out():
    body = (
        r"{\header Ministry}{\footerr Page 1}{\*\generator Word;}{\*\annotation Sure?}{\stylesheet{Normal;}}"
        r"{\*\shppict{\pict 0102}}{\nonshppict{\pict 0102}}{\object{\*\objdata 0102}{\result Shown. }}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt A link}}{\pict\bin7 a}}{\b!} stays."
    )
    assert _text(body) == "Shown. A link stays."


def test_table_rows_are_paragraphs():
    body = (
        r"Before.\par\trowd\pard\intbl Party\cell Claim\cell\row\trowd\intbl A\cell One.\par Two.\cell\row"
        r"\pard After.\par"
    )
    assert _text(body).split("\n\n") == ["Before.", "Party | Claim", "A", "One.", "Two.", "After."]


def test_notes_follow_the_text_and_are_named():
    report = _read(
        r"Talks{\super\chftn}{\footnote\pard\chftn First.} open{\footnote\ftnalt Last.}.\par The end."
    )
    assert report.text.split("\n\n") == ["Talks open.", "The end.", "First.", "Last."]
    assert [part.label for part in report.parts] == ["footnote 1", "endnote 1"]


def test_text_box_follows_its_paragraph_once():
    body = (
        r"Talks {\shp{\*\shpinst\shpleft1{\sp{\sn wzName}{\sv Box}}{\shptxt\pard Key demand.\par}}"
        r"{\shprslt{\*\do{\dptxbxtext Key demand.}}}}open.\par The end."
    )
    assert _text(body).split("\n\n") == ["Talks open.", "Key demand.", "The end."]


def test_title_author_and_day_of_creation():
    info = (
        r"{\info{\title Round \'e9\u8211?2}{\author Anna Reyl}{\company X}"
        r"{\creatim\yr2025\mo3\dy4\hr9}{\revtim\yr1999}}"
    )
    report = _read(info + r"Belmora wants a treaty.")
    assert (report.title, report.byline, report.date) == ("Round é–2", "Anna Reyl", datetime.date(2025, 3, 4))
    assert (report.guessed, report.media, report.text) == (("date",), "rtf", "Belmora wants a treaty.")


def test_file_cut_short_keeps_what_it_has_and_says_so():
    (report,) = read_bytes(HEAD + rb"Talks open.\par {\b Bel", name="cut.rtf")
    assert (report.text, report.changes) == (
        "Talks open.\n\nBel",
        ("the file is cut short; what could be read of it was read",),
    )


def test_what_follows_the_last_brace_is_no_text():
    (report,) = read_bytes(HEAD + b"Talks open.}\n{\\rtf1 Second}", name="a.rtf")
    assert report.text == "Talks open."


def test_deep_nesting_does_not_break():
    assert _text(b"{" * 20_000 + b"Talks open." + b"}" * 20_000) == "Talks open."


def test_too_many_tokens_are_refused(monkeypatch):
    monkeypatch.setattr(rtf, "MAX_TOKENS", 1_000)
    with pytest.raises(InputError, match="too large; open it in a word processor"):
        _read(r"\b" * 1_000)
