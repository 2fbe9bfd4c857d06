"""Feasible states as arrays of bits.

A state is a number whose lowest bit is the first option, 1 where the option is taken; as text it
is a string of Y and N in the order of the options. States are kept in the order of these numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.memory import max_states
from detente.errors import Defect, LimitError, ModelError
from detente.records import Formula, Negotiation, Pattern

Bits = NDArray[np.unsignedinteger]
Mask = NDArray[np.bool_]

MAX_OPTIONS = 64
"""Options of a model that is solved: a state is kept as a number of so many bits."""


@dataclass(frozen=True, slots=True, eq=False)
class StateSpace:
    """The feasible states of a negotiation; `bits` is sorted and the position in it is a state's index."""

    options: tuple[str, ...]
    bits: Bits

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return len(self.bits)

    def mask_of(self, formula: Formula) -> Mask:
        """Which states make the formula true."""
        return matching(self.bits, formula, self.options)

    def names(self, mask: Mask, limit: int | None = None) -> tuple[str, ...]:
        """States under the mask as Y/N strings, the first `limit` of them."""
        return tuple(state_name(int(bits), len(self.options)) for bits in self.bits[mask][:limit])

    def all_names(self) -> tuple[str, ...]:
        """All feasible states as Y/N strings."""
        return self.names(np.ones(self.n_states, dtype=np.bool_))

    def name(self, index: int) -> str:
        """Y/N string of a state given by its index."""
        return state_name(int(self.bits[index]), len(self.options))

    def index_of(self, state: str) -> int | None:
        """Index of a Y/N string, None where it is not feasible."""
        bits = state_bits(state)
        at = int(np.searchsorted(self.bits, bits))
        return at if at < len(self.bits) and int(self.bits[at]) == bits else None


@dataclass(frozen=True, slots=True, eq=False)
class StateTable:
    """Some states of a model of any size, a row each."""

    options: tuple[str, ...]
    states: tuple[str, ...]
    taken: Mask  # a row for each state, a column for each option

    @property
    def n_states(self) -> int:
        """Number of states in the table."""
        return len(self.states)

    def mask_of(self, formula: Formula) -> Mask:
        """Which states make the formula true."""
        column = {option: i for i, option in enumerate(self.options)}
        found = np.zeros(self.n_states, dtype=np.bool_)
        for pattern in formula.patterns:
            matches = np.ones(self.n_states, dtype=np.bool_)
            for option, value in pattern:
                matches &= self.taken[:, column[option]] == value
            found |= matches
        return found

    def all_names(self) -> tuple[str, ...]:
        """The states as Y/N strings."""
        return self.states


def state_table(options: tuple[str, ...], states: Sequence[str]) -> StateTable:
    """Table of the given Y/N strings."""
    letters = np.frombuffer("".join(states).encode(), dtype=np.uint8).reshape(len(states), len(options))
    return StateTable(options, tuple(states), letters == ord("Y"))


def feasible_states(negotiation: Negotiation) -> StateSpace:
    """All states that no infeasible formula excludes.

    The options are taken in one after another, and what a pattern excludes is dropped as soon as
    all its options are there, so many options are no hindrance where few states are feasible.

    Raises
    ------
    LimitError
        There are more than `MAX_OPTIONS` options, or more states than fit into memory.
    ModelError
        No state is feasible.
    """
    options = tuple(option.name for option in negotiation.options)
    n_fitting = max_states(len(negotiation.decision_makers))
    if len(options) > MAX_OPTIONS:
        raise _too_many(options, f"up to {MAX_OPTIONS} options can be told apart", n_fitting)
    patterns = [pattern_bits(p, options) for formula in negotiation.infeasible for p in formula.patterns]
    if (0, 0) in patterns:  # the empty pattern holds everywhere
        raise no_feasible_state()
    last = max((care.bit_length() for care, _ in patterns), default=0)
    bits: Bits = np.zeros(1, dtype=np.uint32) if len(options) <= 32 else np.zeros(1, dtype=np.uint64)
    for i in range(len(options) + 1):
        n_feasible = len(bits) << (len(options) - i)  # as no pattern speaks of what follows the last
        if i >= last and n_feasible > n_fitting:
            raise _too_many(options, f"of which {n_feasible:,} are feasible", n_fitting)
        if len(bits) > n_fitting:
            raise _too_many(options, f"of which the first {i} options alone leave {len(bits):,}", n_fitting)
        if i == len(options):
            break
        bits = np.concatenate((bits, bits | bits.dtype.type(1 << i)))
        for care, values in patterns:
            if care.bit_length() == i + 1:
                bits = bits[(bits & bits.dtype.type(care)) != bits.dtype.type(values)]
    if not len(bits):
        raise no_feasible_state()
    return StateSpace(options, bits)


def _too_many(options: Sequence[str], found: str, n_fitting: int) -> LimitError:
    return LimitError(
        f"{len(options)} options make {2 ** len(options):,} candidate states, {found}; stability is worked "
        f"out exactly for up to {n_fitting:,} feasible states in the memory that is free "
        f"({n_fitting.bit_length() - 1} options with every state feasible); leave out options that nobody's "
        "preferences turn on, exclude states, or ask for settlements only"
    )


def no_feasible_state() -> ModelError:
    """The error of a model whose infeasible formulas leave nothing."""
    problem = "no feasible state: the infeasible formulas together exclude every state"
    return ModelError((Defect(problem=f"{problem}; drop or narrow one of them"),))


def matching(bits: Bits, formula: Formula, options: tuple[str, ...]) -> Mask:
    """Which of the states make the formula true."""
    found = np.zeros(len(bits), dtype=np.bool_)
    for pattern in formula.patterns:
        care, values = pattern_bits(pattern, options)
        # A pattern that contradicts itself asks for what it does not look at.
        found |= (bits & bits.dtype.type(care)) == bits.dtype.type(values)
    return found


def pattern_bits(pattern: Pattern, options: tuple[str, ...]) -> tuple[int, int]:
    """The options that a pattern speaks of, and those of them that it wants taken, as bits.

    A pattern that wants an option both taken and not gives values outside of `care`: no match.
    """
    care = values = 0
    for option, value in pattern:
        bit = 1 << options.index(option)
        if care & bit and bool(values & bit) != value:
            return 0, 1
        care |= bit
        values |= bit * value
    return care, values


def state_name(bits: int, n_options: int) -> str:
    """Y/N string of a state."""
    return "".join("Y" if bits >> i & 1 else "N" for i in range(n_options))


def state_bits(state: str) -> int:
    """Number of a Y/N string."""
    return sum(1 << i for i, letter in enumerate(state) if letter == "Y")
