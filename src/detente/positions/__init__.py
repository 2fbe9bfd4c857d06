"""Statements → Positions: ``name_issues``, ``map_positions``.

``name_issues`` gives the same issue one id across the reports of a call. ``map_positions`` says what
each party holds on each issue, with its conditions and how it moved, counting retellings once.
"""

from detente.positions.issues import name_issues
from detente.positions.mapping import map_positions

__all__ = ["map_positions", "name_issues"]
