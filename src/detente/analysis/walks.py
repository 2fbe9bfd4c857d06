"""Legal sequences of moves from one state, the shortest first.

Nobody moves twice in a row, so a walk remembers who moved last beside where it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from detente.analysis.moves import Moves

Place = tuple[int, str]
"""Index of a state, and who moved there."""


class Walk:
    """A walk through R_H(s), or R+_H(s): once to each state by each last mover, breadth first."""

    def __init__(self, group: Sequence[Moves], start: int, *, improving: bool) -> None:
        self._group = group
        self._start = start
        self._improving = improving
        self._before: dict[Place, Place | None] = {}

    def __iter__(self) -> Iterator[Place]:
        """Places in the order of the length of the sequences to them; `path` knows those already met."""
        queue: deque[Place | None] = deque([None])
        while queue:
            here = queue.popleft()
            at, last = here if here is not None else (self._start, None)
            for mover in self._group:
                if mover.name == last:
                    continue
                for there in mover.improved(at) if self._improving else mover.reached(at):
                    place = (there, mover.name)
                    if place not in self._before:
                        self._before[place] = here
                        queue.append(place)
                        yield place

    def path(self, place: Place) -> list[Place]:
        """A shortest legal sequence to a place, without where it starts."""
        path = []
        here: Place | None = place
        while here is not None:
            path.append(here)
            here = self._before[here]
        return path[::-1]
