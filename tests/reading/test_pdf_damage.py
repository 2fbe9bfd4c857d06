"""Damaged PDFs give what is left of them, or say in words what is wrong, within bounds."""

import logging
import re
import time
import zlib

import pytest

from detente import InputError
from detente.reading import from_pdf, read_bytes
from detente.reading.pdf_fallback import fallback_pages
from reading.pdf_files import column, pdf

WHOLE = pdf([column(["Talks open on the lake."]), column(["Both sides left at night."])])


def _text_or_problem(data: bytes) -> str:
    try:
        return "\n\n".join(report.text for report in read_bytes(data, name="a.pdf"))
    except InputError as problem:
        return str(problem)


def test_file_that_pdfium_cannot_open_is_read_by_pypdf_and_says_so(monkeypatch):
    monkeypatch.setattr(from_pdf, "_open", lambda data, name, password: None)
    (report,) = read_bytes(WHOLE, name="a.pdf")
    assert report.text == "Talks open on the lake.\n\nBoth sides left at night."
    assert [part.label for part in report.parts] == ["page 1", "page 2"]
    assert report.changes == ("read with pypdf, since pdfium cannot open it: some text may be missing",)


def test_pages_without_text_for_pdfium_are_read_by_pypdf_and_named(monkeypatch):
    page = from_pdf._page
    monkeypatch.setattr(from_pdf, "_page", lambda pdf, at: None if at == 1 else page(pdf, at))
    (report,) = read_bytes(WHOLE, name="a.pdf")
    assert report.text == "Talks open on the lake.\n\nBoth sides left at night."
    assert report.changes == ("page 2 read with pypdf, since pdfium finds no text there",)


def test_catalogue_that_is_gone_is_found_again_by_pypdf():
    damaged = WHOLE.replace(b"/Type /Catalog /Pages 2 0 R", b"/Type /Cxtalog /Pxges 2 0 R")
    assert _text_or_problem(damaged)  # text or a message, never a traceback


def test_password_goes_to_pypdf_too():
    data = pdf([column(["Talks open."])], password="lake")
    ((number, (line,)),) = fallback_pages(data, password="lake").items()
    assert (number, line.text) == (1, "Talks open.")
    assert fallback_pages(data, password="sea") == {}


def test_pypdf_writes_nothing_to_the_terminal(capfd):
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []
    try:
        fallback_pages(WHOLE[:400])
    finally:
        root.handlers = handlers
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_file_cut_short_gives_text_and_says_so_or_is_named(share):
    data = WHOLE[: int(len(WHOLE) * share)]
    found = _text_or_problem(data)
    if not found.startswith("a.pdf: "):
        assert found in "Talks open on the lake.\n\nBoth sides left at night."
        assert "the file has no end: it may be cut short" in read_bytes(data, name="a.pdf")[0].changes
    else:
        assert re.match(r"a\.pdf: (the PDF is damaged or cut short|no text)", found)


def _written(*objects: str | bytes) -> bytes:
    body = b"%PDF-1.4\n"
    for number, content in enumerate(objects, 1):
        content = content.encode() if isinstance(content, str) else content
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    return body + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


_CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _page_with(content: bytes, entries: str = "") -> bytes:
    """A page whose content draws the object 6, a form that may draw itself."""
    return _written(
        _CATALOGUE,
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        _stream(content, entries),
        _FONT,
        _stream(b"/X Do", "/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>"),
    )


_TALKS = b"BT /F1 12 Tf 72 700 Td (Talks open.) Tj ET\n"
HOSTILE = {
    "page tree that holds itself": lambda: _written(
        _CATALOGUE, "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"
    ),
    "page tree in a circle": lambda: _written(
        _CATALOGUE,
        "<< /Type /Pages /Count 9 /Kids [3 0 R] >>",
        "<< /Type /Pages /Count 9 /Parent 2 0 R /Kids [2 0 R] >>",
    ),
    "a million pages that are not there": lambda: _written(
        _CATALOGUE, "<< /Type /Pages /Count 1000000 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R >>"
    ),
    "form that draws itself": lambda: _page_with(_TALKS + b"/X Do"),
    "stream that unpacks to 100 MiB": lambda: _page_with(
        zlib.compress(_TALKS + b" " * (100 << 20)), "/Filter /FlateDecode"
    ),
    "noise after the header": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4_000,
    "brackets without end": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 1_000_000,
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_gives_text_or_a_message_in_time(made):
    data = made()
    began = time.process_time()
    found = _text_or_problem(data)
    assert time.process_time() - began < 20
    assert found == "Talks open." or re.match(r"a\.pdf: .+; .+", found)
