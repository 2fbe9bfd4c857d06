"""Laws of extraction that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.extraction import extract
from detente.records import Quote, Report, Statement

_FRAGMENTS = [
    "Iran",
    "said",
    "it",
    "would",
    "not",
    "accept",
    "Russia",
    "and",
    "China",
    "must",
    "by",
    "he",
    "we",
    "called",
    "for",
    "talks",
    "if",
    "unless",
    "that",
    "who",
    "“",
    "”",
    '"',
    ",",
    ".",
    "(",
    ")",
    ";",
    "—",
    "ü",
    "U.S.",
    "Mr.",
    "Lavrov",
    "officials",
    "rejected",
    "according",
    "to",
    "\u200b",
    "the plan",
    "sanctions are lifted",
    "refusal to",
    "\n\n",
]
scraps = st.lists(st.sampled_from(_FRAGMENTS), max_size=60).map(" ".join)
texts = st.one_of(scraps, st.text(max_size=300))


def spans(statement: Statement) -> list[tuple[int, int]]:
    """Every span of a statement."""
    single = [statement.evidence, statement.speaker, statement.condition]
    return [s for s in [*single, *statement.source, *statement.cue, *statement.content] if s is not None]


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_span_points_into_the_text(text: str) -> None:
    for statement in extract(Report(id="r", text=text)):
        for start, end in spans(statement):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


@settings(max_examples=200, deadline=None)
@given(texts)
def test_ids_are_unique_and_the_same_in_every_run(text: str) -> None:
    first = extract(Report(id="r", text=text))
    assert len({s.id for s in first}) == len(first)
    assert [s.id for s in extract(Report(id="another name", text=text))] == [s.id for s in first]


@settings(max_examples=200, deadline=None)
@given(scraps)
def test_line_ends_do_not_change_what_is_found(text: str) -> None:
    def said(report_text: str) -> list[tuple[object, ...]]:
        found = extract(Report(id="r", text=report_text))
        return [(s.party, s.stance, s.issue, s.via, s.quote) for s in found]

    assert said(text.replace("\n", "\r\n")) == said(text)


@settings(max_examples=200, deadline=None)
@given(scraps)
def test_a_statement_comes_with_a_holder(text: str) -> None:
    for statement in extract(Report(id="r", text=text)):
        assert statement.stance is None or statement.speaker_name
        assert statement.cue or statement.stance is not None
        assert 0 < statement.confidence < 1
        if statement.quote is Quote.DIRECT:
            assert any(mark in text for mark in '“”"')


@pytest.mark.parametrize(
    "text",
    [
        "word " * 100_000,
        "Iran said it " * 5_000,
        "Iran " + "and rejected " * 199 + "it.",
        "(" * 5_000 + "Iran rejected it" + ")" * 5_000,
        "A, " * 20_000 + "B said no.",
        "THE UNITED STATES REJECTED THE PLAN. " * 500,
        "“" * 3_000 + "We will not," + "”" * 3_000 + " Iran said.",
        "قالت إيران إنها ترفض الخطة. " * 200,
    ],
    ids=[
        "no sentence end",
        "one endless sentence",
        "a chain of cues",
        "brackets",
        "commas",
        "capitals",
        "quotation marks",
        "arabic",
    ],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    for statement in extract(Report(id="r", text=text)):
        assert statement.evidence.end <= len(text)
