"""E-mail: messages and mailboxes, their encodings, alternatives, quoted replies and attachments."""

import base64
import datetime
from email.message import EmailMessage

import pytest

from detente import InputError
from detente.reading import from_mail, read_bytes
from detente.reading.document import read_document
from reading.pdf_files import column, pdf

HEAD = (
    b"Received: from a by b; Tue, 4 Mar 2025 08:00:00 +0000\r\n"
    b"From: Anna Reyl <reyl@courier.example>\r\nTo: desk@courier.example\r\nSubject: Talks open\r\n"
    b"Date: Tue, 04 Mar 2025 00:30:00 +0300\r\nMIME-Version: 1.0\r\n"
)


def _one(data: bytes):
    (report,) = read_bytes(data, name="a.eml")
    return report


def _message(text: str = "Belmora wants a treaty.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "Press <press@water.example>", "Talks"
    message["Date"] = "Tue, 04 Mar 2025 09:00:00 +0000"
    message.set_content(text)
    return message


def _reading(message: EmailMessage):
    return read_document(bytes(message), "a.eml", None)


def test_headers_become_title_byline_and_the_sender_s_day():
    report = _one(HEAD + b"\r\nBelmora wants a treaty.\r\n\r\n> Tarsenia refused.\r\n> Twice.\r\n")
    assert report.text == "Belmora wants a treaty.\n\n> Tarsenia refused.\n> Twice."
    assert (report.title, report.byline, report.publisher) == ("Talks open", "Anna Reyl", None)
    assert (report.date, report.media, report.guessed) == (datetime.date(2025, 3, 4), "email", ())


def test_sender_s_desk_is_the_publisher_and_marked_as_guessed():
    head = HEAD.replace(b"Anna Reyl <reyl@", b'"Ministry of Water" <press@')
    report = _one(head + b"\r\nTalks open.\r\n")
    assert (report.publisher, report.byline, report.guessed) == ("Ministry of Water", None, ("publisher",))


def test_encoded_headers_are_decoded_whether_declared_or_bare():
    for subject in ("=?utf-8?Q?Gespr=C3=A4che_=C3=BCber?= =?utf-8?B?IFdhc3Nlcg==?=", "Gespräche über Wasser"):
        head = HEAD.replace(b"Talks open", subject.encode())
        assert _one(head + b"\r\nText.\r\n").title == "Gespräche über Wasser"
    for charset in ("x-nowhere", "gÿ1¥"):
        unknown = HEAD.replace(b"Talks open", f"=?{charset}?Q?Talks?=".encode())
        assert "Talks" in _one(unknown + b"\r\nText.\r\n").title


@pytest.mark.parametrize(
    ("charset", "transfer", "body"),
    [
        ("utf-8", "quoted-printable", b"Caf=C3=A9 talks go=\r\n on."),
        ("iso-8859-1", "quoted-printable", b"Caf=E9 talks go on."),
        ("utf-8", "base64", base64.encodebytes("Café talks go on.".encode())),
        ("utf-8", "8bit", "Café talks go on.".encode()),
        ("windows-1252", "8bit", "Café talks go on.".encode("cp1252")),
        ("no-such-charset", "8bit", "Café talks go on.".encode()),
    ],
)
def test_transfer_encodings_and_charsets(charset, transfer, body):
    head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    assert _one(HEAD + head.encode() + body).text == "Café talks go on."


def test_charset_in_ascii_needs_its_declaration():
    body = "交渉が始まった。".encode("iso-2022-jp")
    report = _one(HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + body)
    assert report.text == "交渉が始まった。"


def test_flowed_lines_are_joined_by_their_depth_of_quoting():
    body = b"Belmora wants \r\na treaty.\r\n\r\n> Tarsenia \r\n> refused.\r\n>> Before.\r\n-- \r\nAnna"
    report = _one(HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + body)
    assert report.text == "Belmora wants a treaty.\n\n> Tarsenia refused.\n>> Before.\n--\nAnna"


def test_plain_alternative_is_preferred_to_html():
    message = _message()
    message.add_alternative("<p>Belmora wants <b>nothing</b>.</p>", subtype="html")
    assert _one(bytes(message)).text == "Belmora wants a treaty."


def test_html_is_taken_where_the_plain_alternative_is_empty():
    message = _message("\n")
    page = "<html><body><p>Belmora wants a treaty.</p><blockquote><p>Tarsenia refused.</p></blockquote>"
    message.add_alternative(f"{page}<style>p {{}}</style></body></html>", subtype="html")
    assert _one(bytes(message)).text == "Belmora wants a treaty.\n\nTarsenia refused."


def test_attachments_are_reports_read_by_their_content():
    message = _message()
    draft = pdf([column(["Draft treaty of the lake"])])
    message.add_attachment(draft, maintype="application", subtype="octet-stream", filename="a.txt")
    message.add_attachment("Tarsenia refuses.", filename="note.txt")
    reading = _reading(message)
    assert reading.problems == ()
    found = [(report.id.rpartition("/")[2], report.media, report.text.strip()) for report in reading.reports]
    assert found == [
        ("a.eml", "email", "Belmora wants a treaty."),
        ("a.eml#2", "pdf", "Draft treaty of the lake"),
        ("a.eml#3", "text", "Tarsenia refuses."),
    ]
    assert reading.reports[2].date == datetime.date(2025, 3, 4)
    assert "date" in reading.reports[2].guessed


def test_attachment_that_cannot_be_read_is_named_and_the_message_kept():
    message = _message()
    message.add_attachment(b"%PDF-1.4 cut", maintype="application", subtype="pdf", filename="draft.pdf")
    reading = _reading(message)
    assert [report.text for report in reading.reports] == ["Belmora wants a treaty."]
    (problem,) = reading.problems
    assert "a.eml#2, draft.pdf: the PDF is damaged" in str(problem)


def test_logo_in_the_text_and_signature_are_said_but_no_problem():
    message = _message()
    message.add_attachment(b"\x89PNG", "image", "png", cid="<logo>", disposition="inline", filename="l.png")
    message.add_attachment(b"sig", maintype="application", subtype="pgp-signature", filename="s.asc")
    reading = _reading(message)
    assert (reading.problems, reading.reports[0].changes) == ((), ("parts not read: l.png, s.asc",))


def test_forwarded_message_is_a_report():
    message = _message()
    message.add_attachment(_message("Tarsenia refuses."))
    assert [report.text for report in read_bytes(bytes(message), name="a.eml")] == [
        "Belmora wants a treaty.",
        "Tarsenia refuses.",
    ]


def test_messages_in_messages_end():
    message = _message("Innermost.")
    for depth in range(20):
        outer = _message(f"Round {depth}.")
        outer.add_attachment(message)
        message = outer
    reading = _reading(message)
    assert len(reading.reports) == 9
    assert "attached too deep" in str(reading.problems[0])


def test_mailbox_gives_its_messages_and_names_the_bad_ones():
    envelope = b"From x@y Tue Mar  4 08:00:00 2025\n" + HEAD.replace(b"\r\n", b"\n") + b"\n"
    bodies = [
        b"Belmora wants.\n\n>From the lake, no news.\n\nFrom now on, silence.\n\n",
        b"\n",
        b"Tarsenia refuses.\n",
    ]
    reading = read_document(b"".join(envelope + body for body in bodies), "a.mbox", None)
    assert [(report.id[-2:], report.text) for report in reading.reports] == [
        ("#1", "Belmora wants.\n\nFrom the lake, no news.\n\nFrom now on, silence."),
        ("#3", "Tarsenia refuses."),
    ]
    assert [str(problem).split("/")[-1] for problem in reading.problems] == [
        "a.mbox#2: no text: the message is empty; check that it was saved whole"
    ]


def test_messages_and_parts_beyond_the_limits_are_named(monkeypatch):
    monkeypatch.setattr(from_mail, "MAX_MESSAGES", 2)
    monkeypatch.setattr(from_mail, "MAX_PARTS", 4)
    message = b"From x@y Tue\n" + HEAD.replace(b"\r\n", b"\n")
    bodies = [b"\nOne.\n", b"\n" + b"--x\n" * 9, b"\nThree.\n"]
    reading = read_document(b"\n".join(message + body for body in bodies), "a.mbox", None)
    assert [report.text for report in reading.reports] == ["One."]
    many_parts, many_messages = map(str, reading.problems)
    assert "too many parts" in many_parts
    assert "3 messages, of which the first 2" in many_messages


def test_text_that_only_looks_like_headers_is_text():
    for text in (
        b"Title: Talks open\nDate: 2025-03-04\n\nBelmora wants a treaty.\n",
        b"From: Belmora\n\nA letter.\n",
        b"From: the desk\nSubject: x\nThis is no header.\n\nText.\n",
    ):
        assert _one(text).media == "text"


def test_encrypted_message_says_so():
    body = b"Content-Type: multipart/encrypted; boundary=x\r\n\r\n--x\r\n\r\nVersion: 1\r\n--x--\r\n"
    with pytest.raises(InputError, match="encrypted; open it in a mail program"):
        _one(HEAD + body)
