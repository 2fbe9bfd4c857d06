"""A second reader for PDFs that pdfium cannot open or finds no text in: pypdf.

It is slower and knows less of a page's layout, but forgives other damage. Its lines have no
places, so that their width is counted in characters and only empty lines tell paragraphs apart.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Sequence

from detente.reading.pdf_lines import Line

_LOG = logging.getLogger(__name__)
# Of work. A damaged file may take for ever, and the whole of reading one shall take 20 seconds.
_SECONDS = 8.0
# Bytes that draw one page, unpacked: one of text takes some ten thousand, and the clock is looked at
# only between pages.
_MAX_DRAWING = 4 * 1024 * 1024


def fallback_pages(
    data: bytes, *, password: str | None = None, numbers: Sequence[int] | None = None
) -> dict[int, list[Line]]:
    """Lines of each page in which pypdf finds text, by the page's number from 1.

    Parameters
    ----------
    data : the file.
    password : that opens it, if it is encrypted.
    numbers : of the pages to read; all by default.
    """
    import pypdf

    logger = logging.getLogger("pypdf")
    # It warns of all that it mends; without a handler Python would write that to the terminal.
    handler = logging.NullHandler()
    logger.addHandler(handler)
    ends = time.process_time() + _SECONDS
    found: dict[int, list[Line]] = {}
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if password is not None and reader.is_encrypted:
            reader.decrypt(password)
        for number in numbers or range(1, len(reader.pages) + 1):
            if time.process_time() > ends:
                break
            page = reader.pages[number - 1]
            drawing = page.get_contents()
            if drawing is not None and len(drawing.get_data()) > _MAX_DRAWING:
                continue
            if lines := _lines(page.extract_text()):
                found[number] = lines
    except Exception:  # whatever it stumbles over in a damaged file, what it has found counts
        _LOG.debug("pypdf failed too", exc_info=True)
    finally:
        logger.removeHandler(handler)
    return found


def _lines(text: str) -> list[Line]:
    return [
        Line(text=line.strip(), left=0.0, right=float(len(line.strip())), bottom=-row - 1.0, top=-float(row))
        for row, line in enumerate(text.splitlines())
        if line.strip()
    ]
