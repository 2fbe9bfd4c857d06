"""Settlements: the packages that could hold, what blocks them and what would open one.

* A **package** is a feasible state in which every known red line of every party is true; see
  ``packages``. **Best** packages are those that no other beats for everybody; see ``pareto``.
* A **block** is a minimal set of known red lines that no feasible state makes true together; see
  ``blocking``. An **opening** is a minimal set of known red lines whose removal leaves a package; a
  softened line stays a preference; see ``opening``. Each family is the set of minimal hitting sets
  of the other.
* An **unmet** wish is a known preference, no red line, that no package meets, with the minimal sets of
  red lines that exclude it; see ``unmet``.
* **Unknowns** that are red lines may fall one way, the other, or be no red lines; see ``unknowns``.
* A **strike-out** takes evidence away and with it the lines that rest on it alone; see ``strikes``.

Nothing here lists the states of a model: a SAT solver (``sat``) answers whether a state with given
properties exists, so models with hundreds of options are no problem. What could be too long to list
is bounded, and what was cut is named in the answer.
"""

from detente.analysis.settlements.blocking import blocks_and_openings
from detente.analysis.settlements.opening import contradictory_parties, is_block, is_opening
from detente.analysis.settlements.packages import package_share
from detente.analysis.settlements.pareto import best_packages
from detente.analysis.settlements.red_lines import RedLines, red_lines
from detente.analysis.settlements.sat import StateSolver
from detente.analysis.settlements.strikes import strikes
from detente.analysis.settlements.unknowns import fall_of_unknowns
from detente.analysis.settlements.unmet import unmet_wishes

__all__ = [
    "RedLines",
    "StateSolver",
    "best_packages",
    "blocks_and_openings",
    "contradictory_parties",
    "fall_of_unknowns",
    "is_block",
    "is_opening",
    "package_share",
    "red_lines",
    "strikes",
    "unmet_wishes",
]
