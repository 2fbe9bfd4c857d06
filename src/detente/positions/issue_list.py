"""A person's own list of issues, and which statements are about them.

The list is a text file: an issue a line, its other wordings after a colon, ``#`` begins a remark::

    foreign troops: peacekeepers; a multinational force
    territory: land; the Donbas
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from detente.errors import InputError
from detente.positions.similarity import Bag, Scale, bag
from detente.positions.slugs import slug_of
from detente.records import Issue, Statement

# Lower than where two wordings of reports become one issue: the person who lists an issue means it.
THRESHOLD = 0.35


def load_issues(path: str | os.PathLike[str]) -> tuple[Issue, ...]:
    """Issues of a list file, in its order.

    Raises
    ------
    InputError
        Where the file cannot be read, or two lines name the same issue.
    """
    name = os.fspath(path)
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(name, (error.strerror or "cannot be read").lower(), "name a text file") from error
    except UnicodeDecodeError as error:
        raise InputError(name, "is not text in UTF-8", "save the list as UTF-8 text") from error
    issues: dict[str, Issue] = {}
    for number, line in enumerate(lines, 1):
        title, _, others = line.partition("#")[0].partition(":")
        title = " ".join(title.split())
        if not title:
            continue
        wordings = tuple(" ".join(other.split()) for other in others.split(";") if other.strip())
        issue = Issue(id=slug_of(title), name=title, phrases=(title, *wordings))
        if issue.id in issues:
            remedy = f"word it otherwise than {issues[issue.id].name!r}"
            raise InputError(name, f"{title!r} is listed twice", remedy, place=f"line {number}")
        issues[issue.id] = issue
    if not issues:
        raise InputError(name, "lists no issue", "write an issue on each line")
    return tuple(issues.values())


def assign_issues(statements: Sequence[Statement], issues: Sequence[Issue]) -> tuple[Statement, ...]:
    """Give each statement the id of the listed issue that its own is most like, if it is like one at all."""
    wordings = [(issue, bag(phrase)) for issue in issues for phrase in issue.phrases]
    bags = {s.issue: bag(s.issue) for s in statements if s.issue}
    parties = {name for s in statements for name in (s.party, s.actor) if name}
    scale = Scale.of([*bags.values(), *(one for _, one in wordings)], party_names=parties)
    id_of = {phrase: _likest(one, wordings, scale) for phrase, one in bags.items()}
    return tuple(
        replace(s, issue_id=id_of[s.issue]) if s.issue and id_of[s.issue] and s.issue_id is None else s
        for s in statements
    )


def _likest(one: Bag, wordings: Sequence[tuple[Issue, Bag]], scale: Scale) -> str | None:
    alike = [
        (scale.alikeness(one, wording), -place, issue.id) for place, (issue, wording) in enumerate(wordings)
    ]
    best = max(alike)
    return best[2] if best[0] >= THRESHOLD else None
