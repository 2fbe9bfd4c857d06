"""Pieces of a Word document: styles, tables, links between its parts, running head and foot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

_LINK = RGBColor(0x0B, 0x4F, 0x8A)
_LONGEST_BOOKMARK = 40
# Word leaves out what XML 1.0 does not allow.
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words: bold, marked as evidence, a link to a bookmark, in a language and direction."""

    text: str
    bold: bool = False
    marked: bool = False
    link: str | None = None
    language: str | None = None
    is_rtl: bool = False


Words = Sequence[Run] | str


class Word:
    """A Word document under construction."""

    def __init__(self, title: str, marking: str | None) -> None:
        self.document: Any = Document()
        self._n_bookmarks = 0
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin = section.bottom_margin = Mm(20)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10.5)
        normal.element.rPr.append(_element("w:lang", val="en-GB"))
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = clean(title), "detente", ""
        self._running_lines(section, marking)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title."""
        self.document.add_heading(clean(text), level)

    def paragraph(self, words: Words, style: str | None = None, *, centred: bool = False) -> None:
        """A paragraph; `style` is one of Word's own names, such as "List Bullet"."""
        paragraph = self.document.add_paragraph(style=style)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._write(paragraph, words)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[Words]], anchors: Sequence[str] = ()
    ) -> None:
        """A table whose head is repeated on each page and whose rows are not broken.

        `anchors` are bookmarks of the rows, in their order.
        """
        rows = list(rows)
        table = self.document.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
        # The cells of all rows at once: asking the table for each row takes time in their square.
        cells = table._cells
        for i, line in enumerate([[[Run(text=text, bold=True)] for text in head], *rows]):
            for j, words in enumerate(line):
                paragraph = cells[i * len(head) + j].paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                if j == 0 and 0 < i <= len(anchors):
                    self._bookmark(paragraph, anchors[i - 1])
                self._write(paragraph, words, size=9)
        for i, row in enumerate(table._tbl.tr_lst):
            properties = row.get_or_add_trPr()
            properties.append(_element("w:cantSplit"))
            if i == 0:
                properties.append(_element("w:tblHeader"))
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def to_bytes(self) -> bytes:
        """The file; the same document gives the same bytes."""
        written = io.BytesIO()
        self.document.save(written)
        steady = io.BytesIO()
        with (
            zipfile.ZipFile(written) as source,
            zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                # An entry made from its name alone is dated 1980, not now.
                target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
        return steady.getvalue()

    def _write(self, paragraph: Any, words: Words, *, size: float | None = None) -> None:
        for run in [Run(text=words)] if isinstance(words, str) else words:
            made = paragraph.add_run(clean(run.text))
            made.bold = run.bold or None
            if size:
                made.font.size = Pt(size)
            if run.marked:
                made._r.get_or_add_rPr().append(_element("w:shd", val="clear", fill="FFF0B8"))
            if run.is_rtl:
                made.font.rtl = True
            if run.language:
                made._r.get_or_add_rPr().append(
                    _element("w:lang", **{"bidi" if run.is_rtl else "val": run.language})
                )
            if run.link:
                made.font.color.rgb = _LINK
                link = _element("w:hyperlink", anchor=bookmark(run.link))
                paragraph._p.append(link)
                link.append(made._r)

    def _bookmark(self, paragraph: Any, anchor: str) -> None:
        self._n_bookmarks += 1
        number = str(self._n_bookmarks)
        paragraph._p.append(_element("w:bookmarkStart", id=number, name=bookmark(anchor)))
        paragraph._p.append(_element("w:bookmarkEnd", id=number))

    def _running_lines(self, section: Any, marking: str | None) -> None:
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        for paragraph in (head, foot):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if marking:
                paragraph.add_run(clean(marking)).bold = True
        foot.add_run("    Page " if marking else "Page ")
        _field(foot, "PAGE")
        foot.add_run(" of ")
        _field(foot, "NUMPAGES")


def bookmark(anchor: str) -> str:
    """The name of a bookmark: Word allows letters, digits and underscores, 40 at most."""
    return anchor.replace("-", "_")[:_LONGEST_BOOKMARK]


def clean(text: str) -> str:
    """Text on one line without what a Word file cannot hold."""
    return " ".join(text.translate(_CONTROLS).replace("\n", " ").replace("\t", " ").split(" "))


def _element(tag: str, /, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills in: the number of the page, of all pages."""
    field = _element("w:fldSimple", instr=code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
