"""What a web page declares in its head: JSON-LD (schema.org) and meta tags.

Some pages have their article only there, for a script to show; and only there the time of
publication has its time zone.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from detente.reading.dates import Published, find_published
from detente.reading.markup import html_paragraphs
from detente.reading.metadata import clean
from detente.reading.vocabulary import vocabulary

_MAX_DEPTH = 6
_MAX_NAMES = 20
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]{1,2000})", re.I)
_TAG = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|span|a|b|i|em|strong|blockquote)\b[^<>]*>", re.I)
_LINES = re.compile(r"\s*\n\s*")


def json_ld(tree: Any) -> list[dict[str, Any]]:
    """Objects of schema.org that a page holds, the outer ones first; what is broken is left out."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                # Line ends within strings are not JSON, but many pages have them.
                found.extend(_objects(json.loads(script.text, strict=False), 0))
            except (ValueError, RecursionError):
                continue
    return found


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "hasPart"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)


def declared_body(objects: list[dict[str, Any]]) -> list[str]:
    """Paragraphs of the longest text that the objects hold; of a live blog those of all entries."""
    bodies = [body for body in (item.get("articleBody") for item in objects) if isinstance(body, str)]
    updates = [item for item in objects if item.get("@type") == "BlogPosting"]
    if len(updates) > 1:
        bodies = ["\n\n".join(bodies)]
    return _paragraphs(max(bodies, key=len, default=""))


class Named(NamedTuple):
    """What the objects say of an article; None where they do not."""

    headline: str | None
    publisher: str | None
    byline: str | None


def declared_names(objects: list[dict[str, Any]]) -> Named:
    """Headline, publisher and authors of the first object that has a headline."""
    article = next((item for item in objects if isinstance(item.get("headline"), str)), {})
    authors = _names(article.get("author"))
    return Named(
        clean(article.get("headline")),
        next(iter(_names(article.get("publisher"))), None),
        ", ".join(authors) or None,
    )


def _names(value: Any) -> list[str]:
    """Names of persons or organisations, each an object, a string, or a list of them."""
    listed = value if isinstance(value, list) else [value]
    written = [item.get("name") if isinstance(item, dict) else item for item in listed[:_MAX_NAMES]]
    return [name for item in written if isinstance(item, str) and "://" not in item and (name := clean(item))]


def redirect(tree: Any) -> str | None:
    """The address to which a page only leads on; None where it is a page of its own."""
    for meta in tree.iter("meta"):
        is_refresh = (meta.get("http-equiv") or "").strip().lower() == "refresh"
        if is_refresh and (found := _REFRESH.search(meta.get("content") or "")):
            return clean(found.group(1))
    return None


def _paragraphs(body: str) -> list[str]:
    body = html.unescape(body)
    if _TAG.search(body):
        return html_paragraphs(body)
    return [line for line in _LINES.split(body.strip()) if line]


def declared_date(tree: Any, objects: list[dict[str, Any]]) -> Published | None:
    """When the page says that it was first published: by its meta tags, its JSON-LD or a time element."""
    for written in _written_dates(tree, objects):
        if published := find_published(written):
            return published
    return None


def _written_dates(tree: Any, objects: list[dict[str, Any]]) -> Iterator[str]:
    names = vocabulary("pages.toml")["dates"]["meta"]
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if meta.get(key) and meta.get("content"):
                metas.setdefault(meta.get(key).strip().lower(), meta.get("content"))
    yield from (metas[name] for name in names if name in metas)
    yield from (date for item in objects if isinstance(date := item.get("datePublished"), str))
    for time in tree.iter("time"):
        is_marked = time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
        if is_marked and (written := time.get("datetime") or time.get("content")):
            yield written
