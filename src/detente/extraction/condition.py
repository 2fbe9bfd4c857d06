"""What a statement is made to depend on."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.segmentation import Token

_MIN_WORDS = 2


def find_condition(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """Token range, half-open, of a condition in ``tokens[first:last]``, None where there is none.

    The range begins with its opener ("if", "contingent on", "in exchange for"). "whether" and a
    bare "as" are none. Openers that more often tell a time ("before", "once") count only
    where a perfect or a negation follows ("before all prisoners have been freed").
    """
    for i in range(first, last):
        length = _opener(tokens, i)
        if not length or (
            i and tokens[i - 1].lower in {"as", "even", "what", "only"} and tokens[i].lower == "if"
        ):
            continue
        end = _end(tokens, i + length, last)
        if end - i - length >= _MIN_WORDS and (
            tokens[i].lower in load_lexicon().words["condition_strong"] or _is_firm(tokens, i, end)
        ):
            return i, end
    return None


def _opener(tokens: Sequence[Token], at: int) -> int:
    best = 0
    for opener in load_lexicon().words["condition_openers"]:
        words = opener.split()
        if len(words) > best and [t.lower for t in tokens[at : at + len(words)]] == words:
            best = len(words)
    return best


def _is_firm(tokens: Sequence[Token], at: int, end: int) -> bool:
    opener = tokens[at].lower
    if opener in {"without", "until"}:
        before = [t.lower for t in tokens[max(0, at - 10) : at]]
        return any(
            w in {"not", "no", "never", "cannot", "refused", "refuse", "refuses"} or w.endswith("n't")
            for w in before
        )
    if opener in {"before", "once"}:
        return (
            any(t.lower in {"has", "have", "been", "is", "are"} for t in tokens[at + 1 : end])
            and end - at >= 4
        )
    return False


def _end(tokens: Sequence[Token], start: int, last: int) -> int:
    for i in range(start, last):
        if tokens[i].text in {",", ";", "—", "”", '"'} and i - start >= _MIN_WORDS:
            return i
    return last
