"""What a statement is about: a short phrase cut from its evidence where the network marked words of it."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extraction.lexicon import gerund
from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.network.decoding import Range
from detente.extraction.segmentation import Token

_QUOTES = {"“", "”", '"', "„", "»", "«", "‘", "’"}
_ENDS = {".", "!", "?", ";", "—", "–", ":"}
_MAX_WORDS = 8
MUST = {"must", "should", "shall"}
# Marked words this far apart still belong to one phrase ("lifting OF THE EU'S sanctions").
_GAP = 4
# The verb that governs a phrase stands at most this far before it.
_VERB_REACH = 4


def find_issue(
    tokens: Sequence[Token], marked: Sequence[Range], evidence: Range, condition: Range | None
) -> Range | None:
    """The phrase that holds most of the marked words, whole at both ends; None where none names anything.

    `tokens` are the report's words, and all ranges count in them.
    """
    outside = [r for r in marked if condition is None or r[1] <= condition[0] or r[0] >= condition[1]]
    groups = sorted(_grouped(tokens, outside), key=lambda g: (-_weight(g), g))
    for group in groups:
        first = _with_verb(tokens, _past_modal(tokens, group[0][0], group[-1][1]), evidence[0])
        last = _whole(tokens, first, group[-1][1], evidence[1], condition)
        first, last = _trimmed(tokens, first, last)
        if last > first and names_something(tokens[first:last]):
            return first, last
    return None


def issue_text(tokens: Sequence[Token], place: Range, text: str) -> str:
    """The phrase as it stands in the text, without marks of quotation; a governed verb as a thing.

    "Refused to let inspectors in" is about letting inspectors in.
    """
    first, last = place
    kept = [t for t in tokens[first:last] if t.text not in _QUOTES]
    pieces = [
        text[t.start : t.end] if before is not None and before.end == t.start else " " + text[t.start : t.end]
        for before, t in zip([None, *kept], kept, strict=False)
    ]
    phrase = "".join(pieces).strip()
    if _is_governed_verb(tokens, first):
        return gerund(kept[0].lower) + phrase[len(kept[0].text) :]
    return phrase


def names_something(tokens: Sequence[Token]) -> bool:
    """Whether words can stand for an issue; "come", "it" and "the proposal" cannot."""
    words = load_lexicon().words
    empty = (
        words["closed"]
        | words["auxiliaries"]
        | words["light_verbs"]
        | words["anaphors"]
        | words["anaphor_nouns"]
    )
    return any(t.lower not in empty and t.text[0].isalnum() for t in tokens)


def _grouped(tokens: Sequence[Token], marked: Sequence[Range]) -> list[list[Range]]:
    groups: list[list[Range]] = []
    for place in sorted(marked):
        before = groups[-1][-1][1] if groups else None
        if (
            before is not None
            and place[0] - before <= _GAP
            and not any(t.text in _ENDS for t in tokens[before : place[0]])
        ):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _weight(group: Sequence[Range]) -> int:
    return sum(last - first for first, last in group)


def _past_modal(tokens: Sequence[Token], first: int, last: int) -> int:
    """As in "Iran MUST let inspectors in": what must be done is the issue, who must is the actor."""
    modals = [i for i in range(first, last - 1) if tokens[i].lower in MUST]
    return modals[0] + 1 if modals else first


def _with_verb(tokens: Sequence[Token], first: int, low: int) -> int:
    """Take in the verb that governs the phrase: "to REOPEN the border", not the "accept" of a refusal."""
    words = load_lexicon().words
    for at in range(first - 1, max(low, first - _VERB_REACH) - 1, -1):
        if tokens[at].lower in words["governors"]:
            verb = at + 1
            while verb < first and tokens[verb].lower in words["adverbs"]:
                verb += 1
            return verb if tokens[verb].lower in words["plain_verbs"] else first
        if not (tokens[at].text.isalpha() and tokens[at].text.islower()):
            break
    return first


def _whole(tokens: Sequence[Token], first: int, last: int, end: int, condition: Range | None) -> int:
    """Go on to where the phrase ends: at a mark, a verb, or what tells when, how or why."""
    words = load_lexicon().words
    stops = words["auxiliaries"] - {"to"} | words["issue_tails"] | words["relatives"]
    limit = condition[0] if condition is not None and condition[0] >= last else end
    while last < limit:
        token = tokens[last]
        is_mark = not token.text[0].isalnum() and token.text not in {"-", "%", "'"}
        is_stop = token.lower in stops and token.text != "May"
        if is_mark or is_stop or _count(tokens, first, last) >= _MAX_WORDS:
            break
        last += 1
    return last


def _count(tokens: Sequence[Token], first: int, last: int) -> int:
    closed = load_lexicon().words["closed"]
    return sum(t.lower not in closed and t.text[0].isalnum() for t in tokens[first:last])


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> Range:
    """Without determiners, marks and dangling words at the ends, and not too long."""
    words = load_lexicon().words
    lead = words["determiners"] | words["issue_leads"] | words["adverbs"] | _QUOTES | {",", "("}
    while first < last and tokens[first].lower in lead:
        first += 1
    while last > first and _count(tokens, first, last) > _MAX_WORDS:
        last -= 1
    tail = words["closed"] | words["auxiliaries"] | words["adverbs"]
    while last > first and tokens[last - 1].text != "May":
        dangles = tokens[last - 1].lower in tail - {"in", "off", "out"}
        if not dangles and tokens[last - 1].text[-1].isalnum():
            break
        last -= 1
    return first, last


def _is_governed_verb(tokens: Sequence[Token], first: int) -> bool:
    """Whether the phrase begins with a verb in its plain form, after "to" or a modal."""
    words = load_lexicon().words
    before = next(
        (t.lower for t in reversed(tokens[max(0, first - 3) : first]) if t.lower not in words["adverbs"]), ""
    )
    return before in words["governors"] and tokens[first].lower in words["plain_verbs"]
