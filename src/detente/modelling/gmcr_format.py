"""The ``.gmcr`` save files of the open desktop program gmcr-py: JSON with options by index.

Infeasible conditions and preferences are lists of ``[option index, "Y" or "N"]`` that hold
together; ``{"compound": true, "members": [...]}`` holds where one of its members does. Preferences
are ordered, the most important first. A file whose ``useManualPreferenceRanking`` (in older files
``useManualPreferenceVectors``) is set ranks the feasible states instead, by their numbers from 1 in
the order of the binary number whose lowest bit is the first option; a group in brackets is equally
liked. ``permittedDirection`` is "both", "fwd" (once taken, kept) or "back" (once dropped, gone).

Two options may have the same name in such a file; here each needs its own, so the owner's is added.
"""

from __future__ import annotations

import itertools
from typing import Any

from detente.modelling.assembly import Assembly
from detente.modelling.defects import DefectList, Path
from detente.modelling.documents import Document
from detente.modelling.formula_text import formula_of
from detente.modelling.shapes import check_shape
from detente.records import Formula, Literal, Negotiation, Pattern

_DIRECTIONS = {"both": "both", "fwd": "N->Y", "back": "Y->N"}
_MAX_RANKED_OPTIONS = 16


def is_gmcr(data: dict[str, Any]) -> bool:
    """Whether the data are those of a ``.gmcr`` file."""
    return "decisionMakers" in data


def negotiation_from_gmcr(document: Document) -> Negotiation:
    """Negotiation of a ``.gmcr`` file; coalitions and misperceptions in it are left alone."""
    data, defects = document.data, document.defects
    check_shape(data, "gmcr_schema", defects)
    defects.raise_any()  # the rest follows indices, which only makes sense in a file of the right shape
    names = _option_names(data)
    _check_indices(data, len(names), defects)
    defects.raise_any()
    owners = {index: dm["name"] for dm in data["decisionMakers"] for index in dm["options"]}
    infeasible = data.get("infeasibles", [])
    preferences: dict[str, Any] = {
        dm["name"]: [{"patterns": item} for item in dm.get("preferences", [])]
        for dm in data["decisionMakers"]
    }
    if data.get("useManualPreferenceRanking") or data.get("useManualPreferenceVectors"):
        states = _feasible_states([_patterns(item, names) for item in infeasible], names)
        preferences = {
            dm["name"]: {"ranking": _ranking(dm, i, states, defects)}
            for i, dm in enumerate(data["decisionMakers"])
        }
        defects.raise_any()
    plain = {
        "title": data.get("title", ""),
        "decision_makers": [dm["name"] for dm in data["decisionMakers"]],
        "options": [
            {
                "name": name,
                "label": option["name"],
                "owner": owners.get(i),
                "direction": _DIRECTIONS[option.get("permittedDirection", "both")],
            }
            for i, (name, option) in enumerate(zip(names, data["options"], strict=True))
        ],
        "infeasible": infeasible,
        "preferences": preferences,
    }
    return Assembly(plain, defects, _read_condition).negotiation("evidence")


def _option_names(data: dict[str, Any]) -> tuple[str, ...]:
    """Names of the options, made distinct by their owners and, if that is not enough, by numbers."""
    given = [option["name"] for option in data["options"]]
    owners = {index: dm["name"] for dm in data["decisionMakers"] for index in dm["options"]}
    names: list[str] = []
    for i, name in enumerate(given):
        owned = name if given.count(name) == 1 else f"{name} ({owners.get(i, 'nobody')})"
        numbered = (f"{owned} {n}" for n in itertools.count(2))
        names.append(
            next(candidate for candidate in [owned, *itertools.islice(numbered, i)] if candidate not in names)
        )
    return tuple(names)


def _check_indices(data: dict[str, Any], n_options: int, defects: DefectList) -> None:
    for i, dm in enumerate(data["decisionMakers"]):
        for j, index in enumerate(dm["options"]):
            if index >= n_options:
                defects.add(("decisionMakers", i, "options", j), f"there is no option number {index}")
        for j, item in enumerate(dm.get("preferences", [])):
            _check_condition(item, ("decisionMakers", i, "preferences", j), n_options, defects)
    for j, item in enumerate(data.get("infeasibles", [])):
        _check_condition(item, ("infeasibles", j), n_options, defects)


def _check_condition(item: Any, path: Path, n_options: int, defects: DefectList) -> None:
    for index, _ in itertools.chain.from_iterable(_members(item)):
        if index >= n_options:
            defects.add(path, f"there is no option number {index}")


def _members(item: Any) -> list[list[tuple[int, str]]]:
    members: list[list[tuple[int, str]]] = item["members"] if isinstance(item, dict) else [item]
    return members


def _patterns(item: Any, names: tuple[str, ...]) -> tuple[Pattern, ...]:
    found = []
    for member in _members(item):
        values = {names[index]: letter == "Y" for index, letter in member}
        found.append(tuple(Literal(name, value) for name, value in values.items()))
    return tuple(dict.fromkeys(found))


def _read_condition(item: Any, path: Path, names: tuple[str, ...], defects: DefectList) -> Formula | None:
    return formula_of(*_patterns(item, names))


def _feasible_states(infeasible: list[tuple[Pattern, ...]], names: tuple[str, ...]) -> list[str]:
    """States in their order, the first option as the lowest bit."""
    if len(names) > _MAX_RANKED_OPTIONS:
        return []
    states = ("".join(letters[::-1]) for letters in itertools.product("NY", repeat=len(names)))
    place = {name: i for i, name in enumerate(names)}
    patterns = [
        [(place[name], "Y" if value else "N") for name, value in pattern]
        for formula in infeasible
        for pattern in formula
    ]
    return [s for s in states if not any(all(s[i] == letter for i, letter in p) for p in patterns)]


def _ranking(dm: dict[str, Any], place: int, states: list[str], defects: DefectList) -> list[list[str]]:
    """Groups of states for groups of their numbers."""
    key = "preferenceRanking" if "preferenceRanking" in dm else "preferenceVector"
    groups = [group if isinstance(group, list) else [group] for group in dm.get(key, [])]
    for number in itertools.chain.from_iterable(groups):
        if not 1 <= number <= len(states):
            problem = f"there is no state number {number}; {len(states)} states are feasible"
            defects.add(("decisionMakers", place, key), problem)
    return [[states[n - 1] for n in group if 1 <= n <= len(states)] for group in groups]
