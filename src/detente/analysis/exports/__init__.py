"""States and moves of a solved model for other programs (CSV, GraphML) and for the eye (SVG).

Each writer takes a negotiation and its solution and gives text; none computes anything of its own
but who may move where and how each decision maker ranks the states.
"""

from detente.analysis.exports.drawing import draw_state_graph, state_graph_svg
from detente.analysis.exports.graphml import state_graph_graphml
from detente.analysis.exports.table import states_csv

__all__ = ["draw_state_graph", "state_graph_graphml", "state_graph_svg", "states_csv"]
