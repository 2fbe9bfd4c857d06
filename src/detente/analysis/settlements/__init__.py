"""Settlements: the packages that could hold, what blocks them and what would open one.

* A **package** is a feasible state in which every known red line of every party is true; see
  ``packages``. **Best** packages are those that no other beats for everybody; see ``pareto``.
* A **block** is a minimal set of known red lines that no feasible state makes true together; see
  ``blocking``. An **opening** is a minimal set of known red lines whose removal leaves a package; a
  softened line stays a preference; see ``opening``. Each family is the set of minimal hitting sets
  of the other.
* Two **compromises** among the packages, the leximin and the fewest-concessions one, are defined in
  ``compromise``; ``departures`` says whether somebody would walk away from a package.
* An **unmet** wish is a known preference, no red line, that no package meets, with the minimal sets of
  red lines that exclude it; see ``unmet``.
* **Unknowns** that are red lines may fall one way, the other, or be no red lines; see ``unknowns``.
  ``questions`` says whose answer would settle most.
* A **strike-out** takes evidence away and with it the lines that rest on it alone; see ``strikes``
  and, for what else then changes, ``dependences``.
* Two analyses of one negotiation are compared in ``changes``.

Nothing here lists the states of a model: a SAT solver (``sat``) answers whether a state with given
properties exists, so models with hundreds of options are no problem. What could be too long to list
is bounded or stopped (``stopping``), and what was cut is named in the answer. ``findings`` puts all of
it into words.
"""

from detente.analysis.settlements.blocking import blocks_and_openings
from detente.analysis.settlements.changes import changes
from detente.analysis.settlements.compromise import Compromise
from detente.analysis.settlements.departures import Onlookers
from detente.analysis.settlements.dependences import dependences
from detente.analysis.settlements.findings import findings
from detente.analysis.settlements.opening import contradictory_parties, is_block, is_opening
from detente.analysis.settlements.packages import package_share
from detente.analysis.settlements.pareto import best_packages
from detente.analysis.settlements.questions import questions
from detente.analysis.settlements.red_lines import RedLines, red_lines
from detente.analysis.settlements.sat import StateSolver
from detente.analysis.settlements.shares import looked_at
from detente.analysis.settlements.stopping import Stop
from detente.analysis.settlements.strikes import strikes
from detente.analysis.settlements.unknowns import fall_of_unknowns
from detente.analysis.settlements.unmet import unmet_wishes
from detente.analysis.settlements.ways_out import ways_out
from detente.analysis.settlements.wishes import wishes_of
from detente.analysis.settlements.words import Words

__all__ = [
    "Compromise",
    "Onlookers",
    "RedLines",
    "StateSolver",
    "Stop",
    "Words",
    "best_packages",
    "blocks_and_openings",
    "changes",
    "contradictory_parties",
    "dependences",
    "fall_of_unknowns",
    "findings",
    "is_block",
    "is_opening",
    "looked_at",
    "package_share",
    "questions",
    "red_lines",
    "strikes",
    "unmet_wishes",
    "ways_out",
    "wishes_of",
]
