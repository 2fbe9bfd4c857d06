"""The article on a web page → its paragraphs, in the order of the page.

trafilatura finds the article; its result says where on the page it stands, and the text is taken
from there: in the page's own order, with the headline and the standfirst that stand before it and
with the entries of a live blog that stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from detente.reading.markup import paragraphs, unescaped
from detente.reading.page_junk import drop, points_elsewhere, tags

_GRAM = 4
_FOUND_SHARE = 0.5
_LONG_WORD = 12
_MAX_WORDS = 20_000
# The element that holds this much of what trafilatura found is where the article stands.
_CONTAINED_SHARE = 0.9
_LINKED_SHARE = 0.5
_LINKS_OF_A_MENU = 3
_ADDED_SHARE = 0.5
_ADDED_TO_PAGE = 0.15
_ADDED_LINKED = 0.3
_GOOD_TWINS = 0.8
_TWIN_LINKED = 0.1
_HEAD_NODES = 6
_TIME = re.compile(r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d\b")
# Where less of the place was found than this, it is a page of many things and not one article.
_DENSE_SHARE = 0.35
_SHORT_CHARACTERS = 40
_BOXES = frozenset({"aside", "div", "ol", "section", "table", "ul"})
_BOX_CHARACTERS = 800
_BOX_SHARE = 0.2
_FRAMES = frozenset({"article", "main"})
_TOP = frozenset({"body", "html"})
_KEPT_WHOLE = frozenset({"dl", "ol", "table", "ul"})
_HEADINGS = ("h1", "h2", "h3")


class _Weights(NamedTuple):
    """Characters of text in each element: all, those that trafilatura found, those within links."""

    all: dict[Any, int]
    found: dict[Any, int]
    linked: dict[Any, int]


def article_paragraphs(body: Any, found: Any, title: str | None) -> list[str]:
    """Paragraphs of the article.

    Parameters
    ----------
    body : the page's body without menus and the like; it is taken apart.
    found : what trafilatura made of the page: a tree of its text.
    title : what the page says is its title, by which its headline is known.
    """
    weights = _weighed(body, _Found(found))
    if not weights.found.get(body):
        return []
    place = _place(body, weights)
    headline = _headline(body, title)
    if headline is not None:
        place = _with_headline(place, headline, weights)
    is_dense = weights.found[place] >= _DENSE_SHARE * weights.all[place]
    place = _widened(place, weights)
    if not is_dense:
        for element in list(_unfound(place, headline, weights)):
            drop(element)
    standfirst = _standfirst(headline, place, weights) if headline is not None else []
    for element in [*_menus(place, weights), *_after_the_end(place, weights)]:
        drop(element)
    texts = [text for text in paragraphs(place) if not points_elsewhere(text)]
    if headline is not None:
        line = _line(headline)
        if not any(line in _squeezed(text) for text in texts[:10]):
            texts = [line, *standfirst, *texts]
    return texts


class _Found:
    """Tells the words that trafilatura found."""

    def __init__(self, tree: Any) -> None:
        words = " ".join(tree.itertext()).split()
        self._grams = set(zip(*(words[i:] for i in range(_GRAM)), strict=False))
        self._text = "".join(words) if len(words) < _MAX_WORDS else ""

    def has(self, words: list[str]) -> bool:
        """Whether most of some words are among those found, as far as so few can tell."""
        n = len(words) - _GRAM + 1
        if n < 1:
            # A sentence of Chinese or Japanese is one word.
            joined = "".join(words)
            return len(joined) >= _LONG_WORD and not joined.isascii() and joined in self._text
        grams = zip(*(words[i:] for i in range(_GRAM)), strict=False)
        return sum(map(self._grams.__contains__, grams)) >= _FOUND_SHARE * n


def _weighed(body: Any, found: _Found) -> _Weights:
    weights = _Weights({}, {}, {})
    elements = [element for element in body.iter() if isinstance(element.tag, str)]
    for element in reversed(elements):
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            if text and owner is not None and (words := text.split()):
                size = len(text)
                weights.all[owner] = weights.all.get(owner, 0) + size
                if found.has(words):
                    weights.found[owner] = weights.found.get(owner, 0) + size
        if element.tag == "a":
            weights.linked[element] = weights.all.get(element, 0)
        parent = element.getparent()
        if parent is not None and element is not body:
            for of_kind in weights:
                if size := of_kind.get(element, 0):
                    of_kind[parent] = of_kind.get(parent, 0) + size
    return weights


def _place(body: Any, weights: _Weights) -> Any:
    """The innermost element that holds most of what was found."""
    least = _CONTAINED_SHARE * weights.found[body]
    place = body
    while (inner := next((e for e in place if weights.found.get(e, 0) >= least), None)) is not None:
        place = inner
    return place


def _widened(place: Any, weights: _Weights) -> Any:
    """Where it stands, with what belongs to it beside it."""
    frame = next((e for e in place.iterancestors() if e.tag in _FRAMES or e.get("role") == "main"), None)
    while place.tag not in _TOP and (parent := place.getparent()) is not None:
        twins = _twins(place, parent, weights)
        if not twins and not _is_little_added(place, parent, weights):
            break
        for twin in twins:
            weights.found[twin] = weights.all[twin]
        place = parent
    if frame is not None and frame in set(place.iterancestors()) and _is_little_added(place, frame, weights):
        place = frame
    return place


def _is_little_added(place: Any, wider: Any, weights: _Weights) -> bool:
    added = weights.all.get(wider, 0) - weights.all.get(place, 0)
    linked = weights.linked.get(wider, 0) - weights.linked.get(place, 0)
    share = _ADDED_TO_PAGE if wider.tag in _TOP else _ADDED_SHARE
    return added <= share * weights.found.get(place, 0) and linked <= _ADDED_LINKED * added


def _twins(place: Any, parent: Any, weights: _Weights) -> list[Any]:
    """What stands beside it as its equal: another article, or an entry of a live blog with its time."""
    kind = (place.tag, place.get("class"))
    if kind[0] != "article" and not _is_timed(place):
        return []
    twins = [e for e in parent if (e.tag, e.get("class")) == kind and e is not place and weights.all.get(e)]
    good = [
        e
        for e in twins
        if weights.linked.get(e, 0) <= _TWIN_LINKED * weights.all[e]
        and (kind[0] == "article" or _is_timed(e))
    ]
    return good if len(good) >= _GOOD_TWINS * len(twins) else []


def _is_timed(element: Any) -> bool:
    head = " ".join(islice(element.itertext(), _HEAD_NODES))
    return _TIME.search(head) is not None


def _headline(body: Any, title: str | None) -> Any:
    """The heading that the page's title repeats, or else its only heading of the first rank."""
    wanted = _squeezed(title or "").casefold()
    for heading in chain.from_iterable(body.iter(tag) for tag in _HEADINGS):
        line = _line(heading)
        if len(line.split()) > 1 and line.casefold() in wanted:
            return heading
    first = [heading for heading in body.iter("h1") if len(_line(heading).split()) > 1]
    return first[0] if len(first) == 1 and first[0].find(".//a") is None else None


def _with_headline(place: Any, headline: Any, weights: _Weights) -> Any:
    above = {place, *place.iterancestors()}
    both = next((e for e in (headline, *headline.iterancestors()) if e in above), None)
    is_near = both is not None and _is_little_added(place, both, weights)
    return both if is_near else place


def _standfirst(headline: Any, place: Any, weights: _Weights) -> list[str]:
    """Paragraphs between the headline and the place that were found, or stand right beside the headline."""
    above = {headline, place, *headline.iterancestors(), *place.iterancestors()}
    texts: list[str] = []
    is_below_headline = False
    waiting = [place.getroottree().getroot()]
    while waiting:
        element = waiting.pop()
        if element is place:
            break
        found = weights.found.get(element, 0)
        if element is headline:
            is_below_headline = True
        elif element in above:
            waiting.extend(reversed(element))
        elif is_below_headline:
            is_beside = element.getparent() is headline.getparent() and _is_short_text(element, weights)
            if is_beside or (found and found >= _FOUND_SHARE * weights.all[element]):
                texts.extend(text for text in paragraphs(element) if not points_elsewhere(text))
            elif found:
                waiting.extend(reversed(element))
    return texts


def _is_short_text(element: Any, weights: _Weights) -> bool:
    size = weights.all.get(element, 0)
    return 0 < size <= _BOX_CHARACTERS and weights.linked.get(element, 0) <= _ADDED_LINKED * size


def _menus(place: Any, weights: _Weights) -> Iterator[Any]:
    """Elements that are mostly links, of which nothing was found, and boxes that point elsewhere."""
    least = min(_BOX_CHARACTERS, _BOX_SHARE * weights.all[place])
    waiting = [place]
    while waiting:
        element = waiting.pop()
        for inner in element:
            size = weights.all.get(inner, 0)
            if not isinstance(inner.tag, str) or not size:
                continue
            is_linked = weights.linked.get(inner, 0) > _LINKED_SHARE * size
            is_menu = is_linked and not weights.found.get(inner) and _n_links(inner) >= _LINKS_OF_A_MENU
            is_box = inner.tag in _BOXES and size <= least and _is_pointing_box(inner)
            if is_menu or is_box:
                yield inner
            else:
                waiting.append(inner)


def _is_pointing_box(element: Any) -> bool:
    first = next((line for text in element.itertext() if (line := _squeezed(text))), "")
    return points_elsewhere(first)


def _unfound(place: Any, headline: Any, weights: _Weights) -> Iterator[Any]:
    """The largest elements of which nothing was found."""
    inline = tags()["inline"]
    kept = set() if headline is None else {headline, *headline.iterancestors()}
    waiting = [place]
    while waiting:
        for inner in waiting.pop():
            if not isinstance(inner.tag, str) or inner.tag in inline:
                continue
            if weights.found.get(inner):
                waiting.append(inner)
            elif inner not in kept and weights.all.get(inner, 0) > _SHORT_CHARACTERS:
                yield inner


def _after_the_end(place: Any, weights: _Weights) -> Iterator[Any]:
    """Elements that follow the element with the last words found."""
    last = place
    while (inner := next((e for e in reversed(last) if weights.found.get(e)), None)) is not None:
        last = inner
    around = [last, *last.iterancestors()]
    around = around[: around.index(place)]
    end = next((e for e in around if e.tag not in tags()["inline"]), place)
    # Short cells and items count as not found, so that a table or a list is kept whole.
    end = next((e for e in reversed(around) if e.tag in _KEPT_WHOLE), end)
    end = end.getparent() if end is not place and end.tag != "div" else end
    while end is not None and end is not place:
        yield from (e for e in end.itersiblings() if isinstance(e.tag, str))
        end = end.getparent()


def _n_links(element: Any) -> int:
    return sum(1 for _ in zip(element.iter("a"), range(_LINKS_OF_A_MENU), strict=False))


def _line(heading: Any) -> str:
    return _squeezed(unescaped(heading.text_content()))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
