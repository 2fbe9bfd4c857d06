"""Menus, consent banners, comments and boxes of links on a web page, and how they are taken out.

They are known by tag, role and the words of their class and id (`pages.toml`), and by how a
paragraph begins. What has the headline in it is never taken for one of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from detente.reading.markup import paragraphs, parse_html
from detente.reading.vocabulary import vocabulary

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORDS = re.compile(r"[^a-z0-9]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# A box that is called "banner" or "sidebar" and has more of the page's words is its layout.
_SMALL_SHARE = 0.33
_PROSE_SHARE = 0.1
_SENTENCE_CHARACTERS = 60
# Comments may be longer than what they comment on; only a whole page in one box is no box.
_ALWAYS_SHARE = 0.9
_LAYOUT = frozenset({"html", "head", "body", "main", "article"})
_ARTICLES = frozenset({"article", "main"})
_POINTER_CHARACTERS = 160
_TEASER_CHARACTERS = 400
_TIME = re.compile(r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d\b")  # the entries of a live blog have one


def prune(tree: Any) -> None:
    """Take what is not the article out of a parsed page, in place."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    measured = _measured(elements)
    whole = measured.get(tree, _NOTHING)
    doomed = [element for element in elements if _is_junk(element, measured.get(element, _NOTHING), whole)]
    for element in doomed:
        drop(element)
    # What is left of these is a page that a script would have filled in.
    for element in tree.iter("noscript"):
        element.tag = "div"


def shown_paragraphs(text: str) -> list[str]:
    """Paragraphs of a piece of HTML but for those that it hides, as newsletters do with their preview."""
    tree = parse_html(text)
    if tree is None:
        return []
    for element in [element for element in tree.iter() if isinstance(element.tag, str)]:
        if _is_hidden(element):
            drop(element)
    body = tree.find("body")
    return list(paragraphs(tree if body is None else body))


def drop(element: Any) -> None:
    """Remove an element and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def points_elsewhere(text: str) -> bool:
    """Whether a paragraph does nothing but point to another page or ask for something."""
    return len(text) <= _POINTER_CHARACTERS and _phrases().match(text) is not None


class _Measure(NamedTuple):
    """Of an element: characters of text, those in sentences outside links, what must not be lost."""

    size: int
    prose: int
    has_article: bool
    has_headline: bool


_NOTHING = _Measure(0, 0, False, False)


def _measured(elements: list[Any]) -> dict[Any, _Measure]:
    measured: dict[Any, _Measure] = {}
    silent = tags()["always"]
    for element in reversed(elements):
        size, prose, has_article, has_headline = measured.get(element, _NOTHING)
        if element.tag in silent:
            size = prose = 0
        else:
            own = _measure_of(element.text)
            size, prose = size + own[0], 0 if element.tag == "a" else prose + own[1]
        has_article |= element.tag in _ARTICLES
        has_headline |= element.tag == "h1"
        measured[element] = _Measure(size, prose, has_article, has_headline)
        if (parent := element.getparent()) is not None:
            before, tail = measured.get(parent, _NOTHING), _measure_of(element.tail)
            measured[parent] = _Measure(
                before.size + size + tail[0],
                before.prose + prose + tail[1],
                before.has_article or has_article,
                before.has_headline or has_headline,
            )
    return measured


def _measure_of(text: str | None) -> tuple[int, int]:
    size = len(text.strip()) if text else 0
    return size, size if text and size > _SENTENCE_CHARACTERS else 0


def _is_junk(element: Any, measure: _Measure, whole: _Measure) -> bool:
    tag = element.tag
    if tag in tags()["always"] or (tag == "article" and _is_teaser(element, measure)):
        return True
    if tag in _LAYOUT or measure.has_headline:
        return False
    marks = _marks_of(element)
    always, small = _mark_patterns()
    if (marks and always.search(marks)) or _is_hidden(element):
        return measure.size <= _ALWAYS_SHARE * whole.size
    if measure.has_article or measure.size > _SMALL_SHARE * whole.size:
        return False
    if measure.prose > _PROSE_SHARE * whole.prose:
        return False
    is_small = (
        tag in tags()["small"]
        or element.get("role") in tags()["roles"]
        or element.get("aria-hidden") == "true"
        or tag.startswith("amp-")
    )
    return is_small or bool(marks and small.search(marks))


def _is_teaser(element: Any, measure: _Measure) -> bool:
    """Whether it is the teaser of another article within one: short, and its headline is a link."""
    if measure.size > _TEASER_CHARACTERS or not any(e.tag in _ARTICLES for e in element.iterancestors()):
        return False
    heading = next((e for e in element.iter("h1", "h2", "h3", "h4", "h5")), None)
    is_linked = heading is not None and (
        heading.find(".//a") is not None or any(e.tag == "a" for e in heading.iterancestors())
    )
    return is_linked and not _TIME.search(element.text_content()[:_TEASER_CHARACTERS])


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _marks_of(element: Any) -> str:
    written = f"{element.get('class') or ''} {element.get('id') or ''}"
    return "" if written == " " else f"-{_NO_WORDS.sub('-', _CAMEL.sub('-', written).lower())}-"


@cache
def tags() -> dict[str, frozenset[str]]:
    """Names of tags by what they are: those of no article, and those within a line."""
    return {key: frozenset(values) for key, values in vocabulary("pages.toml")["tags"].items()}


@cache
def _mark_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks = vocabulary("pages.toml")["marks"]
    always, small = (
        re.compile(f"-(?:{'|'.join(map(re.escape, marks[kind]))})-") for kind in ("always", "small")
    )
    return always, small


@cache
def _phrases() -> re.Pattern[str]:
    begins = "|".join(map(re.escape, vocabulary("pages.toml")["phrases"]["begins"]))
    return re.compile(rf"\W*(?:{begins})(?!\w)", re.I)
