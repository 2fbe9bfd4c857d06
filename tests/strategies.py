"""Generators of valid records for property tests."""

from hypothesis import strategies as st

from detente.modelling.formula_text import format_formula, parse_formula
from detente.records import (
    DecisionMaker,
    Direction,
    Evidence,
    Formula,
    Literal,
    Negotiation,
    Option,
    OptionWeight,
    PreferenceStatement,
)
from oracles.graph_model import states_of

# Text that files must carry unharmed: quotes, marks of YAML, other scripts, line ends.
texts = st.text(
    st.one_of(
        st.sampled_from("ab Y-N:#,'\"[]{}&*|>%@`!?\\\n\té–“я中\u2028\x85"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
names = st.one_of(
    st.sampled_from(["peacekeepers", "cease-fire", "not", "true", "y", "12", "~", "a b"]), texts
).filter(bool)


@st.composite
def formulas(draw, options: list[str], max_patterns: int = 3, max_literals: int = 3) -> Formula:
    """Disjunctive forms over the options, with the text that a person would read."""
    patterns = []
    for _ in range(draw(st.integers(1, max_patterns))):
        chosen = draw(st.lists(st.sampled_from(options), max_size=max_literals, min_size=1, unique=True))
        patterns.append(tuple(Literal(option, draw(st.booleans())) for option in chosen))
    distinct = tuple(dict.fromkeys(patterns))
    return Formula(patterns=distinct, text=format_formula(distinct))


# Signs of a formula beside those of a Python expression that means the same.
_OPERATORS = [("&", "and"), ("and", "and"), ("|", "or"), ("or", "or"), ("->", "<="), ("<->", "==")]


@st.composite
def formula_texts(draw, operands: dict[str, str], depth: int = 3) -> tuple[str, str]:
    """Formula texts with every operator, each with a Python expression that means the same.

    `operands` maps what stands in the formula to what stands in Python for it.
    """
    kind = draw(st.integers(0, 3)) if depth else 0
    if kind == 0:
        return draw(st.sampled_from([*operands.items(), ("true", "True"), ("false", "False")]))
    left, python_left = draw(formula_texts(operands, depth - 1))
    if kind == 1:
        return f"{draw(st.sampled_from(['-', '!', 'not ']))}({left})", f"(not {python_left})"
    right, python_right = draw(formula_texts(operands, depth - 1))
    sign, python_sign = draw(st.sampled_from(_OPERATORS))
    return f"({left} {sign} {right})", f"({python_left} {python_sign} {python_right})"


@st.composite
def negotiations(
    draw,
    max_dms: int = 4,
    max_options: int = 5,
    max_statements: int = 4,
    red_lines: int = 2,
    rankings: bool = True,
) -> Negotiation:
    """Small models: ties, infeasible states and one-way options often, unknowns and evidence too.

    Some state is always feasible; about `red_lines` quarters of the wishes are red lines.
    """
    dm_names = [f"P{i}" for i in range(1, draw(st.integers(1, max_dms)) + 1)]
    option_names = [f"o{i}" for i in range(1, draw(st.integers(1, max_options)) + 1)]
    is_one_way, is_restricted = draw(st.booleans()), draw(st.booleans())
    directions = list(Direction) if is_one_way else [Direction.BOTH]
    options = tuple(
        Option(
            name=name,
            label=name,
            owner=draw(st.sampled_from([*dm_names, *dm_names, None])),
            direction=draw(st.sampled_from(directions)),
        )
        for name in option_names
    )
    infeasible = tuple(
        draw(st.lists(formulas(option_names, max_patterns=1), max_size=3)) if is_restricted else []
    )
    evidence = tuple(
        Evidence(id=f"s{i}", report=f"r{draw(st.integers(1, 3))}", party=None, text="")
        for i in range(draw(st.integers(0, 5)))
    )
    bare = Negotiation(
        title="",
        decision_makers=tuple(DecisionMaker(name=name) for name in dm_names),
        options=options,
        infeasible=infeasible,
        evidence=evidence,
    )
    states = states_of(bare)
    if not states:
        infeasible, states = (), states_of(_with(bare, infeasible=()))
    dms = []
    for name in dm_names:
        kind = draw(st.integers(0, 7)) if rankings else None
        if kind in (0, 1):
            dms.append(DecisionMaker(name=name, ranking=draw(_rankings(states))))
        elif kind == 2:
            dms.append(DecisionMaker(name=name, weights=draw(_weights(option_names))))
        else:
            wants = draw(
                _wants(name, option_names, [item.id for item in evidence], max_statements, red_lines)
            )
            dms.append(DecisionMaker(name=name, preferences=wants))
    return _with(bare, infeasible=infeasible, decision_makers=tuple(dms))


@st.composite
def _rankings(draw, states: list[str]) -> tuple[tuple[str, ...], ...]:
    levels = draw(st.lists(st.integers(0, 4), min_size=len(states), max_size=len(states)))
    groups = (tuple(s for s, at in zip(states, levels, strict=True) if at == level) for level in range(5))
    return tuple(group for group in groups if group)


def _weights(options: list[str]) -> st.SearchStrategy[tuple[OptionWeight, ...]]:
    """Weights among which sums are often equal, in tenths that binary fractions do not hold."""
    weights = st.one_of(st.integers(-2, 2), st.sampled_from([0.1, 0.2, 0.3, -0.3]))
    chosen = st.lists(
        st.tuples(st.sampled_from(options), weights), max_size=8, unique_by=lambda pair: pair[0]
    )
    return chosen.map(lambda pairs: tuple(OptionWeight(*pair) for pair in pairs))


@st.composite
def _wants(draw, party: str, options: list[str], evidence: list[str], max_size: int, red_lines: int):
    wants = []
    for i in range(draw(st.integers(0, max_size))):
        is_unknown = draw(st.integers(0, 3)) == 0
        rests_on = st.lists(st.sampled_from(evidence), max_size=2, unique=True) if evidence else st.just([])
        wants.append(
            PreferenceStatement(
                id=f"{party}.{i + 1}",
                formula=draw(formulas(options)),
                red_line=draw(st.integers(0, 3)) < red_lines,
                unknown=is_unknown,
                rests_on=tuple(draw(rests_on)),
            )
        )
    return tuple(wants)


@st.composite
def written_negotiations(draw) -> Negotiation:
    """Models with awkward names and texts in every place where a person writes one."""
    dm_names = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    option_names = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    evidence_ids = draw(st.lists(names, max_size=3, unique=True))
    optional = st.one_of(st.none(), texts)
    states = st.text("YN", min_size=len(option_names), max_size=len(option_names))
    ids = iter(draw(st.lists(names, min_size=9, max_size=9, unique=True)))
    dms = []
    for name in dm_names:
        wants = tuple(
            PreferenceStatement(
                id=next(ids),
                formula=draw(_written_formulas(option_names)),
                label=draw(texts),
                red_line=draw(st.booleans()),
                unknown=draw(st.booleans()),
                rests_on=tuple(draw(st.lists(st.one_of(names, st.sampled_from(dm_names)), max_size=2))),
                rule=draw(optional),
                contested=draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 3)))
        )
        weights = draw(st.one_of(st.none(), _weights(option_names)))
        dms.append(
            DecisionMaker(name=name, preferences=() if weights is not None else wants, weights=weights)
        )
    has_own = draw(st.booleans())
    return Negotiation(
        title=draw(texts),
        decision_makers=tuple(
            _with(dm, no_agreement=draw(st.one_of(st.none(), states))) if has_own else dm for dm in dms
        ),
        options=tuple(
            Option(
                name=name,
                label=draw(names),
                owner=draw(st.one_of(st.none(), st.sampled_from(dm_names))),
                direction=draw(st.sampled_from(Direction)),
                issue_id=draw(optional),
                rests_on=tuple(draw(st.lists(names, max_size=2))),
            )
            for name in option_names
        ),
        infeasible=tuple(draw(st.lists(_written_formulas(option_names), max_size=2))),
        evidence=tuple(
            Evidence(
                id=id_,
                report=draw(texts),
                party=draw(optional),
                text=draw(texts),
                confidence=draw(st.one_of(st.none(), st.floats(0, 1))),
            )
            for id_ in evidence_ids
        ),
        status_quo=draw(st.one_of(st.none(), states)),
        no_agreement=None if has_own else draw(st.one_of(st.none(), states)),
        left_out=tuple(draw(st.lists(texts, max_size=2))),
    )


def _written_formulas(options: list[str]) -> st.SearchStrategy[Formula]:
    quoted = {'"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"': "" for name in options}
    return st.one_of(formulas(options), formula_texts(quoted).map(lambda pair: parse_formula(pair[0])))


def _with(record, **changes):
    import dataclasses

    return dataclasses.replace(record, **changes)
