"""RSS or Atom feed → a Report for each entry: its title, then what it says.

Nothing is fetched: what stands behind an entry's link is not part of the feed.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from detente.errors import InputError
from detente.reading.dates import Published, find_published
from detente.reading.decoding import decoded_markup
from detente.reading.markup import html_paragraphs
from detente.reading.metadata import Metadata, as_report, clean, language_code
from detente.reading.normalise import Paragraph, assemble
from detente.reading.page_junk import points_elsewhere
from detente.records import Report

MAX_ENTRIES = 20_000
"""Entries beyond which a feed is not read: it takes a third of a millisecond for each."""

_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
_ENTITY = re.compile(rb"<!ENTITY", re.I)
# The encoding is known by then, and XML allows none of these characters.
_DECLARED = re.compile(r"""(?<=<\?xml)(\s[^>]*?)?\sencoding\s*=\s*["'][^"']*["']""")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What WordPress puts under each entry.
_APPEARED_FIRST = re.compile(r"The post .{1,300} (?:appeared first|first appeared) on .{1,200}", re.S)
_LINE = re.compile(r":(\d+):(\d+): (.*)")


def reports(data: bytes, *, name: str) -> tuple[Report, ...]:
    """Read one report from each entry of a feed."""
    import feedparser

    if _ENTITY.search(data):
        raise InputError(
            name,
            "the feed declares XML entities, which can hide other files or endless text",
            "take the <!ENTITY …> lines out of it and try again",
        )
    if (n_entries := len(_ENTRY.findall(data))) > MAX_ENTRIES:
        raise InputError(
            name, f"the feed has {n_entries} entries, more than {MAX_ENTRIES}", "split it into several files"
        )
    text, notes = decoded_markup(data)
    # A file object, never bytes: feedparser takes those for an address or a file's name first.
    file = io.BytesIO(_NOT_XML.sub("", _DECLARED.sub(r"\1", text, count=1)).encode("utf-8"))
    feed = feedparser.parse(file, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise _without_entries(feed, name)
    found = tuple(_entries(feed, name, notes))
    if not found:
        raise InputError(name, "no text: all entries of the feed are empty", "save the articles themselves")
    return found


def _without_entries(feed: Any, name: str) -> InputError:
    reason = str(feed.get("bozo_exception", ""))
    if not feed.bozo:
        return InputError(name, "the feed has no entries", "fetch it again when it has some")
    line = _LINE.search(reason)
    return InputError(
        name,
        f"the feed is broken ({line.group(3) if line else reason})",
        "fetch it again, or save the articles themselves",
        place=f"line {line.group(1)}" if line else None,
    )


def _entries(feed: Any, name: str, notes: tuple[str, ...]) -> Iterator[Report]:
    publisher = clean(feed.feed.get("title"))
    language = language_code(feed.feed.get("language"))
    if feed.bozo:
        notes = (*notes, "the feed is damaged; what could be read of it was read")
    for number, entry in enumerate(feed.entries, 1):
        title = _plain(entry.get("title"))
        text, _, changes = assemble(Paragraph(paragraph) for paragraph in _paragraphs(entry, title))
        if not text:
            continue
        published = _published(entry)
        metadata = Metadata(
            title=title,
            publisher=publisher,
            byline=_byline(entry),
            date=published.date if published else None,
            published=published.moment if published else None,
            address=clean(entry.get("link")),
            language=language,
        )
        yield as_report(
            metadata, name=f"{name}#{number}", text=text, media="feed", changes=(*notes, *changes)
        )


def _paragraphs(entry: Any, title: str | None) -> Iterator[str]:
    if title:
        yield title
    bodies = [content.get("value") or "" for content in entry.get("content", ())]
    longest = max((*bodies, entry.get("summary") or ""), key=len)
    paragraphs = html_paragraphs(longest)
    for paragraph in paragraphs[1:] if paragraphs[:1] == [title] else paragraphs:
        if not (points_elsewhere(paragraph) or _APPEARED_FIRST.fullmatch(paragraph)):
            yield paragraph


def _byline(entry: Any) -> str | None:
    names = [clean(author.get("name")) for author in entry.get("authors", ())]
    return ", ".join(filter(None, names)) or clean(entry.get("author"))


def _plain(markup: str | None) -> str | None:
    return clean(" ".join(html_paragraphs(markup))) if markup else None


def _published(entry: Any) -> Published | None:
    """When the entry itself says it appeared, by the clock of its publisher."""
    for field in ("published", "created", "updated"):
        if field not in entry:  # asked for what it has not, feedparser gives another field
            continue
        written, parsed = entry[field], entry.get(f"{field}_parsed")
        if written and (published := find_published(written)):
            return published
        if parsed:
            return Published(datetime.date(*parsed[:3]))
    return None
