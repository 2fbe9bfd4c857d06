"""What no report states: wishes of silent parties that a settlement may turn on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def silences(material: Material, options: Iterable[Option], weights: dict[str, Weight]) -> Iterator[Silence]:
    """Silent owners and silent main parties, option by option, the most disputed first.

    Parameters
    ----------
    material : of the draft.
    options : the weightiest first.
    weights : by issue id.
    """
    silent = {
        (position.party, position.issue_id)
        for position in material.map.positions
        if position.holding is Holding.UNKNOWN
    }
    loudest = material.map.parties[:N_LOUDEST]
    for option in options:
        weight = weights.get(option.issue_id or "")
        if weight is None or not (weight.is_disputed or weight.has_red_line):
            continue
        parties = sorted(
            dict.fromkeys((option.owner, *loudest)),
            # Who would have to do it, then whom it is about, then who talks most.
            key=lambda party: (party != option.owner, party is None or party not in option.label),
        )
        for party in parties:
            if party is not None and (party, option.issue_id) in silent:
                yield Silence(party=party, option=option)
