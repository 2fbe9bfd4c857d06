"""Inputs in, reports and problems out: one file that cannot be read never stops the others."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import BinaryIO

from detente.errors import InputError
from detente.reading.archive import split_archive
from detente.reading.days import with_days
from detente.reading.detect import Media, detect
from detente.reading.language import with_language
from detente.reading.turns import with_turns
from detente.reading.walk import Source, load, sources
from detente.records import Reading, Report

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


def read_bytes(data: bytes, *, name: str, password: str | None = None) -> tuple[Report, ...]:
    """Read the document or documents that some bytes hold.

    Parameters
    ----------
    data : a whole file, in any format that detente reads.
    name : what the file is called; it becomes the id of the report.
    password : what opens an encrypted PDF, if it is one.

    Returns
    -------
    tuple of Report
        One for most files, one per entry for a feed, per message and attachment for e-mail and
        per article for a table, a press review or the export of a press archive; never empty.
        What cannot be read beside them is left out; `read` names it.

    Raises
    ------
    InputError
        The bytes are empty, damaged, or of a kind that is not read.

    Examples
    --------
    >>> (report,) = read_bytes(b"Talks open\\n\\nBelmora wants a treaty.", name="talks.txt")
    >>> report.title
    'Talks open'
    """
    found = _reading(data, name, password)
    if not found.reports and found.problems:
        raise found.problems[0]
    return found.reports


def _reading(data: bytes, name: str, password: str | None, depth: int = 0) -> Reading:
    """Read a file, and at a greater depth an attachment of one."""
    if depth > _MAX_DEPTH:
        raise InputError(name, "it is attached too deep, an e-mail within e-mails", "save it as a file")
    media = detect(data, name=name)
    try:
        found = _parsed(media, data, name, password, depth)
    except InputError:
        raise
    except Exception as error:
        # Parsers of damaged files raise whatever they stumble over; one file must not stop a run.
        _LOG.debug("reading %r as %s failed", name, media, exc_info=True)
        raise InputError(
            name,
            f"it is damaged as {media.upper()} ({type(error).__name__})",
            "fetch it again, or save it again in the program that shows it",
        ) from error
    reports = found.reports
    if media in _MAY_BE_ARCHIVE:
        reports = tuple(piece for report in reports for piece in split_archive(report))
    return replace(found, reports=tuple(with_days(with_turns(with_language(report))) for report in reports))


def _parsed(media: Media, data: bytes, name: str, password: str | None, depth: int) -> Reading:
    parser = importlib.import_module(_READERS[media])
    found: Reading
    if media is Media.EMAIL:
        found = parser.reading(
            data, name=name, read_attached=lambda data, name: _reading(data, name, password, depth + 1)
        )
    elif media is Media.PDF:
        found = Reading(reports=parser.reports(data, name=name, password=password))
    elif media in (Media.JSON, Media.CSV):
        found = parser.reading(data, name=name)
    else:
        found = Reading(reports=parser.reports(data, name=name))
    return found


def read(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    password: str | None = None,
    standard_input: BinaryIO | None = None,
    on_file: Callable[[str], None] | None = None,
) -> Reading:
    """Read files, folders and standard input.

    Parameters
    ----------
    inputs : paths; a folder stands for all files below it in the order of their names, hidden
        ones left out, and ``-`` for standard input.
    password : what opens the encrypted PDFs among them.
    standard_input : what ``-`` reads; the program's own standard input by default.
    on_file : called with the name of each file before it is read, for a display of progress.

    Returns
    -------
    Reading
        Reports in the order of the inputs, each text once, and a problem for every file that
        could not be read. Nothing is raised for a bad file.
    """
    reports: list[Report] = []
    problems: list[InputError] = []
    seen: set[str] = set()
    for source in sources(inputs):
        if isinstance(source, InputError):
            problems.append(source)
            continue
        if on_file is not None:
            on_file(source.name)
        try:
            found = _read_source(source, standard_input, password)
        except InputError as problem:
            problems.append(problem)
            continue
        problems.extend(found.problems)
        for report in found.reports:
            if report.sha256 not in seen:
                seen.add(report.sha256)
                reports.append(report)
    return Reading(reports=_with_unique_ids(reports), problems=tuple(problems))


def _read_source(source: Source, standard_input: BinaryIO | None, password: str | None) -> Reading:
    stream = standard_input if standard_input is not None else sys.stdin.buffer
    return _reading(load(source, stream), source.name, password)


def _with_unique_ids(reports: list[Report]) -> tuple[Report, ...]:
    """Tell apart reports of the same name, which only another text under one path can have."""
    taken: set[str] = set()
    unique = []
    for report in reports:
        name, n = report.id, 2
        while name in taken:
            name, n = f"{report.id} ({n})", n + 1
        taken.add(name)
        unique.append(report if name == report.id else replace(report, id=name))
    return tuple(unique)
