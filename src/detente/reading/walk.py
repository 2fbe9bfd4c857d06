"""Which files an input stands for, and their bytes.

Folders are walked in the order of names, folders and files together. A link is followed, but a
folder that was entered once is not entered again, so that circles end. Hidden files and folders
are left out unless they were named. Only regular files are opened: a pipe or a device could
block for ever.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from detente.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read; a day's archive export stays below it, and memory stays bounded."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to open.

    Attributes
    ----------
    name : what it is called, fit to be shown and stored.
    path : None for standard input.
    size : in bytes, of a file that is there; None where that is not known before it is read.
    """

    name: str
    path: str | None
    size: int | None = None


def sources(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[Source | InputError]:
    """Expand inputs into files, with an error in the place of each that stands for none."""
    is_input_taken = False
    for given in inputs:
        path = os.fsdecode(given)
        if path == STANDARD_INPUT:
            if not is_input_taken:
                yield Source(name=STANDARD_INPUT, path=None)
            is_input_taken = True
        elif _is_folder(path):
            yield from _folder(path)
        else:
            yield _file(path)


def load(source: Source, standard_input: BinaryIO | None = None) -> bytes:
    """Read all bytes of a source.

    Parameters
    ----------
    source : what to read.
    standard_input : what stands for standard input; the program's own by default.

    Raises
    ------
    InputError
        It is missing, not a regular file, not permitted, too large, or fails on the way.
    """
    try:
        if source.path is None:
            data = _standard_input(standard_input).read(MAX_BYTES + 1)
        else:
            data = _load_file(source.name, source.path)
    except (OSError, ValueError) as error:
        raise _unreadable(source.name, error) from error
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise InputError(
            source.name,
            f"it is larger than {limit} MiB, the most that is read of one file",
            "split it into a file for each report, or convert it to text",
        )
    return data


def _file(path: str) -> Source:
    try:
        size = os.stat(path).st_size
    except (OSError, ValueError):  # said when it is opened
        size = 0
    return Source(name=_shown(path), path=path, size=size)


def _standard_input(given: BinaryIO | None) -> BinaryIO:
    if given is not None:
        return given
    if sys.stdin is None:
        raise InputError(STANDARD_INPUT, "standard input is closed", "pipe a report to it, or name a file")
    return sys.stdin.buffer


def _load_file(name: str, path: str) -> bytes:
    # Checked before opening, since merely opening a pipe waits for a writer and a device may start,
    # and once more after it, since by then another file may have the name.
    _refuse_odd(name, os.stat(path).st_mode)
    with open(path, "rb", opener=_open_without_waiting) as file:
        _refuse_odd(name, os.fstat(file.fileno()).st_mode)
        return file.read(MAX_BYTES + 1)


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _refuse_odd(name: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise InputError(
            name,
            "it is neither a file nor a folder but a pipe, socket or device",
            "save what it gives to a file, or hand it over on standard input with -",
        )


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(name, "there is no such file or folder", "check the name and where you are")
    if isinstance(error, PermissionError):
        return InputError(name, "you have no permission to read it", "ask its owner, or copy it as its owner")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return InputError(
            name, "it is a link that leads back to itself", "name the file that it should lead to"
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(name, f"it cannot be read ({reason})", "check the name and the disk, then try again")


def _is_folder(path: str) -> bool:
    try:
        return os.path.isdir(path)
    except ValueError:  # a NUL in the name
        return False


def _folder(folder: str) -> Iterator[Source | InputError]:
    is_empty = True
    for found in _below(folder):
        is_empty = False
        yield found
    if is_empty:
        yield InputError(
            _shown(folder), "the folder holds no files", "put the reports in it or name another folder"
        )


def _below(folder: str) -> Iterator[Source | InputError]:
    entered: set[tuple[int, int]] = set()
    waiting = [folder]  # a stack, not recursion: folders may be nested deeper than Python recurses
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):
            yield _file(path)
            continue
        try:
            status = os.stat(path)
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError as error:
            yield _unreadable(_shown(path), error)
            continue
        if (status.st_dev, status.st_ino) not in entered:
            entered.add((status.st_dev, status.st_ino))
            waiting.extend(os.path.join(path, name) for name in reversed(names))


def _shown(path: str) -> str:
    """Name with the bytes that are no text written out, so that it can be printed and stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
