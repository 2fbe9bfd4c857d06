"""What a statement is about: a short phrase cut from its clause, and who would act."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extraction.cues import CueHit
from detente.extraction.lexicon import Form, Holder, gerund
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.segmentation import Token
from detente.records import Stance

_QUOTES = {"“", "”", '"', "„", "»", "«", "‘", "’"}
_MAX_WORDS = 9


def find_issue(
    tokens: Sequence[Token],
    hit: CueHit,
    clause: tuple[int, int],
    condition: tuple[int, int] | None,
    addressee: int | None,
) -> tuple[int, int] | None:
    """Token range of the issue phrase of a clause ``tokens[start:end]``; None where nothing is left.

    `addressee` is the last token of the party that is asked, None where nobody is.
    An active cue governs what follows it; a passive and a judgement ("is unacceptable", "must")
    are about their subject, which goes before.
    """
    start, end = clause
    if condition is not None and condition[0] > hit.last:
        end = min(end, condition[0])
    if hit.is_passive or (hit.cue.holder is Holder.SPEAKER and hit.form is Form.ADJECTIVE):
        return _phrase(tokens, start, hit.first)
    without = next((i for i in range(start, hit.first) if tokens[i].lower == "without"), None)
    if tokens[hit.first].lower == "there" and without is not None:
        return _phrase(tokens, without + 1, hit.first)
    if hit.cue.holder is Holder.SPEAKER:
        # "we must keep …": a pronoun names nothing at stake.
        pronoun = tokens[start].lower in load_lexicon().words["pronouns"] and hit.first - start <= 2
        return _phrase(tokens, hit.last + 1 if pronoun else start, end)
    if hit.last + 1 < end and tokens[hit.last + 1].lower in {"and", "but", ","}:
        return None
    first = _past_place(tokens, hit.last + 1, end)
    if addressee is not None and addressee + 2 < end and tokens[addressee + 1].lower in {"to", "for"}:
        first = addressee + 2
    if hit.cue.family.startswith("judge"):
        end = _before_judgement(tokens, first, end)
    if hit.stance is Stance.THREATENS:
        end = _before_auxiliary(tokens, first, end)
    return _phrase(tokens, first, end)


def issue_text(tokens: Sequence[Token], span: tuple[int, int], text: str, hit: CueHit) -> str:
    """The phrase as it stands in the text, without marks of quotation, adverbs and the cue itself."""
    words = load_lexicon().words
    kept = [
        t
        for i, t in enumerate(tokens[span[0] : span[1]], span[0])
        if t.text not in _QUOTES
        and t.lower not in words["issue_left_out"]
        and not hit.first <= i <= hit.last
        # "sanctions must be lifted" is about sanctions lifted.
        and not (hit.cue.family == "must" and i == hit.last + 1 and t.lower == "be")
    ]
    while kept and kept[0].lower in words["determiners"]:
        kept.pop(0)
    pieces = [text[t.start : t.end] if a and a.end == t.start else " " + text[t.start : t.end]
              for a, t in zip([None, *kept], kept, strict=False)]  # fmt: skip
    phrase = "".join(pieces).strip()
    if kept and kept[0] is tokens[span[0]] and _is_infinitive(tokens, span, hit):
        # "refused to let inspectors in": as a thing that is refused, "letting inspectors in".
        return gerund(kept[0].lower) + phrase[len(kept[0].text) :]
    return phrase


def _is_infinitive(tokens: Sequence[Token], span: tuple[int, int], hit: CueHit) -> bool:
    """Whether the phrase begins with the verb that "to" or a modal of the cue governs."""
    words = load_lexicon().words
    first = span[0]
    before = tokens[first - 1].lower if first else ""
    between = {t.lower for t in tokens[hit.last + 1 : first]}
    governed = before == "to" or (hit.cue.family in {"will", "will not"} and between <= words["adverbs"])
    if not governed or not tokens[first].text.isalpha() or not tokens[first].text.islower():
        return False
    lower = tokens[first].lower
    if lower in words["closed"] - {"let", "be"} | words["determiners"] or lower.endswith(("s", "ing")):
        return False
    following = tokens[first + 1].lower if first + 1 < len(tokens) else ""
    takes_noun = hit.last >= 1 and bool(
        {t.lower for t in tokens[hit.first : hit.last + 1]} & words["noun_takers"]
    )
    return not takes_noun or following in words["determiners"] or following in words["prepositions"]


def prevented_text(tokens: Sequence[Token], condition: tuple[int, int], text: str) -> str:
    """What a threat is to prevent, from its condition: "if X" is against X, "unless X" against not X."""
    first, last = condition
    opener = tokens[first].lower
    while first + 1 < last and tokens[first].lower in {"if", "unless", "only", "should", "until", "without"}:
        first += 1
    words = text[tokens[first].start : tokens[last - 1].end]
    words = " ".join(words.split())
    if opener not in {"unless", "until", "without"}:
        return words
    for token in tokens[first:last]:
        if token.lower in {"is", "are", "was", "were", "has", "have", "will"}:
            at = token.end - tokens[first].start
            return f"{words[:at]} not{words[at:]}"
    return f"not: {words}"


def names_something(phrase: str) -> bool:
    """Whether a phrase can stand for an issue; "come", "it" and "see" cannot."""
    words = load_lexicon().words
    bare_words = (
        words["closed"] | words["auxiliaries"] | words["light_verbs"] | words["events"] | words["anaphors"]
    )
    return any(word not in bare_words for word in phrase.lower().split())


def is_anaphoric(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether the phrase only points back ("it", "this idea", "the proposal")."""
    words = load_lexicon().words
    content = [
        t.lower for t in tokens[span[0] : span[1]] if t.lower.isalpha() and t.lower not in words["adverbs"]
    ]
    if not content or (len(content) == 1 and content[0] in words["anaphors"]):
        return True
    determined = content[0] in words["determiners"]
    return determined and len(content) == 2 and content[1] in words["anaphor_nouns"]


def _past_place(tokens: Sequence[Token], first: int, last: int) -> int:
    """As in "agreed in 1995 to settle": what is at stake follows the place or time."""
    if first < last and tokens[first].lower in {"in", "at", "during", "last", "this", "earlier"}:
        for i in range(first + 1, min(first + 7, last - 1)):
            if tokens[i].lower in {"to", "that", "on", ","}:
                return i + 1
    return first


def _before_judgement(tokens: Sequence[Token], first: int, last: int) -> int:
    """As in "called the offer of talks a serious step": the thing ends where the judgement begins."""
    words = load_lexicon().words
    judgements = words["good"] | words["bad"]
    for i in range(first + 1, last):
        if tokens[i].text in _QUOTES or tokens[i].lower == "as" or tokens[i].lower in judgements:
            return i - 1 if tokens[i - 1].lower in words["determiners"] and i - 1 > first else i
    return last


def _before_auxiliary(tokens: Sequence[Token], first: int, last: int) -> int:
    """As in "warned that such troops would be targets": the thing is the subject."""
    auxiliaries = load_lexicon().words["auxiliaries"] - {"to"}
    for i in range(first + 2, last):
        if tokens[i].lower in auxiliaries:
            return i
    return last


def _past_frame(tokens: Sequence[Token], first: int, last: int) -> int:
    """As in "the idea of sending troops", "able to send troops": the thing itself begins after the frame."""
    for i in range(first, min(first + 4, last - 1)):
        pair = (tokens[i].lower, tokens[i + 1].lower)
        if (pair[0] in load_lexicon().words["issue_frames"] and pair[1] in {"of", "for"}) or pair == (
            "able",
            "to",
        ):
            return i + 2
    return first


def _tells_purpose(tokens: Sequence[Token], at: int, last: int) -> bool:
    """As in "… to prevent famine", "in order to …": why, not what. "to Iran" tells whom and stays."""
    lower, following = tokens[at].lower, tokens[at + 1].text if at + 1 < last else ""
    return (lower == "to" and following[:1].islower()) or (
        lower == "in" and following in {"order", "hopes", "exchange", "return"}
    )


def _phrase(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    words = load_lexicon().words
    first = _past_frame(tokens, first, last)
    skipped = words["issue_leads"] | words["light_verbs"] | words["adverbs"] | _QUOTES | {",", ":", "("}
    while first < last and tokens[first].lower in skipped:
        if tokens[first].lower in {"that", "this"} and first + 1 == last:
            break
        first += 1
    end, count = first, 0
    while end < last and count < _MAX_WORDS:
        token = tokens[end]
        if count >= 2 and (
            token.lower in words["issue_tails"] or token.text in {",", ";", "—", "(", "–", ":"}
        ):
            break
        if count >= 3 and _tells_purpose(tokens, end, last):
            break
        count += token.lower.isalnum() and token.lower not in words["closed"]
        end += 1
    trailing = words["closed"] | words["auxiliaries"]
    while (
        end > first
        and tokens[end - 1].text != "May"
        and (tokens[end - 1].lower in trailing or not tokens[end - 1].text[-1].isalnum())
    ):
        if end - first == 1:
            break
        end -= 1
    return (first, end) if end > first else None
