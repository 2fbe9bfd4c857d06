"""From the records of all stages to one `Brief`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.briefing.cells import conditions, holdings
from detente.briefing.contents import Brief, Method, RuleCount
from detente.briefing.gist import gist
from detente.briefing.ledger import ledger
from detente.briefing.map_rows import map_of
from detente.briefing.movements import movements, timelines
from detente.briefing.names import readable_issues, readable_options
from detente.briefing.quality_words import quality_words
from detente.briefing.questions import questions
from detente.briefing.settlement_words import settlement_words
from detente.briefing.sources import Desk, sources
from detente.briefing.stability_words import stability_words
from detente.briefing.wording import counted, sentence
from detente.errors import InputError
from detente.records import (
    DrawnGraph,
    Holding,
    Negotiation,
    PositionMap,
    ReaderQuality,
    Report,
    Settlement,
    Solution,
)

_LIMITS = (
    "The brief says what reports say that parties hold, not what parties hold nor what is true.",
    "Statements, parties, stances and issues were read by a program and can be wrong or missing; "
    "names of issues and the words of stances are the program’s. Check the sentence in the ledger.",
    "A party that has stated nothing on an issue is unknown there, not neutral.",
    "The model takes each issue as a yes or no, and a refusal as a red line by the rules named above; "
    "parties may mean less than they say.",
)


def compose(
    reports: Sequence[Report],
    position_map: PositionMap,
    negotiation: Negotiation | None = None,
    solution: Solution | None = None,
    settlement: Settlement | None = None,
    problems: Sequence[InputError] = (),
    *,
    solved: Negotiation | None = None,
    title: str | None = None,
    marking: str | None = None,
    n_without_position: int = 0,
    notes: Sequence[str] = (),
    version: str = "",
    graph: DrawnGraph | None = None,
    quality: ReaderQuality | None = None,
) -> Brief:
    """All that a brief says, from what the stages found.

    Parameters
    ----------
    reports : in the order in which they are to be listed.
    position_map : of the statements in these reports.
    negotiation, solution, settlement : None where there was nothing to model or to solve.
    problems : inputs that could not be read.
    solved : the part of the model that `solution` is of; None where it is all of it.
    title : None for one made from the parties.
    marking : a line such as "TLP:AMBER" for the top and bottom of every page.
    n_without_position : attributions that were found to take no position.
    notes : what went otherwise than usual, in sentences ("too many states to solve exactly").
    version : of the program that made the brief.
    graph : the state graph of what was solved, where it is small enough to be read.
    quality : how well the reader of the statements reads.
    """
    desk = Desk(reports, position_map)
    position_map = readable_issues(position_map)
    negotiation = negotiation and readable_options(negotiation)
    solved = solved and readable_options(solved)
    position_table = map_of(desk, position_map)
    settlements = settlement_words(desk, negotiation, settlement)
    moved = movements(desk, position_map)
    depends = conditions(desk, position_map)
    asked = questions(position_table.all_rows, _talkative(position_map), negotiation, settlement)
    dates = [report.date for report in reports if report.date is not None]
    return Brief(
        title=title or _title(position_map),
        marking=marking,
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        sources=sources(desk),
        problems=tuple(str(problem) for problem in problems),
        gist=gist(
            desk,
            position_map,
            settlements=settlements,
            movements=moved,
            conditions=depends,
            questions=asked,
        ),
        reliability=_reliability(desk),
        map=position_table,
        holdings=holdings(desk, position_map),
        conditions=depends,
        movements=moved,
        timelines=timelines(desk, position_map, moved),
        settlements=settlements,
        stability=stability_words(solved or negotiation, solution, graph),
        questions=asked,
        ledger=ledger(desk),
        method=_method(desk, negotiation, n_without_position, notes, version, quality),
    )


def _title(position_map: PositionMap) -> str:
    if not position_map.parties:
        return "Positions in the reports"
    return "Positions of " + ", ".join(position_map.parties[:3])


def _talkative(position_map: PositionMap) -> tuple[str, ...]:
    """Parties by the number of issues they have spoken on, most first."""
    n_issues = Counter(p.party for p in position_map.positions if p.holding is not Holding.UNKNOWN)
    return tuple(party for party, _ in n_issues.most_common())


def _reliability(desk: Desk) -> str | None:
    """How many of the statements hold, by the reader's own calibrated confidence."""
    taken = [s.confidence for s in desk.statements.values() if s.stance is not None]
    if not taken:
        return None
    hold = round(100 * sum(taken) / len(taken))
    what = "this statement" if len(taken) == 1 else f"these {counted(len(taken), 'statement')}"
    return (
        f"A program read {what}. By its own measure, party and side are right in about {hold} of 100 such: "
        "open the numbered statement before you repeat a line."
    )


def _method(
    desk: Desk,
    negotiation: Negotiation | None,
    n_without_position: int,
    notes: Sequence[str],
    version: str,
    quality: ReaderQuality | None,
) -> Method:
    dms = negotiation.decision_makers if negotiation else ()
    rules = Counter(claim for dm in dms for p in dm.preferences if p.rule for claim in p.rule.split(", "))
    uncoded = []
    if n_without_position:
        what = f"{counted(n_without_position, 'attribution')} in which no position was recognised"
        uncoded.append(sentence(what))
    n_partyless = sum(s.party is None for s in desk.statements.values() if s.stance is not None)
    if n_partyless:
        what = f"{counted(n_partyless, 'statement')} whose party could not be told, in the ledger only"
        uncoded.append(sentence(what))
    return Method(
        version=version,
        quality=None if quality is None else quality_words(quality),
        rules=tuple(RuleCount(rule=rule, n_preferences=n) for rule, n in sorted(rules.items())),
        left_out=negotiation.left_out if negotiation else (),
        uncoded=tuple(uncoded),
        notes=tuple(notes),
        limits=_LIMITS,
    )
