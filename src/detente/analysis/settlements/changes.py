"""What came and went between two models: red lines, and the blocks and openings that they make.

A party's wish is the same in both models if its formula has the same patterns over options of the
same names, whatever its id; a block or an opening is the same if its lines are. With each that came
or went are named the changes of its own lines. An opening of which no line changed came or went
with the blocks that it opens, so the changes behind these are named with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.analysis.settlements.grounds import Grounds
from detente.analysis.settlements.red_lines import stated_preferences
from detente.analysis.settlements.words import Words, listing, sentence
from detente.records import (
    FamilyChange,
    Finding,
    FindingKind,
    Literal,
    Negotiation,
    Possibility,
    PreferenceStatement,
    RedLineChange,
    RedLineFate,
    Settlement,
    SettlementChanges,
)

Key = tuple[str, frozenset[frozenset[Literal]]]
"""A party and what it wants, the same in both models."""

Analysed = tuple[Negotiation, Settlement]

_FATE = {
    RedLineFate.CAME: "is new",
    RedLineFate.HARDENED: "has become a red line",
    RedLineFate.SOFTENED: "is no red line any more",
    RedLineFate.WENT: "is gone",
}

_IS = {
    Possibility.ALWAYS: "a package exists whatever is unknown",
    Possibility.SOMETIMES: "it hangs on unknown preferences whether a package exists",
    Possibility.NEVER: "no package exists",
}

_WAS = {
    Possibility.ALWAYS: "a package existed whatever was unknown",
    Possibility.SOMETIMES: "it hung on unknown preferences whether a package existed",
    Possibility.NEVER: "no package existed",
}


def changes(old: Analysed, new: Analysed) -> SettlementChanges:
    """Compare two analyses, the older first."""
    before, after = _Side(*old), _Side(*new)
    red_lines = _red_lines(before, after)
    blocks = _families(before, after, "blocks", red_lines, ())
    behind = sorted({i for block in blocks for i in block.by})
    openings = _families(before, after, "openings", red_lines, behind)
    was, is_now = before.settlement.unknowns.possible, after.settlement.unknowns.possible
    return SettlementChanges(
        before=was,
        after=is_now,
        red_lines=red_lines,
        blocks=blocks,
        openings=openings,
        cut=tuple(n for n in ("blocks", "openings") if n in (*before.settlement.cut, *after.settlement.cut)),
        findings=(
            _in_all(was, is_now),
            *(_finding(before, after, change) for change in red_lines),
            *(_family_finding(before, after, change) for change in (*blocks, *openings)),
        ),
    )


class _Side:
    """One of the two models, with its wishes by what they say."""

    def __init__(self, negotiation: Negotiation, settlement: Settlement) -> None:
        self.settlement = settlement
        self.words = Words(negotiation)
        self.grounds = Grounds(negotiation)
        self.wishes: dict[Key, PreferenceStatement] = {}
        self.key: dict[str, Key] = {}
        for dm in negotiation.decision_makers:
            for wish in stated_preferences(dm):
                key = (dm.name, frozenset(map(frozenset, wish.formula.patterns)))
                self.key[wish.id] = key
                # Of a wish that stands twice the firmer one counts.
                if key not in self.wishes or self.is_red_line(wish):
                    self.wishes[key] = wish
        self._said = {item.id: (item.report, item.text) for item in negotiation.evidence}

    @staticmethod
    def is_red_line(wish: PreferenceStatement | None) -> bool:
        """Whether it is a red line that is known."""
        return wish is not None and wish.red_line and not wish.unknown

    def not_in(self, other: _Side, statements: Iterable[str]) -> tuple[str, ...]:
        """Those of the statements that the other model does not have in the same words."""
        return tuple(id_ for id_ in statements if other._said.get(id_, "") != self._said.get(id_))

    def families(self, name: str) -> dict[frozenset[Key], tuple[str, ...]]:
        """Blocks or openings by what their lines say; an empty opening is none."""
        listed: tuple[tuple[str, ...], ...] = getattr(self.settlement, name)
        return {frozenset(self.key[id_] for id_ in ids): ids for ids in listed if ids}


def _red_lines(before: _Side, after: _Side) -> tuple[RedLineChange, ...]:
    found = []
    for key in dict.fromkeys([*after.wishes, *before.wishes]):
        old, new = before.wishes.get(key), after.wishes.get(key)
        if _Side.is_red_line(old) is _Side.is_red_line(new):
            continue
        if _Side.is_red_line(new):
            fate = RedLineFate.CAME if old is None else RedLineFate.HARDENED
        else:
            fate = RedLineFate.WENT if new is None else RedLineFate.SOFTENED
        found.append(_change(before, after, key[0], fate, old, new))
    return tuple(found)


def _change(
    before: _Side,
    after: _Side,
    party: str,
    fate: RedLineFate,
    old: PreferenceStatement | None,
    new: PreferenceStatement | None,
) -> RedLineChange:
    # What is new in the new model comes first; else what the line rests on, where it is a red line.
    fresh = after.not_in(before, new.rests_on) if new is not None else ()
    is_gone = fate in (RedLineFate.WENT, RedLineFate.SOFTENED)
    side, wish = (before, old) if is_gone and not fresh else (after, new)
    said = fresh or (wish.rests_on if wish is not None else ())
    line = before.words.line(old.id) if new is None and old is not None else ""
    line = after.words.line(new.id) if new is not None else line
    by = f", by {listing(said)}" if said else ""
    return RedLineChange(
        fate=fate,
        party=party,
        before=None if old is None else old.id,
        after=None if new is None else new.id,
        statements=said,
        reports=side.grounds.reports(said),
        sentence=sentence(f"{line} {_FATE[fate]}{by}"),
    )


def _families(
    before: _Side, after: _Side, name: str, red_lines: Sequence[RedLineChange], behind: Sequence[int]
) -> tuple[FamilyChange, ...]:
    """Blocks or openings that came, and then those that went; `behind` is said where no own line changed."""
    old, new = before.families(name), after.families(name)
    found = []
    for mine, others, has_come in ((new, old, True), (old, new, False)):
        side = after if has_come else before
        for keys, ids in mine.items():
            if keys in others:
                continue
            own = [
                i
                for i, change in enumerate(red_lines)
                if (change.after if has_come else change.before) in ids
            ]
            by = tuple(own or behind)
            statements = tuple(dict.fromkeys(s for i in by for s in red_lines[i].statements))
            found.append(
                FamilyChange(
                    lines=ids,
                    has_come=has_come,
                    by=by,
                    statements=statements,
                    sentence=sentence(_family_words(side, name, ids, has_come, statements)),
                )
            )
    return tuple(found)


def _family_words(
    side: _Side, name: str, ids: Sequence[str], has_come: bool, statements: Sequence[str]
) -> str:
    lines = side.words.lines(ids)
    by = f", by {listing(statements)}" if statements else ""
    if name == "blocks":
        how = "now blocks" if has_come else "no longer blocks"
        return f"{lines} {how if len(ids) == 1 else how.replace('blocks', 'block')} a settlement{by}"
    how = "would now open one" if has_come else "is no longer what would open one"
    return f"softening {lines} {how}{by}"


def _in_all(was: Possibility, is_now: Possibility) -> Finding:
    text = f"as before, {_IS[is_now]}" if was is is_now else f"before, {_WAS[was]}; now {_IS[is_now]}"
    return Finding(kind=FindingKind.CHANGE, sentence=sentence(text))


def _finding(before: _Side, after: _Side, change: RedLineChange) -> Finding:
    if change.after is not None:
        return after.grounds.finding(FindingKind.CHANGE, change.sentence, [change.after])
    return before.grounds.finding(FindingKind.CHANGE, change.sentence, [change.before or ""])


def _family_finding(before: _Side, after: _Side, change: FamilyChange) -> Finding:
    side = after if change.has_come else before
    return side.grounds.finding(FindingKind.CHANGE, change.sentence, change.lines)
