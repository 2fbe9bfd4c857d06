"""Pages that a browser or Word saved in one file (.mht, .mhtml)."""

import base64
import quopri

import pytest

from detente import InputError
from detente.reading import read_bytes
from reading.web_pages import JUNK, STORY, page

_PAGE = page("<article><h1>Talks stall</h1>" + "".join(f"<p>{text}</p>" for text in STORY) + "</article>")


def _saved(head: str, *parts: tuple[str, bytes], boundary: str = "----b") -> bytes:
    pieces = [f"--{boundary}\r\n{headers}\r\n\r\n".encode() + body + b"\r\n" for headers, body in parts]
    return (
        head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + b"".join(pieces) + f"--{boundary}--\r\n".encode()
    )


_BLINK = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/talks\nSubject: Talks\n"
    "Date: Fri, 21 Mar 2025 10:00:00 -0000\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----b"'
)
_WORD = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----b"'
_QUOTED = (
    "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable",
    quopri.encodestring(_PAGE.encode()),
)
_CODED = (
    'Content-Type: text/html; charset="unicode"\r\nContent-Transfer-Encoding: base64',
    base64.encodebytes(_PAGE.replace("utf-8", "unicode").encode("utf-16")),
)
_FRAME = ("Content-Type: text/html\r\nContent-ID: <frame>", b"<p>Advertisement frame-word</p>")
_IMAGE = ("Content-Type: image/png\r\nContent-Transfer-Encoding: base64", b"iVBORw0KGgo=")


@pytest.mark.parametrize(
    "data",
    [_saved(_BLINK, _QUOTED, _IMAGE, _FRAME), _saved(_WORD, _CODED, _IMAGE), _saved(_BLINK, _CODED)],
    ids=["Chrome", "Word", "UTF-16"],
)
def test_saved_page_reads_as_the_page_itself(data):
    (report,) = read_bytes(data, name="talks.mht")
    (expected,) = read_bytes(_PAGE.encode(), name="talks.html")
    assert report.text == expected.text
    assert report.media == "html"
    assert [words for words in (*JUNK, "frame-word") if words in report.text] == []


def test_address_is_where_it_was_saved_from_and_the_day_of_saving_is_not_its_date():
    (report,) = read_bytes(_saved(_BLINK, _QUOTED), name="talks.mht")
    assert (report.address, report.date) == ("https://x.example/talks", None)


def test_saved_page_without_a_page_says_so():
    with pytest.raises(InputError, match="there is no page in it; open it in a browser"):
        read_bytes(_saved(_BLINK, _IMAGE), name="talks.mht")


def test_message_with_pictures_is_still_mail():
    head = 'From: Anna <a@b.example>\nTo: c@d.example\nContent-Type: multipart/related; boundary="----b"'
    (report,) = read_bytes(_saved(head, _QUOTED), name="mail.eml")
    assert report.media == "email"
