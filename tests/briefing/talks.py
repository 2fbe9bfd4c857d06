"""A small negotiation built by hand, with every kind of thing that a brief shows."""

from __future__ import annotations

import datetime
from dataclasses import replace

from detente.analysis import draw_state_graph, settle
from detente.briefing import Brief, compose
from detente.errors import InputError
from detente.records import (
    Concept,
    Condition,
    DecisionMaker,
    Equilibria,
    Formula,
    Holding,
    Issue,
    Literal,
    Negotiation,
    Option,
    PackageShare,
    Part,
    Position,
    PositionMap,
    Possibility,
    PreferenceStatement,
    ReaderQuality,
    Report,
    Settlement,
    Shift,
    Solution,
    Span,
    Stance,
    Statement,
    StrikeOut,
    UnknownsFinding,
)

FIRST = (
    "Talks open\n\n"
    "Tarsenia rejected a minimum flow on Tuesday. Belmora demanded a minimum flow, its minister said.\n"
    "He welcomed the data centre <b>& all</b>. Tarsenia agreed to the data centre.\n"
)
SECOND = (
    "Shift in Ardesh\n\n"
    "Tarsenia would accept a minimum flow if Belmora drops its case, Orsov said that Katsan had told him. "
    "The farmers want a fund | at once.\n"
)
HEBREW = "שלום\n\nבלמורה דורשת זרימה מינימלית.\n"

REPORTS = (
    Report(
        id="a.txt",
        text=FIRST,
        title="<script>alert('title')</script>",
        publisher="Basin Wire",
        date=datetime.date(2025, 3, 4),
        language="en",
    ),
    Report(id="b.txt", text=FIRST + "Retold.\n", publisher="Lakeland Daily", date=datetime.date(2025, 3, 5)),
    Report(
        id="c.pdf",
        text=SECOND,
        publisher="Sevrin *Courier*",
        date=datetime.date(2025, 4, 8),
        parts=(Part(span=Span(0, len(SECOND)), label="page 1"),),
    ),
    Report(id="d.txt", text=HEBREW, language="he"),
)
_TEXT = {report.id: report.text for report in REPORTS}

FLOW = Issue(id="minimum-flow", name="a minimum flow")
CENTRE = Issue(id="data-centre", name="a data centre")
FUND = Issue(id="fund", name="a fund | for farmers")


def _statement(name: str, report: str, evidence: str, **fields: object) -> Statement:
    start = _TEXT[report].index(evidence)
    span = Span(start, start + len(evidence))
    return Statement(id=name, report_id=report, evidence=span, **fields)  # type: ignore[arg-type]


def _span(report: str, words: str) -> Span:
    start = _TEXT[report].index(words)
    return Span(start, start + len(words))


_IF = "if Belmora drops its case"
STATEMENTS = (
    _statement(
        "st01",
        "a.txt",
        "Tarsenia rejected a minimum flow",
        party="Tarsenia",
        stance=Stance.REJECTS,
        issue="a minimum flow",
        issue_id="minimum-flow",
        confidence=0.9,
    ),
    _statement(
        "st02",
        "a.txt",
        "Belmora demanded a minimum flow",
        party="Belmora",
        stance=Stance.DEMANDS,
        issue="a minimum flow",
        issue_id="minimum-flow",
        confidence=0.8,
    ),
    _statement(
        "st03",
        "a.txt",
        "welcomed the data centre <b>& all</b>",
        party="Belmora",
        stance=Stance.ACCEPTS,
        issue="the data centre",
        issue_id="data-centre",
        confidence=0.7,
    ),
    _statement(
        "st04",
        "a.txt",
        "Tarsenia agreed to the data centre",
        party="Tarsenia",
        stance=Stance.ACCEPTS,
        issue="the data centre",
        issue_id="data-centre",
        confidence=0.7,
    ),
    _statement(
        "st05",
        "b.txt",
        "Tarsenia rejected a minimum flow",
        party="Tarsenia",
        stance=Stance.REJECTS,
        issue="a minimum flow",
        issue_id="minimum-flow",
        confidence=0.9,
    ),
    _statement(
        "st06",
        "c.pdf",
        "Tarsenia would accept a minimum flow if Belmora drops its case",
        party="Tarsenia",
        speaker_name="Mira Katsan",
        via="Danil Orsov",
        stance=Stance.ACCEPTS,
        issue="a minimum flow",
        issue_id="minimum-flow",
        condition=_span("c.pdf", _IF),
        confidence=0.6,
    ),
    _statement(
        "st07",
        "c.pdf",
        "The farmers want a fund | at once",
        party="Farmers",
        stance=Stance.DEMANDS,
        issue="a fund | for farmers",
        issue_id="fund",
        confidence=0.6,
    ),
    _statement(
        "st08",
        "d.txt",
        "בלמורה דורשת זרימה מינימלית",
        party="Belmora",
        stance=Stance.DEMANDS,
        issue="a minimum flow",
        issue_id="minimum-flow",
        confidence=0.5,
    ),
)

_CONDITION = Condition(report_id="c.pdf", span=_span("c.pdf", _IF), text=_IF, statement_id="st06")
_UNKNOWN = Position(party="Farmers", issue_id="minimum-flow", holding=Holding.UNKNOWN)
POSITION_MAP = PositionMap(
    parties=("Tarsenia", "Belmora", "Farmers"),
    issues=(FLOW, CENTRE, FUND),
    positions=(
        Position(
            party="Tarsenia",
            issue_id="minimum-flow",
            holding=Holding.CONDITIONAL,
            statement_ids=("st01", "st05", "st06"),
            conditions=(_CONDITION,),
            shifts=(
                Shift(
                    before=Holding.AGAINST,
                    after=Holding.CONDITIONAL,
                    from_statement="st01",
                    to_statement="st06",
                    date=datetime.date(2025, 4, 8),
                ),
            ),
            date=datetime.date(2025, 4, 8),
            n_reports=2,
        ),
        Position(
            party="Tarsenia",
            issue_id="data-centre",
            holding=Holding.FOR,
            statement_ids=("st04",),
            n_reports=1,
        ),
        replace(_UNKNOWN, party="Tarsenia", issue_id="fund"),
        Position(
            party="Belmora",
            issue_id="minimum-flow",
            holding=Holding.FOR,
            statement_ids=("st02", "st08"),
            n_reports=2,
        ),
        Position(
            party="Belmora", issue_id="data-centre", holding=Holding.FOR, statement_ids=("st03",), n_reports=1
        ),
        replace(_UNKNOWN, party="Belmora", issue_id="fund"),
        _UNKNOWN,
        replace(_UNKNOWN, issue_id="data-centre"),
        Position(party="Farmers", issue_id="fund", holding=Holding.FOR, statement_ids=("st07",), n_reports=1),
    ),
    statements=STATEMENTS,
    retellings=(("a.txt", "b.txt"),),
)


def _formula(option: str, value: bool) -> Formula:
    return Formula(patterns=((Literal(option, value),),), text=option if value else f"-{option}")


NEGOTIATION = Negotiation(
    title="Kesh",
    decision_makers=(
        DecisionMaker(
            name="Tarsenia",
            preferences=(
                PreferenceStatement(
                    id="TA1",
                    formula=_formula("flow", False),
                    red_line=True,
                    rests_on=("st01", "st05"),
                    rule="refusal_forbids_option",
                ),
                PreferenceStatement(
                    id="TA2",
                    formula=Formula(
                        patterns=((Literal("flow", False),), (Literal("drop", True),)), text="flow -> drop"
                    ),
                    rests_on=("st06",),
                    rule="condition_binds_option",
                ),
            ),
        ),
        DecisionMaker(
            name="Belmora",
            preferences=(
                PreferenceStatement(
                    id="BE1",
                    formula=_formula("flow", True),
                    red_line=True,
                    rests_on=("st02",),
                    rule="repeated_demand_is_red_line",
                ),
                PreferenceStatement(id="BE2", formula=_formula("drop", True), red_line=True, unknown=True),
            ),
        ),
    ),
    options=(
        Option(name="flow", label="a minimum flow", issue_id="minimum-flow"),
        Option(name="drop", label="withdrawal of the case", owner="Belmora"),
    ),
    status_quo="NN",
    left_out=("a fund for farmers: only one party has spoken on it",),
)
SOLUTION = Solution(
    decision_makers=("Tarsenia", "Belmora"),
    options=("flow", "drop"),
    n_feasible=4,
    equilibria=(
        Equilibria(concept=Concept.NASH, states=("NN",), count=1),
        Equilibria(concept=Concept.SEQ, states=("NN", "YY"), count=2),
    ),
    stability={},
)
SETTLEMENT = Settlement(
    packages=PackageShare(count=0, at_least=0, fixed={}, free=()),
    best=(),
    blocks=(("TA1", "BE1"),),
    openings=(("TA1",), ("BE1",)),
    unknowns=UnknownsFinding(possible=Possibility.NEVER, decides=()),
    strikes=(StrikeOut(struck="st02", possible=Possibility.ALWAYS, blocks=()),),
    report_strikes=(StrikeOut(struck="a.txt", possible=Possibility.ALWAYS, blocks=()),),
    single_source=(("TA1", "BE1"),),
    contradictory=(),
)
OPEN_SETTLEMENT = replace(
    SETTLEMENT,
    packages=PackageShare(count=2, at_least=2, fixed={"flow": "Y"}, free=("drop",)),
    best=("YY",),
    blocks=(),
    openings=((),),
    unknowns=UnknownsFinding(possible=Possibility.SOMETIMES, decides=("BE2",)),
    strikes=(),
    report_strikes=(),
    single_source=(),
)
# Tarsenia gives the flow for a withdrawal, which Belmora refuses; so what Belmora demands is in no package.
UNMET_NEGOTIATION = replace(
    NEGOTIATION,
    decision_makers=(
        replace(
            NEGOTIATION.decision_makers[0],
            preferences=(replace(NEGOTIATION.decision_makers[0].preferences[1], red_line=True),),
        ),
        replace(
            NEGOTIATION.decision_makers[1],
            preferences=(
                replace(NEGOTIATION.decision_makers[1].preferences[0], red_line=False),
                PreferenceStatement(
                    id="BE3", formula=_formula("drop", False), red_line=True, rests_on=("st01",)
                ),
            ),
        ),
    ),
)
UNMET_SETTLEMENT = settle(UNMET_NEGOTIATION)

# A map too long to be taken in: the issues above and 25 on which the farmers alone have spoken.
_LONE_ISSUES = tuple(Issue(id=f"lone-{i}", name=f"matter {i}") for i in range(25))
LONG_MAP = replace(
    POSITION_MAP,
    issues=(*_LONE_ISSUES, *POSITION_MAP.issues),
    positions=(
        *(
            replace(POSITION_MAP.positions[-1], issue_id=issue.id, statement_ids=("st07",))
            for issue in _LONE_ISSUES
        ),
        *POSITION_MAP.positions,
    ),
)
QUALITY = ReaderQuality(
    measured=datetime.date(2025, 4, 9),
    command="measure dev",
    data="three reports",
    detection=61.5,
    party=84.0,
    polarity=87.0,
    condition=59.0,
    full=45.25,
    issues=61.0,
)
PROBLEMS = (InputError("bad.pdf", "the PDF has no text", "run it through OCR first"),)
MARKING = 'TLP:AMBER "draft" </style><script>alert(1)</script>'


def full_brief(
    settlement: Settlement = SETTLEMENT,
    marking: str | None = MARKING,
    *,
    negotiation: Negotiation = NEGOTIATION,
    position_map: PositionMap = POSITION_MAP,
) -> Brief:
    """The brief of the whole negotiation, with a problem and a hostile marking and title."""
    return compose(
        REPORTS,
        position_map,
        negotiation,
        SOLUTION,
        settlement,
        PROBLEMS,
        marking=marking,
        version="0.0",
        n_without_position=3,
        notes=("A note on the run.",),
        graph=draw_state_graph(negotiation, SOLUTION),
        quality=QUALITY,
    )


def empty_brief() -> Brief:
    """The brief of one report in which nobody states a position."""
    empty = PositionMap(parties=(), issues=(), positions=(), statements=())
    return compose((REPORTS[0],), empty)
