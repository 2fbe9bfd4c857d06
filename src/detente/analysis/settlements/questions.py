"""The questions that nobody has answered: what each answer would settle, and which to ask first.

A question is an unknown preference. Its party may want it, or want the opposite; a red line may
also turn out none ("neither"). For each answer stands what ``possible`` becomes if it alone is
known. The question that would settle most is the one with the most answers after which ``possible``
is no longer "sometimes"; among equals the one that leaves the fewest other unknowns deciding,
summed over its answers. An unknown wish that is no red line decides no package; it may still spoil
none and please some, and so comes last.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.settlements.red_lines import RedLines, stated_preferences
from detente.analysis.settlements.stopping import NEVER, Stop
from detente.analysis.settlements.unknowns import Fall, fall_under
from detente.analysis.settlements.wishes import is_true, taken_in
from detente.records import Negotiation, OpenQuestion, Possibility, PreferenceStatement

MAX_WEIGHED = 24
"""Deciding unknowns whose answers are weighed against the other unknowns; of more, the first."""

WANTED, OPPOSITE, NEITHER = "wanted", "opposite", "neither"


def questions(
    negotiation: Negotiation, lines: RedLines, fall: Fall, best: Sequence[str], stop: Stop = NEVER
) -> tuple[tuple[OpenQuestion, ...], bool]:
    """The question that would settle most first, and whether the deciding ones were all weighed."""
    found = []
    n_weighed = 0
    is_complete = True
    for dm in negotiation.decision_makers:
        for wish in stated_preferences(dm):
            if not wish.unknown:
                continue
            decides = wish.id in fall.finding.decides
            is_weighed = decides and n_weighed < MAX_WEIGHED and not stop()
            n_weighed += is_weighed
            is_complete = is_complete and is_weighed is decides
            falls = _falls(lines, wish, fall, is_weighed)
            found.append(_question(negotiation, dm.name, wish, decides, falls, best))
    return tuple(sorted(found, key=_weight)), is_complete


Falls = dict[str, tuple[Possibility, int | None]]
"""By answer what `possible` becomes and how many other unknowns still decide it."""


def _falls(lines: RedLines, wish: PreferenceStatement, fall: Fall, is_weighed: bool) -> Falls:
    answers = (WANTED, OPPOSITE, NEITHER) if wish.red_line else (WANTED, OPPOSITE)
    if not is_weighed:
        # What does not decide changes nothing by its answer; what was not weighed may still.
        return dict.fromkeys(answers, (fall.finding.possible, None))
    literal = lines.unknown[wish.id]
    supposed = {WANTED: [literal], OPPOSITE: [-literal], NEITHER: []}
    found: Falls = {}
    for answer in answers:
        after = fall_under(lines, supposed[answer], [id_ for id_ in lines.unknown if id_ != wish.id])
        found[answer] = (after.finding.possible, len(after.finding.decides))
    return found


def _question(
    negotiation: Negotiation,
    party: str,
    wish: PreferenceStatement,
    decides: bool,
    falls: Falls,
    best: Sequence[str],
) -> OpenQuestion:
    left = [n_left for _, n_left in falls.values() if n_left is not None]
    met = {state: is_true(wish.formula, taken_in(negotiation, state)) for state in best}
    is_line = wish.red_line
    return OpenQuestion(
        preference=wish.id,
        party=party,
        decides=decides,
        answers={answer: possible for answer, (possible, _) in falls.items()},
        n_settling=sum(possible is not Possibility.SOMETIMES for possible, _ in falls.values())
        if decides
        else 0,
        n_left=sum(left) if left else None,
        spoils={
            WANTED: tuple(state for state in best if is_line and not met[state]),
            OPPOSITE: tuple(state for state in best if is_line and met[state]),
        },
    )


def _weight(question: OpenQuestion) -> tuple[bool, bool, int, int, bool]:
    is_weighed = question.n_left is not None
    spoils_nothing = not any(question.spoils.values())
    return not question.decides, not is_weighed, -question.n_settling, question.n_left or 0, spoils_nothing
