"""Paragraphs of an HTML tree, or of the tree that trafilatura makes of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# A heading is <head> in trafilatura's TEI-like tree; HTML's own <head> is never walked.
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "cell",
            "center",
            "code",
            "dd",
            "details",
        ),
        *(
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
        ),
        *(
            "h6",
            "head",
            "header",
            "hr",
            "item",
            "li",
            "list",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "quote",
            "row",
        ),
        *("section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)
_BREAKS = frozenset({"br", "lb"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_SILENT = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "button", "select"),
        *("textarea", "title"),
    )
)
_BREAK = "\v"
_CELL_END = "\x1f"
_WHITE = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPH_BREAK = re.compile(rf"\s*{_BREAK}(?:\s*{_BREAK})+\s*")
_LINE_BREAK = re.compile(rf"\s*{_BREAK}\s*")
# Cells of figures and names make one line; a longer one is a column of text or a page's layout.
_CELL_CHARACTERS = 120


def parse_html(text: str) -> Any:
    """Parse a page or a piece of one; None when nothing is left of it."""
    from lxml import etree, html

    # lxml refuses an encoding declaration in text that is decoded already.
    text = re.sub(r"^\s*<\?xml.*?\?>", "", text.replace("\0", ""), count=1, flags=re.S)
    parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text, parser=parser)
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

    Two line breaks in a row part paragraphs, one parts lines. The cells of a table row make one
    paragraph, with " | " between, unless one of them is long.
    """
    for block in _blocks(tree):
        if _BREAK not in block and _CELL_END not in block:
            if text := block.strip():
                yield text
            continue
        cells = [cell for cell in (_tidy(cell) for cell in block.split(_CELL_END)) if cell]
        if len(cells) > 1 and all(len(cell) <= _CELL_CHARACTERS for cell in cells):
            yield " | ".join(cell.replace(_BREAK, " ") for cell in cells)
            continue
        for cell in cells:
            for paragraph in _PARAGRAPH_BREAK.split(cell):
                if paragraph.strip(_BREAK + " "):
                    yield _LINE_BREAK.sub("\n", paragraph).strip()


def _tidy(text: str) -> str:
    return text.strip(f" {_BREAK}")


def _blocks(tree: Any) -> Iterator[str]:
    from lxml import etree

    pieces: list[str] = []
    in_row = 0
    silent: Any = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if silent is None and tag in _SILENT:
                silent = element
            in_row += tag in _ROWS
            if silent is None:
                if _is_edge(tag, in_row):
                    yield _flush(pieces)
                pieces.append(_BREAK if tag in _BREAKS or (in_row and tag in _BLOCKS) else "")
                pieces.append((element.text or "") if tag else "")
            continue
        if silent is None:
            pieces.append(_CELL_END if tag in _CELLS else "")
            if _is_edge(tag, in_row):
                yield _flush(pieces)
        elif silent is element:
            silent = None
        in_row -= tag in _ROWS
        if silent is None and element is not tree:
            pieces.append(element.tail or "")
    yield _flush(pieces)


def _is_edge(tag: str, in_row: int) -> bool:
    """Whether a tag parts paragraphs; within a row only the row itself does."""
    return tag in _BLOCKS and (not in_row or tag in _ROWS)


def _flush(pieces: list[str]) -> str:
    block = _WHITE.sub(" ", "".join(pieces))
    pieces.clear()
    return block
