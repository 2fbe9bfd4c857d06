"""Documents of a press archive whose fields have names or codes before them → text and metadata.

Factiva's "display with codes" writes ``HD Talks open``, ProQuest ``Publication title: Basin Wire``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.reading.dates import find_date
from detente.reading.metadata import Metadata, clean, language_code

# Codes of Factiva's fields: the text stands under LP (its lead) and TD (the rest).
_CODE = re.compile(
    r"^(?P<code>SE|HD|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|BY|CLM|ART)"
    r"(?:[ \t][^\r\n]*)?\r?$",
    re.M,
)
_CODES_OF_A_DOCUMENT = {"HD", "SN", "PD"}
_NAMED = re.compile(r"^(?P<name>[A-Z][A-Za-z /-]{2,40}): *(?P<value>[^\r\n]*)\r?$", re.M)
_FULL_TEXT = re.compile(r"^Full[ -]?text:[ \t]*", re.M | re.I)
_PROQUEST = re.compile(r"^(?:ProQuest document ID|Publication (?:title|info)):", re.M)
_BY = re.compile(r"by:?\s+(?=\S)", re.I)
_PROQUEST_FIELDS = frozenset(
    (
        *("Title", "Author", "Publication title", "Publication info", "Publication year", "Publication date"),
        *(
            "Publication subject",
            "ProQuest document ID",
            "Document URL",
            "Copyright",
            "Last updated",
            "Database",
        ),
        *("Subject", "Location", "People", "Company / organization", "Pages", "Section", "Publisher", "ISSN"),
        *(
            "Place of publication",
            "Country of publication",
            "Source type",
            "Language of publication",
            "Links",
        ),
        *("Document type", "First page", "Dateline", "Identifier / keyword", "Credit", "Volume", "Issue"),
    )
)


class Body(NamedTuple):
    """The text of a document without its fields, and what they say."""

    text: str
    metadata: Metadata


def is_proquest(text: str) -> bool:
    """Whether the documents between lines of underscores are ProQuest's."""
    return _PROQUEST.search(text) is not None


def body(text: str) -> Body | None:
    """Take the text of a document out of its fields; None where it has none of these kinds."""
    codes = list(_CODE.finditer(text))
    if {code["code"] for code in codes} >= _CODES_OF_A_DOCUMENT:
        return _by_codes(text, codes)
    if _PROQUEST.search(text) and (found := _FULL_TEXT.search(text)):
        return _by_names(text, found.end())
    return None


def _by_codes(text: str, codes: list[re.Match[str]]) -> Body | None:
    ends = [code.start() for code in codes[1:]] + [len(text)]
    values: dict[str, str] = {}
    for code, end in zip(codes, ends, strict=True):
        values.setdefault(code["code"], text[code.start() + len(code["code"]) : end].strip())
    # The lead and the rest of one text.
    texts = [values[code] for code in ("LP", "TD") if values.get(code)]
    metadata = _metadata(
        values.get("HD"), values.get("SN"), values.get("BY"), values.get("PD"), values.get("LA")
    )
    return Body("\n\n".join(texts), metadata) if texts else None


def _by_names(text: str, start: int) -> Body | None:
    fields = [found for found in _NAMED.finditer(text) if found["name"] in _PROQUEST_FIELDS]
    values = {found["name"]: found["value"].strip() for found in reversed(fields)}
    end = next((found.start() for found in fields if found.start() > start), len(text))
    first = next((line.strip() for line in text.splitlines() if line.strip()), None)
    publisher = values.get("Publication title") or values.get("Publication info", "").split(";")[0]
    date = values.get("Publication date") or values.get("Publication info")
    title = values.get("Title") or first
    language = values.get("Language of publication")
    written = text[start:end].strip()
    return (
        Body(written, _metadata(title, publisher, values.get("Author"), date, language)) if written else None
    )


def _metadata(
    title: str | None, publisher: str | None, byline: str | None, date: str | None, language: str | None
) -> Metadata:
    return Metadata(
        title=clean(title),
        publisher=clean(publisher),
        byline=clean(_BY.sub("", byline, count=1)) if byline else None,
        date=find_date(date) if date else None,
        language=language_code(language),
    )
