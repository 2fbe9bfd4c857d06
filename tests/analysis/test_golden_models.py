"""Hand-made cases under ``cases/models`` and, where it is there, the shared collection of cases."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from analysis.rankings import ranking_groups
from detente.analysis import (
    paths_data,
    paths_to_equilibria,
    settle,
    settlement_data,
    solution_data,
    solve,
)
from detente.analysis.moves import state_graph
from detente.errors import ModelError
from detente.modelling import load_model

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared" / "data"
OWN = sorted((TESTS / "cases" / "models").glob("*.yaml"))

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not beside the checkout")


def _shared_cases(folder: str) -> list[Any]:
    """Named cases and the lines of random.jsonl.gz, each as its JSON text."""
    found = [
        pytest.param(path.read_text(), id=path.stem) for path in sorted((SHARED / folder).glob("*.json"))
    ]
    random = SHARED / folder / "random.jsonl.gz"
    lines = gzip.decompress(random.read_bytes()).decode().splitlines() if random.exists() else []
    return found + [pytest.param(line, id=json.loads(line)["name"]) for line in lines]


def _sorted_lists(data: Any) -> Any:
    """The same data with the order within lists, which does not matter, taken out."""
    if isinstance(data, dict):
        return {key: _sorted_lists(value) for key, value in data.items()}
    if isinstance(data, list):
        return sorted((_sorted_lists(item) for item in data), key=json.dumps)
    return data


def _assert_settles(negotiation: Any, expected: dict[str, Any]) -> None:
    """Every key that a case has an answer for; nothing is cut."""
    found = settlement_data(settle(negotiation))
    assert found["cut"] == []
    del found["packages"]["at_least"]
    found["once_open"] = {" + ".join(way["opening"]): way["package"] for way in found["ways_out"]}
    assert _sorted_lists({key: found[key] for key in expected}) == _sorted_lists(expected)
    assert expected.keys() >= {"packages", "best", "blocks", "openings", "unknowns", "strikes"}


def _assert_coalitions(negotiation: Any, expected: dict[str, Any]) -> None:
    """Coalitions under both readings, where the case has answers."""
    for key, reading in (("coalitions", "legal"), ("coalitions_joint", "joint")):
        if key in expected:
            found = solution_data(solve(negotiation, coalitions=reading))
            assert found[key] == expected[key]
            assert found["coalitions_left_out"] == 0


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_hand_made_case(path: Path) -> None:
    case = YAML(typ="safe").load(path)
    negotiation = load_model(path, text=json.dumps(case["model"]))
    if "solve" in case:
        found = solution_data(solve(negotiation, stability=True))
        expected = case["solve"]
        assert found["feasible_states"] == expected["feasible_states"]
        assert found["equilibria"] == expected["equilibria"]
        for concept, by_dm in expected.get("stability", {}).items():
            assert found["stability"][concept] == by_dm
        _assert_coalitions(negotiation, expected)
        if "paths" in expected:
            assert paths_data(paths_to_equilibria(negotiation)) == expected["paths"]
        if "unknowns" in expected:
            assert solution_data(solve(negotiation, unknowns=True))["unknowns"] == expected["unknowns"]
    if "settle" in case:
        _assert_settles(negotiation, case["settle"])
    assert case.keys() & {"solve", "settle"}


@needs_shared
@pytest.mark.parametrize("text", _shared_cases("gmcr"))
def test_shared_graph_model_case(text: str) -> None:
    expected = json.loads(text)["expected"]
    negotiation = load_model("case.json", text=text)
    graph = state_graph(negotiation)
    assert list(graph.space.all_names()) == expected["feasible_states"]
    for dm, groups in expected["ranking"].items():
        found = ranking_groups(graph.moves[dm].ranks, graph.space)
        assert [sorted(group) for group in found] == [sorted(group) for group in groups]
    solution = solution_data(solve(negotiation, stability=True))
    assert solution["feasible_states"] == expected["feasible_count"]
    assert solution["stability"] == expected["stable"]
    assert solution["equilibria"] == expected["equilibria"]
    assert solution["cut"] == []


@needs_shared
@pytest.mark.parametrize("text", _shared_cases("gmcr"))
def test_coalitions_of_shared_graph_model_case(text: str) -> None:
    expected = json.loads(text)["expected"]
    assert {"coalitions", "coalitions_joint"} <= expected.keys()
    _assert_coalitions(load_model("case.json", text=text), expected)


def _unknown_cases() -> list[Any]:
    path = SHARED / "gmcr" / "unknown.jsonl.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines() if path.exists() else []
    return [pytest.param(line, id=json.loads(line)["name"]) for line in lines]


@needs_shared
@pytest.mark.parametrize("text", _unknown_cases())
def test_unknowns_of_shared_graph_model_case(text: str) -> None:
    expected = json.loads(text)["expected"]
    negotiation = load_model("case.json", text=text)
    id_at = {(dm.name, i): p.id for dm in negotiation.decision_makers for i, p in enumerate(dm.preferences)}
    found = solution_data(solve(negotiation, unknowns=True))["unknowns"]
    assert found["unknowns"] == [id_at[dm, i] for dm, i in expected["unknowns"]]
    assert found["always"] == expected["always"]
    assert found["sometimes"] == expected["sometimes"]
    assert found["decides"] == {
        concept: {state: [id_at[dm, i] for dm, i in places] for state, places in by_state.items()}
        for concept, by_state in expected["decides"].items()
    }


@needs_shared
@pytest.mark.parametrize("text", _shared_cases("settlements"))
def test_shared_settlement_case(text: str) -> None:
    expected = json.loads(text)["expected"]
    negotiation = load_model("case.json", text=text)
    if "error" in expected:
        with pytest.raises(ModelError, match=expected["error"]):
            settle(negotiation)
    else:
        _assert_settles(negotiation, expected)


@needs_shared
@pytest.mark.parametrize("name", ["korea_2017", "korea_2017_irreversible"])
def test_printed_equilibria_are_found(name: str) -> None:
    text = (SHARED / "gmcr" / f"{name}.json").read_text()
    found = {e.concept: set(e.states) for e in solve(load_model("case.json", text=text)).equilibria}
    printed = {
        key.removeprefix("equilibria ").lower(): set(states)
        for key, states in json.loads(text)["published"].items()
    }
    assert printed
    for concept, states in printed.items():
        # With the invasion irreversible the source misses one state; docs/explanation/stability.md says why.
        missed = {"NNYY"} if name == "korea_2017_irreversible" else set()
        assert found[concept] == states | missed


@needs_shared
def test_equilibria_match_published_elmira() -> None:
    found = solve(load_model(SHARED / "gmcr" / "elmira.json"), concepts=["nash", "seq", "sseq"])
    for equilibria in found.equilibria:
        abandoned = {state for state in equilibria.states if state[3] == "Y"}
        assert len(abandoned) == 4  # the literature counts these as one, its state 9
        assert set(equilibria.states) - abandoned == {"NYNNY", "YNYNY"}  # its states 5 and 8
