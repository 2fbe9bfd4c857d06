"""Names of issues made fit to be read: the program cut them from sentences of reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from detente.briefing.wording import word_lists
from detente.records import Negotiation, PositionMap

_LONGEST = 72
"""Characters of a name; what is longer is cut at a word."""

_REST = " …"
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def readable(name: str) -> str:
    """The name without what the cut left at its ends: a stray quotation mark, "in", "of the".

    A name of which nothing would be left stays as it is.
    """
    words = " ".join(balanced(name).split()).strip(" ,;:.–—-").split()
    lists = word_lists()
    while len(words) > 1 and words[-1].lower().strip(",;:") in lists["name_endings"]:
        words.pop()
    while len(words) > 1 and words[0].lower() in lists["name_openings"]:
        words.pop(0)
    return _cut(" ".join(words).rstrip(" ,;:")) or name


def says_little(name: str, parties: Iterable[str]) -> bool:
    """Whether the name does not tell what is at stake: a party's name alone, a number, a date."""
    empty = {*word_lists()["empty_words"], *word_lists()["name_endings"], *word_lists()["name_openings"]}
    empty.update(word.lower() for party in parties for word in party.split())
    return all(word in empty for word in re.findall(r"[^\W\d_]{2,}", name.lower()))


def readable_issues(position_map: PositionMap) -> PositionMap:
    """The map with names of issues as the brief shows them."""
    issues = tuple(replace(issue, name=readable(issue.name)) for issue in position_map.issues)
    return replace(position_map, issues=issues)


def readable_options(negotiation: Negotiation) -> Negotiation:
    """The model with labels of options as the brief shows them."""
    options = tuple(
        replace(option, label=readable(option.label)) if option.label else option
        for option in negotiation.options
    )
    return replace(negotiation, options=options)


def balanced(name: str) -> str:
    """The name without marks that open what is not closed, or close what is not opened."""
    if name.count('"') % 2 or (name.startswith('"') and name.endswith('"')):
        name = name.replace('"', "")
    for opening, closing in _PAIRS:
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    if "‘" not in name:
        # A closing mark without its opening one; after an "s" it may be a genitive.
        name = re.sub(r"(?<=[^s\W])’(?=\s|$)", "", name)
    return name


def is_cut(name: str) -> bool:
    """Whether `readable` left out the end of the name."""
    return name.endswith(_REST)


def _cut(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    return name[: name.rfind(" ", 0, _LONGEST)].rstrip(" ,;:") + _REST
