"""What a web page says of itself beyond its JSON-LD, as trafilatura and htmldate find it.

Their parts are called one by one, each only where it is asked for: together they take as long as
to find the article, for categories and licences that a report does not have.
"""

from __future__ import annotations

import datetime
import logging
import re
from typing import Any, NamedTuple

from detente.reading.metadata import clean

_LOG = logging.getLogger(__name__)
_MAX_CHARACTERS = 10_000
_SITE = re.compile(r"https?://(?:www\.|w[0-9]+\.)?([^/]+)")
# What trafilatura and htmldate stumble over in odd pages.
_STUMBLES = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError)


class Said(NamedTuple):
    """Title, name of the site, author and address; None where the page does not say."""

    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    address: str | None = None


def said_of_page(tree: Any, *, byline: str | None) -> Said:
    """Find what a page says.

    Parameters
    ----------
    tree : the whole page, parsed by `parse_html`.
    byline : the author, where that is known already; else it is looked for.
    """
    try:
        return _said(tree, byline)
    except _STUMBLES:
        _LOG.debug("no metadata", exc_info=True)
        return Said(byline=byline)


def _said(tree: Any, byline: str | None) -> Said:
    from trafilatura import metadata

    found = metadata.examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    try:
        found = metadata.extract_meta_json(tree, found)
    except Exception:  # whatever is odd in its JSON, the rest of the page counts
        _LOG.debug("no metadata in JSON-LD", exc_info=True)
    title = found.title or metadata.extract_title(tree)
    address = found.url or metadata.extract_url(tree)
    author = byline or found.author or metadata.extract_author(tree)
    site = found.sitename or metadata.extract_sitename(tree)
    return Said(_line(title), _site_name(_line(site), address), _line(author), _line(address))


def _line(text: str | None) -> str | None:
    return clean(text[:_MAX_CHARACTERS]) if text else None


def _site_name(site: str | None, address: str | None) -> str | None:
    """The site as a name: without the sign of an account, in capitals, or else its host."""
    if site is None:
        host = _SITE.match(address or "")
        return host[1] if host else None
    site = site.lstrip("@")
    return site.title() if site and "." not in site and not site[0].isupper() else site or None


def searched_date(tree: Any, address: str | None) -> datetime.date | None:
    """The date that htmldate finds on a page that does not declare one."""
    from htmldate import find_date

    try:
        written = find_date(tree, extensive_search=False, original_date=True, url=address)
        return datetime.date.fromisoformat(written) if written else None
    except _STUMBLES:
        _LOG.debug("no date", exc_info=True)
        return None
