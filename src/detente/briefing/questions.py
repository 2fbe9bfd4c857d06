"""What nobody has stated: the questions to put to the parties."""

from __future__ import annotations

from collections.abc import Sequence

from detente.briefing.contents import Cell, Question, Row
from detente.briefing.names import is_cut, says_little
from detente.briefing.wording import called, is_plural, listing, named, number, sentence
from detente.records import Holding, Negotiation, Settlement

_REFUSED = frozenset({Holding.AGAINST, Holding.CONTESTED, Holding.CONDITIONAL})
_PRO = frozenset({Holding.FOR, Holding.CONDITIONAL})

_N_NAMED = 2
"""Parties named in a sentence; the record lists all that it asks."""

_N_ASKED = 15
"""Questions, at most: a longer list is not asked. The map shows every silence."""

_N_MAIN = 8
"""Parties that are worth a question: those that the reports have say most."""


def questions(
    map_rows: Sequence[Row],
    parties: Sequence[str],
    negotiation: Negotiation | None,
    settlement: Settlement | None,
) -> tuple[Question, ...]:
    """Issues in play on which some main party is silent, the first `_N_ASKED` of them: those that
    decide a settlement first, those last whose names tell little, and between these first those
    that name a party silent on them.

    An issue is in play where some party refuses it, makes it depend on something or contradicts
    itself, or where two parties have spoken: silence on what one party alone once mentioned says
    little. `parties` are those that spoke, the most talkative first; the first of them are asked,
    and any whose wish decides.
    """
    deciding = _deciding(negotiation, settlement)
    found = [
        question
        for row in map_rows
        if (question := _question(row, parties[:_N_MAIN], deciding.get(row.issue_id, frozenset())))
        is not None
    ]
    weight = {row.issue_id: _weight(row) for row in map_rows}
    vague = {q.issue_id for q in found if is_cut(q.issue) or says_little(q.issue, parties)}
    found.sort(
        key=lambda q: (not q.decides, q.issue_id in vague, not _is_about_silent(q), -weight[q.issue_id])
    )
    return tuple(found[:_N_ASKED])


def _is_about_silent(question: Question) -> bool:
    """Whether the issue names a party that is silent on it ("concessions to Russia")."""
    return any(party in question.issue for party in question.parties)


def is_refused(row: Row) -> bool:
    """Whether some party does not simply agree to the issue."""
    return any(cell.holding in _REFUSED for cell in row.cells)


def _question(row: Row, main: Sequence[str], deciding: frozenset[str]) -> Question | None:
    unknown = [cell.party for cell in row.cells if cell.holding is Holding.UNKNOWN]
    silent = [party for party in unknown if party in main or party in deciding]
    if not silent or not (is_refused(row) or row.n_holders > 1):
        return None
    silent.sort(key=lambda party: (party not in deciding, party not in row.issue, party not in main))
    decides = bool(deciding.intersection(silent))
    # The verb agrees with the name next to it.
    is_many = len(silent) > _N_NAMED + 1 or is_plural(silent[min(len(silent), _N_NAMED + 1) - 1])
    stand = f"{_names(silent, 'or')} {'stand' if is_many else 'stands'}"
    text = f"No report states where {stand} on {called(row.issue)}{_others(row)}"
    if decides:
        text += "; a settlement depends on it"
    return Question(
        issue_id=row.issue_id,
        issue=row.issue,
        parties=tuple(silent),
        text=sentence(text),
        decides=decides,
        statement_ids=tuple(s for cell in row.cells for s in cell.statement_ids),
    )


def _names(parties: Sequence[str], conjunction: str = "and") -> str:
    names = [named(party) for party in parties]
    n_others = len(parties) - _N_NAMED
    if n_others > 1:
        names = [*names[:_N_NAMED], f"{number(n_others)} others"]
    return listing(names, conjunction)


def _others(row: Row) -> str:
    """Who is reported to be for it and who against: " (reported for: Belmora; against: Tarsenia)"."""
    sides = (
        ("for", [cell for cell in row.cells if cell.holding in _PRO]),
        ("against", [cell for cell in row.cells if cell.holding is Holding.AGAINST]),
        ("both for and against", [cell for cell in row.cells if cell.holding is Holding.CONTESTED]),
    )
    said = [_side(word, cells) for word, cells in sides if cells]
    return f" (reported {'; '.join(said)})" if said else ""


def _side(word: str, cells: Sequence[Cell]) -> str:
    return f"{word}: {_names([cell.party for cell in cells])}"


def _deciding(negotiation: Negotiation | None, settlement: Settlement | None) -> dict[str, frozenset[str]]:
    """Issue id → parties whose unknown wish about it decides whether a package exists."""
    if negotiation is None or settlement is None:
        return {}
    issue_of = {option.name: option.issue_id for option in negotiation.options}
    found: dict[str, set[str]] = {}
    for dm in negotiation.decision_makers:
        for preference in dm.preferences:
            if preference.id in settlement.unknowns.decides:
                for option in preference.formula.options:
                    found.setdefault(issue_of.get(option) or option, set()).add(dm.name)
    return {issue: frozenset(parties) for issue, parties in found.items()}


def _weight(row: Row) -> int:
    """How much is at stake on an issue: who has spoken, with those that refuse it counted up."""
    held = [cell.holding for cell in row.cells if cell.holding is not Holding.UNKNOWN]
    return sum(1 + (holding in _REFUSED) + (holding is Holding.AGAINST) for holding in held)
