"""Which words of a text name somebody: the targets of the links from a statement to its holder.

An annotation gives names ("Sergei Lavrov", "Russia", via "Sergei Lavrov"), not where they stand. Every
place in the text that uses such a name counts: the full name, the surname, the party's name and, by the
gazetteer, its adjective and its capital.
"""

import re
from collections import defaultdict
from functools import cache

import numpy as np

from detente.extraction.gazetteer import load
from detente.extraction.mentions import bare
from detente.extraction.network.windows import Words

_TITLES = {
    "mr", "mrs", "ms", "dr", "sir", "president", "minister", "prime", "foreign", "secretary", "senator",
    "general", "the", "of", "for", "and",
}  # fmt: skip


def named(words: Words, name: str | None) -> np.ndarray:
    """Words that are (part of) the name of a person or body."""
    found = np.zeros(len(words), dtype=bool)
    parts = [bare(w) for w in re.findall(r"[\w'’.&-]+", name or "")]
    proper = {p for p in parts if p[:1].isupper() and p.lower() not in _TITLES}
    texts = [bare(t.text) for t in words.tokens]
    if not proper:  # "a senior official": where it stands in these words
        lower = [p.lower() for p in parts if p.lower() not in {"a", "an", "the"}]
        for i in range(len(texts) - len(lower) + 1):
            if lower and [t.lower() for t in texts[i : i + len(lower)]] == lower:
                found[i : i + len(lower)] = True
        return found
    last = [p for p in parts if p in proper][-1]
    i = 0
    while i < len(texts):
        end = i
        while end < len(texts) and (texts[end] in proper or (end > i and texts[end] in parts)):
            end += 1
        run = texts[i:end]
        if run and (last in run or 2 * len(set(run) & proper) > len(proper)):
            found[i:end] = True
        i = max(end, i + 1)
    return found


def of_party(words: Words, party: str | None) -> np.ndarray:
    """Words that name a party, in any form that the gazetteer knows or as the annotator wrote it."""
    found = named(words, party)
    forms = _forms().get(_canonical(party), ())
    lower = [bare(t.lower) for t in words.tokens]
    capital = [t.text[:1].isupper() for t in words.tokens]
    for form in forms:
        for i in _starts(lower, form[0]):
            if tuple(lower[i : i + len(form)]) == form and any(capital[i : i + len(form)]):
                found[i : i + len(form)] = True
    return found


def _starts(lower: list[str], first: str) -> list[int]:
    return [i for i, word in enumerate(lower) if word == first]


def _canonical(party: str | None) -> str | None:
    entry = load().names.get(tuple((party or "").lower().removeprefix("the ").split()))
    return entry.party if entry else None


@cache
def _forms() -> dict[str, list[tuple[str, ...]]]:
    forms = defaultdict(list)
    for words, name in load().names.items():
        if words != ("the",):
            forms[name.party].append(words)
    return forms
