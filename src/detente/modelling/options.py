"""Which issues and conditions become options of the model, and which are left out and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from detente.modelling.rules import red_line_claims
from detente.modelling.stands import Material, Stand
from detente.modelling.wording import condition_core, is_contrary, is_negated, slug
from detente.records import Condition, Holding, Issue, Literal, Option, Stance

_AGREEABLE = frozenset({Holding.FOR, Holding.CONDITIONAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much is at stake on an issue."""

    is_disputed: bool
    is_refused: bool
    n_holders: int
    has_red_line: bool
    has_condition: bool
    n_statements: int

    @property
    def is_at_stake(self) -> bool:
        """Whether the issue belongs in the model."""
        return self.n_holders > 1 or self.has_red_line or self.has_condition

    @property
    def order(self) -> tuple[bool, int, bool, int]:
        """Sorts the weightiest first."""
        is_firm = self.has_red_line or self.has_condition
        return (not self.is_disputed, -self.n_holders, not is_firm, -self.n_statements)


def weights(material: Material) -> dict[str, Weight]:
    """Weight of every issue by its id, in the order of the map."""
    stands: dict[str, list[Stand]] = {}
    for stand in material.stands:
        stands.setdefault(stand.issue.id, []).append(stand)
    named = {c.issue_id for p in material.map.positions for c in p.conditions}
    holdings: dict[str, list[Holding]] = {}
    for position in material.map.positions:
        if position.holding is not Holding.UNKNOWN:
            holdings.setdefault(position.issue_id, []).append(position.holding)
    n_statements = Counter(statement.issue_id for statement in material.statements.values())
    return {
        issue: Weight(
            is_disputed=_is_disputed(holdings.get(issue, ())),
            is_refused=Holding.AGAINST in holdings.get(issue, ()),
            n_holders=len(holdings.get(issue, ())),
            has_red_line=any(red_line_claims(stand) for stand in stands.get(issue, ())),
            has_condition=issue in named or any(stand.condition for stand in stands.get(issue, ())),
            n_statements=n_statements[issue],
        )
        for issue in material.issues
    }


def _is_disputed(holdings: Sequence[Holding]) -> bool:
    return Holding.AGAINST in holdings and not _AGREEABLE.isdisjoint(holdings)


@dataclass(slots=True, kw_only=True)
class Agenda:
    """The options of the model as they are taken up, up to `max_options`."""

    material: Material
    max_options: int
    weights: dict[str, Weight]
    options: dict[str, Option] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    _own: dict[str, str] = field(default_factory=dict)  # words of a condition → its own option

    def take_up(self) -> None:
        """Take up the weightiest issues, each with the conditions that it is made to depend on."""
        for issue in sorted(self.material.issues.values(), key=lambda issue: self.weights[issue.id].order):
            weight = self.weights[issue.id]
            if not weight.is_at_stake:
                who = "one party alone has" if weight.n_holders else "nobody whose party could be told has"
                self.left_out.append(f"{issue.name}: {who} spoken on it, without a red line")
            elif len(self.options) >= self.max_options:
                self.left_out.append(
                    f"{issue.name}: beyond the {self.max_options} options with most at stake"
                )
            else:
                self.options[issue.id] = self._of_issue(issue)
                self._take_up_conditions(issue)

    def resolved(self, stand: Stand) -> Stand | None:
        """The stand with its condition as an option; None where its issue or condition is left out."""
        if stand.issue.id not in self.options:
            return None
        if stand.condition is None:
            return stand
        option = self._option_of(stand.condition, stand.issue)
        if option not in self.options:
            return None
        return replace(stand, needs=Literal(option, _is_wanted(stand)))

    def _of_issue(self, issue: Issue) -> Option:
        statements = [s for s in self.material.statements.values() if s.issue_id == issue.id]
        parties = self.material.map.parties
        actors = Counter(s.actor for s in statements if s.actor in parties)
        owner = min(actors, key=lambda actor: (-actors[actor], parties.index(actor or "")), default=None)
        rests_on = tuple(s.id for s in statements if s.party is not None)
        return Option(name=issue.id, label=issue.name, owner=owner, issue_id=issue.id, rests_on=rests_on)

    def _take_up_conditions(self, issue: Issue) -> None:
        for stand in self.material.stands:
            condition = stand.condition
            if stand.issue.id != issue.id or condition is None or self._names_issue(condition, issue):
                continue
            label = condition_core(condition.text)
            if label.casefold() in self._own:
                self._rest_on(self._own[label.casefold()], stand.statement_ids)
                continue
            name = slug(label, (*self.material.issues, *self.options))
            if not name:
                continue
            if len(self.options) >= self.max_options:
                self.left_out.append(f"{label}: a condition beyond the {self.max_options} options")
                continue
            self._own[label.casefold()] = name
            owner = _named_first(label, self.material.map.parties)
            self.options[name] = Option(name=name, label=label, owner=owner, rests_on=stand.statement_ids)

    def _rest_on(self, name: str, statement_ids: Iterable[str]) -> None:
        option = self.options[name]
        rests_on = tuple(dict.fromkeys((*option.rests_on, *statement_ids)))
        self.options[name] = replace(option, rests_on=rests_on)

    def _names_issue(self, condition: Condition, issue: Issue) -> bool:
        """Whether a condition names another issue of the map: then that issue is its option."""
        return condition.issue_id in self.material.issues and condition.issue_id != issue.id

    def _option_of(self, condition: Condition, issue: Issue) -> str:
        if condition.issue_id is not None and self._names_issue(condition, issue):
            return condition.issue_id
        return self._own.get(condition_core(condition.text).casefold(), "")


def _is_wanted(stand: Stand) -> bool:
    """Whether the party wants what its condition names ("if") or not ("unless")."""
    condition = stand.condition
    if condition is None:
        return True
    is_wanted = not is_contrary(condition.text)
    if condition.issue_id is not None and is_negated(condition.text):
        is_wanted = not is_wanted
    return is_wanted != (Stance.REJECTS in stand.stances)


def _named_first(words: str, parties: Iterable[str]) -> str | None:
    """The party that the words name first."""
    places = {
        party: found.start()
        for party in parties
        if (found := re.search(rf"(?<!\w){re.escape(party)}(?!\w)", words))
    }
    return min(places, key=lambda party: places[party], default=None)
