"""Who speaks where: the source around a cue, the speaker of a quotation, the author of a statement."""

from __future__ import annotations

from bisect import bisect_left

from detente.extraction.cues import CueHit
from detente.extraction.document import Document, Passage
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.parties import Referent
from detente.extraction.quotation import enclosing_quote
from detente.extraction.subjects import MAX_JOINT

# A statement or speech names its author in one of its first lines.
_AUTHOR_LINES = 4
_AUTHOR_REACH = 4
# How many sentences away the source of a quotation is looked for.
_SENTENCES_BACK = 8
_SENTENCES_ON = 3


class Voices:
    """The speakers of one report; `authors` are those whose text the whole report is, if any."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.authors = _find_authors(document)
        self._turns = _find_turns(document)

    def at(self, passage: Passage, hit: CueHit) -> Referent | None:
        """Who speaks at a cue; None where it is the reporter."""
        around = passage.around(hit)
        named = [a for a in around if not a.source.is_first_person]
        if named:
            # Of nested attributions the innermost begins last before the cue.
            return max(named, key=lambda a: a.hit.first if a.hit.first < hit.first else -1).source
        if passage.number in self._turns:
            return self._turns[passage.number]
        author = self.authors[0] if self.authors else None
        if around or enclosing_quote(passage.tokens[hit.first].start, self._document.quoted):
            return self._quoted_at(passage) or author
        return author

    def _quoted_at(self, passage: Passage) -> Referent | None:
        """The speaker of a quotation without a source in its own sentence.

        The last source before in the same paragraph, else the next one in it ("…," he said), else
        the last one before: a quotation over paragraphs opens anew in each.
        """
        passages, number = self._document.passages, passage.number
        paragraph = passage.sentence.paragraph
        before = [p for p in passages[max(0, number - _SENTENCES_BACK) : number] if p.sources]
        if before and before[-1].sentence.paragraph == paragraph:
            return before[-1].sources[-1]
        after = next((p for p in passages[number + 1 : number + 1 + _SENTENCES_ON] if p.sources), None)
        if after is not None and after.sentence.paragraph == paragraph:
            return after.sources[0]
        return before[-1].sources[-1] if before else None


def _find_authors(document: Document) -> list[Referent]:
    """Whose text the report is: "Statement by President Santos", "Joint Statement by the …"."""
    authored = load_lexicon().words["authored"]
    for passage in document.passages[:_AUTHOR_LINES]:
        words = [t.lower for t in passage.tokens]
        at = next(
            (i for i, w in enumerate(words) if w in {"by", "from", "of"} and set(words[:i]) & authored), None
        )
        if at is None:
            continue
        following = [r for r in passage.referents if r.mention.first > at]
        near = [r for r in following if r.mention.first <= at + _AUTHOR_REACH]
        joint = {r.party: r for r in following if r.party is not None} if "joint" in words[:at] else {}
        if near and len(joint) > 1:
            return list(joint.values())[:MAX_JOINT]
        if near:
            return [max(near, key=lambda r: r.is_person)]
    return []


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
