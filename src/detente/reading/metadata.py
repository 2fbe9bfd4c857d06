"""What a file says of itself, and how that joins with what its text lets guess."""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import dataclass
from functools import cache

from detente.reading.normalise import plain
from detente.reading.vocabulary import vocabulary
from detente.records import Part, Report

_LANGUAGE = re.compile(r"[^\W\d_]{2,}")
_CODE_LETTERS = 3
_SPACES = re.compile(r"\s+")
_FIELDS = ("title", "publisher", "byline", "date", "address", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of a `Report` beside its text; `guessed` names those that nobody declared.

    `published` is the moment of `date`, and stands only beside a date that was declared.
    """

    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    date: datetime.date | None = None
    published: datetime.datetime | None = None
    address: str | None = None
    language: str | None = None
    guessed: tuple[str, ...] = ()


def joined(declared: Metadata, guess: Metadata) -> Metadata:
    """Fill what is not declared from a guess, and name it as guessed."""
    values = {}
    guessed = list(declared.guessed)
    for field in _FIELDS:
        values[field] = getattr(declared, field)
        if values[field] is None and getattr(guess, field) is not None:
            values[field] = getattr(guess, field)
            guessed.append(field)
    return Metadata(**values, published=declared.published, guessed=tuple(guessed))


def as_report(
    metadata: Metadata,
    *,
    name: str,
    text: str,
    media: str,
    changes: tuple[str, ...] = (),
    parts: tuple[Part, ...] = (),
) -> Report:
    """Make a report of a stored text and what is known of it."""
    return Report(
        id=name,
        text=text,
        title=metadata.title,
        publisher=metadata.publisher,
        byline=metadata.byline,
        date=metadata.date,
        published=metadata.published,
        address=metadata.address,
        language=metadata.language,
        media=media,
        guessed=metadata.guessed,
        changes=changes,
        parts=parts,
    )


def clean(text: str | None) -> str | None:
    """One line of text, normalised, without entities and doubled spaces; None for an empty one."""
    if text is None:
        return None
    return _SPACES.sub(" ", plain(html.unescape(text)).text).strip() or None


def language_code(text: str | None) -> str | None:
    """The language of a tag such as "en-GB", "pt_BR" or "English"; None for what is no language."""
    found = _LANGUAGE.match((text or "").strip().lower())
    if found is None:
        return None
    return found.group() if len(found.group()) <= _CODE_LETTERS else _language_names().get(found.group())


@cache
def _language_names() -> dict[str, str]:
    names: dict[str, str] = vocabulary("heads.toml")["languages"]
    return names
