"""What one file may take, and what is said of one that takes more.

Files are hostile now and then: a few kilobytes can unpack to gigabytes or be parsed for hours. Most
readers refuse such files for what they are; these bounds hold for those that nobody foresaw.
"""

from __future__ import annotations

import sys

from detente.errors import InputError

MIB = 1024 * 1024

SECONDS = 15
"""Processor time that one file may take in a process of its own, where the system can bound that:
not on Windows. A computer that is busy with other work then refuses no file that it would else read."""

PATIENCE = 18 if sys.platform == "win32" else 300
"""Seconds by the clock after which such a process is ended in any case."""

MEMORY = 1_152 * MIB
"""Memory of that process, in bytes of address space: with what the caller holds of the file and of
its text, a command stays below 1.5 GiB. Windows and macOS know no such limit."""

_REMEDY = "split it, or save its text as plain text"


def too_slow(name: str) -> InputError:
    """A file that was not read in time."""
    return InputError(name, f"reading it takes longer than {SECONDS} seconds", _REMEDY)


def too_large(name: str) -> InputError:
    """A file that takes too much memory to be read."""
    return InputError(name, f"reading it takes more than {MEMORY // MIB} MiB of memory", _REMEDY)


def breaks_reader(name: str) -> InputError:
    """A file on which the process that read it ended."""
    return InputError(
        name,
        "it is so damaged that the program which reads such files breaks on it",
        "fetch it again, or save its text as plain text in the program that shows it",
    )
