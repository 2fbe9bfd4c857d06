"""Statements → Positions: ``name_parties``, ``name_issues``, ``map_positions``.

``name_parties`` gives the same party one name across the reports of a call, ``name_issues`` the same
issue one id. ``map_positions`` says what
each party holds on each issue, with its conditions and how it moved, counting retellings once.
``load_issues`` reads a person's own list of issues, which both take.
"""

from detente.positions.issue_list import load_issues
from detente.positions.issues import name_issues, with_issues
from detente.positions.mapping import map_positions
from detente.positions.party_names import name_parties

__all__ = ["load_issues", "map_positions", "name_issues", "name_parties", "with_issues"]
