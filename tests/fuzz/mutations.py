"""Damage to files, by a random generator whose seed is all that is needed to do it again."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence

MAX_BYTES = 256 * 1024
"""Size of a mutant at most: what is slow at that size is slow for what it says, not for its length."""

_NUMBER = re.compile(rb"\d+")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"99999999999999999999",
    b"1e309",
)
# What means something to one reader or another.
_WORDS = (
    *(
        b"<",
        b">",
        b"&",
        b"&#0;",
        b"&#xD800;",
        b"&#55296;",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<?",
        b"?>",
    ),
    *(
        b"<!DOCTYPE x [",
        b"<!ENTITY a 'b'>",
        b"</p>",
        b"<table>",
        b"<tr>",
        b"<td>",
        b"<br>",
        b"<p>",
        b"<html>",
    ),
    *(b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b",", b";", b":", b"\t", b"\n", b"\r", b"\r\n\r\n", b"\0"),
    *(b"\\u", b"\\ud800", b"\\'", b"\\bin", b"\\u-1?", b"\\uc9", b"\\par ", b"{\\*\\", b"\\cell ", b"\\row "),
    *(
        b"obj",
        b"endobj",
        b"stream\n",
        b"endstream",
        b"R",
        b"<<",
        b">>",
        b"/Kids",
        b"/Prev",
        b"/Length",
        b"Tj",
    ),
    *(
        b"--b\n",
        b"From ",
        b"Content-Type: ",
        b"=?utf-8?b?",
        b"?=",
        b"boundary=",
        b"message/rfc822",
        b"charset=",
    ),
    *(
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"PK\x03\x04",
        b"%PDF-",
    ),
    *("\u00ad\u200b\u2028\u202e\u0301\ufb01", "\U0010ffff", "ﷺ" * 9),
)


def mutant(seed: str, files: Sequence[bytes]) -> bytes:
    """Damage one of some files of a format, in one to eight ways."""
    dice = random.Random(seed)
    data = dice.choice(files)
    if data.startswith(b"PK") and dice.random() < 0.8:
        return _repacked(data, dice)
    return _damaged(data, dice, files)


def _damaged(data: bytes, dice: random.Random, files: Sequence[bytes]) -> bytes:
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5, 8))):
        way = dice.choice(_WAYS)
        data = way(data, dice, files)[:MAX_BYTES]
    return data


def _repacked(data: bytes, dice: random.Random) -> bytes:
    """Damage the parts of a ZIP file and pack them whole: sums of parts would give the rest away."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in dice.sample(sorted(parts), min(len(parts), dice.choice((1, 1, 2)))):
        parts[name] = _damaged(parts[name], dice, list(parts.values()))
    if dice.random() < 0.1:
        del parts[dice.choice(sorted(parts))]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _stretch(data: bytes, dice: random.Random, longest: int = 200) -> tuple[int, int]:
    start = dice.randint(0, len(data))
    return start, min(len(data), start + dice.randint(1, longest))


def _flip(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    out = bytearray(data or b"\0")
    for _n in range(dice.choice((1, 1, 4, 16))):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _cut(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: dice.randint(0, len(data))]


def _lose(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + data[end:]


def _repeat(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + data[start:end] * dice.choice((2, 3, 10, 100, 3000)) + data[end:]


def _splice(data: bytes, dice: random.Random, files: Sequence[bytes]) -> bytes:
    other = dice.choice(files)
    start, end = _stretch(other, dice, 2000)
    at, until = _stretch(data, dice)
    return data[:at] + other[start:end] + data[dice.choice((at, until)) :]


def _put(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    at = dice.randint(0, len(data))
    word = dice.choice(_WORDS)
    word = word if isinstance(word, bytes) else word.encode()
    return data[:at] + word * dice.choice((1, 1, 1, 2, 50)) + data[at:]


def _renumber(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    """Another number in the place of one that is written in digits."""
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return data
    found = dice.choice(numbers)
    return data[: found.start()] + dice.choice(_NUMBERS) + data[found.end() :]


def _resize(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    """Another number in the place of two or four bytes, which may be a size."""
    form = dice.choice(("<H", ">H", "<I", ">I"))
    size = struct.calcsize(form)
    value = dice.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)) & (256**size - 1)
    at = dice.randint(0, max(len(data) - size, 0))
    return data[:at] + struct.pack(form, value) + data[at + size :]


def _swap(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    a, b, c = sorted(dice.randint(0, len(data)) for _n in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


_WAYS: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    *(_flip, _cut, _lose, _repeat, _splice, _put, _renumber, _resize, _swap),
)
