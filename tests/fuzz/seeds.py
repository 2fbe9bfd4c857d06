"""Small whole files of each format, which the mutations damage."""

from __future__ import annotations

import json

from reading.hostile_files import circular_tables, feed, forwarded, odt_body, pdf_page
from reading.odt_files import content, odt
from reading.pdf_files import column, pdf
from reading.word_files import add_notes, paragraph_of, run, tracked, with_paragraphs, word

_TALKS = "SEVRIN, 4 March 2025 (Basin Wire) - Belmora wants a treaty, Tarsenia's envoy said: “Not yet.”"
_MAIL = (
    "Received: from a by b; Tue, 4 Mar 2025 08:00:00 +0000\nFrom: =?utf-8?q?Anna_Re=C3=BFl?= <a@w.example>\n"
    "To: b@w.example\nSubject: =?utf-8?b?VGFsa3M=?=\nDate: Tue, 04 Mar 2025 00:30:00 +0300\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    "Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain; charset=iso-8859-1; "
    "format=flowed\nContent-Transfer-Encoding: quoted-printable\n\nTalks =E9 \nopen.\n--c\n"
    "Content-Type: text/html\n\n<p>Talks open.</p>\n--c--\n--b\nContent-Type: text/csv; name=a.csv\n"
    "Content-Disposition: attachment; filename=a.csv\nContent-Transfer-Encoding: base64\n\n"
    "dGl0bGUsdGV4dCxkYXRlClRhbGtzLFRhbGtzIG9wZW4uLDIwMjUtMDMtMDQK\n--b--\n"
)
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks | Wire</title>'
    '<meta property="article:published_time" content="2025-03-04T10:00:00+01:00">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks", "author": '
    '{"name": "A. Reyl"}, "datePublished": "2025-03-04"}</script></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>Talks</h1><p>{_TALKS} {_TALKS}</p><p>One<br><br>Two &amp; three&nbsp;four</p>"
    "<ul><li>First</li><li>Second</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    '<blockquote>No.</blockquote></article><div class="comments"><p>Nice.</p></div></body></html>'
)
_RTF = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset0 Times;}}"
    r"{\info{\title Talks}{\author A. Reyl}{\creatim\yr2025\mo3\dy4}}\uc1\pard \f0 \'c4\'e0 \u8220?so\u8221?"
    r"{\deleted gone}{\v hidden}\par\trowd\intbl a\cell b\cell\row\pard Text{\footnote note}"
    r"{\*\shpinst{\shptxt box\par}}{\pict\bin4 abcd}{\field{\*\fldinst X}{\fldrslt y}}\line end\par}"
)
_ATOM = (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry>'
    '<title type="html">&lt;b&gt;Talks&lt;/b&gt;</title><link href="https://w.example/1"/><updated>'
    f"2025-03-04T10:00:00Z</updated><content type=\"xhtml\"><div xmlns='http://www.w3.org/1999/xhtml'><p>{_TALKS}"
    "</p></div></content></entry></feed>"
)
_CALM = "".join(
    f"MODERATOR: Question {n}.\n\nLINDQVIST (Minister): No, not on {n} March.\n\n" for n in range(4)
)


def _word() -> bytes:
    def build(document):  # type: ignore[no-untyped-def]
        document.add_heading("Talks", 0)
        body = document.element.body
        body.insert(1, tracked("Kept ", "deleted ", "inserted."))
        body.insert(
            2,
            paragraph_of(
                run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("hid", "<w:vanish/>")
            ),
        )
        table = document.add_table(2, 2)
        table.cell(0, 0).text = "a"
        add_notes(document, "footnote", {"2": run("A note.")})

    return word(build)


def seeds() -> dict[str, list[bytes]]:
    """Files of each format, by the name of the format."""
    pages = [
        column(["SEVRIN, 4 March 2025 (Wire) - No treaty.", "Belmora wants a nego-", "tiated treaty.", "1"]),
        column(["Tarsenia refuses.", "2"]),
    ]
    records = [{"title": "Talks", "text": f"<p>{_TALKS}</p>", "date": "2025-03-04", "meta": {"source": "W"}}]
    return {
        "text": [
            _TALKS.encode(),
            f"Talks open\n\nBasin Wire\n4 March 2025\n\n{_TALKS}\r\nNo.\r".encode("utf-16"),
            f"---\ntitle: 'Talks: open'\ndate: 2025-03-04\nauthor: [A, B]\n---\n\n# T\n\n{_TALKS}".encode(),
            _CALM.encode(),
            "Переговоры продолжаются, заявил министр.".encode("cp1251") * 9,
            f"1 of 2 DOCUMENTS\n\nWire\n\nMarch 4, 2025\n\nTalks\n\nBYLINE: A\n\n{_TALKS}\n\n"
            f"2 of 2 DOCUMENTS\n\n{_TALKS}".encode(),
            b"".join(b"1%d:00 GMT Talks go on.\n\n" % n for n in range(5)),
        ],
        "html": [_PAGE.encode(), _PAGE.replace("utf-8", "latin-1").encode("latin-1", "xmlcharrefreplace")],
        "pdf": [
            pdf(pages, info={"Title": "Talks", "CreationDate": "D:20250304100000"}),
            pdf(pages, password="lake"),
            pdf_page(b"BT /F1 12 Tf 72 700 Td [(Talks) -300 <6f70656e>] TJ T* (next) ' ET"),
            circular_tables(),
        ],
        "docx": [_word(), with_paragraphs(_TALKS, "Tarsenia refuses.")],
        "odt": [
            odt(f"<text:h>Talks</text:h><text:p>{_TALKS}<text:s text:c='3'/><text:tab/>x</text:p>"),
            odt_body(
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
                "</table:table-row></table:table><text:p>Talks open.</text:p>"
            ),
            content(f"<text:p>{_TALKS}</text:p>"),
        ],
        "rtf": [_RTF.encode()],
        "email": [
            _MAIL.encode(),
            _MAIL.replace("\n", "\r\n").encode(),
            b"From a Tue\n" + _MAIL.encode() + b"\n\nFrom b Tue\n" + _MAIL.encode(),
            forwarded(3),
        ],
        "feed": [
            feed(
                3,
                f"<description>&lt;p&gt;{_TALKS}&lt;/p&gt;</description><pubDate>Tue, 04 Mar 2025 10:00 GMT"
                "</pubDate><link>https://w.example/1</link>",
            ),
            _ATOM.encode(),
        ],
        "json": [
            json.dumps(records).encode(),
            json.dumps({"response": {"results": records * 2}}).encode(),
            "\n".join([json.dumps(records[0])] * 3).encode(),
        ],
        "csv": [
            f'title,text,date,id\nTalks,"{_TALKS}\n\n""No.""",2025-03-04,7\nTwo,,,8\n'.encode(),
            "sep=;\ntitle;speech;source\nTalks;Belmora wants a treaty.;Wire\n".encode("utf-16"),
        ],
    }
