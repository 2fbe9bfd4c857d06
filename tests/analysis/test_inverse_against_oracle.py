"""Changes of preference that make a state hold, against trying every change on the model itself."""

import dataclasses
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import inverse_data, preference_changes
from detente.errors import ModelError
from detente.modelling import load_model
from detente.records import Change, Concept, Negotiation
from oracles.graph_model import Oracle
from strategies import negotiations

quick = settings(max_examples=40, deadline=None)

Lists = tuple[tuple[str, ...], ...]


def _lists(negotiation: Negotiation) -> Lists:
    """Ids of the known statements of each decision maker, in their order."""
    return tuple(tuple(p.id for p in dm.preferences if not p.unknown) for dm in negotiation.decision_makers)


def _with_lists(negotiation: Negotiation, lists: Lists) -> Negotiation:
    dms = []
    for dm, ids in zip(negotiation.decision_makers, lists, strict=True):
        by_id = {p.id: p for p in dm.preferences}
        dms.append(dataclasses.replace(dm, preferences=tuple(by_id[id_] for id_ in ids)))
    return dataclasses.replace(negotiation, decision_makers=tuple(dms))


def _one_change(lists: Lists) -> set[Lists]:
    found = set()
    for k, ids in enumerate(lists):
        changed = [ids[:i] + ids[i + 1 :] for i in range(len(ids))]
        for i, j in combinations(range(len(ids)), 2):
            swapped = list(ids)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            changed.append(tuple(swapped))
        found |= {(*lists[:k], new, *lists[k + 1 :]) for new in changed}
    return found


def _fewest(negotiation: Negotiation, state: str, concept: str, most: int) -> tuple[int | None, set[Lists]]:
    """Fewest changes and all lists that so many make under which the state is an equilibrium."""
    level = seen = {_lists(negotiation)}
    for n_changes in range(most + 1):
        holding = {
            lists for lists in level if state in Oracle(_with_lists(negotiation, lists)).equilibria(concept)
        }
        if holding:
            return n_changes, holding
        level = {new for lists in level for new in _one_change(lists)} - seen
        seen = seen | level
    return None, set()


def _applied(lists: Lists, names: list[str], way) -> Lists:  # type: ignore[no-untyped-def]
    changed = {name: list(ids) for name, ids in zip(names, lists, strict=True)}
    for change in way:
        ids = changed[change.decision_maker]
        places = [ids.index(id_) for id_ in change.statements]
        if change.change is Change.DROP:
            del ids[places[0]]
        else:
            ids[places[0]], ids[places[1]] = ids[places[1]], ids[places[0]]
    return tuple(tuple(ids) for ids in changed.values())


@quick
@given(negotiations(max_dms=2, max_options=3, max_statements=3), st.sampled_from(Concept), st.data())
def test_fewest_changes_agree_with_trying_all(negotiation: Negotiation, concept: Concept, data) -> None:  # type: ignore[no-untyped-def]
    state = data.draw(st.sampled_from(Oracle(negotiation).states))
    (found,) = preference_changes(negotiation, state, concepts=[concept], max_changes=2)
    n_changes, holding = _fewest(negotiation, state, concept, 2)
    assert found.n_changes == n_changes
    assert found.n_ways == len(found.ways) == len(holding)
    names = [dm.name for dm in negotiation.decision_makers]
    assert {_applied(_lists(negotiation), names, way) for way in found.ways} == holding
    assert all(len(way) == n_changes for way in found.ways)


_TALKS = """
decision_makers: [Port, Union]
options: [{name: shifts, owner: Port}, {name: strike, owner: Union}]
preferences:
  Port: [{id: P1, wants: -strike}, {id: P2, wants: shifts}]
  Union: [{id: U1, wants: shifts -> strike}, {id: U2, wants: -strike}]
"""


def test_the_change_that_makes_a_state_hold_is_named() -> None:
    model = load_model("talks.yaml", text=_TALKS)
    (found,) = preference_changes(model, "YN", concepts=["nash"])
    assert found.n_changes == 1
    assert {(way[0].decision_maker, way[0].change, way[0].statements) for way in found.ways} == {
        ("Union", "drop", ("U1",)),
        ("Union", "swap", ("U1", "U2")),
    }
    assert inverse_data([found])["nash"]["count"] == 2


def test_only_those_named_change() -> None:
    model = load_model("talks.yaml", text=_TALKS)
    (found,) = preference_changes(model, "YN", concepts=["nash"], decision_makers=["Port"])
    assert (found.n_changes, found.ways, found.looked_up_to) == (None, (), 3)
    with pytest.raises(ModelError, match="'Harbour' is no decision maker"):
        preference_changes(model, "YN", decision_makers=["Harbour"])


def test_a_search_that_grows_too_large_says_how_far_it_came() -> None:
    options = ", ".join(f"{{name: x{i}, owner: A}}" for i in range(10))
    wants = ", ".join(f"{{id: A{i}, wants: x{i}}}" for i in range(10))
    wishes = wants + ", " + ", ".join(f"{{id: B{i}, wants: x{i}}}" for i in range(10))
    text = f"decision_makers: [A]\noptions: [{options}]\npreferences:\n  A: [{wishes}]\n"
    model = load_model("wide.yaml", text=text)
    (found,) = preference_changes(model, "N" * 10, concepts=["nash"], max_changes=5)
    assert found.n_changes is None
    assert found.looked_up_to == 1


def test_unknown_statements_are_no_part_of_the_lists_that_change() -> None:
    text = _TALKS.replace("Union: [", "Union: [{id: U0, wants: strike, unknown: true}, ")
    (found,) = preference_changes(load_model("talks.yaml", text=text), "YN", concepts=["nash"])
    assert {way[0].statements for way in found.ways} == {("U1",), ("U1", "U2")}
    assert found.n_ways == 2


def test_ways_beyond_the_bound_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.analysis.inverse.MAX_WAYS", 1)
    (found,) = preference_changes(load_model("talks.yaml", text=_TALKS), "YN", concepts=["nash"])
    assert (len(found.ways), found.n_ways) == (1, 2)
