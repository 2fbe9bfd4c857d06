"""Whose position a cue gives, and who reports it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.extraction.cues import CueHit
from detente.extraction.document import Document, Passage
from detente.extraction.lexicon import Form, Holder
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import MentionKind
from detente.extraction.parties import Referent
from detente.extraction.quotation import enclosing_quote
from detente.extraction.voices import Voices

# After the subject's own "will": these announce no act.
_NO_ACTS = {"be", "say", "like", "have", "suggest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Who holds what a cue says: `holders` (several where joint), its `subject`, and the `voice`.

    `subject` is the grammatical one with pronouns resolved; `voice` is who speaks there, None for
    the reporter; `is_denied` where the subject itself is negated ("neither side").
    """

    holders: tuple[Referent, ...]
    subject: Referent | None
    voice: Referent | None
    is_denied: bool

    @property
    def is_subject(self) -> bool:
        """Whether the holder is the subject of the cue."""
        return self.subject is not None and self.holders[-1].mention is self.subject.mention


def find_holding(document: Document, voices: Voices, passage: Passage, hit: CueHit) -> Holding | None:
    """Whose position the cue gives; None where nobody's, or nobody's who could be bound by it."""
    voice = voices.at(passage, hit)
    if voice is None and hit.is_hypothetical:
        return None  # "Trump could press Kyiv": the reporter's speculation binds nobody
    subject = _subject(document, passage, hit, voice)
    holder = _holder(passage, hit, subject, voice)
    if holder is None or not _can_be_bound(holder, hit):
        return None
    holders = [holder]
    if holder.members:
        holders = list(holder.members)
    elif holder is subject:
        holders = passage.subjects.joint(holder)
    elif len(voices.authors) > 1 and any(holder.name == author.name for author in voices.authors):
        holders = voices.authors
    denied = holder is subject and passage.subjects.is_denied(holders[0])
    return Holding(holders=tuple(holders), subject=subject, voice=voice, is_denied=denied)


def reporter_of(passage: Passage, hit: CueHit, holder: Referent, voice: Referent | None) -> str | None:
    """Who reports it where that is not the holder: the nearest source around the cue."""
    around = [a.source for a in passage.attributions if a.holds(hit.first) and not a.source.is_first_person]
    sources = [*reversed(around), *([voice] if voice is not None else [])]
    others = [s for s in sources if s.name != holder.name and s.mention != holder.mention]
    # A body reporting its own position is the holder by another name.
    return next((s.name for s in others if s.is_person or s.party != holder.party), None)


def _subject(document: Document, passage: Passage, hit: CueHit, voice: Referent | None) -> Referent | None:
    subject = passage.subjects.subject(hit)
    if subject is None:
        return None
    finite = not hit.is_passive and hit.form is not Form.NOUN
    if finite and passage.subjects.is_governed(subject):
        return None
    offset = passage.tokens[hit.first].start
    if voice is not None and not enclosing_quote(offset, document.quoted) and _takes_up(subject, voice):
        return replace(voice, mention=subject.mention)
    return subject


def _takes_up(subject: Referent, voice: Referent) -> bool:
    """As in "Lavrov said he …", "the union said it …": in indirect speech the pronoun is the source."""
    if subject.mention.kind is not MentionKind.PRONOUN:
        return False
    if subject.mention.name in {"he", "she"}:
        return voice.is_person or (not voice.mention.is_plural and voice.mention.role is not None)
    if subject.mention.name == "it":
        return not voice.is_person and not voice.mention.is_plural
    return subject.mention.name == "they" and voice.mention.is_plural


def _holder(
    passage: Passage, hit: CueHit, subject: Referent | None, voice: Referent | None
) -> Referent | None:
    """The subject or the speaker, by the cue."""
    if hit.cue.holder is Holder.SPEAKER:
        return voice
    if hit.cue.holder is Holder.EITHER and (subject is None or subject.party is None):
        return voice
    if hit.cue.family == "will" and not _is_undertaking(passage, hit, subject, voice):
        return None
    if subject is None:
        return voice if hit.form in (Form.NOUN, Form.ADJECTIVE) else None
    if subject.is_first_person:
        return replace(voice, mention=subject.mention) if voice else None
    return subject


def _is_undertaking(passage: Passage, hit: CueHit, subject: Referent | None, voice: Referent | None) -> bool:
    """Whether "will" or "would" announces what its subject means to do.

    "Would" does so only in reported speech, and neither with verbs of what befalls ("will face").
    """
    in_reporters_voice = voice is None and passage.tokens[hit.first].lower.startswith(("would", "'d"))
    if subject is None or in_reporters_voice:
        return False
    words = load_lexicon().words
    verb = next((t.lower for t in passage.tokens[hit.last + 1 :] if t.lower not in words["adverbs"]), "")
    own = subject.is_first_person or (voice is not None and subject.name == voice.name)
    return verb not in (_NO_ACTS if own else words["events"])


def _can_be_bound(holder: Referent, hit: CueHit) -> bool:
    """Whether the holder counts: a known party, or somebody with an office whom a strong cue names.

    Somebody without party or office is an expert or a witness more often than not.
    """
    if holder.party is not None or holder.members or holder.holds_office:
        return True
    return not hit.cue.weak and not (holder.is_person and holder.mention.role is None)
