"""E-mail → Report: a message (.eml) or a mailbox (.mbox), with what is attached to each.

The text is what the message shows: plain text, or its HTML where it has no plain text. Replies that
it quotes stay in it. An attachment is read by its content as a report of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from detente.errors import InputError
from detente.reading.dates import Published, find_published
from detente.reading.mail_parts import Attachment, Content, Part, content, header
from detente.reading.metadata import Metadata, as_report, language_code
from detente.reading.normalise import Paragraph, assemble
from detente.reading.vocabulary import vocabulary
from detente.records import Reading, Report

ReadAttached = Callable[[bytes, str], Reading]
"""Reads an attachment under a name; what cannot be read comes back as a problem or is raised."""

MAX_ATTACHMENTS = 200
"""Attachments of one message that are read."""

MAX_MESSAGES = 10_000
"""Messages of one mailbox that are read; the language of as many is told in about ten seconds."""

MAX_PARTS = 20_000
"""Lines that may part a message beyond which it is not taken apart: about ten seconds."""

_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n(?=[!-9;-~]+:)")
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.M)


class _Found(NamedTuple):
    reports: list[Report]
    problems: list[InputError]


def reading(data: bytes, *, name: str, read_attached: ReadAttached) -> Reading:
    """Read the messages of a file and their attachments; what cannot be read is in `problems`.

    Parameters
    ----------
    data, name : the file.
    read_attached : how to read an attachment.
    """
    starts = [(found.start(), found.end()) for found in _ENVELOPE.finditer(data)]
    found = _Found([], [])
    if not starts or starts[0][0] > 0:
        _message(data, name, read_attached, found)
        return Reading(reports=tuple(found.reports), problems=tuple(found.problems))
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        if number > MAX_MESSAGES:
            many = f"it has {len(starts)} messages, of which the first {MAX_MESSAGES} were read"
            found.problems.append(InputError(name, many, "split the mailbox into several files"))
            break
        written = _ESCAPED_FROM.sub(rb"\1", data[start:end])
        _message(written, f"{name}#{number}", read_attached, found)
    return Reading(reports=tuple(found.reports), problems=tuple(found.problems))


def _message(data: bytes, name: str, read_attached: ReadAttached, found: _Found) -> None:
    if data.count(b"\n--") > MAX_PARTS:
        found.problems.append(
            InputError(name, "the message has too many parts", "save its text and files one by one")
        )
        return
    message = message_from_bytes(data)
    parts = content(message)
    text, _, changes = assemble(Paragraph(paragraph) for paragraph in parts.paragraphs)
    changes = (*parts.notes, *changes)
    if parts.left_out:
        changes = (f"parts not read: {', '.join(parts.left_out)}", *changes)
    metadata = _metadata(message)
    if text:
        found.reports.append(as_report(metadata, name=name, text=text, media="email", changes=changes))
    elif not parts.attachments or parts.is_encrypted:
        found.problems.append(_without_text(parts, name))
    for number, attachment in enumerate(parts.attachments[:MAX_ATTACHMENTS], 2):
        _attachment(attachment, f"{name}#{number}", metadata, read_attached, found)
    if len(parts.attachments) > MAX_ATTACHMENTS:
        problem = f"it has {len(parts.attachments)} attachments, of which {MAX_ATTACHMENTS} were read"
        found.problems.append(InputError(name, problem, "save the others as files"))


def _without_text(parts: Content, name: str) -> InputError:
    if parts.is_encrypted:
        return InputError(
            name, "the message is encrypted", "open it in a mail program and save its text from there"
        )
    return InputError(name, "no text: the message is empty", "check that it was saved whole")


def _attachment(
    attachment: Attachment, name: str, metadata: Metadata, read_attached: ReadAttached, found: _Found
) -> None:
    try:
        read = read_attached(attachment.data, name)
    except InputError as problem:
        read = Reading(reports=(), problems=(problem,))
    found.reports.extend(_dated(report, metadata) for report in read.reports)
    found.problems.extend(
        InputError(error.file, error.problem, error.remedy, place=error.place or attachment.name)
        for error in read.problems
    )


def _dated(report: Report, metadata: Metadata) -> Report:
    """Date an attachment that has no date by its message: a guess."""
    if report.date is not None or metadata.date is None:
        return report
    return replace(report, date=metadata.date, guessed=(*report.guessed, "date"))


def _metadata(message: Part) -> Metadata:
    written = header(message, "from") or ""
    # A sender without an address is a name, which the library takes for an address with a comment.
    sender, address = parseaddr(written) if "@" in written else (written, "")
    is_desk = address.partition("@")[0].lower() in vocabulary("heads.toml")["mail"]["desks"]
    publisher = header(message, "organization") or header(message, "organisation")
    published = _published(header(message, "date"))
    guessed: tuple[str, ...] = ()
    if is_desk and publisher is None and sender:
        publisher, guessed = sender, ("publisher",)
    return Metadata(
        title=header(message, "subject"),
        publisher=publisher,
        byline=None if is_desk else sender or address or None,
        date=published.date if published else None,
        published=published.moment if published else None,
        address=next(_addresses(message), None),
        language=language_code(header(message, "content-language")),
        guessed=guessed,
    )


def _addresses(message: Part) -> Iterator[str]:
    for name in ("archived-at", "content-location"):
        if found := re.search(r"https?://[^\s<>]+", header(message, name) or ""):
            yield found.group()


def _published(written: str | None) -> Published | None:
    """The day that the sender's clock showed, and the time if it tells its zone."""
    if written is None:
        return None
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return find_published(written)
    return Published(moment.date(), moment if moment.tzinfo is not None else None)
