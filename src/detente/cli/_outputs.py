"""What all commands that write a file share: the refusal of a bad target, and writing all or nothing."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

STANDARD_OUTPUT = "-"


def check_output(target: str, example: str) -> None:
    """Refuse a target that cannot be written before the work is done, not after.

    `example` is the name of a file that the message proposes.
    """
    if target == STANDARD_OUTPUT:
        return
    folder = Path(target).parent
    if Path(target).is_dir():
        raise click.UsageError(f"{target} is a folder; name a file in it, such as {target}/{example}")
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder {folder}; make it first, or name another FILE")
    if not os.access(folder, os.W_OK):
        raise click.UsageError(f"you may not write in {folder}; name another FILE")


def write_output(target: str, written: str | bytes) -> None:
    """Write the whole or nothing: a file that was there stays until the new one is complete."""
    content = written.encode("utf-8") if isinstance(written, str) else written
    if target == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        return
    path = Path(target)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp keeps the file to its owner; the new one gets the mode that any new file would get.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
