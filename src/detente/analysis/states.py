"""Feasible states as arrays of bits.

A state is a number whose lowest bit is the first option, 1 where the option is taken; as text it
is a string of Y and N in the order of the options. States are kept in the order of these numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import Defect, LimitError, ModelError
from detente.records import Formula, Negotiation, Pattern

Bits = NDArray[np.uint32]
Mask = NDArray[np.bool_]

MAX_OPTIONS = 20
"""Models with more options, over 2^20 = 1,048,576 candidate states, are refused by the exact engine."""


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

    Raises
    ------
    LimitError
        There are more than `MAX_OPTIONS` options.
    ModelError
        No state is feasible.
    """
    options = tuple(option.name for option in negotiation.options)
    if len(options) > MAX_OPTIONS:
        raise LimitError(
            f"{len(options)} options make {2 ** len(options):,} candidate states; stability is worked out "
            f"exactly for up to {MAX_OPTIONS} options ({2**MAX_OPTIONS:,} states); leave out "
            f"{len(options) - MAX_OPTIONS} that nobody's preferences turn on, or ask for settlements only"
        )
    bits = np.arange(2 ** len(options), dtype=np.uint32)
    for formula in negotiation.infeasible:
        bits = bits[~matching(bits, formula, options)]
    if not len(bits):
        raise no_feasible_state()
    return StateSpace(options, bits)


def no_feasible_state() -> ModelError:
    """The error of a model whose infeasible formulas leave nothing."""
    problem = "no feasible state: the infeasible formulas together exclude every state"
    return ModelError((Defect(problem=f"{problem}; drop or narrow one of them"),))


def matching(bits: Bits, formula: Formula, options: tuple[str, ...]) -> Mask:
    """Which of the states make the formula true."""
    found = np.zeros(len(bits), dtype=np.bool_)
    for pattern in formula.patterns:
        care, values = pattern_bits(pattern, options)
        found |= (bits & np.uint32(care)) == np.uint32(values)
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
