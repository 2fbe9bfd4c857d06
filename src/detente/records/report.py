"""One document, as it was read."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from detente.errors import InputError
from detente.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where a stretch of the stored text came from, or who speaks in it, or when.

    ``label`` is "page 3", "record 2", "footnote 1", "speaker MODERATOR", "time 14:32 GMT".
    """

    span: Span
    label: str

    @property
    def speaker(self) -> str | None:
        """Who speaks in it, as the report names them; None where it is no turn of a transcript."""
        kind, _, name = self.label.partition(" ")
        return name if kind == "speaker" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that the stored text names in `span`: "4 March 2025", "Monday", "yesterday".

    `is_guessed` where it was worked out from the date of publication.
    """

    span: Span
    date: datetime.date
    is_guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document: its stored text and what the file says of itself.

    Attributes
    ----------
    id : the name it was given by: a path, ``-`` for standard input, ``path#2`` for the second
        document of one file. Unique within one call.
    text : the stored text; every offset of detente counts its code points.
    title, publisher, byline, address, language : None where the file does not say.
    date : day of publication by its publisher's clock, None where the file does not say.
    published : moment of publication, with its time zone; None where the file does not tell both.
    media : what the content turned out to be: "text", "html", "pdf", "docx", "feed", …
    guessed : names of the fields above that were worked out rather than declared.
    changes : what was changed in the text at reading, in words ("12 soft hyphens removed").
    parts : origin of stretches of the text, and the turns of a transcript or entries of a live
        blog, in order; a turn may overlap the pages that it stands on. Empty where the file is one
        piece.
    days : the days that the text names, in order; those that do not name their year only where
        the date of publication is known.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    date: datetime.date | None = None
    published: datetime.datetime | None = None
    address: str | None = None
    language: str | None = None
    media: str = "text"
    guessed: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    days: tuple[Day, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the stored text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Outcome of reading many inputs: the reports that could be read, and every problem met."""

    reports: tuple[Report, ...]
    problems: tuple[InputError, ...] = ()
