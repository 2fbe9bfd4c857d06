"""PDF files written by hand, byte by byte, so that the tests know what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

_ID = bytes(range(16))
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

Placed = tuple[float, float, str] | tuple[float, float, str, float]
"""A line of text, where it begins in points from the left and from the bottom, and its size."""

_SIZE = 12
_LETTER_WIDTH = 500  # of the second font, in thousandths of the size


def pdf(
    pages: Sequence[Sequence[Placed]], *, info: dict[str, str] | None = None, password: str | None = None
) -> bytes:
    """Write a PDF with lines of Helvetica, 12 points if not said, on pages of 612 by 792 points.

    Text beyond Latin-1 is drawn from left to right in a font whose letters are all of one width.
    With a password its pages, but not its `info`, are encrypted (revision 2, 40 bits).
    """
    owner, key = _keys(password) if password is not None else (b"", b"")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "",
        "",
    ]
    codes: dict[str, int] = {}
    kids = []
    for lines in pages:
        stream = "\n".join(_drawn(*line, codes=codes) for line in lines)
        if key:
            stream = _rc4(_object_key(key, len(objects) + 1), stream.encode("latin-1")).decode("latin-1")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[3:5] = _font(codes)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(
        "<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in (info or {}).items()) + " >>"
    )
    trailer = f"/Root 1 0 R /Info {len(objects)} 0 R"
    if key:
        user = _rc4(key, _PADDING)
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>]"
    return _with_table(objects, trailer)


def _drawn(x: float, y: float, text: str, size: float = _SIZE, *, codes: dict[str, int]) -> str:
    if text.isascii() or text.encode("latin-1", "ignore").decode("latin-1") == text:
        return f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET"
    shown = "".join(f"{codes.setdefault(char, len(codes) + 1):02x}" for char in text)
    return f"BT /F2 {size} Tf {x} {y} Td <{shown}> Tj ET"


def _font(codes: dict[str, int]) -> list[str]:
    """A font whose codes stand for whatever characters were drawn, and the table that tells which."""
    pairs = "\n".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    table = (
        "begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap"
    )
    widths = " ".join([str(_LETTER_WIDTH)] * len(codes))
    return [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Lake /FirstChar 1 /LastChar {len(codes)} "
        f"/Widths [{widths}] /ToUnicode 5 0 R >>",
        f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
    ]


def _keys(password: str) -> tuple[bytes, bytes]:
    """The owner's entry and the key of the file: PDF 1.7, algorithms 2 and 3, owner and user the same."""
    padded = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    rights = (-4 & 0xFFFFFFFF).to_bytes(4, "little")
    return owner, hashlib.md5(padded + owner + rights + _ID).digest()[:5]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def column(lines: Sequence[str], *, top: float = 700, left: float = 72, pitch: float = 14) -> list[Placed]:
    """Place lines below each other."""
    return [(left, top - i * pitch, line) for i, line in enumerate(lines)]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _with_table(objects: Sequence[str], trailer: str) -> bytes:
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} {trailer} >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")
