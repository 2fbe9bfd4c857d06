"""Sums of option weights as literals of a state solver.

A party with weights likes a state by the sum of the weights of the options taken. Counted from the
least sum there could be, so that it is never negative, the sum is a binary number; of two states
the party likes the one better that has the highest bit in which they differ. So its bits, the
highest first, order the states just as an ordered list of wishes does, and what is found for lists
is found for weights too. The sum is added up by full and half adders ([ES2006]).

References
----------
[ES2006]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from detente.analysis.settlements.sat import StateSolver
from detente.records import WEIGHT_DECIMALS, OptionWeight


def sum_literals(weights: Sequence[OptionWeight], solver: StateSolver) -> tuple[int, ...]:
    """Literals of the bits of the sum, the highest first; none where all states weigh alike."""
    columns: dict[int, list[int]] = {}
    for option, weight in _whole(weights):
        (variable,) = solver.variables([option])
        # What is disliked counts by not being taken: that is the same from the least sum on.
        literal = variable if weight > 0 else -variable
        for place in range(abs(weight).bit_length()):
            if abs(weight) >> place & 1:
                columns.setdefault(place, []).append(literal)
    bits = []
    for place in range(_n_bits(weights)):
        column = columns.pop(place, [])
        while len(column) > 1:
            added, column = column[:3], column[3:]
            column.append(solver.count_literal(added, lambda n_true: n_true % 2 == 1))
            carry = solver.count_literal(added, lambda n_true: n_true >= 2)
            columns.setdefault(place + 1, []).append(carry)
        bits.append(column[0] if column else solver.count_literal([], lambda _: False))
    return tuple(reversed(bits))


def sum_bits(weights: Sequence[OptionWeight], taken: dict[str, bool]) -> tuple[bool, ...]:
    """The same bits in one state, given by whether each option is taken."""
    total = sum(abs(weight) for option, weight in _whole(weights) if taken[option] == (weight > 0))
    return tuple(bool(total >> place & 1) for place in reversed(range(_n_bits(weights))))


def _whole(weights: Sequence[OptionWeight]) -> list[tuple[str, int]]:
    """The weights that are not 0 as whole numbers, as small as they can be."""
    whole = [(option, int(Decimal(repr(weight)).scaleb(WEIGHT_DECIMALS))) for option, weight in weights]
    unit = math.gcd(*(weight for _, weight in whole)) or 1
    return [(option, weight // unit) for option, weight in whole if weight]


def _n_bits(weights: Sequence[OptionWeight]) -> int:
    return sum(abs(weight) for _, weight in _whole(weights)).bit_length()
