"""Formulas over options as a person writes them: ``elections -> guarantees & -troops``.

Grammar, the loosest binding first; ``->`` groups to the right, the others to the left::

    formula  = implied { "<->" implied }
    implied  = either [ "->" implied ]
    either   = both { ("|" | "or") both }
    both     = single { ("&" | "and") single }
    single   = ("-" | "!" | "not") single | "(" formula ")" | "true" | "false" | name
    name     = letters, digits, "_" and, between them, "-"; or anything in double quotes

A hyphen belongs to a name where it stands between letters or digits (``cease-fire``) and negates
where it starts one (``-cease-fire``). In quotes, ``\\"`` and ``\\\\`` stand for ``"`` and ``\\``.

The meaning of a formula is its disjunctive form: ``c -> x`` is the two patterns "not c" and "x".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detente.records import Formula, Literal, Pattern

MAX_PATTERNS = 4096
"""Disjunctive forms above this are refused: no person can check them, and every engine slows down."""

_MAX_DEPTH = 60
_MAX_ABSORBED = 512  # absorption compares pairs; above this it costs more than it saves

_TOKEN = re.compile(
    r"""\s*(?:(?P<op><->|->|[&|!()-])|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<name>\w+(?:-+\w+)*))""", re.DOTALL
)
_BARE_NAME = re.compile(r"\w+(?:-+\w+)*")
_WORDS = {"not": "!", "and": "&", "or": "|", "true": "true", "false": "false"}
_END = "end"


class FormulaSyntaxError(ValueError):
    """Text that is not a formula; `offset` counts its characters from 0."""

    def __init__(self, problem: str, offset: int) -> None:
        self.problem = problem
        self.offset = offset
        super().__init__(f"{problem} (at character {offset + 1})")


class _Token(NamedTuple):
    kind: str  # an operator, "name" or "end"
    text: str
    offset: int


class _Node(NamedTuple):
    kind: str  # "name", "true", "!", "&", "|", "<->"
    name: str = ""
    parts: tuple[_Node, ...] = ()


def parse_formula(text: str) -> Formula:
    """Read a formula; its `text` is kept as written.

    Raises
    ------
    FormulaSyntaxError
        The text breaks the grammar, or needs more than `MAX_PATTERNS` patterns.
    """
    return Formula(patterns=_patterns(_Parser(text).whole(), True), text=text)


def option_places(text: str) -> tuple[tuple[str, int], ...]:
    """Names of options in the text with the offset of each, in order, repeats included."""
    return tuple((token.text, token.offset) for token in _tokens(text) if token.kind == "name")


def format_name(name: str) -> str:
    """Name as it stands in a formula: quoted where it would be read otherwise."""
    if _BARE_NAME.fullmatch(name) and name not in _WORDS:
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def format_formula(patterns: tuple[Pattern, ...]) -> str:
    """Text of a disjunctive form, which `parse_formula` reads back to the same patterns."""
    if not patterns:
        return "false"
    return " | ".join(_format_pattern(pattern) for pattern in patterns)


def formula_of(*patterns: Pattern) -> Formula:
    """Formula of the given patterns, with the text that `format_formula` gives them."""
    return Formula(patterns=patterns, text=format_formula(patterns))


def _format_pattern(pattern: Pattern) -> str:
    if not pattern:
        return "true"
    return " & ".join(("" if value else "-") + format_name(option) for option, value in pattern)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            problem = (
                "the quotation mark is not closed"
                if text[at] == '"'
                else f"{text[at]!r} is not part of a formula"
            )
            raise FormulaSyntaxError(problem, at)
        kind = match.lastgroup or ""
        start, at = match.start(kind), match.end()
        if kind == "quoted":
            yield _Token("name", re.sub(r"\\(.)", r"\1", match[kind], flags=re.DOTALL), start - 1)
        elif kind == "op":
            yield _Token("!" if match[kind] == "-" else match[kind], match[kind], start)
        else:
            yield _Token(_WORDS.get(match[kind], "name"), match[kind], start)


class _Parser:
    """Recursive descent over the tokens, a method per line of the grammar."""

    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text), _Token(_END, "", len(text.rstrip()))]
        self._at = 0
        self._depth = 0

    def whole(self) -> _Node:
        node = self._formula()
        if self._next.kind != _END:
            raise FormulaSyntaxError(f"expected an operator before {self._next.text!r}", self._next.offset)
        return node

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, kind: str) -> bool:
        if self._next.kind != kind:
            return False
        self._at += 1
        return True

    def _formula(self) -> _Node:
        node = self._implied()
        while self._take("<->"):
            node = _Node("<->", parts=(node, self._implied()))
        return node

    def _implied(self) -> _Node:
        premises = [self._either()]
        while self._take("->"):
            premises.append(self._either())
        node = premises.pop()
        while premises:
            node = _Node("|", parts=(_Node("!", parts=(premises.pop(),)), node))
        return node

    def _either(self) -> _Node:
        parts = [self._both()]
        while self._take("|"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else _Node("|", parts=tuple(parts))

    def _both(self) -> _Node:
        parts = [self._single()]
        while self._take("&"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else _Node("&", parts=tuple(parts))

    def _single(self) -> _Node:
        token = self._next
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise FormulaSyntaxError("the formula is nested too deeply; split it", token.offset)
        node = self._operand(token)
        self._depth -= 1
        return node

    def _operand(self, token: _Token) -> _Node:
        if self._take("!"):
            return _Node("!", parts=(self._single(),))
        if self._take("("):
            node = self._formula()
            if not self._take(")"):
                raise FormulaSyntaxError("the parenthesis is not closed", token.offset)
            return node
        if self._take("name"):
            if not token.text:
                raise FormulaSyntaxError("an option needs a name", token.offset)
            return _Node("name", name=token.text)
        if self._take("true"):
            return _Node("true")
        if self._take("false"):
            return _Node("!", parts=(_Node("true"),))
        found = "the end" if token.kind == _END else repr(token.text)
        raise FormulaSyntaxError(f"expected an option, found {found}", token.offset)


def _patterns(node: _Node, positive: bool) -> tuple[Pattern, ...]:
    """Disjunctive form of the node, or of its negation."""
    match node.kind:
        case "name":
            return ((Literal(node.name, positive),),)
        case "true":
            return ((),) if positive else ()
        case "!":
            return _patterns(node.parts[0], not positive)
        case "<->":
            left, right = node.parts
            same = _both_hold(_patterns(left, True), _patterns(right, positive))
            return _either_holds([same, _both_hold(_patterns(left, False), _patterns(right, not positive))])
    sides = [_patterns(part, positive) for part in node.parts]
    if (node.kind == "|") == positive:
        return _either_holds(sides)
    whole: tuple[Pattern, ...] = ((),)
    for side in sides:
        whole = _both_hold(whole, side)
    return whole


def _either_holds(sides: list[tuple[Pattern, ...]]) -> tuple[Pattern, ...]:
    patterns = tuple(dict.fromkeys(pattern for side in sides for pattern in side))
    _check_size(len(patterns))
    return patterns


def _both_hold(left: tuple[Pattern, ...], right: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
    merged: dict[Pattern, None] = {}
    for first in left:
        for second in right:
            values = dict(first)
            if all(values.setdefault(option, value) == value for option, value in second):
                merged[tuple(Literal(*item) for item in values.items())] = None
                _check_size(len(merged))
    if len(left) > 1 and len(right) > 1 and len(merged) <= _MAX_ABSORBED:
        return _absorb(tuple(merged))
    return tuple(merged)


def _absorb(patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
    """Leave out patterns that another, shorter one already covers."""
    sets = [frozenset(pattern) for pattern in patterns]
    return tuple(
        pattern
        for i, pattern in enumerate(patterns)
        if not any(other < sets[i] or (other == sets[i] and j < i) for j, other in enumerate(sets))
    )


def _check_size(n_patterns: int) -> None:
    if n_patterns > MAX_PATTERNS:
        raise FormulaSyntaxError(
            f"the formula unfolds to more than {MAX_PATTERNS} patterns; split it into several statements", 0
        )
