"""The case format of the graph-model and settlement collections (JSON).

Formulas are lists of patterns over the options, a character each: ``Y``, ``N`` or ``-`` for
either. A preference statement is a list of patterns, ``{"unknown": [patterns]}``, or an object
with ``id``, ``patterns``, ``red_line``, ``unknown``, ``rests_on`` and ``label``.
"""

from __future__ import annotations

from typing import Any

from detente.modelling.assembly import Assembly
from detente.modelling.defects import DefectList, Path
from detente.modelling.documents import Document
from detente.modelling.formula_text import formula_of
from detente.modelling.shapes import check_shape
from detente.records import Formula, Literal, Negotiation, Pattern


def negotiation_from_case(document: Document) -> Negotiation:
    """Negotiation of a case; keys such as ``expected`` are left alone."""
    check_shape(document.data, "case_schema", document.defects)
    return Assembly(document.data, document.defects, _read_patterns).negotiation("statements")


def _read_patterns(item: Any, path: Path, names: tuple[str, ...], defects: DefectList) -> Formula | None:
    if isinstance(item, str):  # an infeasible pattern stands alone
        pattern = _read_pattern(item, path, names, defects)
        return None if pattern is None else formula_of(pattern)
    if not isinstance(item, list):
        if item is None:
            defects.add(path[:-1], "'patterns' is missing")
        return None
    patterns = [
        _read_pattern(text, (*path, i), names, defects)
        for i, text in enumerate(item)
        if isinstance(text, str)
    ]
    return formula_of(*dict.fromkeys(pattern for pattern in patterns if pattern is not None))


def _read_pattern(text: str, path: Path, names: tuple[str, ...], defects: DefectList) -> Pattern | None:
    if len(text) != len(names) or set(text) - {"Y", "N", "-"}:
        n = len(names)
        defects.add(
            path, f"pattern {text!r} must be {n} characters, Y, N or - for either, one for each option"
        )
        return None
    return tuple(
        Literal(name, letter == "Y") for name, letter in zip(names, text, strict=True) if letter != "-"
    )
