"""The compromises among the packages, with what each party gives up and who would walk away."""

from __future__ import annotations

from collections.abc import Sequence

from detente.briefing.claim import Claim
from detente.briefing.model_words import quoted_labels
from detente.briefing.red_lines import RedLines
from detente.briefing.wording import counted, listing, named, sentence
from detente.records import BestPackage, PartyShare, Settlement

_N_NAMED = 4
"""Things taken up, or given up by one party, that are named; more are counted."""


def compromise_words(red_lines: RedLines, settlement: Settlement) -> tuple[Claim, ...]:
    """A claim for the leximin package and, where it is another, for the one with fewest concessions."""
    claims = []
    for best in settlement.best_packages:
        if "leximin" in best.senses:
            which = "the package that asks the least of whoever gives up most"
            if "fewest concessions" in best.senses:
                which += ", and the fewest concessions in all,"
            claims.append(_claim(red_lines, which, best))
        elif "fewest concessions" in best.senses:
            claims.append(_claim(red_lines, "the package with the fewest concessions in all", best))
    return tuple(claims)


def _claim(red_lines: RedLines, which: str, best: BestPackage) -> Claim:
    labels = quoted_labels(red_lines.negotiation)
    options = zip(red_lines.negotiation.options, best.state, strict=True)
    taken = [labels[option.name] for option, letter in options if letter == "Y"]
    parts = [f"{which} takes up {_some(taken) or 'nothing'}"]
    parts += [_given_up(red_lines, share) for share in best.shares if share.gives_up]
    leaving = [named(departure.party) for departure in best.departures if departure.would_seq]
    if leaving:
        does = "gains" if len(leaving) == 1 else "each gain"
        parts.append(f"{listing(leaving)} {does} by a move of its own that nothing deters")
    given_up = [id_ for share in best.shares for id_ in share.gives_up]
    text = sentence("; ".join(parts))
    return Claim(kind="compromise", text=text, statement_ids=red_lines.evidence(given_up))


def _given_up(red_lines: RedLines, share: PartyShare) -> str:
    wishes = list(dict.fromkeys(red_lines.words(id_) for id_ in share.gives_up))
    place = f"number {share.first_given_up} of {share.n_wishes} on its list"
    first = place if len(share.gives_up) == 1 else f"the first of them {place}"
    return f"{named(share.party)} would do without {_some(wishes)} ({first})"


def _some(parts: Sequence[str]) -> str:
    n_more = len(parts) - _N_NAMED
    if n_more <= 1:
        return listing(list(parts))
    return f"{', '.join(parts[:_N_NAMED])} and {counted(n_more, 'more thing')}"
