"""What a position depends on: words of a report, and the issue of the map that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.positions.similarity import Bag, Scale, bag
from detente.records import Condition, Issue, Report, Statement

# A condition names an issue where it holds this share of the weight of one of its wordings, among it a
# word that is neither light nor a party. Chosen by reading the conditions of the training reports.
NAMED_SHARE = 0.6


class ConditionReader:
    """Finds the issues that conditions name, among the issues of one map."""

    def __init__(
        self, issues: Sequence[Issue], reports: Mapping[str, Report], party_names: Iterable[str]
    ) -> None:
        self._reports = reports
        self._bags: list[tuple[str, Bag]] = [(i.id, bag(phrase)) for i in issues for phrase in i.phrases]
        self._scale = Scale.of((one for _, one in self._bags), party_names=party_names)

    def conditions(self, statements: Iterable[Statement]) -> tuple[Condition, ...]:
        """The conditions of statements, in their order."""
        found = []
        for statement in statements:
            if statement.condition is None:
                continue
            text = self._reports[statement.report_id].text[slice(*statement.condition)]
            condition = Condition(
                report_id=statement.report_id,
                span=statement.condition,
                text=text,
                statement_id=statement.id,
                issue_id=self.issue_named(text, apart_from=statement.issue_id),
            )
            found.append(condition)
        return tuple(found)

    def issue_named(self, text: str, *, apart_from: str | None = None) -> str | None:
        """The issue whose wording the text holds most of, by weight; None where it names none."""
        stems = set(bag(text).stems)
        best, best_weight = None, 0.0
        for issue_id, wording in self._bags:
            shared = stems & set(wording.stems)
            held = self._scale.total(shared)
            is_named = self._scale.names_something(shared) and (
                held >= NAMED_SHARE * self._scale.total(wording.stems)
            )
            if is_named and held > best_weight and issue_id != apart_from:
                best, best_weight = issue_id, held
        return best
