"""What came and went between two models of one negotiation."""

import json
from pathlib import Path

from hypothesis import given, settings
from ruamel.yaml import YAML

from detente.analysis import changes_data, settle, settlement_changes
from detente.modelling import load_model
from detente.records import Mark, Negotiation, RedLineFate
from oracles.settlements import Oracle
from strategies import negotiations

CASES = Path(__file__).parents[1] / "cases" / "models"

OLD = """
decision_makers: [Port, Union]
options: [shifts, bonus, jobs]
preferences:
  Port:
    - {id: P1, wants: shifts, red_line: true, rests_on: [s1]}
    - {id: P2, wants: -bonus}
  Union:
    - {id: U1, wants: -shifts, red_line: true, rests_on: [s2]}
    - {id: U2, wants: jobs, red_line: true, unknown: true}
evidence:
  s1: {report: monday.txt, text: The port needs shifts.}
  s2: {report: monday.txt, text: No night work.}
"""
NEW = """
decision_makers: [Port, Union]
options: [bonus, shifts, jobs]
preferences:
  Port:
    - {id: A, wants: shifts, red_line: true, rests_on: [s1]}
    - {id: B, wants: -bonus, red_line: true, rests_on: [s9]}
  Union:
    - {id: C, wants: -shifts, rests_on: [s2, s8]}
    - {id: D, wants: shifts -> bonus, red_line: true, rests_on: [s8]}
evidence:
  s1: {report: monday.txt, text: The port needs shifts.}
  s2: {report: monday.txt, text: No night work.}
  s8: {report: friday.txt, text: Night work only with a bonus., confidence: 0.4}
  s9: {report: friday.txt, text: There is no money for a bonus.}
"""


def test_what_came_and_went_is_named_with_the_statements_behind_it() -> None:
    changes = settlement_changes(load_model("old.yaml", text=OLD), load_model("new.yaml", text=NEW))
    assert {(c.fate, c.before, c.after, c.statements, c.reports) for c in changes.red_lines} == {
        (RedLineFate.HARDENED, "P2", "B", ("s9",), ("friday.txt",)),
        (RedLineFate.SOFTENED, "U1", "C", ("s8",), ("friday.txt",)),
        (RedLineFate.CAME, None, "D", ("s8",), ("friday.txt",)),
    }
    assert {(c.lines, c.has_come, c.statements) for c in changes.blocks} == {
        (("A", "B", "D"), True, ("s9", "s8")),
        (("P1", "U1"), False, ("s8",)),
    }
    came = {c.lines for c in changes.openings if c.has_come}
    went = {c.lines for c in changes.openings if not c.has_come}
    assert came == {("B",), ("D",)}  # A opened it before too, as P1
    assert went == {("U1",)}
    assert next(c.sentence for c in changes.red_lines) == (
        "Port's refusal of “bonus” (B) has become a red line, by s9."
    )
    marked = {f.preferences: f.marks for f in changes.findings if len(f.preferences) == 1}
    assert marked[("D",)] == (Mark.ONE_SOURCE, Mark.LOW_CONFIDENCE)
    assert marked[("C",)] == ()
    data = changes_data(changes)
    assert data["before"] == data["after"] == "never"
    assert json.loads(json.dumps(data)) == data


def test_a_negotiation_that_opened_says_so() -> None:
    def model(name: str) -> Negotiation:
        case = YAML(typ="safe").load(CASES / f"{name}.yaml")
        return load_model(name, text=json.dumps(case["model"]))

    changes = settlement_changes(model("harbour_blocked"), model("harbour_open"))
    assert changes.findings[0].sentence.startswith("Before, no package existed; now")
    assert [c.lines for c in changes.blocks] == [("P1", "U3")]
    assert not changes.blocks[0].has_come


@settings(max_examples=60, deadline=None)
@given(
    negotiations(max_dms=2, red_lines=3, max_options=3), negotiations(max_dms=2, red_lines=3, max_options=3)
)
def test_what_came_and_went_is_the_difference_of_the_families(old: Negotiation, new: Negotiation) -> None:
    changes = settlement_changes(old, new)

    def said(negotiation: Negotiation, families) -> set:
        wishes = {
            p.id: (dm.name, frozenset(map(frozenset, p.formula.patterns)))
            for dm in negotiation.decision_makers
            for p in dm.preferences
        }
        return {frozenset(wishes[id_] for id_ in ids) for ids in families if ids}

    for name, oracle in (("blocks", Oracle.blocks), ("openings", Oracle.openings)):
        before, after = said(old, oracle(Oracle(old))), said(new, oracle(Oracle(new)))
        found = getattr(changes, name)
        assert said(new, [c.lines for c in found if c.has_come]) == after - before
        assert said(old, [c.lines for c in found if not c.has_come]) == before - after


@settings(max_examples=30, deadline=None)
@given(negotiations(max_dms=3, red_lines=3))
def test_nothing_changes_between_a_model_and_itself(negotiation: Negotiation) -> None:
    changes = settlement_changes(negotiation, negotiation)
    assert changes.red_lines == changes.blocks == changes.openings == ()
    assert changes.before == changes.after == settle(negotiation).unknowns.possible
