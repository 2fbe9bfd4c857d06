"""Formulas: the grammar, what they mean, and what is refused."""

import contextlib
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.modelling.formula_text import (
    FormulaSyntaxError,
    format_formula,
    option_places,
    parse_formula,
)
from detente.records import Pattern
from strategies import formula_texts, formulas

OPTIONS = ["a", "b", "cease-fire"]


def _holds(patterns: tuple[Pattern, ...], taken: dict[str, bool]) -> bool:
    return any(all(taken[name] == value for name, value in pattern) for pattern in patterns)


@settings(max_examples=300, deadline=None)
@given(formula_texts({"a": "a", "b": "b", "cease-fire": "c", "-cease-fire": "(not c)"}))
def test_patterns_mean_what_python_makes_of_the_formula(pair: tuple[str, str]) -> None:
    text, python = pair
    patterns = parse_formula(text).patterns
    for state in itertools.product([False, True], repeat=3):
        taken = dict(zip(OPTIONS, state, strict=True))
        assert _holds(patterns, taken) == bool(eval(python, {}, dict(zip("abc", state, strict=True))))


@given(formulas(["a", "b c", "not", "x-1", '"', "\\"]))
def test_formatted_patterns_parse_back_exactly(formula) -> None:
    assert parse_formula(format_formula(formula.patterns)).patterns == formula.patterns


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a -> b", "-a | b"),
        ("a->b", "!a | b"),
        ("a -> b -> c", "-a | -b | c"),
        ("a | b & c", "a | (b & c)"),
        ("-a & b", "not a and b"),
        ("cease-fire", '"cease-fire"'),
        ("-cease-fire", "not cease-fire"),
        ("a-b->c", '-"a-b" | c'),
        ("a <-> b", "a & b | -a & -b"),
        ("a<->-b", "a & -b | -a & b"),
        ("--a", "a"),
        ("a & -a", "false"),
        ("true -> a", "false | a"),
    ],
)
def test_reading(text: str, same: str) -> None:
    assert parse_formula(text).patterns == parse_formula(same).patterns


def test_a_condition_is_two_patterns() -> None:
    assert parse_formula("c -> x").patterns == ((("c", False),), (("x", True),))


def test_places_of_options() -> None:
    assert option_places('a & -"b c" | a') == (("a", 0), ("b c", 5), ("a", 13))


@pytest.mark.parametrize(
    ("text", "problem", "offset"),
    [
        ("", "expected an option, found the end", 0),
        ("a b", "expected an operator before 'b'", 2),
        ("a & ", "found the end", 3),
        ("(a", "not closed", 0),
        ("a)", "expected an operator before ')'", 1),
        ('a & "b', "quotation mark is not closed", 4),
        ("a = b", "'=' is not part of a formula", 2),
        ('""', "needs a name", 0),
        ("(" * 100 + "a", "nested too deeply", 60),
        ("-" * 100 + "a", "nested too deeply", 60),
        (" & ".join(f"(a{i} | b{i})" for i in range(13)), "more than 4096 patterns", 0),
    ],
)
def test_what_is_refused(text: str, problem: str, offset: int) -> None:
    with pytest.raises(FormulaSyntaxError) as caught:
        parse_formula(text)
    assert problem in caught.value.problem
    assert caught.value.offset == offset


@given(st.text(max_size=40))
def test_no_text_is_refused_otherwise_than_with_words(text: str) -> None:
    with contextlib.suppress(FormulaSyntaxError):
        parse_formula(text)
