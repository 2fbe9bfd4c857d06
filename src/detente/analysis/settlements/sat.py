"""The SAT solver behind small words; the only module that knows python-sat.

`StateSolver` holds the feasible states of a negotiation as clauses: variable k is the k-th option,
and every formula that is asked about gets a literal that is true exactly in the states that make
it true. `Selections` hands out subsets of numbered items that no earlier answer covers, the map
of MARCO ([LPMM2016]).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from itertools import product
from types import TracebackType
from typing import Self

from pysat.card import ITotalizer
from pysat.solvers import Solver

from detente.records import Formula, Literal, Pattern

NO_LIMIT = -1
"""Conflicts of a search that goes on to its end."""

_ENGINE = "minisat22"  # small, incremental, lets phases be set, and answers alike on every run


class StateSolver:
    """Feasible states under further wishes, given as literals."""

    def __init__(self, options: Sequence[str], infeasible: Iterable[Formula]) -> None:
        self.options = tuple(options)
        self._variables = {option: i for i, option in enumerate(options, 1)}
        self._n_variables = len(self.options)
        self._solver = Solver(name=_ENGINE)
        self._truths: dict[tuple[Pattern, ...], int] = {}
        self._model: frozenset[int] = frozenset()
        self.is_certain = True  # the last answer of `state_within`
        self._true = self.new_variable()
        self._solver.add_clause([self._true])
        # Where nothing speaks for an option it is shown as not taken.
        self._solver.set_phases([-variable for variable in self._variables.values()])
        for formula in infeasible:
            self._solver.add_clause([-self.truth(formula)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._solver.delete()

    def new_variable(self) -> int:
        """A variable that stands for nothing yet."""
        self._n_variables += 1
        return self._n_variables

    def add(self, clause: Iterable[int]) -> None:
        """Demand that one of the literals is true, from now on."""
        self._solver.add_clause(list(clause))

    def truth(self, formula: Formula) -> int:
        """Literal that is true exactly in the states that make the formula true."""
        if formula.patterns not in self._truths:
            parts = [self._conjunction(pattern) for pattern in formula.patterns]
            self._truths[formula.patterns] = self._defined_or(parts)
        return self._truths[formula.patterns]

    def state(self, wanted: Iterable[int] = ()) -> str | None:
        """A feasible state that makes the literals true, None where there is none."""
        # As "limited" without a limit, for then Ctrl-C waits for the end of the call, which is
        # short; `solve` would be torn out of its work and could not be asked again.
        return self._found(self._solver.solve_limited(assumptions=list(wanted), expect_interrupt=True))

    def state_within(self, n_conflicts: int, wanted: Iterable[int]) -> tuple[str | None, bool]:
        """As `state`, and whether the answer is certain after at most so many conflicts of the search."""
        self._solver.conf_budget(n_conflicts)
        answer = self._solver.solve_limited(assumptions=list(wanted), expect_interrupt=True)
        self._solver.conf_budget(NO_LIMIT)
        self.is_certain = answer is not None
        return self._found(answer), self.is_certain

    def _found(self, is_satisfiable: bool | None) -> str | None:
        if not is_satisfiable:
            return None
        self._model = frozenset(literal for literal in self._solver.get_model() or () if literal > 0)
        return "".join("Y" if variable in self._model else "N" for variable in self._variables.values())

    def held(self, literal: int) -> bool:
        """Whether the literal is true in the state found last."""
        return (abs(literal) in self._model) == (literal > 0)

    def core(self) -> frozenset[int]:
        """Literals of the last `state` call that cannot be true together, after it found none."""
        return frozenset(self._solver.get_core() or ())

    def variables(self, options: Iterable[str]) -> list[int]:
        """Variables of the options."""
        return [self._variables[option] for option in options]

    def conjunction(self, literals: Sequence[int]) -> int:
        """Literal that is true exactly when all of these are."""
        return -self._defined_or([-literal for literal in literals])

    def any_of_states(self, states: Iterable[str], *others: int) -> int:
        """Literal that is true exactly in these states, or where one of the other literals is."""
        return self._defined_or([*map(self.conjunction, map(self.literals_of, states)), *others])

    def literals_of(self, state: str) -> list[int]:
        """What is true in the state, a literal for each option."""
        variables = self._variables.values()
        return [v if letter == "Y" else -v for v, letter in zip(variables, state, strict=True)]

    def at_most(self, literals: Sequence[int], bound: int) -> list[int]:
        """Literals, the k-th of which implies that at most k of the given ones are true.

        A totalizer, for k up to `bound` and below the number of literals.
        """
        if not literals:
            return []
        count = ITotalizer(lits=list(literals), ubound=bound, top_id=self._n_variables)
        self._n_variables = max(self._n_variables, count.top_id)
        for clause in count.cnf.clauses:
            self._solver.add_clause(clause)
        limits = [-literal for literal in count.rhs]
        count.delete()
        return limits

    def count_literal(self, literals: Sequence[int], is_wanted: Callable[[int], bool]) -> int:
        """Literal that is true exactly when a wanted number of these, a few, are true."""
        whole = self.new_variable()
        for values in product((False, True), repeat=len(literals)):
            otherwise = [
                -literal if value else literal for literal, value in zip(literals, values, strict=True)
            ]
            self.add([*otherwise, whole if is_wanted(sum(values)) else -whole])
        return whole

    def states(
        self, wanted: Sequence[int], apart: Sequence[int], n_conflicts: int = NO_LIMIT
    ) -> Generator[str]:
        """States that make the literals true, no two of them alike in all the variables `apart`.

        They end too where the next is not found within so many conflicts; `is_certain` tells.
        """
        guard = self.new_variable()
        try:
            while (state := self.state_within(n_conflicts, [*wanted, guard])[0]) is not None:
                others = [-variable if self.held(variable) else variable for variable in apart]
                yield state
                self.add([-guard, *others])
        finally:
            self.add([-guard])

    def _literal(self, literal: Literal) -> int:
        variable = self._variables[literal.option]
        return variable if literal.value else -variable

    def _conjunction(self, pattern: Pattern) -> int:
        return -self._defined_or([-self._literal(literal) for literal in pattern])

    def _defined_or(self, parts: list[int]) -> int:
        """Literal that is true exactly when one of the parts is."""
        if not parts:
            return -self._true
        if len(parts) == 1:
            return parts[0]
        whole = self.new_variable()
        self.add([-whole, *parts])
        for part in parts:
            self.add([whole, -part])
        return whole


class Selections:
    """Subsets of items 0…n-1 that have not been ruled out, large ones first."""

    def __init__(self, n_items: int, exclusive: Iterable[tuple[int, int]] = ()) -> None:
        self._items = range(n_items)
        self._solver = Solver(name=_ENGINE)
        self._solver.set_phases([i + 1 for i in self._items])
        for first, second in exclusive:
            self._solver.add_clause([-first - 1, -second - 1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._solver.delete()

    def next(self) -> list[int] | None:
        """A subset that no answer so far covers, None where there is none left."""
        if not self._solver.solve():
            return None
        taken = {literal for literal in self._solver.get_model() or () if literal > 0}
        known = self._solver.nof_vars()
        return [i for i in self._items if i + 1 in taken or i >= known]

    def rule_out_within(self, items: Iterable[int]) -> None:
        """No more subsets of these items."""
        inside = set(items)
        self._solver.add_clause([i + 1 for i in self._items if i not in inside])

    def rule_out_above(self, items: Iterable[int]) -> None:
        """No more subsets that contain all of these items."""
        self._solver.add_clause([-i - 1 for i in items])
