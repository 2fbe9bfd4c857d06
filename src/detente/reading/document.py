"""The bytes of one file → what it holds: the content decides the format, and its parser reads it."""

from __future__ import annotations

import importlib
import logging
from dataclasses import replace

from detente.errors import InputError
from detente.reading.archive import split_archive
from detente.reading.days import with_days
from detente.reading.detect import Media, detect
from detente.reading.language import with_language
from detente.reading.turns import with_turns
from detente.records import Reading

_LOG = logging.getLogger(__name__)

# Media → the module whose `reports(data, *, name)` or, for a file of several documents of which
# some may be bad, `reading(data, *, name, …)` reads it; imported when first met, since the
# parsers behind them are heavy.
_READERS = {
    Media.TEXT: "detente.reading.from_text",
    Media.HTML: "detente.reading.from_html",
    Media.PDF: "detente.reading.from_pdf",
    Media.DOCX: "detente.reading.from_docx",
    Media.RTF: "detente.reading.from_rtf",
    Media.ODT: "detente.reading.from_odt",
    Media.EMAIL: "detente.reading.from_mail",
    Media.MHTML: "detente.reading.from_mhtml",
    Media.JSON: "detente.reading.from_json",
    Media.CSV: "detente.reading.from_table",
    Media.FEED: "detente.reading.from_feed",
}
# What press archives export: one document that holds many.
_MAY_BE_ARCHIVE = {Media.TEXT, Media.HTML, Media.MHTML, Media.PDF, Media.DOCX, Media.RTF, Media.ODT}
# An e-mail in an e-mail in an e-mail: nobody forwards more often than that.
_MAX_DEPTH = 8


def read_document(data: bytes, name: str, password: str | None, *, depth: int = 0) -> Reading:
    """Read a file, and at a greater depth an attachment of one.

    Raises
    ------
    InputError
        The bytes are empty, damaged, or of a kind that is not read.
    MemoryError
        Not of detente's own: the file takes more than this process may have.
    """
    if depth > _MAX_DEPTH:
        raise InputError(name, "it is attached too deep, an e-mail within e-mails", "save it as a file")
    media: Media | None = None
    try:
        media = detect(data, name=name)
        found = _parsed(media, data, name, password, depth)
        reports = found.reports
        if media in _MAY_BE_ARCHIVE:
            reports = tuple(piece for report in reports for piece in split_archive(report))
        return replace(
            found, reports=tuple(with_days(with_turns(with_language(report))) for report in reports)
        )
    except (InputError, MemoryError):
        raise
    except Exception as error:
        # Parsers of damaged files raise whatever they stumble over; one file must not stop a run.
        _LOG.debug("reading %r as %s failed", name, media, exc_info=True)
        raise InputError(
            name,
            f"it is damaged{f' as {media.upper()}' if media else ''} ({type(error).__name__})",
            "fetch it again, or save it again in the program that shows it",
        ) from error


def _parsed(media: Media, data: bytes, name: str, password: str | None, depth: int) -> Reading:
    parser = importlib.import_module(_READERS[media])
    found: Reading
    if media is Media.EMAIL:
        found = parser.reading(
            data,
            name=name,
            read_attached=lambda data, name: read_document(data, name, password, depth=depth + 1),
        )
    elif media is Media.PDF:
        found = Reading(reports=parser.reports(data, name=name, password=password))
    elif media in (Media.JSON, Media.CSV):
        found = parser.reading(data, name=name)
    else:
        found = Reading(reports=parser.reports(data, name=name))
    return found
