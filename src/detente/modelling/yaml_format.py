"""detente's own model format, in YAML, for a person to edit: read, checked and written.

The keys are described in ``model_schema.json`` and in ``docs/reference/model-format.md``. What is
written is laid out by hand rather than by a YAML library, one preference after another in blocks,
so that two versions of a model compare line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from detente.modelling.assembly import Assembly
from detente.modelling.defects import DefectList, Path, not_declared
from detente.modelling.documents import Document
from detente.modelling.formula_text import (
    FormulaSyntaxError,
    format_formula,
    option_places,
    parse_formula,
)
from detente.modelling.shapes import check_shape
from detente.records import DecisionMaker, Direction, Formula, Negotiation, Option, PreferenceStatement

VERSION = 1

_PLAIN = re.compile(r"[A-Za-z][\w.-]*(?: [\w.-]+)*", re.ASCII)
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
# Characters that YAML does not allow unescaped, or that would vanish as line ends.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def negotiation_from_yaml(document: Document) -> Negotiation:
    """Negotiation of a parsed file in detente's format."""
    check_shape(document.data, "model_schema", document.defects)
    # Places are at hand in YAML; in JSON they would cost a second reading.
    assembly = Assembly(document.data, document.defects, _read_text_formula)
    return assembly.negotiation("evidence", with_places=not document.is_json)


def _read_text_formula(item: Any, path: Path, names: tuple[str, ...], defects: DefectList) -> Formula | None:
    if not isinstance(item, str):
        return None
    try:
        formula = parse_formula(item)
    except FormulaSyntaxError as error:
        defects.add(path, f"formula {item!r:.80}: {error.problem}", offset=error.offset)
        return None
    known = set(names)
    unknown = [(name, offset) for name, offset in option_places(item) if name not in known]
    for name, offset in unknown:
        defects.add(path, not_declared("option", name, names), offset=offset)
    return None if unknown else formula


def dump_model(negotiation: Negotiation) -> str:
    """Text of the negotiation in detente's format; `load_model` reads it back to the same record.

    Examples
    --------
    >>> from detente.modelling import load_model
    >>> print(dump_model(load_model("-", text="decision_makers: [A]\\noptions: [truce]")), end="")
    detente: 1
    title: ""
    decision_makers: [A]
    options:
      - name: truce
    """
    return "\n".join(_lines(negotiation)) + "\n"


def _lines(negotiation: Negotiation) -> Iterator[str]:
    yield f"detente: {VERSION}"
    yield f"title: {_scalar(negotiation.title)}"
    yield f"decision_makers: {_flow(dm.name for dm in negotiation.decision_makers)}"
    yield "options:"
    for option in negotiation.options:
        yield from _block(_option_items(option))
    if negotiation.infeasible:
        yield "infeasible:"
        yield from (f"  - {_scalar(_formula_text(formula))}" for formula in negotiation.infeasible)
    if any(_says_something(dm) for dm in negotiation.decision_makers):
        yield "preferences:"
        for dm in negotiation.decision_makers:
            yield from _preference_lines(dm)
    if negotiation.evidence:
        yield "evidence:"
        for item in negotiation.evidence:
            yield f"  {_scalar(item.id)}:"
            yield f"    report: {_scalar(item.report)}"
            if item.party is not None:
                yield f"    party: {_scalar(item.party)}"
            yield f"    text: {_scalar(item.text)}"
            if item.confidence is not None:
                yield f"    confidence: {item.confidence!r}"
    yield from _state_lines(negotiation)
    if negotiation.left_out:
        yield "left_out:"
        yield from (f"  - {_scalar(reason)}" for reason in negotiation.left_out)


def _says_something(dm: DecisionMaker) -> bool:
    return bool(dm.preferences) or dm.ranking is not None or dm.weights is not None


def _option_items(option: Option) -> Iterator[tuple[str, str]]:
    yield "name", _scalar(option.name)
    if option.label != option.name:
        yield "label", _scalar(option.label)
    if option.owner is not None:
        yield "owner", _scalar(option.owner)
    if option.direction is not Direction.BOTH:
        yield "direction", _scalar(option.direction.value)
    if option.issue_id is not None:
        yield "issue", _scalar(option.issue_id)
    if option.rests_on:
        yield "rests_on", _flow(option.rests_on)


def _preference_lines(dm: DecisionMaker) -> Iterator[str]:
    if dm.ranking is not None:
        yield f"  {_scalar(dm.name)}:"
        yield "    ranking:" + ("" if dm.ranking else " []")
        yield from (f"      - {_flow(group)}" for group in dm.ranking)
    elif dm.weights is not None:
        yield f"  {_scalar(dm.name)}:"
        yield "    weights:" + ("" if dm.weights else " {}")
        yield from (f"      {_scalar(option)}: {_number(weight)}" for option, weight in dm.weights)
    elif dm.preferences:
        yield f"  {_scalar(dm.name)}:"
        for preference in dm.preferences:
            yield from _block(_preference_items(preference), indent="    ")


def _preference_items(preference: PreferenceStatement) -> Iterator[tuple[str, str]]:
    yield "id", _scalar(preference.id)
    yield "wants", _scalar(_formula_text(preference.formula))
    if preference.red_line:
        yield "red_line", "true"
    if preference.unknown:
        yield "unknown", "true"
    if preference.contested:
        yield "contested", "true"
    if preference.label:
        yield "label", _scalar(preference.label)
    if preference.rests_on:
        yield "rests_on", _flow(preference.rests_on)
    if preference.rule is not None:
        yield "rule", _scalar(preference.rule)


def _state_lines(negotiation: Negotiation) -> Iterator[str]:
    names = [option.name for option in negotiation.options]
    if negotiation.status_quo is not None:
        yield f"status_quo: {_taken(negotiation.status_quo, names)}"
    if negotiation.no_agreement is not None:
        yield f"no_agreement: {_taken(negotiation.no_agreement, names)}"
    own = [(dm.name, dm.no_agreement) for dm in negotiation.decision_makers if dm.no_agreement is not None]
    if own and negotiation.no_agreement is None:
        yield "no_agreement:"
        yield from (f"  {_scalar(name)}: {_taken(state, names)}" for name, state in own)


def _taken(state: str, names: list[str]) -> str:
    return _flow(name for name, letter in zip(names, state, strict=True) if letter == "Y")


def _formula_text(formula: Formula) -> str:
    """The text a person wrote, unless it does not say what the patterns say."""
    try:
        if parse_formula(formula.text).patterns == formula.patterns:
            return formula.text
    except FormulaSyntaxError:
        pass
    return format_formula(formula.patterns)


def _block(items: Iterator[tuple[str, str]], indent: str = "  ") -> Iterator[str]:
    for i, (key, value) in enumerate(items):
        yield f"{indent}{'  ' if i else '- '}{key}: {value}"


def _number(number: float) -> str:
    """Digits without an exponent, which YAML takes for text in some spellings."""
    return f"{Decimal(repr(number)):f}"


def _flow(texts: Any) -> str:
    return f"[{', '.join(_scalar(text) for text in texts)}]"


def _scalar(text: str) -> str:
    """Text as YAML: bare where nothing in it could be read otherwise, else as a JSON string."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
