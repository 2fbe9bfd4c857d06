"""Inputs in, reports and problems out: one file that cannot be read never stops the others."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from detente.errors import InputError
from detente.reading import limits
from detente.reading.detect import Media, detect
from detente.reading.document import read_document
from detente.reading.pool import Pool
from detente.reading.walk import load, sources
from detente.records import Reading, Report

# Text of this size is read in milliseconds by code that neither hangs nor crashes, and is read in
# this process; all else in another, for what its parsers may do.
_PLAIN = 256 * 1024
# Once so many seconds went into reading text here, the processes are worth their start for it too.
_PLAIN_SECONDS = 1.0
# Files that are begun, for each process, before the first of them must be done.
_AHEAD = 32


def read_bytes(data: bytes, *, name: str, password: str | None = None) -> tuple[Report, ...]:
    """Read the document or documents that some bytes hold, in this process.

    A file made to crash or hang its parser does so to the caller; `read` is safe from that.

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
    try:
        found = read_document(data, name, password)
    except MemoryError as error:
        raise limits.too_large(name) from error
    if not found.reports and found.problems:
        raise found.problems[0]
    return found.reports


def read(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    password: str | None = None,
    standard_input: BinaryIO | None = None,
    on_file: Callable[[str], None] | None = None,
) -> Reading:
    """Read files, folders and standard input.

    All but short plain text is read in processes of their own, as many as there are cores and the
    files are worth; a file that takes too long or too much memory there is a problem like others.

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
    with Pool() as pool:
        for found in _in_order(_begun(inputs, pool, password, standard_input, on_file), pool):
            problems.extend(found.problems)
            for report in found.reports:
                if report.sha256 not in seen:
                    seen.add(report.sha256)
                    reports.append(report)
    return Reading(reports=_with_unique_ids(reports), problems=tuple(problems))


def _begun(
    inputs: Iterable[str | os.PathLike[str]],
    pool: Pool,
    password: str | None,
    standard_input: BinaryIO | None,
    on_file: Callable[[str], None] | None,
) -> Iterator[Future[Reading]]:
    """Begin to read each file; short plain text is read at once."""
    seconds = 0.0
    for source in sources(inputs):
        if isinstance(source, InputError):
            yield _done(source)
            continue
        if on_file is not None:
            on_file(source.name)
        load_it = partial(load, source, standard_input)
        if source.size is None or (source.size <= _PLAIN and seconds < _PLAIN_SECONDS):
            start = time.monotonic()
            try:
                data = load_it()
                if _is_plain(data, source.name):
                    found = Reading(reports=read_bytes(data, name=source.name))
                    seconds += time.monotonic() - start
                    yield _done(found)
                    continue
            except InputError as problem:
                yield _done(problem)
                continue
            load_it = partial(bytes, data)
        yield pool.submit(load_it, name=source.name, password=password, size=source.size or _PLAIN)


def _in_order(begun: Iterator[Future[Reading]], pool: Pool) -> Iterator[Reading]:
    waiting: deque[Future[Reading]] = deque()
    for future in begun:
        waiting.append(future)
        while waiting and (waiting[0].done() or len(waiting) > _AHEAD * pool.n_processes):
            yield waiting.popleft().result()
    for future in waiting:
        yield future.result()


def _is_plain(data: bytes, name: str) -> bool:
    try:
        return len(data) <= _PLAIN and detect(data, name=name) is Media.TEXT
    except InputError:
        raise
    except Exception:
        return False  # whatever is the matter with it, it is not plain


def _done(found: Reading | InputError) -> Future[Reading]:
    future: Future[Reading] = Future()
    future.set_result(Reading(reports=(), problems=(found,)) if isinstance(found, InputError) else found)
    return future


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
