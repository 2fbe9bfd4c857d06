"""Plain data of a model file → Negotiation: the part that all file formats share.

The shape has been checked before; what has the wrong shape is skipped here, so that everything
else that is wrong can be said at the same time.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from detente.modelling.defects import DefectList, Path, Place, not_declared
from detente.records import (
    WEIGHT_RANGE,
    DecisionMaker,
    Direction,
    Evidence,
    Formula,
    Negotiation,
    Option,
    OptionWeight,
    PreferenceStatement,
    fits_weight,
)

Names = tuple[str, ...]
ReadFormula = Callable[[Any, Path, Names, DefectList], Formula | None]
"""Reads a formula at a path over the named options; None, with a defect noted, where it cannot."""

_MAX_CHECKED_OPTIONS = 16  # a ranking over more options cannot list every feasible state anyway


class Assembly:
    """Builds the parts of a negotiation, noting every defect."""

    def __init__(self, data: dict[str, Any], defects: DefectList, read_formula: ReadFormula) -> None:
        self.data = data
        self.defects = defects
        self._read_formula = read_formula
        self.dm_names = self._distinct(
            "decision_makers", _texts(data.get("decision_makers")), "decision maker"
        )
        options = data.get("options")
        self.option_names = self._distinct("options", [_name_of(item) for item in _list(options)], "option")

    def negotiation(self, evidence_key: str, *, with_places: bool = False) -> Negotiation:
        """The whole record; raises every defect as one `ModelError` if there is any."""
        evidence = self._evidence(evidence_key)
        options = self._options()
        infeasible = self._infeasible()
        status_quo = self._state(self.data.get("status_quo"), ("status_quo",))
        no_agreement, own = self._no_agreement()
        dms = self._decision_makers(infeasible, own)
        self.defects.raise_any()
        return Negotiation(
            title=_text(self.data.get("title")) or _text(self.data.get("name")),
            decision_makers=dms,
            options=options,
            infeasible=infeasible,
            evidence=evidence,
            status_quo=status_quo,
            no_agreement=no_agreement,
            left_out=tuple(_texts(self.data.get("left_out"))),
            places=self._places(dms) if with_places else {},
        )

    def _places(self, dms: tuple[DecisionMaker, ...]) -> dict[tuple[str, str], Place]:
        """Where the options and the preferences stand in the file."""
        paths: dict[tuple[str, str], Path] = {
            ("option", name): ("options", i) for i, name in enumerate(self.option_names)
        }
        given = _dict(self.data.get("preferences"))
        for dm in dms:
            stand = _statements(given.get(dm.name), ("preferences", dm.name))
            for preference, (path, _) in zip(dm.preferences, stand, strict=False):
                paths["preference", preference.id] = path
        found = {key: self.defects.place(path) for key, path in paths.items()}
        return {key: place for key, place in found.items() if place is not None}

    def _distinct(self, key: str, names: list[str], kind: str) -> Names:
        for i, name in enumerate(names):
            if name and name in names[:i]:
                self.defects.add((key, i), f"{kind} {name!r} stands twice")
        return tuple(names)

    def _evidence(self, key: str) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(
                id=id_,
                report=_text(item.get("report")),
                party=item.get("party") if isinstance(item.get("party"), str) else None,
                text=_text(item.get("text")),
                confidence=_share(item.get("confidence")),
            )
            for id_, item in _dict(self.data.get(key)).items()
            if isinstance(item, dict)
        )

    def _options(self) -> tuple[Option, ...]:
        return tuple(
            self._option(item, ("options", i)) for i, item in enumerate(_list(self.data.get("options")))
        )

    def _option(self, item: Any, path: Path) -> Option:
        name, item = _name_of(item), _dict(item)
        owner = item.get("owner")
        if isinstance(owner, str) and owner not in self.dm_names:
            self.defects.add((*path, "owner"), not_declared("decision maker", owner, self.dm_names))
        directions = {direction.value: direction for direction in Direction}
        return Option(
            name=name,
            label=_text(item.get("label")) or name,
            owner=owner if isinstance(owner, str) else None,
            direction=directions.get(_text(item.get("direction")), Direction.BOTH),
            issue_id=item.get("issue") if isinstance(item.get("issue"), str) else None,
            rests_on=tuple(_texts(item.get("rests_on"))),
        )

    def _infeasible(self) -> tuple[Formula, ...]:
        items = _list(self.data.get("infeasible"))
        read = (self._formula(item, ("infeasible", i)) for i, item in enumerate(items))
        return tuple(formula for formula in read if formula is not None)

    def _formula(self, item: Any, path: Path) -> Formula | None:
        return self._read_formula(item, path, self.option_names, self.defects)

    def _decision_makers(
        self, infeasible: tuple[Formula, ...], no_agreement: dict[str, str | None]
    ) -> tuple[DecisionMaker, ...]:
        given = _dict(self.data.get("preferences"))
        for name in given:
            if name not in self.dm_names:
                problem = not_declared("decision maker", name, self.dm_names)
                self.defects.add(("preferences", name), problem, at_key=True)
        taken = self._given_ids(given)
        found = []
        for name in self.dm_names:
            item, path = given.get(name), ("preferences", name)
            self._check_one_way_of_saying(item, path)
            groups, weights = _dict(item).get("ranking"), _dict(item).get("weights")
            is_ranked = isinstance(groups, list)
            is_weighted = not is_ranked and isinstance(weights, dict | list)
            wants = () if is_ranked or is_weighted else self._preferences(name, item, path, taken)
            found.append(
                DecisionMaker(
                    name=name,
                    preferences=wants,
                    ranking=self._ranking(_list(groups), (*path, "ranking"), infeasible)
                    if is_ranked
                    else None,
                    weights=self._weights(weights, (*path, "weights")) if is_weighted else None,
                    no_agreement=no_agreement.get(name),
                )
            )
        return tuple(found)

    def _check_one_way_of_saying(self, item: Any, path: Path) -> None:
        given = [key for key in ("statements", "ranking", "weights") if _dict(item).get(key) is not None]
        for key in given[1:]:
            problem = f"{key!r} stands beside {given[0]!r}; a decision maker has one of them"
            self.defects.add((*path, key), problem, at_key=True)

    def _weights(self, item: Any, path: Path) -> tuple[OptionWeight, ...]:
        """Weights by the names of options, or one for each option in their order."""
        if isinstance(item, list):
            if len(item) != len(self.option_names):
                n = len(self.option_names)
                self.defects.add(path, f"there are {len(item)} weights for {n} options; give one for each")
            given = [
                (name, weight, i)
                for i, (name, weight) in enumerate(zip(self.option_names, item, strict=False))
            ]
        else:
            given = [(name, weight, name) for name, weight in item.items()]
        found = []
        for name, weight, key in given:
            if name not in self.option_names:
                problem = not_declared("option", name, self.option_names)
                self.defects.add((*path, key), problem, at_key=True)
            elif isinstance(weight, int | float) and not isinstance(weight, bool):
                if not fits_weight(weight):
                    self.defects.add((*path, key), f"weight {weight!r:.40} must be {WEIGHT_RANGE}")
                else:
                    # A YAML library has number types of its own.
                    found.append(
                        OptionWeight(name, int(weight) if isinstance(weight, int) else float(weight))
                    )
        return tuple(found)

    def _given_ids(self, given: dict[str, Any]) -> set[str]:
        """Ids written in the file; one that stands twice is a defect."""
        ids: set[str] = set()
        for name, item in given.items():
            for path, statement in _statements(item, ("preferences", name)):
                id_ = statement.get("id") if isinstance(statement, dict) else None
                if isinstance(id_, str):
                    if id_ in ids:
                        self.defects.add((*path, "id"), f"preference id {id_!r} stands twice")
                    ids.add(id_)
        return ids

    def _preferences(
        self, name: str, item: Any, path: Path, taken: set[str]
    ) -> tuple[PreferenceStatement, ...]:
        wants = []
        for i, (at, statement) in enumerate(_statements(item, path), 1):
            id_ = _dict(statement).get("id")
            if not isinstance(id_, str):
                candidates = (f"{name}.{n}" for n in itertools.count(i))
                id_ = next(candidate for candidate in candidates if candidate not in taken)
                taken.add(id_)
            preference = self._preference(id_, statement, at)
            if preference is not None:
                wants.append(preference)
        return tuple(wants)

    def _preference(self, id_: str, item: Any, path: Path) -> PreferenceStatement | None:
        formula_path, formula_item, unknown = _formula_part(item, path)
        formula = self._formula(formula_item, formula_path)
        item = _dict(item)
        if formula is None:
            return None
        return PreferenceStatement(
            id=id_,
            formula=formula,
            label=_text(item.get("label")),
            red_line=item.get("red_line") is True,
            unknown=unknown,
            # Evidence that is listed nowhere is no defect: a person may cite a source that has no report.
            rests_on=tuple(_texts(item.get("rests_on"))),
            rule=item.get("rule") if isinstance(item.get("rule"), str) else None,
            contested=item.get("contested") is True,
        )

    def _no_agreement(self) -> tuple[str | None, dict[str, str | None]]:
        """One state for all, or a state for each party that has its own."""
        item = self.data.get("no_agreement")
        if not isinstance(item, dict):
            return self._state(item, ("no_agreement",)), {}
        for name in item:
            if name not in self.dm_names:
                problem = not_declared("decision maker", name, self.dm_names)
                self.defects.add(("no_agreement", name), problem, at_key=True)
        return None, {name: self._state(state, ("no_agreement", name)) for name, state in item.items()}

    def _state(self, item: Any, path: Path) -> str | None:
        """A state from Y and N or from the names of the options taken."""
        if isinstance(item, list):
            for i, name in enumerate(item):
                if isinstance(name, str) and name not in self.option_names:
                    self.defects.add((*path, i), not_declared("option", name, self.option_names))
            return "".join("Y" if name in item else "N" for name in self.option_names)
        if not isinstance(item, str):
            return None
        if len(item) != len(self.option_names) or set(item) - {"Y", "N"}:
            n = len(self.option_names)
            problem = (
                f"state {item!r} must be {n} letters Y or N, one for each option, or the list of those taken"
            )
            self.defects.add(path, problem)
            return None
        return item

    def _ranking(self, groups: list[Any], path: Path, infeasible: tuple[Formula, ...]) -> tuple[Names, ...]:
        ranked: dict[str, None] = {}
        found = []
        for i, group in enumerate(groups):
            states = []
            for j, item in enumerate(_list(group)):
                state = self._state(item, (*path, i, j))
                if state is None:
                    continue
                if state in ranked:
                    self.defects.add((*path, i, j), f"state {state} is ranked twice")
                ranked[state] = None
                states.append(state)
            found.append(tuple(states))
        self._check_all_ranked(ranked, path, infeasible)
        return tuple(found)

    def _check_all_ranked(self, ranked: dict[str, None], path: Path, infeasible: tuple[Formula, ...]) -> None:
        if len(self.option_names) > _MAX_CHECKED_OPTIONS:
            return
        missing = [
            state for state in self._states() if state not in ranked and not self._excluded(state, infeasible)
        ]
        if missing:
            shown = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
            self.defects.add(path, f"the ranking leaves out {len(missing)} feasible state(s): {shown}")

    def _states(self) -> list[str]:
        every = itertools.product("NY", repeat=len(self.option_names))
        return ["".join(reversed(letters)) for letters in every]

    def _excluded(self, state: str, infeasible: tuple[Formula, ...]) -> bool:
        taken = {name: letter == "Y" for name, letter in zip(self.option_names, state, strict=True)}
        patterns = (pattern for formula in infeasible for pattern in formula.patterns)
        return any(all(taken[option] == value for option, value in pattern) for pattern in patterns)


def _statements(item: Any, path: Path) -> list[tuple[Path, Any]]:
    """Preference statements with their paths, from a list or from ``{"statements": [...]}``."""
    if isinstance(item, dict):
        item, path = item.get("statements"), (*path, "statements")
    return [((*path, i), statement) for i, statement in enumerate(_list(item))]


def _formula_part(item: Any, path: Path) -> tuple[Path, Any, bool]:
    """Where the formula of a preference statement stands, and whether it is unknown."""
    if not isinstance(item, dict):
        return path, item, False
    if isinstance(item.get("unknown"), list):
        return (*path, "unknown"), item["unknown"], True
    key = "wants" if "wants" in item else "patterns"
    return (*path, key), item.get(key), item.get("unknown") is True


def _dict(item: Any) -> dict[str, Any]:
    return item if isinstance(item, dict) else {}


def _list(item: Any) -> list[Any]:
    return item if isinstance(item, list) else []


def _text(item: Any) -> str:
    return item if isinstance(item, str) else ""


def _share(item: Any) -> float | None:
    return float(item) if isinstance(item, int | float) and not isinstance(item, bool) else None


def _texts(item: Any) -> list[str]:
    return [text for text in _list(item) if isinstance(text, str)]


def _name_of(option: Any) -> str:
    return option if isinstance(option, str) else _text(_dict(option).get("name"))
