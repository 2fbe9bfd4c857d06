"""What no report states: wishes of silent parties that a settlement may turn on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.modelling.options import Weight
from detente.modelling.rules import Rank, Wish, wants
from detente.modelling.stands import Material
from detente.records import Holding, Option

N_LOUDEST = 4
"""Parties with most statements, whose silence on an option in dispute is a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A party that has said nothing on an option that others dispute or refuse."""

    party: str
    option: Option

    @property
    def wish(self) -> Wish:
        """The wish that the party may have, or its opposite."""
        label = f"no report states what {self.party} wants on {self.option.label}"
        return Wish(formula=wants(self.option.name), label=label, rank=Rank.UNKNOWN)


def silences(material: Material, options: Iterable[Option], weights: dict[str, Weight]) -> list[Silence]:
    """Silent owners, silent parties that the option names, then other silent main parties.

    Parameters
    ----------
    material : of the draft.
    options : the weightiest first, which is also the order within each of the three.
    weights : by issue id.
    """
    silent = {
        (position.party, position.issue_id)
        for position in material.map.positions
        if position.holding is Holding.UNKNOWN
    }
    parties = material.map.parties
    found: list[tuple[int, Silence]] = []
    for option in options:
        weight = weights.get(option.issue_id or "")
        if weight is None or not weight.is_refused:
            continue
        for i, party in enumerate(parties):
            closeness = _closeness(party, option, is_loud=i < N_LOUDEST)
            if closeness is not None and (party, option.issue_id) in silent:
                found.append((closeness, Silence(party=party, option=option)))
    return [silence for _, silence in sorted(found, key=lambda pair: pair[0])]


def _closeness(party: str, option: Option, *, is_loud: bool) -> int | None:
    """How near an option is to a party, the nearest first; None where its silence is no question."""
    if party == option.owner:
        return 0
    if party in option.label and is_loud:
        return 1
    return 2 if is_loud else None
