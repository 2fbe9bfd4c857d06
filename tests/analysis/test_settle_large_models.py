"""`settle` on models far too large to list: answers that follow from how the model is built."""

import dataclasses
import itertools
from fractions import Fraction

import pytest

from detente.analysis import settle
from detente.analysis.settlements import (
    StateSolver,
    blocks_and_openings,
    dependences,
    fall_of_unknowns,
    package_share,
    red_lines,
    strikes,
)
from detente.analysis.settlements.sums import sum_bits, sum_literals
from detente.modelling.formula_text import formula_of, parse_formula
from detente.records import (
    DecisionMaker,
    Evidence,
    FindingKind,
    Literal,
    Negotiation,
    Option,
    OptionWeight,
    Possibility,
    PreferenceStatement,
    Unmet,
)


def model(n_options: int, wants: dict[str, list[tuple[str, str, dict]]], **rest) -> Negotiation:
    """Options x0, x1, …; per party (id, formula, further fields); wishes are red lines unless said."""
    return Negotiation(
        title="",
        decision_makers=tuple(
            DecisionMaker(
                name=name,
                preferences=tuple(
                    PreferenceStatement(id=id_, formula=parse_formula(text), **{"red_line": True, **fields})
                    for id_, text, fields in lines
                ),
            )
            for name, lines in wants.items()
        ),
        options=tuple(Option(name=f"x{i}", label=f"x{i}") for i in range(n_options)),
        **rest,
    )


def test_packages_beyond_counting_are_settled_exactly_where_red_lines_say_nothing_else() -> None:
    settlement = settle(model(200, {"A": [("A1", "x0 & -x1", {})]}))
    assert settlement.packages.count == 2**198
    assert settlement.packages.fixed == {"x0": "Y", "x1": "N"}
    assert len(settlement.packages.free) == 198
    assert settlement.unknowns.possible is Possibility.ALWAYS


def test_a_count_that_was_cut_says_so() -> None:
    lines = [(f"A{i}", f"x{2 * i} | x{2 * i + 1}", {}) for i in range(20)]
    settlement = settle(model(40, {"A": lines}))
    assert settlement.packages.count is None
    assert 4096 < settlement.packages.at_least <= 3**20
    assert "packages" in settlement.cut


def test_best_packages_are_found_one_by_one_where_all_are_too_many() -> None:
    # A wants x0…x19 and B their opposite, in the same order; x20… are of no interest to either but
    # all are tied to x0, so nothing but x0 counts: each of the two values is best for somebody.
    ties = [(f"T{i}", f"x0 <-> x{i}", {}) for i in range(20, 40)]
    wants = {
        "A": [("A0", "x0", {"red_line": False})],
        "B": [("B0", "-x0", {"red_line": False})],
        "C": ties + [(f"C{i}", f"x{i} | x{i + 1}", {"red_line": False}) for i in range(1, 19)],
    }
    settlement = settle(model(40, wants))
    assert settlement.packages.count is None or settlement.packages.count > 4096
    assert {state[0] for state in settlement.best} == {"Y", "N"}
    for state in settlement.best:
        assert all(state[i] == state[0] for i in range(20, 40))
        assert all("Y" in state[i : i + 2] for i in range(1, 19))
    assert "best" in settlement.cut  # many packages are alike for everybody


def test_independent_quarrels_add_up_and_their_openings_multiply() -> None:
    wants = {
        "A": [(f"A{i}", f"x{i}", {}) for i in range(12)],
        "B": [(f"B{i}", f"-x{i}", {}) for i in range(12)],
    }
    settlement = settle(model(60, wants))
    assert set(settlement.blocks) == {(f"A{i}", f"B{i}") for i in range(12)}
    assert len(settlement.openings) == 1000
    assert all(len(opening) == 12 for opening in settlement.openings)
    assert settlement.cut == ("openings",)


def test_many_unknowns_that_have_nothing_to_do_with_each_other_are_settled_exactly() -> None:
    wants = {
        "A": [(f"A{i}", f"x{i}", {"unknown": True}) for i in range(40)] + [("A", "x0 -> x50", {})],
        "B": [("B", "-x50", {})],
    }
    settlement = settle(model(60, wants))
    assert settlement.unknowns.possible is Possibility.SOMETIMES
    assert settlement.unknowns.decides == ("A0",)
    assert "unknowns" not in settlement.cut


def test_two_parties_unknown_on_the_same_act_decide_it_between_them() -> None:
    wants = {
        "A": [(f"A{i}", f"x{i}", {"unknown": True}) for i in range(20)],
        "B": [("B3", "-x3", {"unknown": True}), ("B9", "x9", {"unknown": True})],
    }
    settlement = settle(model(40, wants))
    assert settlement.unknowns.possible is Possibility.SOMETIMES
    assert settlement.unknowns.decides == ("A3", "A9", "B3", "B9")


def test_unknowns_that_decide_only_all_together_are_found() -> None:
    lines = [("K", "x0 | x1 | x2 | x3", {}), *((f"A{i}", f"x{i}", {"unknown": True}) for i in range(5))]
    settlement = settle(model(40, {"A": [*lines, ("L", "x3 -> x4", {})]}))
    assert settlement.unknowns.possible is Possibility.SOMETIMES
    assert settlement.unknowns.decides == ("A0", "A1", "A2", "A3", "A4")
    assert "unknowns" not in settlement.cut
    apart = settle(model(40, {"A": [*lines, ("L", "x9 -> x4", {})]}))
    assert apart.unknowns.decides == ("A0", "A1", "A2", "A3")


def test_more_unknowns_than_can_be_looked_at_are_said_to_be_cut() -> None:
    # All tied together by one harmless wish, and none ever excludes a package.
    chain = " | ".join(f"x{i}" for i in range(20)) + " | x30"
    wants = {"A": [("A", chain, {})] + [(f"A{i}", f"x{i}", {"unknown": True}) for i in range(20)]}
    settlement = settle(model(40, wants))
    assert settlement.unknowns.possible is Possibility.ALWAYS
    assert "unknowns" in settlement.cut


@pytest.mark.parametrize("n_reports", [1, 40])
def test_strike_outs_follow_the_evidence(n_reports: int) -> None:
    wants = {
        "A": [(f"A{i}", f"x{i}", {"rests_on": (f"s{i}",)}) for i in range(40)],
        "B": [("B", "-x7", {})],
    }
    evidence = tuple(Evidence(id=f"s{i}", report=f"r{i % n_reports}", party="A", text="") for i in range(40))
    settlement = settle(model(60, wants, evidence=evidence))
    assert [strike.struck for strike in settlement.strikes] == ["s7"]
    assert [strike.struck for strike in settlement.report_strikes] == [f"r{7 % n_reports}"]
    assert settlement.single_source == (("A7", "B"),)


def test_only_red_lines_that_hang_together_with_a_wish_are_said_to_exclude_it() -> None:
    wants = {
        "A": [(f"A{i}", f"x{i} -> x{i + 100}", {}) for i in range(100)]
        + [(f"W{i}", f"x{i}", {"red_line": False}) for i in range(100)],
        "B": [(f"B{i}", f"-x{i + 100}", {}) for i in range(100)],
    }
    settlement = settle(model(300, wants))
    assert {u.wish: u.blocks for u in settlement.unmet} == {
        f"W{i}": ((f"A{i}", f"B{i}"),) for i in range(100)
    }
    assert "unmet" not in settlement.cut


def test_a_wish_that_too_many_sets_of_red_lines_exclude_is_said_to_be_cut() -> None:
    # One red line of each pair is enough: 2**7 sets of seven exclude the wish.
    wish = " | ".join(f"(x{2 * i} & x{2 * i + 1})" for i in range(7))
    wants = {"A": [(f"A{i}", f"-x{i}", {}) for i in range(14)], "B": [("W", wish, {"red_line": False})]}
    settlement = settle(model(14, wants))
    (unmet,) = settlement.unmet
    assert settlement.cut == ("unmet",)
    assert unmet.blocks
    assert all({int(line[1:]) // 2 for line in block} == set(range(7)) for block in unmet.blocks)


def test_a_block_of_a_partys_own_lines_is_named_also_where_the_list_of_blocks_is_cut() -> None:
    wants = {
        "A": [("A0", "x0", {}), ("A1", "x1", {})],
        "B": [("B0", "-x0", {}), ("B1", "x2", {}), ("B2", "x3 -> -x2", {}), ("B3", "x3", {})],
    }
    settlement = settle(model(6, wants), limit=1)
    assert settlement.blocks == (("A0", "B0"),)
    assert settlement.contradictory == ("B",)
    assert settlement.own_blocks == (("B1", "B2", "B3"),)
    (finding,) = (f for f in settlement.findings if f.kind is FindingKind.CONTRADICTORY)
    assert finding.preferences == ("B1", "B2", "B3")


def test_openings_of_quarrels_apart_are_joined_the_smallest_first() -> None:
    # Each quarrel is opened by one line of A or by both lines of B.
    wants = {
        "A": [(f"A{i}", f"x{2 * i} & x{2 * i + 1}", {}) for i in range(4)],
        "B": [(f"B{i}", f"-x{i}", {}) for i in range(8)],
    }
    every = settle(model(8, wants))
    sizes = [len(opening) for opening in every.openings]
    assert sizes == [4] + [5] * 4 + [6] * 6 + [7] * 4 + [8]
    for limit in range(1, 16):
        few = settle(model(8, wants), limit=limit)
        assert [len(opening) for opening in few.openings] == sizes[:limit]
        assert set(few.openings) <= set(every.openings)
        assert "openings" in few.cut


def test_a_strike_out_frees_a_wish_only_if_a_package_then_meets_it() -> None:
    # Too many sets of red lines exclude the wish to list them; one of them has lost no line.
    wish = " | ".join(f"(x{2 * i} & x{2 * i + 1})" for i in range(7))
    lines = [(f"A{i}", f"-x{i}", {"rests_on": (f"s{i}",)}) for i in range(14)]
    evidence = tuple(Evidence(id=f"s{i}", report=f"r{i // 2}", party="A", text="") for i in range(14))
    wants = {"A": lines, "B": [("W", wish, {"red_line": False})]}
    settlement = settle(model(14, wants, evidence=evidence))
    assert "unmet" in settlement.cut
    frees = {d.struck: d.frees for d in settlement.dependences}
    assert all(frees[f"s{i}"] == () for i in range(14))
    assert all(frees[f"r{i}"] == ("W",) for i in range(7))


def test_a_strike_out_frees_no_wish_that_a_set_not_listed_excludes() -> None:
    lines = [("A0", "-x0", {"rests_on": ("s0",)}), ("A1", "-x1", {})]
    wants = {"A": lines, "B": [("W", "x0 & x1", {"red_line": False})]}
    evidence = (Evidence(id="s0", report="r", party="A", text=""),)
    negotiation = model(2, wants, evidence=evidence)
    with StateSolver(["x0", "x1"], ()) as solver:
        known = red_lines(negotiation, solver)
        families, fall = blocks_and_openings(known), fall_of_unknowns(known)
        after = strikes(negotiation, known, families, fall).after
        listed = (Unmet(wish="W", blocks=(("A0",),)),)
        found, _ = dependences(negotiation, known, package_share(known), listed, after)
    assert {d.struck: (d.loosens, d.frees) for d in found} == {"s0": (("x0",), ()), "r": (("x0",), ())}


def test_the_question_with_most_answers_that_settle_comes_first() -> None:
    # Only C's insistence on x2 settles anything alone; A and B matter together.
    wants = {
        "A": [("A", "x0", {"unknown": True}), ("K", "-x0 | -x1", {}), ("L", "-x2", {})],
        "B": [("B", "x1", {"unknown": True})],
        "C": [("C", "x2", {"unknown": True})],
    }
    asked = settle(model(3, wants)).questions
    assert [(q.preference, q.n_settling) for q in asked] == [("C", 1), ("A", 0), ("B", 0)]


def test_ways_that_were_not_all_looked_at_are_not_said_to_leave_a_package() -> None:
    chain = " | ".join(f"x{i}" for i in range(20)) + " | x30"
    wants = {"A": [("A", chain, {})] + [(f"A{i}", f"x{i}", {"unknown": True}) for i in range(20)]}
    (finding,) = (f for f in settle(model(40, wants)).findings if f.kind is FindingKind.UNKNOWNS)
    assert finding.sentence.endswith("as far as these ways were looked at.")
    assert "no package hangs on" not in finding.sentence


def test_a_search_stopped_at_once_has_no_strike_outs_and_says_so() -> None:
    wants = {
        "A": [(f"A{i}", f"x{i}", {"rests_on": (f"s{i}",)}) for i in range(40)],
        "B": [("B", "-x7", {}), *((f"U{i}", f"x{i}", {"unknown": True}) for i in range(20))],
    }
    evidence = tuple(Evidence(id=f"s{i}", report="r", party="A", text="") for i in range(40))
    settlement = settle(model(60, wants, evidence=evidence), is_stopped=lambda: True)
    assert settlement.stopped
    assert settlement.strikes == settlement.dependences == ()
    assert {"strikes", "dependences"} <= set(settlement.cut)


def test_a_ranking_with_a_gap_says_nothing_of_what_its_party_would_do_there() -> None:
    # From the one package A moves to a state that B's ranking leaves out.
    negotiation = Negotiation(
        title="",
        decision_makers=(
            DecisionMaker(
                name="A",
                preferences=(
                    PreferenceStatement(id="A1", formula=parse_formula("-x")),
                    PreferenceStatement(id="A2", formula=parse_formula("x -> y"), red_line=True),
                ),
            ),
            DecisionMaker(name="B", ranking=(("YYY",), ("YYN",))),
            DecisionMaker(
                name="C",
                preferences=(PreferenceStatement(id="C1", formula=parse_formula("x & y"), red_line=True),),
            ),
        ),
        options=(
            Option(name="x", label="x", owner="A"),
            Option(name="y", label="y", owner="A"),
            Option(name="z", label="z", owner="B"),
        ),
    )
    (best,) = settle(negotiation).best_packages
    assert best.state == "YYY"
    assert [d.would_nash for d in best.departures] == [True, False, False]


def test_best_packages_for_parties_with_weights_are_found_where_all_are_too_many() -> None:
    # One clause in ten may stand; A likes them from first to last, B the other way round.
    names = [f"x{i}" for i in range(10)]
    one = [formula_of((Literal(a, True), Literal(b, True))) for a, b in itertools.combinations(names, 2)]
    rest = model(30, {"C": [("C1", "x10 -> x11", {})]}, infeasible=tuple(one))
    weighing = {
        "A": tuple(OptionWeight(name, 0.1 * i) for i, name in enumerate(names, 1)),
        "B": tuple(OptionWeight(name, -(2**i)) for i, name in enumerate(names)),
    }
    dms = tuple(
        DecisionMaker(name=name, weights=tuple(OptionWeight(o, round(w, 1)) for o, w in weights))
        for name, weights in weighing.items()
    )
    free = tuple(PreferenceStatement(id=f"F{i}", formula=parse_formula(f"x{i}")) for i in range(10, 30))
    fixed = DecisionMaker(name="D", preferences=free)
    settlement = settle(dataclasses.replace(rest, decision_makers=(*rest.decision_makers, *dms, fixed)))
    assert settlement.packages.count is None or settlement.packages.count > 4096
    # D wants the rest taken, so packages differ in who of A and B gives way on the ten.
    assert {state[:10] for state in settlement.best} == {
        "N" * 10,
        *("N" * i + "Y" + "N" * (9 - i) for i in range(10)),
    }
    assert {state[10:] for state in settlement.best} == {"Y" * 20}
    assert settlement.cut == ()
    assert settlement.leximin == "N" * 9 + "Y" * 21


def test_a_sum_of_weights_is_the_number_that_its_bits_say() -> None:
    weights = tuple(OptionWeight(f"x{i}", w) for i, w in enumerate((0.5, -1.25, 3, 0, 1000.75, -0.25, 3, 2)))
    with StateSolver([f"x{i}" for i in range(8)], []) as solver:
        bits = sum_literals(weights, solver)
        for letters in itertools.product("NY", repeat=8):
            state = "".join(letters)
            assert solver.state(solver.literals_of(state)) == state
            held = tuple(map(solver.held, bits))
            assert held == sum_bits(weights, {f"x{i}": at == "Y" for i, at in enumerate(state)})
            total = sum(Fraction(w.weight) for w, at in zip(weights, state, strict=True) if at == "Y")
            assert int("".join("01"[bit] for bit in held), 2) == 4 * (total + Fraction("1.5"))


def test_a_party_with_weights_walks_away_for_a_small_gain_where_a_great_one_is_impossible() -> None:
    owned = tuple(Option(name=name, label=name, owner="A") for name in ("x0", "x1"))
    talks = model(2, {"B": [("B1", "-x0", {})]}, infeasible=(parse_formula("x1"),))
    weighing = DecisionMaker(name="A", weights=(OptionWeight("x0", 1), OptionWeight("x1", 2)))
    talks = dataclasses.replace(talks, options=owned, decision_makers=(weighing, *talks.decision_makers))
    (best,) = settle(talks).best_packages
    assert best.state == "NN"
    departures = {departure.party: departure for departure in best.departures}
    assert departures["A"].move is not None
    assert departures["A"].move.after == "YN"
