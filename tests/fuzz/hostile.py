"""Large hostile files, each read by the command: time, memory and how it ends.

``python -m fuzz.hostile [NAME...]`` from the folder of the tests reads all, or those whose name
holds one of the words given. It takes some minutes, so that no test does; the smaller files of the
same kinds are in ``bad_input/test_hostile_files.py``.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reading.hostile_files import (
    LAUGHS,
    MIB,
    ODF,
    OUTSIDE,
    WORD_RELATIONS,
    YAML_LAUGHS,
    W,
    attached,
    circular_tables,
    feed,
    flate,
    forwarded,
    mail,
    multiparts,
    nested_page,
    odt_body,
    packed,
    page,
    pdf_objects,
    pdf_page,
    pdf_pages,
    prose,
    word_body,
    word_xml,
    zip_entries,
)

MAX_SECONDS = 20
MAX_MEMORY = 1536 * MIB
_SENTENCE = prose(1, "").decode()
_FLAT = (
    f'<office:document xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"><office:body><office:text>'
)
_READ = "import sys; from detente.cli import main; sys.argv[0] = 'detente'; main()"


def _form(inner: int) -> str:
    """Dictionary of a drawing that a PDF can draw within others."""
    return (
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        f"/Resources << /Font << /F1 4 0 R >> /XObject << /X {inner} 0 R >> >>"
    )


TEXT: dict[str, Callable[[], bytes]] = {
    "line-50-mib.txt": lambda: prose(50 * MIB, ""),
    "one-word-50-mib.txt": lambda: b"a" * (50 * MIB),
    "spaces-50-mib.txt": lambda: b"Talks" + b" " * (50 * MIB) + b"open.",
    "line-ends-50-mib.txt": lambda: b"Talks\n" * 2 + b"\n" * (50 * MIB) + b"open.",
    "lines-50-mib.txt": lambda: prose(50 * MIB),
    "dates-50-mib.txt": lambda: b"1 January 2024 " * (50 * MIB // 15),
    "turns-3-mib.txt": lambda: b"MR A: x\n\nMR B: y\n\n" * (3 * MIB // 18),
    "capitals-3-mib.txt": lambda: b"A" * (3 * MIB),
    "capitals-lines-3-mib.txt": lambda: (b"A, " * 19 + b"\n") * (3 * MIB // 58),
    "names-3-mib.txt": lambda: b"Aa.Aa of Aa de Aa " * (3 * MIB // 18),
    "times-3-mib.txt": lambda: b"12:00 a\n" * (3 * MIB // 8),
    "high-bytes-50-mib.txt": lambda: bytes(range(0xA1, 0xFF)) * (50 * MIB // 94),
    "cyrillic-50-mib.txt": lambda: "Переговоры идут. ".encode("cp1251") * (50 * MIB // 17),
    "utf-16-50-mib.txt": lambda: prose(25 * MIB).decode().encode("utf-16"),
    "astral-50-mib.txt": lambda: "\U0001f600 ".encode() * (50 * MIB // 5),
    "ends-of-document-50-mib.txt": lambda: b"Talks open.\n\nEnd of Document\n" * (50 * MIB // 29),
    "yaml-laughs.md": lambda: f"---\ntitle: T\n{YAML_LAUGHS}---\n\nTalks open.\n".encode(),
    "yaml-deep.md": lambda: b"---\ntitle: T\na: " + b"[" * 8000 + b"\n---\n\nTalks open.\n",
    "yaml-long.md": lambda: b"---\ntitle: T\n" + b"key: value\n" * 5000 + b"---\n\nTalks open.\n",
}
PAGES: dict[str, Callable[[], bytes]] = {
    "nested-div-20000.html": lambda: nested_page(["div"], 20_000),
    "nested-inline-20000.html": lambda: nested_page(["b"], 20_000),
    "nested-list-20000.html": lambda: nested_page(["ul", "li"], 20_000),
    "nested-table-20000.html": lambda: nested_page(["table", "tr", "td"], 20_000),
    "nested-mixed-20000.html": lambda: nested_page(["div", "span", "p", "font", "a", "em"], 4_000),
    "page-30-mib.html": lambda: page(prose(30 * MIB, "</p><p>")),
    "page-30-mib-of-one-text.html": lambda: page(b"<p>" + prose(30 * MIB, "")),
    "page-30-mib-of-breaks.html": lambda: page(prose(30 * MIB, "<br>")),
    "page-30-mib-of-brackets.html": lambda: page(b"<" * (30 * MIB)),
    "page-60-mib-of-tags.html": lambda: page(b"<b>" * (20 * MIB)),
    "page-30-mib-of-entities.html": lambda: page(b"&amp;" * (6 * MIB)),
    "page-30-mib-of-comments.html": lambda: page(b"<!--" + b"-" * (30 * MIB)),
    "page-of-attributes.html": lambda: page(
        b"<p " + b"".join(b'a%d="b" ' % n for n in range(200_000)) + b">Talks open.</p>"
    ),
    "page-of-59000-elements.html": lambda: page(prose(59_000 * 74, "</p><p>")),
    "page-of-59000-links.html": lambda: page(b'<a href="x">Talks open now</a> ' * 59_000),
    "page-of-59000-divs.html": lambda: page(b"<div>Talks open now" * 200 + b"<div>x</div>" * 58_000),
    "page-of-spaces.html": lambda: page(b"<p>Talks" + b" " * (10 * MIB) + b"open.</p>"),
    "page-of-script.html": lambda: page(
        b'<script type="application/ld+json">' + b'{"a":' * 100_000 + b"</script><p>Talks open.</p>"
    ),
    "page-of-json-ld.html": lambda: page(
        b'<script type="application/ld+json">{"author": "' + b"a, b and " * MIB + b'"}</script><p>Talks.</p>'
    ),
    "table-of-59000-cells.html": lambda: page(
        b"<table>" + (b"<tr>" + b"<td>Talks open</td>" * 50 + b"</tr>") * 1100 + b"</table>"
    ),
    "outside.xhtml": lambda: f"{OUTSIDE}<html><body><p>Talks &file;&net; open.</p></body></html>".encode(),
    "laughs.xhtml": lambda: f"{LAUGHS}<html><body><p>Talks &a9; open.</p></body></html>".encode(),
}
RECORDS: dict[str, Callable[[], bytes]] = {
    "cell-60-mb.csv": lambda: b'title,text,date\nTalks,"' + prose(60_000_000, "") + b'",2025-03-04\n',
    "cell-60-mb-of-tags.csv": lambda: b'title,text,date\nTalks,"<p>' + b"<b>x " * 12_000_000 + b'",2025\n',
    "open-quote-60-mb.csv": lambda: b'title,text,date\nTalks,"' + prose(60_000_000),
    "columns-10-million.csv": lambda: b"title,text," + b"a," * 10_000_000 + b"\nTalks,Talks open.\n",
    "wide-rows.csv": lambda: (
        b"title,text," + b",".join(b"c%d" % n for n in range(2000)) + b"\nT,x\n" * 40_000
    ),
    "rows-6-million.csv": lambda: b"title,text\n" + b"Talks,open\n" * 6_000_000,
    "no-text-60-mb.csv": lambda: b"title,text,date\n" + b"Talks,,2025\n" * 5_000_000,
    "deep-million.json": lambda: b"[" * 1_000_000 + b'{"text": "x"}',
    "deep-objects.json": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep-900.json": lambda: b'{"a":' * 900 + b'{"text": "Talks open."}' + b"}" * 900,
    "long-number.json": lambda: b'{"text": "Talks open.", "id": ' + b"9" * 60_000_000 + b"}",
    "text-60-mb.json": lambda: b'{"text": "' + prose(60_000_000, "") + b'"}',
    "records-2-million.json": lambda: (
        b'[{"text":"Talks open"}' + b',{"text":"Talks open"}' * 2_000_000 + b"]"
    ),
    "empty-objects-60-mb.json": lambda: b"[{}" + b",{}" * 20_000_000 + b"]",
    "empty-lists-60-mb.json": lambda: b'[{"text": "Talks open."}' + b",[]" * 20_000_000 + b"]",
    "bad-lines-60-mb.jsonl": lambda: (b'{"text": "Talks open."}\n' + b"{bad\n") * 2_100_000,
    "keys-5-million.json": lambda: (
        b'{"text": "x"' + b"".join(b',"k%d":1' % n for n in range(5_000_000)) + b"}"
    ),
}
FEEDS: dict[str, Callable[[], bytes]] = {
    "items-5000.rss": lambda: feed(5_000, "<description>&lt;p&gt;Talks open.&lt;/p&gt;</description>"),
    "items-20000-long.rss": lambda: feed(20_000, f"<description>{_SENTENCE * 40}</description>"),
    "item-60-mib.rss": lambda: feed(1, f"<description>{'&lt;b&gt;x ' * (6 * MIB)}</description>"),
    "laughs.rss": lambda: feed(1, "<description>&a9;</description>", LAUGHS),
    "outside.rss": lambda: feed(1, "<description>&file;&net;</description>", OUTSIDE),
    "nested-20000.rss": lambda: feed(1, "<d>" * 20_000 + "x" + "</d>" * 20_000),
    "broken-60-mib.rss": lambda: feed(1, "<description>" + "<b>x &bad; " * (5 * MIB)),
}
MAIL: dict[str, Callable[[], bytes]] = {
    "forwarded-300.eml": lambda: forwarded(300),
    "forwarded-20000.eml": lambda: forwarded(20_000),
    "multiparts-3000.eml": lambda: multiparts(3_000),
    "parts-19000.eml": lambda: mail(b"--b\n\nTalks open.\n" * 19_000, "multipart/mixed; boundary=b"),
    "header-50-mib.eml": lambda: mail(b"Talks open.", headers=b"X-A: " + b"a " * (25 * MIB) + b"\n"),
    "headers-5-million.eml": lambda: mail(b"Talks open.", headers=b"X-A: a\n" * 5_000_000),
    "encoded-words.eml": lambda: mail(b"Talks.", headers=b"From: " + b"=?utf-8?q?a?= " * 1_000_000 + b"\n"),
    "addresses.eml": lambda: mail(b"Talks.", headers=b"Sender: " + b"(" * 1_000_000 + b"\n").replace(
        b"From: a@example.org", b"From: " + b"(" * 100_000
    ),
    "body-50-mib.eml": lambda: mail(prose(50 * MIB)),
    "flowed-50-mib.eml": lambda: mail(b"> a \n" * (10 * MIB), "text/plain; format=flowed"),
    "html-30-mib.eml": lambda: mail(page(prose(30 * MIB, "</p><p>")), "text/html"),
    "mailbox-10000.mbox": lambda: b"".join(
        b"From a Mon\nFrom: a@example.org\nSubject: T%d\n\n%s\n\n" % (n, _SENTENCE.encode() * 4 + b"%d" % n)
        for n in range(10_000)
    ),
    "bomb-attached.eml": lambda: attached(word_xml(bytes(200 * MIB)), "bomb.docx"),
}
PACKED: dict[str, Callable[[], bytes]] = {
    "laughs.docx": lambda: word_body("<w:p><w:r><w:t>Talks &a9; open.</w:t></w:r></w:p>", LAUGHS),
    "outside.docx": lambda: word_body("<w:p><w:r><w:t>Talks &file;&net; open.</w:t></w:r></w:p>", OUTSIDE),
    "nested-tables-3000.docx": lambda: word_body(
        "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000
    ),
    "nested-runs-200.docx": lambda: word_body(
        "<w:p>" + "<w:ins>" * 200 + "<w:r><w:t>Talks open.</w:t></w:r>" + "</w:ins>" * 200 + "</w:p>"
    ),
    "dense-23-mib.docx": lambda: word_body("<w:p/>" * (23 * MIB // 6)),
    "paragraphs-23-mib.docx": lambda: word_body("<w:p><w:r><w:t>Talks</w:t></w:r></w:p>" * (23 * MIB // 38)),
    "boxes.docx": lambda: word_body(
        "<w:p>" + "<w:r><w:txbxContent><w:p>" * 60 + "x" + "</w:p></w:txbxContent></w:r>" * 60 + "</w:p>"
    ),
    "types-bomb.docx": lambda: packed(
        {"[Content_Types].xml": "<Types>" + "<a/>" * (50 * MIB) + "</Types>", "word/document.xml": "<a/>"}
    ),
    "notes-bomb.docx": lambda: word_xml(
        f"<w:document {W}><w:body><w:p><w:r><w:t>Talks open.</w:t></w:r></w:p></w:body></w:document>",
        **{
            "word/_rels/document.xml.rels": WORD_RELATIONS.replace('officeDocument"', 'footnotes"').replace(
                "word/document.xml", "footnotes.xml"
            ),
            "word/footnotes.xml": f"<w:footnotes {W}>" + "<w:footnote/>" * (15 * MIB) + "</w:footnotes>",
        },
    ),
    "entries-300000.docx": lambda: zip_entries(300_000),
    "laughs.odt": lambda: odt_body("<text:p>Talks &a9; open.</text:p>", LAUGHS),
    "outside.odt": lambda: odt_body("<text:p>Talks &file;&net; open.</text:p>", OUTSIDE),
    "nested-200.odt": lambda: odt_body(
        "<text:section>" * 200 + "<text:p>Talks.</text:p>" + "</text:section>" * 200
    ),
    "nested-20000.odt": lambda: odt_body(
        "<text:section>" * 20000 + "<text:p>x</text:p>" + "</text:section>" * 20000
    ),
    "dense-23-mib.odt": lambda: odt_body("<text:p/>" * (23 * MIB // 9)),
    "meta-bomb.odt": lambda: odt_body(
        "<text:p>Talks open.</text:p>", **{"meta.xml": "<m>" + "<a/>" * (50 * MIB) + "</m>"}
    ),
    "flat-60-mib.fodt": lambda: (
        f'<?xml version="1.0"?>{_FLAT}{"<text:p/>" * (60 * MIB // 9)}'
        "</office:text></office:body></office:document>"
    ).encode(),
}
RTF: dict[str, Callable[[], bytes]] = {
    "dense-60-mib.rtf": lambda: b"{\\rtf1\\ansi " + b"\\b" * (30 * MIB) + b"}",
    "dense-plain-20-mib.rtf": lambda: b"{\\rtf1\\ansi " + b"\\plain " * (20 * MIB // 7) + b"}",
    "dense-breaks.rtf": lambda: b"{\\rtf1\\ansi " + b"\\par a" * 1_200_000 + b"}",
    "nested-30-million.rtf": lambda: b"{\\rtf1\\ansi " + b"{" * 30_000_000,
    "nested-2-million.rtf": lambda: b"{\\rtf1\\ansi " + b"{" * 2_000_000 + b"a",
    "nested-boxes-30000.rtf": lambda: b"{\\rtf1\\ansi " + b"{\\shptxt a" * 30_000 + b"}" * 30_000 + b"}",
    "picture-60-mib.rtf": lambda: (
        b"{\\rtf1\\ansi Talks open.{\\pict " + (b"0" * 64 + b"\r\n") * (60 * MIB // 66) + b"}}"
    ),
    "escapes-60-mib.rtf": lambda: b"{\\rtf1\\ansi " + b"\\'e4" * (15 * MIB) + b"}",
    "unicode.rtf": lambda: b"{\\rtf1\\ansi " + b"\\u8220?" * 1_200_000 + b"}",
    "notes.rtf": lambda: b"{\\rtf1\\ansi " + b"{\\footnote a}" * 400_000 + b"}",
}
PDF: dict[str, Callable[[], bytes]] = {
    "circular-pages.pdf": lambda: pdf_objects(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"
    ),
    "circular-tables.pdf": circular_tables,
    "circular-form.pdf": lambda: pdf_page(
        b"/X Do",
        "",
        "/XObject << /X 6 0 R >>",
        (
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            b"/X Do /X Do",
        ),
    ),
    "doubling-forms.pdf": lambda: pdf_page(
        b"/X Do",
        "",
        "/XObject << /X 6 0 R >>",
        *((_form(number + 1), b"BT /F1 12 Tf (ha) Tj ET" + b"/X Do " * 10) for number in range(6, 15)),
        (_form(15), b"BT /F1 12 Tf (ha) Tj ET"),
    ),
    "claims-a-million-pages.pdf": lambda: pdf_objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1000000 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    ),
    "pages-50000.pdf": lambda: pdf_pages(50_000),
    "stream-bomb.pdf": lambda: pdf_page(flate(1024 * MIB, b"BT ET "), "/Filter /FlateDecode"),
    "glyph-bomb.pdf": lambda: pdf_page(flate(256 * MIB, b"BT /F1 12 Tf (ha) Tj ET "), "/Filter /FlateDecode"),
    "glyphs-2-million.pdf": lambda: pdf_page(
        flate(24 * MIB, b"BT /F1 12 Tf (Talks open.) Tj ET "), "/Filter /FlateDecode"
    ),
    "one-glyph-line-2-million.pdf": lambda: pdf_page(b"BT /F1 12 Tf (" + b"a" * 2_000_000 + b") Tj ET"),
    "deep-arrays.pdf": lambda: pdf_page(b"[" * 1_000_000 + b"BT /F1 12 Tf 72 700 Td (Talks open.) Tj ET"),
    "deep-catalog.pdf": lambda: pdf_objects("<< /Type /Catalog /Pages " + "[" * 500_000 + " >>"),
    "nulls-60-mib.pdf": lambda: b"%PDF-1.5\n" + bytes(60 * MIB),
    "objects-60-mib.pdf": lambda: b"%PDF-1.5\n" + b"1 0 obj\n" * (60 * MIB // 8),
}
ALL = TEXT | PAGES | RECORDS | FEEDS | MAIL | PACKED | RTF | PDF


class Run(NamedTuple):
    """How one file was read: seconds by the clock and of the processor, bytes at the peak."""

    status: int
    said: str
    seconds: float
    processor: float
    memory: int

    @property
    def fault(self) -> str | None:
        """What is wrong with it; None where nothing is."""
        if self.status not in (0, 1) or "Traceback" in self.said:
            return f"ended with {self.status}"
        if self.status == 1 and ";" not in self.said:
            return "no remedy"
        if self.processor > MAX_SECONDS:
            return "too slow"
        return "too much memory" if self.memory > MAX_MEMORY else None


def run(path: Path) -> Run:
    """Read a file with the command."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _READ, "read", "--format", "json", path],
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        said.seek(0)
        words = said.read().decode("utf-8", "replace").strip()
    return Run(
        os.waitstatus_to_exitcode(status),
        words.replace(f"{path.parent}/", ""),
        seconds,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    )


def _make(name: str, folder: Path) -> Path:
    """Write a file in a child, so that what it takes to make it is not kept here."""
    path = folder / name
    code = f"from fuzz.hostile import ALL; open({os.fspath(path)!r}, 'wb').write(ALL[{name!r}]())"
    subprocess.run([sys.executable, "-c", code], check=True)
    return path


def main(words: list[str]) -> int:
    """Read the files and print a line for each; 1 where one is not as it should be."""
    n_faults = 0
    for name in (name for name in ALL if not words or any(word in name for word in words)):
        with tempfile.TemporaryDirectory() as folder:
            found = run(_make(name, Path(folder)))
        n_faults += found.fault is not None
        print(
            f"{found.fault or 'ok':16}{name:36}{found.seconds:6.1f} s {found.processor:6.1f} s of processor "
            f"{found.memory / MIB:6.0f} MiB  {found.said[:200]}",
            flush=True,
        )
    print(f"{n_faults} files not read as they should be")
    return n_faults > 0


if __name__ == "__main__":
    # Without memory for these files the computer itself would be what they break.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main(sys.argv[1:]))
