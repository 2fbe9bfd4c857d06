"""ZIP files that word processors write: their limits."""

from __future__ import annotations

import io
import zipfile

from detente.errors import InputError

MAX_UNPACKED = 256 * 1024 * 1024
"""Declared size beyond which a file is not unpacked; a few kilobytes can claim to be gigabytes."""

MAX_XML = 24 * 1024 * 1024
"""Declared size of a part in XML beyond which a file is not parsed: it takes half a second a MiB,
and twenty times its size in memory. The text of a book with its formatting has a few MiB."""

_PARSED = (".xml", ".rels")


def refuse_bomb(data: bytes, name: str, *, text_part: str) -> None:
    """Refuse a file that would unpack to more than is held in memory.

    Parameters
    ----------
    data, name : the file.
    text_part : name of the part that holds its text.

    Raises
    ------
    InputError
        All parts together are too large, or the text or another part that is parsed. What a part
        declares binds it: zipfile unpacks no more.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = {member.filename: member.file_size for member in archive.infolist()}
    parsed = [size for part, size in sizes.items() if part == text_part or part.lower().endswith(_PARSED)]
    for size, limit in ((sum(sizes.values()), MAX_UNPACKED), (max(parsed, default=0), MAX_XML)):
        if size > limit:
            raise InputError(
                name,
                f"it would unpack to {_mebibytes(size)} MiB, more than {_mebibytes(limit)}",
                "open it in a word processor and save its text",
            )


def _mebibytes(size: int) -> int:
    return size // (1024 * 1024)
