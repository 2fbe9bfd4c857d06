"""The errors of detente, by who must act.

::

    DetenteError
    ├── InputError     a report or another input file cannot be used: its owner must act
    ├── ModelError     a model of a negotiation is wrong: carries every defect, not the first
    ├── LedgerError    a ledger cannot be opened or written
    └── LimitError     the request is too large for exact analysis: says how large, what would fit

Engines raise nothing for "no settlement" or "no equilibrium": those are findings.
"""

from __future__ import annotations

from dataclasses import dataclass


class DetenteError(Exception):
    """Root of all errors that detente raises on purpose; the message is for a person."""


class InputError(DetenteError):
    """A file that cannot be used.

    Parameters
    ----------
    file : name of the file as the caller gave it
    problem : what is wrong, without a full stop
    remedy : what to do about it, without a full stop
    place : where in the file ("page 3", "line 14"), or None where it is the whole file
    """

    def __init__(self, file: str, problem: str, remedy: str, *, place: str | None = None) -> None:
        self.file = file
        self.place = place
        self.problem = problem
        self.remedy = remedy
        super().__init__(self._message())

    def _message(self) -> str:
        where = self.file if self.place is None else f"{self.file}, {self.place}"
        # A file's name is input too: control characters in it must not reach a terminal.
        where = "".join(c if c.isprintable() else repr(c)[1:-1] for c in where)
        return f"{where}: {self.problem}; {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One thing wrong in a model: `line` and `column` count from 1, None where there is no file."""

    problem: str
    line: int | None = None
    column: int | None = None


class ModelError(DetenteError):
    """A model with defects; `defects` holds all of them, in the order of the file."""

    def __init__(self, defects: tuple[Defect, ...], *, file: str | None = None) -> None:
        self.defects = defects
        self.file = file
        super().__init__("\n".join(self._line(defect) for defect in defects))

    def _line(self, defect: Defect) -> str:
        place = [self.file or "model"]
        if defect.line is not None:
            place.append(str(defect.line))
            if defect.column is not None:
                place.append(str(defect.column))
        return f"{':'.join(place)}: {defect.problem}"


class LedgerError(DetenteError):
    """A ledger that cannot be opened, read or written."""


class LimitError(DetenteError):
    """An exact answer would take more than is allowed; the message says how large and what would fit."""
