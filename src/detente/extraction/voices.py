"""Who speaks where no attribution says so: in the turns of a transcript, and in a statement of its author."""

from __future__ import annotations

from bisect import bisect_left

from detente.extraction.document import Document, Passage
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.network.decoding import MAX_JOINT
from detente.extraction.parties import Referent

# A statement or speech names its author in one of its first lines.
_AUTHOR_LINES = 4
_AUTHOR_REACH = 4
# "Statement of the three presidents on the lake": who is named after these is no author.
_TOPICS = {"on", "regarding", "concerning", "about"}


class Voices:
    """The speakers of one report; `authors` are those whose text the whole report is, if any."""

    def __init__(self, document: Document) -> None:
        self.authors = _find_authors(document)
        self._turns = _find_turns(document)

    def at(self, passage: int) -> tuple[Referent, ...]:
        """Who speaks in a passage, by its number: the turn's speaker, else the report's authors."""
        if passage in self._turns:
            speaker = self._turns[passage]
            return (speaker,) if speaker is not None else ()
        return self.authors

    def is_asked(self, passage: Passage) -> bool:
        """Whether a passage is a question of somebody unknown, as journalists put them ("Q: Will you…?")."""
        is_unknown = passage.number in self._turns and self._turns[passage.number] is None
        return is_unknown and passage.tokens[-1].text == "?"


def _find_authors(document: Document) -> tuple[Referent, ...]:
    """Whose text the report is: "Statement by President Santos", "Joint Statement by the …"."""
    authored = load_lexicon().words["authored"]
    for passage in document.passages[:_AUTHOR_LINES]:
        words = [t.lower for t in passage.tokens]
        at = next(
            (i for i, w in enumerate(words) if w in {"by", "from", "of"} and set(words[:i]) & authored), None
        )
        if at is None:
            continue
        topic = next((i for i, w in enumerate(words) if i > at and w in _TOPICS), len(words))
        following = [r for r in passage.referents if at < r.mention.first < topic]
        near = [r for r in following if r.mention.first <= at + _AUTHOR_REACH]
        joint = {r.party: r for r in following if r.party is not None} if "joint" in words[:at] else {}
        if near and len(joint) > 1:
            return tuple(joint.values())[:MAX_JOINT]
        if near:
            return (max(near, key=lambda r: r.is_person),)
    return ()


def _find_turns(document: Document) -> dict[int, Referent | None]:
    """Who speaks in each passage of a transcript, by its number; None where the turn names nobody known."""
    starts = [passage.sentence.span.start for passage in document.passages]
    turns: dict[int, Referent | None] = {}
    for part in document.report.parts:
        if part.speaker is None:
            continue
        inside = range(bisect_left(starts, part.span.start), bisect_left(starts, part.span.end))
        label = document.report.text.find(":", part.span.start, part.span.end)
        first = document.passages[inside.start].referents if inside else ()
        named = [referent for referent in first if referent.mention.span.start < label]
        # "Mr LAVROV (Russian Federation)": the person speaks, and is who is named first.
        speaker = next((r for r in named if r.party is not None), named[0] if named else None)
        turns.update(dict.fromkeys(inside, speaker))
    return turns
