"""What `settle` works on: the red lines of a negotiation as literals of a state solver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.analysis.settlements.sat import StateSolver
from detente.records import DecisionMaker, Formula, Negotiation, PreferenceStatement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RedLines:
    """Literals by preference id, in the order of the model.

    `known` are the red lines that are stated, `unknown` those that nobody has stated either way;
    `owner` maps the id of either to its party.
    """

    solver: StateSolver
    known: dict[str, int]
    unknown: dict[str, int]
    owner: dict[str, str]
    formulas: dict[str, Formula]
    infeasible: tuple[Formula, ...]

    def groups(self, ids: Iterable[str]) -> list[list[str]]:
        """The given red lines in groups such that no two groups speak, by any detour, of the same option.

        What holds in one group has no bearing on another: their states combine freely.
        """
        ids = list(ids)
        parent = {option: option for option in self.solver.options}

        def root(option: str) -> str:
            while parent[option] != option:
                parent[option] = parent[parent[option]]
                option = parent[option]
            return option

        for formula in [*self.infeasible, *(self.formulas[id_] for id_ in ids)]:
            for option in formula.options[1:]:
                parent[root(option)] = root(formula.options[0])
        groups: dict[str | None, list[str]] = {}
        for id_ in ids:
            options = self.formulas[id_].options
            groups.setdefault(root(options[0]) if options else None, []).append(id_)
        return list(groups.values())


def red_lines(negotiation: Negotiation, solver: StateSolver) -> RedLines:
    """Red lines of all parties; a party with a ranking or weights has none."""
    lines = [
        (dm.name, preference)
        for dm in negotiation.decision_makers
        for preference in stated_preferences(dm)
        if preference.red_line
    ]
    truths = {preference.id: solver.truth(preference.formula) for _, preference in lines}
    return RedLines(
        solver=solver,
        known={line.id: truths[line.id] for _, line in lines if not line.unknown},
        unknown={line.id: truths[line.id] for _, line in lines if line.unknown},
        owner={line.id: name for name, line in lines},
        formulas={line.id: line.formula for _, line in lines},
        infeasible=negotiation.infeasible,
    )


def stated_preferences(dm: DecisionMaker) -> tuple[PreferenceStatement, ...]:
    """Preference statements that count: none where a ranking or weights replace them."""
    return dm.preferences if dm.ranking is None and dm.weights is None else ()
