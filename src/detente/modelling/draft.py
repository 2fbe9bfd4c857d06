"""``draft_model``: from positions to a model that a person edits.

Each issue at stake becomes an option, each position a preference by a rule of thumb that the draft
names, and each silence that may matter an unknown preference. Nothing is invented: a preference
rests on the statements it names, or is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from detente.modelling.options import Agenda, weights
from detente.modelling.priorities import Drafted, in_order, numbered, preference, prefixes
from detente.modelling.rules import WISH_RULES, red_line_claims
from detente.modelling.silences import silences
from detente.modelling.stands import Material, Stand
from detente.records import DecisionMaker, Evidence, Negotiation, Option, PositionMap, Report

MAX_UNKNOWNS = 12
"""Unknown preferences in a draft: with more, what each of them decides is not worked out exactly."""

_N_LEFT_OUT = 20


def draft_model(
    position_map: PositionMap,
    *,
    reports: Iterable[Report],
    title: str | None = None,
    max_options: int = 40,
) -> Negotiation:
    """Draft a model of the negotiation from a map of positions.

    Parameters
    ----------
    position_map : of the statements in `reports`.
    reports : whose texts hold the evidence.
    title : of the model; None for one made from the parties.
    max_options : issues and conditions taken up, those with most at stake first.

    Returns
    -------
    Negotiation
        With every preference traced to its statements and to the rules that drafted it. It has no
        options where no issue is at stake, and then no model can be made of it.

    References
    ----------
    [FHK1993]
    """
    reports = tuple(reports)
    material = Material(position_map, reports)
    agenda = Agenda(material=material, max_options=max_options, weights=weights(material))
    agenda.take_up()
    options = tuple(agenda.options.values())
    stated = [item for stand in material.stands for item in _drafted(stand, agenda)]
    unstated = [
        Drafted(party=silence.party, wish=silence.wish, is_red_line=True)
        for silence in silences(material, options, agenda.weights)
    ]
    n_free = max(0, MAX_UNKNOWNS - sum(item.wish.is_unknown for item in stated))
    drafted = [*stated, *unstated[:n_free]]
    dms = tuple(_decision_makers(position_map.parties, drafted, options, reports))
    return Negotiation(
        title=title or _title(position_map.parties),
        decision_makers=dms,
        options=options,
        evidence=tuple(_evidence(material, dms, options)),
        left_out=_left_out(agenda.left_out, unstated[n_free:]),
    )


def _drafted(stand: Stand, agenda: Agenda) -> Iterator[Drafted]:
    """What the first rule that fires makes of a stand, if its issue and condition are taken up."""
    resolved = agenda.resolved(stand)
    if resolved is None:
        return
    for rule in WISH_RULES:
        wish = rule(resolved)
        if wish is not None:
            firm = red_line_claims(resolved)
            yield Drafted(
                party=stand.party,
                wish=wish,
                claims=(rule.__name__, *firm),
                is_red_line=bool(firm) or wish.is_unknown,
                stand=resolved,
            )
            return


def _decision_makers(
    parties: Sequence[str], drafted: Sequence[Drafted], options: Sequence[Option], reports: Sequence[Report]
) -> Iterator[DecisionMaker]:
    owners = {option.owner for option in options}
    dates = {report.id: report.date for report in reports}
    rank = {option.name: i for i, option in enumerate(options)}
    by_option = sorted(drafted, key=lambda item: min(rank[o] for o in item.wish.formula.options))
    bound = [party for party in parties if party in owners or any(item.party == party for item in drafted)]
    for party, prefix in prefixes(bound).items():
        own = in_order((item for item in by_option if item.party == party), dates)
        yield DecisionMaker(name=party, preferences=numbered(prefix, [preference(item) for item in own]))


def _evidence(
    material: Material, dms: Iterable[DecisionMaker], options: Iterable[Option]
) -> Iterator[Evidence]:
    """The words of every statement that something rests on, in the order of the map."""
    used = {id_ for option in options for id_ in option.rests_on}
    used |= {id_ for dm in dms for wish in dm.preferences for id_ in wish.rests_on}
    for statement in material.statements.values():
        if statement.id in used:
            yield Evidence(
                id=statement.id,
                report=statement.report_id,
                party=statement.party,
                text=material.evidence(statement),
                confidence=round(statement.confidence, 4),
            )


def _left_out(issues: Sequence[str], unstated: Sequence[Drafted]) -> tuple[str, ...]:
    lines = [*issues, *(f"{item.wish.label}: beyond the {MAX_UNKNOWNS} unknowns" for item in unstated)]
    if len(lines) <= _N_LEFT_OUT:
        return tuple(lines)
    n_issues = max(0, len(issues) - _N_LEFT_OUT)
    n_unstated = len(lines) - max(len(issues), _N_LEFT_OUT)
    counts = [f"{n} more {what}" for n, what in ((n_issues, "issues"), (n_unstated, "unstated wishes")) if n]
    return (*islice(lines, _N_LEFT_OUT), " and ".join(counts))


def _title(parties: Sequence[str]) -> str:
    return "Draft model: " + ", ".join(parties[:3]) if parties else "Draft model"
