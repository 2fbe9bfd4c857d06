"""Small talks made by hand or by hypothesis: statements with the reports that they stand in."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from detente.records import Report, Span, Stance, Statement

DAY = datetime.date(2025, 3, 4)
ISSUES = (
    "a ceasefire",
    "the truce in the Kesh valley",
    "removal of tariffs",
    "tariffs on grain",
    "withdrawal of Tarsenian troops",
    "release of all prisoners",
    "elections under foreign observers",
)
PARTIES = ("Tarsenia", "Belmora", "Farmers' Union", None)
CONDITIONS = (
    None,
    None,
    "if all prisoners are released",
    "unless elections are held",
    "once tariffs are gone",
)

Told = tuple[str | None, Stance, str, int, str | None]
"""Party, stance, issue, day after `DAY`, condition in its words."""


def talks_of(*told: Told) -> tuple[tuple[Statement, ...], tuple[Report, ...]]:
    """Statements "s0", "s1" … in the order told, and one report for each day, "r0", "r7" …"""
    texts: dict[int, str] = {}
    statements = []
    for i, (party, stance, issue, day, condition) in enumerate(told):
        start = len(texts.get(day, ""))
        said = f"{party} {stance} {issue}"
        sentence = f"{said} {condition or ''} (word {i} of {day}).\n"
        texts[day] = texts.get(day, "") + sentence
        at = start + len(said) + 1
        statements.append(
            Statement(
                id=f"s{i}",
                report_id=f"r{day}",
                evidence=Span(start, start + len(sentence) - 1),
                party=party,
                stance=stance,
                issue=issue,
                actor=party,
                condition=Span(at, at + len(condition)) if condition else None,
                confidence=0.5,
            )
        )
    reports = tuple(
        Report(id=f"r{day}", text=text, date=DAY + datetime.timedelta(days=day))
        for day, text in texts.items()
    )
    return tuple(statements), reports


@st.composite
def talks(draw) -> tuple[tuple[Statement, ...], tuple[Report, ...]]:
    """Up to twelve statements of three parties and of nobody, over three days."""
    told = st.tuples(
        st.sampled_from(PARTIES),
        st.sampled_from(list(Stance)),
        st.sampled_from(ISSUES),
        st.sampled_from((0, 7, 14)),
        st.sampled_from(CONDITIONS),
    )
    return talks_of(*draw(st.lists(told, max_size=12)))
