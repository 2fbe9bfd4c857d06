"""The ``.gmcr`` format; files written here by its rules, none of them copied."""

import json
from pathlib import Path
from typing import Any

import pytest

from detente.errors import ModelError
from detente.modelling import load_model
from detente.records import Direction

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "gmcr"


def _file(**changes: Any) -> str:
    data = {
        "program": "gmcr-py",
        "version": "0.4.1",
        "options": [
            {"name": "Stay", "permittedDirection": "both"},
            {"name": "Sign", "permittedDirection": "fwd"},
            {"name": "Stay", "permittedDirection": "back"},
        ],
        "decisionMakers": [
            {"name": "A", "options": [0, 1], "preferences": [[[2, "Y"], [0, "N"]]]},
            {
                "name": "B",
                "options": [2],
                "preferences": [{"compound": True, "members": [[[0, "Y"]], [[1, "N"], [2, "Y"]]]}],
            },
        ],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
        "useManualPreferenceRanking": False,
    }
    return json.dumps({**data, **changes})


def test_options_owners_directions_and_conditions_are_read() -> None:
    model = load_model("talks.gmcr", text=_file())
    assert [(o.name, o.label, o.owner) for o in model.options] == [
        ("Stay (A)", "Stay", "A"),
        ("Sign", "Sign", "A"),
        ("Stay (B)", "Stay", "B"),
    ]
    assert [o.direction for o in model.options] == [Direction.BOTH, Direction.TAKE, Direction.DROP]
    assert model.infeasible[0].patterns == ((("Stay (A)", True), ("Sign", True)),)
    first, second = (dm.preferences[0].formula.patterns for dm in model.decision_makers)
    assert first == ((("Stay (B)", True), ("Stay (A)", False)),)
    assert second == ((("Stay (A)", True),), (("Sign", False), ("Stay (B)", True)))


@pytest.mark.parametrize(
    ("flag", "key"),
    [("useManualPreferenceRanking", "preferenceRanking"), ("useManualPreferenceVectors", "preferenceVector")],
)
def test_rankings_count_feasible_states_from_one(flag: str, key: str) -> None:
    dms = [
        {"name": "A", "options": [0, 1], key: [6, [1, 2], 3, 4, 5]},
        {"name": "B", "options": [2], key: [[1, 2, 3, 4, 5, 6]]},
    ]
    model = load_model("talks.gmcr", text=_file(decisionMakers=dms, **{flag: True}))
    # Feasible, in order: NNN YNN NYN NNY YNY NYY.
    assert model.decision_makers[0].ranking == (("NYY",), ("NNN", "YNN"), ("NYN",), ("NNY",), ("YNY",))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"infeasibles": [[[7, "Y"]]]}, "there is no option number 7"),
        ({"infeasibles": [[[0, "maybe"]]]}, "must be Y or N, not 'maybe'"),
        ({"options": [{"name": "x", "permittedDirection": "up"}]}, "must be both or fwd or back, not 'up'"),
        ({"decisionMakers": [{"name": "A", "options": [5]}]}, "there is no option number 5"),
        (
            {
                "useManualPreferenceRanking": True,
                "decisionMakers": [{"name": "A", "options": [0], "preferenceRanking": [1, 9]}],
            },
            "there is no state number 9; 6 states are feasible",
        ),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_model("talks.gmcr", text=_file(**changes))
    assert words in str(caught.value)
    assert str(caught.value).startswith("talks.gmcr:1:")
