"""What a position depends on: words of a report, and the issue of the map that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.positions.similarity import Bag, bag, weights
from detente.records import Condition, Issue, Report, Statement

# A condition names an issue where it holds this share of the weight of one of its wordings. Chosen by
# reading the conditions of the training reports.
NAMED_SHARE = 0.75
# A wording that weighs less than a plain word in two phrases of three ("the talks") names no issue.
NAMED_WEIGHT = 0.9


class ConditionReader:
    """Finds the issues that conditions name, among the issues of one map."""

    def __init__(
        self, issues: Sequence[Issue], reports: Mapping[str, Report], party_names: Iterable[str]
    ) -> None:
        self._reports = reports
        self._bags: list[tuple[str, Bag]] = [(i.id, bag(phrase)) for i in issues for phrase in i.phrases]
        self._weight = weights((one for _, one in self._bags), party_names=party_names)

    def conditions(self, statements: Iterable[Statement]) -> tuple[Condition, ...]:
        """The conditions of statements, in their order."""
        return tuple(
            self._condition(statement) for statement in statements if statement.condition is not None
        )

    def _condition(self, statement: Statement) -> Condition:
        span = statement.condition
        if span is None:
            raise ValueError(f"statement {statement.id} has no condition")
        text = self._reports[statement.report_id].text[slice(*span)]
        return Condition(
            report_id=statement.report_id,
            span=span,
            text=text,
            statement_id=statement.id,
            issue_id=self.issue_named(text, apart_from=statement.issue_id),
        )

    def issue_named(self, text: str, *, apart_from: str | None = None) -> str | None:
        """The issue whose wording the text holds most of, by weight; None where it names none."""
        stems = set(bag(text))
        best, best_weight = None, 0.0
        for issue_id, wording in self._bags:
            held = sum(self._weight[found] for found in wording if found in stems)
            whole = sum(self._weight[found] for found in wording)
            is_named = held >= NAMED_SHARE * whole and held >= NAMED_WEIGHT
            if is_named and held > best_weight and issue_id != apart_from:
                best, best_weight = issue_id, held
        return best
