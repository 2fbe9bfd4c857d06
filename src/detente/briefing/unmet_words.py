"""What stands in the way: wishes that no package meets, with the red lines that exclude them."""

from __future__ import annotations

from collections.abc import Sequence

from detente.briefing.claim import Claim
from detente.briefing.red_lines import RedLines
from detente.briefing.wording import sentence
from detente.records import Pattern, Settlement, Stance

_N_WAYS = 3
"""Sets of red lines named for one wish; more are counted."""

Blocks = Sequence[tuple[str, ...]]


def unmet_words(red_lines: RedLines, settlement: Settlement) -> list[Claim]:
    """A claim for each thing that is wished for in vain, the most telling first.

    What another party excludes goes before what a party's own red lines exclude, demands go before
    milder wishes, and wishes that more reports bear out before others. Parties that wish for the
    same are named together, those that demand it first.
    """
    wishes: dict[tuple[Pattern, ...], list[str]] = {}
    blocks: dict[tuple[Pattern, ...], Blocks] = {}
    for unmet in settlement.unmet:
        if unmet.wish in red_lines.preference:
            patterns = red_lines.preference[unmet.wish].formula.patterns
            wishes.setdefault(patterns, []).append(unmet.wish)
            blocks[patterns] = unmet.blocks
    telling = sorted(wishes, key=lambda patterns: _weight(red_lines, wishes[patterns], blocks[patterns]))
    for group in wishes.values():
        group.sort(key=lambda wish: Stance.DEMANDS not in red_lines.stances(wish))
    return [_claim(red_lines, wishes[patterns], blocks[patterns]) for patterns in telling]


def _weight(red_lines: RedLines, wishes: Sequence[str], blocks: Blocks) -> tuple[bool, bool, int]:
    owners = {red_lines.owner[wish] for wish in wishes}
    is_excluded_by_others = any(red_lines.owner.get(line) not in owners for block in blocks for line in block)
    is_demand = any(Stance.DEMANDS in red_lines.stances(wish) for wish in wishes)
    n_reports = len(red_lines.desk.independent(red_lines.evidence(wishes)))
    return not is_excluded_by_others, not is_demand, -n_reports


def _claim(red_lines: RedLines, wishes: Sequence[str], blocks: Blocks) -> Claim:
    options = red_lines.preference[wishes[0]].formula.options
    party = red_lines.owner[wishes[0]] if len(wishes) == 1 else ""
    fates = {red_lines.noun_of(wish).fate for wish in wishes}
    fate = fates.pop() if len(fates) == 1 else "be met"
    ways = [_standing(red_lines, block, options, party) for block in blocks[:_N_WAYS]]
    text = f"{red_lines.stands(wishes)} cannot {fate} while {', nor while '.join(ways)}"
    n_more = len(blocks) - _N_WAYS
    if n_more > 0:
        text += f", nor while {n_more} more {'set' if n_more == 1 else 'sets'} of red lines stand"
    said = [*wishes, *(line for block in blocks[:_N_WAYS] for line in block)]
    return Claim(kind="unmet", text=sentence(text), statement_ids=red_lines.evidence(said))


def _standing(red_lines: RedLines, block: tuple[str, ...], options: Sequence[str], party: str) -> str:
    stand = "stands" if len(block) == 1 else "both stand" if len(block) == 2 else "all stand"
    others_first = sorted(block, key=lambda line: red_lines.owner.get(line) == party)
    # "it" can only be the one thing that is wished for.
    besides = options if len(options) == 1 else ()
    return f"{red_lines.stands(others_first, besides=besides, of=party)} {stand}"
