"""What a report calls its bodies: companies, kinds, groups and organs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence

from detente.extraction.lexicon import load as load_lexicon
from detente.extraction.mentions import Mention, MentionKind
from detente.extraction.segmentation import Sentence


def short_names(mentions: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """Each form of a company's name → the shortest by which the report goes on to call it.

    "Starwood Hotels & Resorts Worldwide Inc" is "Starwood" where that stands alone.
    A form may clip the words ("United Tech" for "United Technologies Corp").
    """
    words = load_lexicon().words
    forms = {m.name for row in mentions for m in row if m.kind in {MentionKind.PERSON, MentionKind.PARTY}}
    found: dict[str, str] = {}
    for full in sorted(forms):
        parts = full.split()
        if len(parts) < 2 or parts[-1].lower() not in words["company_endings"]:
            continue
        core = list(parts)
        while len(core) > 1 and core[-1].lower() in words["company_endings"]:
            core.pop()
        starts = [" ".join(parts[:n]) for n in range(1, len(core) + 1)]
        told = [s for s in starts if s in forms and s.lower() not in words["modifiers"] | {"united"}]
        short = told[0] if told else full
        clipped = {f for f in forms if " " in f and _clips(f.split(), core)}
        found.update(dict.fromkeys({full, " ".join(core), *told, *clipped}, short))
    return found


def organs(mentions: Sequence[Sequence[Mention]], is_state: Callable[[str], bool]) -> dict[str, str]:
    """Organ of a state → the state, where the report gives it to one alone ("China's Commerce Ministry")."""
    owners: dict[str, set[str]] = {}
    for mention in itertools.chain.from_iterable(mentions):
        words = mention.name.split()
        if mention.party is not None and len(words) > 2 and is_state(mention.party):
            owners.setdefault(organ(mention.name), set()).add(mention.party)
    return {name: next(iter(told)) for name, told in owners.items() if name and len(told) == 1}


def organ(name: str) -> str:
    """The last two words of an organ's name in lower case; empty for what is none."""
    words = name.lower().split()[-2:]
    return " ".join(words) if len(words) > 1 and words[-1] in load_lexicon().words["organs"] else ""


def _clips(short: Sequence[str], full: Sequence[str]) -> bool:
    return len(short) <= len(full) and all(f.startswith(s) for s, f in zip(short, full, strict=False))


def kinds(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> dict[str, Counter[str]]:
    """What bodies are called → the bodies ("the IG-Metall union", "Alta, the country's main airline")."""
    words = load_lexicon().words
    found: dict[str, Counter[str]] = {}
    for sentence, row in zip(sentences, mentions, strict=True):
        for body in row:
            if body.kind is not MentionKind.PARTY or body.party is None:
                continue
            if body.role in words["groups"]:
                found.setdefault(body.role or "", Counter())[body.party] += 1
            following = next((m for m in row if m.first == body.last + 2), None)
            joined = following is not None and sentence.tokens[body.last + 1].text == ","
            if joined and following is not None and following.role in words["groups"]:
                found.setdefault(following.role or "", Counter())[body.party] += 1
    return found


def groups(mentions: Sequence[Sequence[Mention]]) -> dict[str, set[str]]:
    """Group word → the fuller descriptions that end with it ("international lenders")."""
    words = load_lexicon().words
    found: dict[str, set[str]] = {}
    for row in mentions:
        for mention in row:
            if mention.kind is not MentionKind.DESCRIPTION or mention.role not in words["private_groups"]:
                continue
            parts = mention.name.split()
            while parts and parts[0].lower() in words["determiners"]:
                parts.pop(0)
            if len(parts) > 1 and parts[-1].lower() == mention.role:
                found.setdefault(mention.role, set()).add(" ".join(parts))
    # "International lenders" at the start of a sentence are the "international lenders" of another.
    return {
        role: {name for name in told if name[0].islower() or name[0].lower() + name[1:] not in told}
        for role, told in found.items()
    }
