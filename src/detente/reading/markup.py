"""Paragraphs of an HTML tree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from detente.reading.vocabulary import vocabulary

_ROW, _CELLS = "tr", frozenset({"td", "th"})
_WRITTEN_OUT = frozenset({"pre", "xmp", "listing", "plaintext"})
_BREAK = "\v"
_CELL_END = "\x1f"
_WHITE = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPH_BREAK = re.compile(rf"\s*{_BREAK}(?:\s*{_BREAK})+\s*")
_LINE_BREAK = re.compile(rf"\s*{_BREAK}\s*")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Cells of figures and names make one line; a longer one is a column of text or a page's layout.
_CELL_CHARACTERS = 120
_CELL_NODES = 200
ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,4});", re.I
)
"""References that stand for characters in texts of the press."""
# libxml2 refuses a longer stretch of text unless it is told that the page is large.
_LARGE = 9_000_000


@cache
def _tags() -> dict[str, frozenset[str]]:
    return {kind: frozenset(names) for kind, names in vocabulary("pages.toml")["markup"].items()}


def parse_html(text: str) -> Any:
    """Parse a page or a piece of one; None when nothing is left of it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # lxml refuses an encoding declaration in text that is decoded already.
    text = re.sub(r"^\s*<\?xml.*?\?>", "", text.replace("\0", ""), count=1, flags=re.S)
    parser = HTMLParser(huge_tree=len(text) > _LARGE, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def html_paragraphs(text: str) -> list[str]:
    """Paragraphs of a piece of HTML, such as the summary in a feed."""
    tree = parse_html(text)
    if tree is None:
        return []
    body = tree.find("body")
    return list(paragraphs(tree if body is None else body))


def paragraphs(tree: Any) -> Iterator[str]:
    """Yield the paragraphs below an element, in reading order.

    Two line breaks in a row part paragraphs, one parts lines; in ``<pre>`` so do its lines. The
    cells of a table row make one paragraph, with " | " between, unless one of them is long: such a
    table lays out a page.
    """
    for block in _blocks(tree):
        cells = [cell for cell in (_tidy(cell) for cell in block.split(_CELL_END)) if cell]
        if len(cells) > 1:
            yield unescaped(" | ".join(_LINE_BREAK.sub(" ", cell) for cell in cells))
            continue
        for paragraph in _PARAGRAPH_BREAK.split("".join(cells)):
            if paragraph.strip(_BREAK + " "):
                yield unescaped(_LINE_BREAK.sub("\n", paragraph).strip())


def unescaped(text: str) -> str:
    """Resolve the entities that a text still has once its markup is gone, as it was escaped twice."""
    return html.unescape(text) if "&" in text and ENTITY.search(text) else text


def _tidy(text: str) -> str:
    return text.strip(f" {_BREAK}")


def _blocks(tree: Any) -> Iterator[str]:
    from lxml import etree

    blocks, silent_tags = _tags()["blocks"], _tags()["silent"]
    pieces: list[str] = []
    rows: list[Any] = []
    written_out = 0
    silent: Any = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if silent is None and tag in silent_tags:
                silent = element
            if tag == _ROW and not rows and not _lays_out(element):
                yield _flush(pieces)
                rows.append(element)
            written_out += tag in _WRITTEN_OUT
            if silent is None:
                if tag in blocks and not rows:
                    yield _flush(pieces)
                pieces.append(_BREAK if tag == "br" or (rows and tag in blocks) else "")
                pieces.append(_text(element.text, written_out) if tag else "")
            continue
        written_out -= tag in _WRITTEN_OUT
        if silent is None:
            pieces.append(_CELL_END if tag in _CELLS and rows else "")
            if rows and rows[-1] is element:
                rows.pop()
            if tag in blocks and not rows:
                yield _flush(pieces)
        elif silent is element:
            silent = None
        if silent is None and element is not tree:
            pieces.append(_text(element.tail, written_out))
    yield _flush(pieces)


def _lays_out(row: Any) -> bool:
    """Whether a row of a table has a cell that is too long to be one of figures and names."""
    for cell in row:
        size = 0
        for n, text in enumerate(cell.itertext()):
            size += len(text.strip())
            if size > _CELL_CHARACTERS or n > _CELL_NODES:
                return True
    return False


def _text(text: str | None, written_out: int) -> str:
    """Text as it counts: only in ``<pre>`` are the ends of its lines seen."""
    if not text:
        return ""
    return _LINE_END.sub(_BREAK, text) if written_out else text


def _flush(pieces: list[str]) -> str:
    block = _WHITE.sub(" ", "".join(pieces))
    pieces.clear()
    return block
