"""Models go through files unharmed, in every format, whatever names and texts they carry."""

import contextlib
import io
import itertools
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from detente.errors import ModelError
from detente.modelling import dump_model, load_model
from detente.modelling.shapes import schema
from detente.records import Direction, Formula, Negotiation
from strategies import negotiations, written_negotiations

quick = settings(max_examples=100, deadline=None)

TALKS = """\
detente: 1
title: Talks   # a comment
decision_makers: [Russia, Ukraine]
options:
  - {name: cease-fire, label: A cease-fire, owner: Russia, direction: "N->Y", issue: i1}
  - "two words"
infeasible: ["cease-fire & -\\"two words\\""]
preferences:
  Ukraine:
    - cease-fire -> "two words"
    - {id: UA9, wants: -cease-fire, red_line: true, unknown: true, rests_on: [s1, nowhere], rule: r}
evidence:
  s1: {report: a.txt, party: Ukraine, text: No.}
status_quo: [two words]
no_agreement: {Russia: NN, Ukraine: [cease-fire]}
left_out: [currency reform]
"""


def test_a_hand_written_model_says_what_it_says() -> None:
    model = load_model("talks.yaml", text=TALKS)
    russia, ukraine = model.decision_makers
    cease_fire, two_words = model.options
    assert (cease_fire.label, cease_fire.owner, cease_fire.direction) == (
        "A cease-fire",
        "Russia",
        Direction.TAKE,
    )
    assert (cease_fire.issue_id, two_words.label, two_words.owner) == ("i1", "two words", None)
    assert model.infeasible[0].patterns == ((("cease-fire", True), ("two words", False)),)
    assert russia.preferences == ()
    condition, refusal = ukraine.preferences
    assert (condition.id, condition.formula.text) == ("Ukraine.1", 'cease-fire -> "two words"')
    assert condition.formula.patterns == ((("cease-fire", False),), (("two words", True),))
    assert (refusal.id, refusal.red_line, refusal.unknown) == ("UA9", True, True)
    assert (refusal.rests_on, refusal.rule) == (("s1", "nowhere"), "r")
    assert [(e.id, e.report, e.party, e.text) for e in model.evidence] == [("s1", "a.txt", "Ukraine", "No.")]
    assert (model.status_quo, russia.no_agreement, ukraine.no_agreement) == ("NY", "NN", "YN")
    assert model.left_out == ("currency reform",)
    assert load_model("talks.yaml", text=dump_model(model)) == model


@quick
@given(written_negotiations())
def test_dumped_models_load_to_the_same_record(negotiation: Negotiation) -> None:
    assert load_model("model.yaml", text=dump_model(negotiation)) == negotiation


@quick
@given(negotiations())
def test_rankings_and_wishes_survive_a_dump(negotiation: Negotiation) -> None:
    assert load_model("model.yaml", text=dump_model(negotiation)) == negotiation


@quick
@given(negotiations())
def test_the_case_format_says_the_same_as_yaml(negotiation: Negotiation) -> None:
    loaded = load_model("case.json", text=json.dumps(_case(negotiation)))
    for ours, theirs in zip(negotiation.decision_makers, loaded.decision_makers, strict=True):
        assert ours.ranking == theirs.ranking
        for wish, found in zip(ours.preferences, theirs.preferences, strict=True):
            assert (found.id, found.red_line, found.unknown) == (wish.id, wish.red_line, wish.unknown)
            assert set(map(frozenset, found.formula.patterns)) == set(map(frozenset, wish.formula.patterns))
    assert [set(map(frozenset, f.patterns)) for f in loaded.infeasible] == [
        set(map(frozenset, f.patterns)) for f in negotiation.infeasible
    ]
    assert loaded.evidence == negotiation.evidence
    assert loaded.options == negotiation.options


def _case(negotiation: Negotiation) -> dict[str, object]:
    def patterns(formula: Formula) -> list[str]:
        letters = {True: "Y", False: "N", None: "-"}
        return ["".join(letters[dict(p).get(o.name)] for o in negotiation.options) for p in formula.patterns]

    return {
        "decision_makers": [dm.name for dm in negotiation.decision_makers],
        "options": [
            {"name": o.name, "owner": o.owner, "direction": o.direction} for o in negotiation.options
        ],
        "infeasible": list(itertools.chain(*map(patterns, negotiation.infeasible))),
        "preferences": {
            dm.name: {"ranking": dm.ranking}
            if dm.ranking is not None
            else {
                "statements": [
                    {
                        "id": wish.id,
                        "patterns": patterns(wish.formula),
                        "red_line": wish.red_line,
                        "unknown": wish.unknown,
                        "rests_on": wish.rests_on,
                    }
                    for wish in dm.preferences
                ]
            }
            for dm in negotiation.decision_makers
        },
        "statements": {
            e.id: {"report": e.report, "party": e.party, "text": e.text} for e in negotiation.evidence
        },
    }


def test_a_model_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(("\ufeff" + TALKS).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert load_model("-") == load_model("talks.yaml", text=TALKS)


def test_the_content_decides_the_format_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "talks.json"
    path.write_text(TALKS, encoding="utf-8")
    assert load_model(path).title == "Talks"


@pytest.mark.parametrize("name", ["model_schema", "case_schema"])
def test_schemas_are_valid(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_loading_fail_otherwise_than_with_words(text: str) -> None:
    with contextlib.suppress(ModelError):
        load_model("x", text=text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.yaml", "decision_makers: [A]\noptions: [x, y]\npreferences: {A: {weights: {x: 1.5, y: -2}}}"),
        ("m.yaml", "decision_makers: [A]\noptions: [x, y]\npreferences: {A: {weights: [1.5, -2]}}"),
        (
            "m.json",
            '{"decision_makers": ["A"], "options": [{"name": "x"}, {"name": "y"}], '
            '"preferences": {"A": {"weights": {"x": 1.5, "y": -2}}}}',
        ),
    ],
)
def test_weights_are_read_by_name_or_in_the_order_of_the_options(name: str, text: str) -> None:
    (dm,) = load_model(name, text=text).decision_makers
    assert dm.weights == (("x", 1.5), ("y", -2))
    assert dm.preferences == ()
    assert dm.ranking is None
