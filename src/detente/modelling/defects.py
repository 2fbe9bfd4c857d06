"""Gathering everything that is wrong in a model file, each with its place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

from detente.errors import Defect, ModelError

Path = tuple[str | int, ...]
"""Keys and indices from the top of a document down to a value."""

Place = tuple[int, int]
"""Line and column, from 1."""

PlaceOf = Callable[[Path, int | None, bool], Place | None]
"""Place of the value under a path, of a character within its text, or of its key."""


class DefectList:
    """The defects met so far; `place_of` finds where in the file a path starts."""

    def __init__(self, place_of: PlaceOf, file: str | None = None) -> None:
        self._place_of = place_of
        self._file = file
        self._defects: dict[Defect, None] = {}

    def add(self, path: Path, problem: str, *, offset: int | None = None, at_key: bool = False) -> None:
        """Note a problem at the value under `path`: `offset` characters into its text, or at its key."""
        self.add_at(self._place_of(path, offset, at_key), problem)

    def add_at(self, place: Place | None, problem: str) -> None:
        """Note a problem at a line and column, where they are known."""
        line, column = place or (None, None)
        self._defects[Defect(problem=problem, line=line, column=column)] = None

    def place(self, path: Path) -> Place | None:
        """Line and column of the value under `path`."""
        return self._place_of(path, None, False)

    def raise_any(self) -> None:
        """Raise all defects together, in the order of the file, if there are any."""
        if self._defects:
            ordered = sorted(self._defects, key=lambda defect: (defect.line or 0, defect.column or 0))
            raise ModelError(tuple(ordered), file=self._file)


def not_declared(kind: str, name: str, known: Iterable[str]) -> str:
    """Words for a name that stands for nothing, with the nearest that does."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"{kind} {name!r} is not declared{hint}"
