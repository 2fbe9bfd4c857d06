"""The state graph as GraphML, for programs that draw and measure graphs."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from detente.analysis.exports.facts import StateFacts, graph_within, state_facts
from detente.analysis.moves import StateGraph
from detente.errors import LimitError
from detente.records import Negotiation, Solution

MAX_GRAPH_STATES = 4_096
"""Feasible states of a graph that is written."""

MAX_GRAPH_MOVES = 500_000
"""Moves of a graph that is written."""

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def state_graph_graphml(negotiation: Negotiation, solution: Solution) -> str:
    """GraphML in which each feasible state is a node and each move of a decision maker a directed edge.

    Nodes, with the Y/N string for id, carry `taken` (labels of the options taken), `rank NAME` for
    each decision maker (1 for what it likes best) and a truth value for each concept. Edges carry
    `mover` and `improvement`, true where the mover likes better what it moves to. A move back and
    forth is two edges.

    Raises
    ------
    LimitError
        There are more than `MAX_GRAPH_STATES` feasible states or `MAX_GRAPH_MOVES` moves.
    """
    graph = graph_within(negotiation, MAX_GRAPH_STATES, "a graph")
    facts = list(state_facts(graph, solution))
    moves = list(_moves(graph))
    root = ET.Element("graphml", {"xmlns": _NAMESPACE})
    keys = _keys(root, facts[0])
    drawn = ET.SubElement(
        root, "graph", {"id": _clean(negotiation.title or "states"), "edgedefault": "directed"}
    )
    for item in facts:
        _node(drawn, item, negotiation, keys)
    for before, after, mover, is_improvement in moves:
        edge = ET.SubElement(drawn, "edge", {"source": before, "target": after})
        _data(edge, "mover", _clean(mover))
        _data(edge, "improvement", _truth(is_improvement))
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _moves(graph: StateGraph) -> Iterator[tuple[str, str, str, bool]]:
    """State before, state after, mover, and whether it improves by it."""
    names = graph.space.all_names()
    n_moves = 0
    for dm, moves in graph.moves.items():
        for before in range(graph.space.n_states):
            there = moves.reached(before)
            n_moves += len(there)
            if n_moves > MAX_GRAPH_MOVES:
                raise LimitError(
                    f"{graph.space.n_states:,} feasible states have more than {MAX_GRAPH_MOVES:,} moves "
                    "between them, too many for a graph; leave out options, or take another format"
                )
            for after in there:
                yield names[before], names[after], dm, bool(moves.ranks[after] > moves.ranks[before])


def _keys(root: ET.Element, facts: StateFacts) -> dict[str, str]:
    """Declare what nodes and edges carry; ids of the keys of ranks, by decision maker."""
    ranks = {dm: f"rank{i}" for i, dm in enumerate(facts.ranks)}
    declared = [("taken", "node", "taken", "string")]
    declared += [(key, "node", f"rank {_clean(dm)}", "int") for dm, key in ranks.items()]
    declared += [(concept.value, "node", concept.value, "boolean") for concept in facts.holds]
    declared += [("mover", "edge", "mover", "string"), ("improvement", "edge", "improvement", "boolean")]
    for id_, owner, name, kind in declared:
        ET.SubElement(root, "key", {"id": id_, "for": owner, "attr.name": name, "attr.type": kind})
    return ranks


def _node(drawn: ET.Element, facts: StateFacts, negotiation: Negotiation, keys: dict[str, str]) -> None:
    node = ET.SubElement(drawn, "node", {"id": facts.state})
    options = zip(negotiation.options, facts.state, strict=True)
    _data(node, "taken", "; ".join(_clean(option.label) for option, letter in options if letter == "Y"))
    for dm, rank in facts.ranks.items():
        _data(node, keys[dm], str(rank))
    for concept, holds in facts.holds.items():
        _data(node, concept.value, _truth(holds))


def _data(parent: ET.Element, key: str, text: str) -> None:
    ET.SubElement(parent, "data", {"key": key}).text = text


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(c if c.isprintable() or c == " " else "\N{REPLACEMENT CHARACTER}" for c in text)
