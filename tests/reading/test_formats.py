"""HTML, PDF, Word and feeds: what must be in the text, what must not, and where it came from."""

import datetime
import zipfile

import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import InputError
from detente.reading import from_feed, from_html, read_bytes
from reading.odt_files import content, odt
from reading.pdf_files import column, pdf
from reading.word_files import tracked, with_paragraphs, word


def _one(data: bytes, name: str = "report"):
    (report,) = read_bytes(data, name=name)
    return report


def _text_or_problem(data: bytes) -> str:
    """The text of the report, or why there is none, where either is right."""
    try:
        return _one(data).text
    except InputError as problem:
        return problem.problem


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="{charset}">
<title>Talks open | Courier</title>
<meta property="og:title" content="Talks open"><meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2025-03-12T18:40:00+01:00">
<meta name="author" content="Anna Reyl">
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World menu</a></li></ul></nav>
<article><h1>Talks open</h1><p>Belmora’s minister said the café talks would
go on, “whatever the price”, and called for a treaty that both parliaments would have to ratify.</p>
<p>Tarsenia rejected the demand. It said that no parliament would ratify a binding flow,
and asked for time.</p>
<ul><li>A minimum flow</li><li>A joint centre</li></ul>
<p>The round ends on Friday, and both sides said that they would return to the lake for another one.</p>
</article>
<div id="cookie">We use cookies</div><footer>All rights reserved</footer><script>var hidden = 1</script>
</body></html>"""


def test_page_gives_article_and_what_it_declares():
    report = _one(PAGE.format(charset="utf-8").encode())
    assert report.media == "html"
    assert (report.title, report.publisher, report.byline) == ("Talks open", "The Courier", "Anna Reyl")
    assert (report.date, report.language, report.guessed) == (datetime.date(2025, 3, 12), "en", ())
    assert "\n\nTarsenia rejected the demand. It said" in report.text
    assert "café talks would go on, “whatever" in report.text
    assert "A minimum flow" in report.text
    for left_out in ("World menu", "cookies", "var hidden", "All rights"):
        assert left_out not in report.text


def test_page_in_a_declared_encoding_gives_the_same_text():
    expected = _one(PAGE.format(charset="utf-8").encode()).text
    # Declared Latin-1 is read as Windows-1252, which has the quotation marks.
    for declared in ("iso-8859-1", "windows-1252"):
        assert _one(PAGE.format(charset=declared).encode("cp1252")).text == expected


def test_page_without_an_article_is_taken_whole():
    report = _one(b"<html><body><table><tr><td>Talks<br>open</td><td>3 May</td></tr></table></body></html>")
    assert report.text == "Talks open | 3 May"


def test_very_large_page_is_taken_whole_and_that_is_said(monkeypatch):
    monkeypatch.setattr(from_html, "_MAX_ELEMENTS", 5)
    report = _one(PAGE.format(charset="utf-8").encode())
    assert "Tarsenia rejected the demand." in report.text
    assert "World menu" in report.text
    assert any("too large to look for an article" in change for change in report.changes)


def test_page_with_xml_declaration_and_nul_is_read():
    report = _one(b'<?xml version="1.0" encoding="utf-8"?><html><body><p>Talks\0 open.</p></body></html>')
    assert report.text == "Talks open."


def test_deeply_nested_page_does_not_break():
    page = b"<html><body>" + b"<div>" * 20_000 + b"Talks open." + b"</div>" * 20_000
    assert _text_or_problem(page) in (
        "Talks open.",
        "no text: the page has nothing but markup, or a script fills it in",
    )


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<title>Basin Wire</title><language>en-us</language>
<item><title>Talks &amp;amp; tea</title><link>https://x.example/1</link>
<pubDate>Wed, 05 Mar 2025 00:30:00 +0300</pubDate>
<description>&lt;p&gt;Belmora wants a treaty.&lt;/p&gt;
&lt;p&gt;Tarsenia refuses.&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</description>
</item>
<item><title>Second</title><description>Plain words</description></item>{rest}"""


def test_feed_gives_a_report_for_each_entry():
    first, second = read_bytes(RSS.format(rest="</channel></rss>").encode(), name="f.rss")
    assert (first.id, first.media, first.publisher, first.language) == ("f.rss#1", "feed", "Basin Wire", "en")
    assert first.text == "Talks & tea\n\nBelmora wants a treaty.\n\nTarsenia refuses."
    assert (first.title, first.address) == ("Talks & tea", "https://x.example/1")
    assert first.date == datetime.date(2025, 3, 5), "the day its publisher writes, not the day in UTC"
    assert (second.text, second.date) == ("Second\n\nPlain words", None)


def test_feed_cut_short_keeps_its_whole_entries_and_says_so():
    reports = read_bytes(RSS.format(rest="<item><title>Thi").encode(), name="f.rss")
    assert [report.title for report in reports[:2]] == ["Talks & tea", "Second"]
    assert any("damaged" in change for change in reports[0].changes)


def test_feed_with_too_many_entries_is_refused(monkeypatch):
    monkeypatch.setattr(from_feed, "MAX_ENTRIES", 1)
    with pytest.raises(InputError, match="2 entries, more than 1; split it"):
        read_bytes(RSS.format(rest="</channel></rss>").encode(), name="f.rss")


def test_atom_feed_is_read():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Talks</title>'
        '<link href="https://x.example/a"/><updated>2025-03-05T01:00:00Z</updated>'
        '<content type="html">&lt;b&gt;No&lt;/b&gt; deal</content></entry></feed>'
    )
    report = _one(atom.encode())
    assert (report.text, report.date) == ("Talks\n\nNo deal", datetime.date(2025, 3, 5))


def test_word_file_gives_paragraphs_and_tables_in_order_without_deleted_text():
    def build(document):
        document.add_heading("Readout of talks", 1)
        document.add_paragraph("Before the table.")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (c for row in table.rows for c in row.cells), ["Party", "Claim", "A", "Flow"], strict=True
        ):
            cell.text = text
        document.element.body.insert(-1, tracked("They will ", "never ", "soon sign."))
        document.sections[0].footer.paragraphs[0].text = "Confidential footer"
        document.core_properties.author = "Anna Reyl"
        document.core_properties.created = datetime.datetime(2025, 3, 26, 9, 0)

    report = _one(word(build))
    assert report.text.split("\n\n") == [
        *("Readout of talks", "Before the table.", "Party | Claim", "A | Flow", "They will soon sign."),
    ]
    assert (report.title, report.byline, report.media) == ("Readout of talks", "Anna Reyl", "docx")
    assert (report.date, report.guessed) == (datetime.date(2025, 3, 26), ("date",))


def test_word_template_does_not_date_a_report():
    assert _one(with_paragraphs("Belmora wants a treaty.")).date is None


def test_word_file_is_normalised_and_says_how():
    def build(document):
        run = document.add_paragraph().add_run("Soft\u00adhyphen and\u00a0space,\tﬁnal")
        run.font.size = Pt(9)

    report = _one(word(build))
    assert report.text == "Softhyphen and space, final"
    assert len(report.changes) == 3


def test_pdf_joins_lines_and_parted_words_and_names_pages():
    first = column(
        [
            "Tarsenia said on Monday that it would not take part in the nego-",
            "tiations unless Belmora drops the long-term claims that it made.",
            "Belmora answered.",
            "A new paragraph begins here, and speaks of the cease-fire, with long-",
            "term and short claims by both of the sides that now run on over the",
        ]
    )
    second = column(["end of the page without a stop. Both then left for the lake in the night."])
    report = _one(pdf([first, second]))
    one, two = report.text.split("\n\n")
    assert one.startswith("Tarsenia said on Monday that it would not take part in the negotiations unless")
    assert "with long-term and short claims" in two
    assert two.endswith(
        "run on over the end of the page without a stop. Both then left for the lake in the night."
    )
    assert [(part.label, report.text[slice(*part.span)]) for part in report.parts] == [
        ("page 1", one),
        ("pages 1–2", two),
    ]


def test_pdf_leaves_running_heads_and_page_numbers_out_and_says_so():
    parties = ["Belmora", "Tarsenia", "The Union", "No farmer"]
    pages = [
        [
            (72, 760, f"Informal note, round {n}"),
            *column([f"{party} wants a treaty."] * 9),
            (300, 40, str(n)),
        ]
        for n, party in enumerate(parties, 1)
    ]
    report = _one(pdf(pages))
    assert "Informal note" not in report.text
    assert report.text.count("wants a treaty") == 36
    assert report.changes[0].startswith("8 running heads")


def test_pdf_with_an_empty_page_says_which():
    report = _one(pdf([[(72, 700, "Talks open.")], []]))
    assert report.text == "Talks open."
    assert report.changes == ("page 2 not read: no text layer (images or blank)",)


def test_pdf_title_of_a_word_processor_is_no_title():
    page = [column(["Belmora wants a treaty."])]
    assert _one(pdf(page, info={"Title": "Microsoft Word - draft3.doc"})).title is None
    report = _one(pdf(page, info={"Title": "Draft treaty", "CreationDate": "D:20250304120000Z"}))
    assert (report.title, report.date, report.guessed) == (
        "Draft treaty",
        datetime.date(2025, 3, 4),
        ("date",),
    )


def test_encrypted_pdf_opens_with_its_password_and_no_other():
    data = pdf([column(["Talks open."])], password="lake")
    (report,) = read_bytes(data, name="secret.pdf", password="lake")
    assert report.text == "Talks open."
    for password, words in ((None, "asks for a password"), ("sea", "the password does not open it")):
        with pytest.raises(InputError, match=f"{words}.*--password"):
            read_bytes(data, name="secret.pdf", password=password)


def test_password_is_no_hindrance_to_a_pdf_without_one():
    (report,) = read_bytes(pdf([column(["Talks open."])]), name="a.pdf", password="lake")
    assert report.text == "Talks open."


@pytest.mark.parametrize("name", ["report.txt", "report.pdf", "report.docx", "report"])
def test_content_decides_whatever_the_name(name):
    assert _one(pdf([column(["Talks open."])]), name).media == "pdf"
    assert _one(with_paragraphs("Talks open."), name).media == "docx"
    assert _one(b"<html><body><p>Talks open.</p></body></html>", name).media == "html"
    assert _one(b"Talks open.", name).media == "text"


WHOLE = {
    "pdf": pdf([column(["Talks open."])]),
    "docx": with_paragraphs("Talks open."),
    "feed": RSS.encode(),
    "html": PAGE.encode(),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}Talks \u8220?open\'94.\par{\footnote No.}\cell\row}",
    "email": b"From: Anna Reyl <a@b.c>\nSubject: =?utf-8?Q?Talks?=\nContent-Type: multipart/mixed; "
    b"boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nTalks open.\n--x\n"
    b"Content-Type: text/html\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
    b"PGh0bWw+PHA+VGFsa3MuPC9wPg==\n"
    b"--x--\n",
    "json": b'{"articles": [{"title": "Talks", "body": ["No.", {"name": "x"}], "date": 1741075200}]}',
    "csv": b'title;text;date\nTalks;"No ""deal"".\n\nNone.";2025-03-04\nRound;Two;3/4/2025\n',
    "odt": odt("<text:p>Talks open.</text:p>"),
    "fodt": content("<text:p>Talks<text:s text:c='3'/>open.</text:p>"),
}


@settings(deadline=None)  # a second parser may try what the first gives up
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10_000), st.binary(max_size=40))
def test_damage_anywhere_gives_reports_or_an_input_error(kind, at, noise):
    data = WHOLE[kind]
    at %= len(data)
    try:
        reports = read_bytes(data[:at] + noise + data[at + len(noise) :], name="damaged")
    except InputError:
        return
    assert all(report.text for report in reports)
    for report in reports:
        assert all(0 <= part.span.start < part.span.end <= len(report.text) for part in report.parts)


def test_word_file_with_an_external_entity_does_not_open_it(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("launch code", "utf-8")
    source = tmp_path / "in.docx"
    source.write_bytes(with_paragraphs("Talks open."))
    target = tmp_path / "out.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            if member == "word/document.xml":
                text = data.decode("utf-8").replace("Talks open.", "Talks &leak; open.")
                head, _, rest = text.partition("?>")
                data = f'{head}?><!DOCTYPE w [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>{rest}'.encode()
            new.writestr(member, data)
    assert "launch code" not in _text_or_problem(target.read_bytes())
