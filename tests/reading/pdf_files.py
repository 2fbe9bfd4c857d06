"""PDF files written by hand, byte by byte, so that the tests know what is in them."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, str]
"""A line of text and where it begins: points from the left and from the bottom."""


def pdf(
    pages: Sequence[Sequence[Placed]], *, info: dict[str, str] | None = None, encrypt: bool = False
) -> bytes:
    """Write a PDF with lines of 12-point Helvetica on pages of 612 by 792 points."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        stream = "\n".join(f"BT /F1 12 Tf {x} {y} Td ({_escaped(text)}) Tj ET" for x, y, text in lines)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(
        "<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in (info or {}).items()) + " >>"
    )
    trailer = f"/Root 1 0 R /Info {len(objects)} 0 R"
    if encrypt:  # keys of no password at all, so that none opens it
        key = "41" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<{'42' * 16}> <{'42' * 16}>]"
    return _with_table(objects, trailer)


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
