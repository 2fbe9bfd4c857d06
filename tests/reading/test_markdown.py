"""Markdown and text with tags: their marks go, plain text keeps what looks like them."""

import pytest

from detente.reading import read_bytes


def _read(text: str, name: str = "talks.md"):
    (report,) = read_bytes(text.encode(), name=name)
    return report


MARKDOWN = """# Talks open

**Belmora** wants a [treaty](http://a.example/t "title") on the _flow_, *Voss*
said \\[on Monday\\].[^1]

> We will not sign.

- Tarsenia rejects it.
- The Union proposes
  a joint centre.

![A lake](lake.png)

Second headline
---------------

Line one{hard}
line two & three.

[ref]: http://a.example
""".replace("{hard}", "  ")


def test_marks_go_and_paragraphs_stay():
    report = _read(MARKDOWN)
    assert report.text.split("\n\n") == [
        "Talks open",
        "Belmora wants a treaty on the flow, Voss said [on Monday].",
        "We will not sign.",
        "Tarsenia rejects it.",
        "The Union proposes a joint centre.",
        "Second headline",
        "Line one\nline two & three.",
    ]
    assert report.title == "Talks open"
    assert report.changes == ("marks and tags taken off",)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(end):
    assert _read(MARKDOWN.replace("\n", end)).text == _read(MARKDOWN).text


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "Talks: open"\ndate: 2025-03-04\nauthor: {name: A. Writer}\nlang: en-GB\n---\n',
        '+++\ntitle = "Talks: open"\ndate = 2025-03-04\nauthors = ["A. Writer"]\nlang = "English"\n+++\n',
        '{\n  "title": "Talks: open",\n  "date": "2025-03-04",\n  "author": "A. Writer", "lang": "en"\n}\n\n',
        "Title: Talks: open\nDate: 2025-03-04\nAuthor: A. Writer\nLang: en_US\n\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_of_every_kind_is_declared(head, end):
    report = _read(f"{head}Belmora wants a treaty.\n".replace("\n", end))
    assert report.text == f"Belmora wants a treaty.{end}"
    assert (report.title, str(report.date), report.byline, report.language) == (
        "Talks: open",
        "2025-03-04",
        "A. Writer",
        "en",
    )
    assert report.guessed == ()


def test_page_below_front_matter_loses_its_tags():
    report = _read(
        "---\ntitle: Talks\n---\n[ad_1]\n<br><div><p>Belmora wants a <b>treaty</b>.</p><span/>"
        "<p>Tarsenia&#8217;s no.</p></div>\n<br>[ad_2]\n"
    )
    assert report.text == "Belmora wants a treaty.\n\nTarsenia’s no."


@pytest.mark.parametrize("name", ["piece.html", "piece.txt"])
def test_piece_of_a_page_is_a_page(name):
    report = _read("<p>Belmora wants a treaty.</p><p>Tarsenia rejects it.</p>", name)
    assert report.text == "Belmora wants a treaty.\n\nTarsenia rejects it."


def test_entities_in_a_text_become_characters():
    assert _read("Talks &amp; treaty\n\nBelmora &quot;wants&quot; it&nbsp;now.").text == (
        'Talks & treaty\n\nBelmora "wants" it now.'
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. Belmora demands a treaty.\n2. Tarsenia rejects it [see note].\n",
        "* * *\n\nTalks open_now and 2*3*4 at <F> or <tweet id=1>x</tweet>.\n",
        "**bold** once is not Markdown\nnor are short lines\n",
        "Talks\n\n- one\n- two > three\n\n> quoted\n",
        "AT&T and R&D; talks\n",
    ],
)
def test_plain_text_keeps_what_looks_like_marks(text):
    report = _read(text, "talks.txt")
    assert report.text == text
    assert report.changes == ()
