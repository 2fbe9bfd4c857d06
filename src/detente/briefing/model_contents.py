"""What a brief holds of the model: packages, settlements and states in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.briefing.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of a party's known wishes a package meets, and which it does not."""

    party: str
    n_met: int
    n_wishes: int
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A state in words: the labels of the options it takes and of those it leaves out.

    Where it stands for `n_alike` packages that meet the same wishes, `taken` and `left_out` are
    what these have in common, `either_way` is what they differ in, and `state` is the simplest.
    """

    state: str
    taken: tuple[str, ...]
    left_out: tuple[str, ...]
    shares: tuple[Share, ...] = ()
    either_way: tuple[str, ...] = ()
    n_alike: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementWords:
    """The answer of `settle` in sentences; empty tuples where there is nothing of the kind.

    `unmet` says what stands in the way where packages exist, `blocks` what does where none does.
    `compromises` are the packages that ask the least of whoever gives up most, and the least in all.
    `best` holds the first of `n_kinds` kinds of best package, each of which meets other wishes;
    `n_best` counts the packages themselves, at least so many if `is_best_cut`. `shared_taken` and
    `shared_left_out` are what all have in common, which a table of them need not repeat.
    """

    summary: tuple[Claim, ...] = ()
    unmet: tuple[Claim, ...] = ()
    blocks: tuple[Claim, ...] = ()
    openings: tuple[Claim, ...] = ()
    unknowns: tuple[Claim, ...] = ()
    strikes: tuple[Claim, ...] = ()
    compromises: tuple[Claim, ...] = ()
    best: tuple[Package, ...] = ()
    n_best: int = 0
    n_kinds: int = 0
    is_best_cut: bool = False
    shared_taken: tuple[str, ...] = ()
    shared_left_out: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
        """The claims under their titles, those of the summary aside; no title without claims."""
        titled = (
            ("What stands in the way", self.unmet),
            ("What blocks", self.blocks),
            ("What would open it", self.openings),
            ("What the unknowns decide", self.unknowns),
            ("What hangs on one source", self.strikes),
            ("Compromises", self.compromises),
        )
        return tuple((title, claims) for title, claims in titled if claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """A state with the concepts under which it holds and, where asked for, who improves on it by what.

    `improvements` name the mover and the letters of the states that it moves to: "Belmora to YN or NN".
    """

    package: Package
    concepts: tuple[str, ...]
    is_status_quo: bool
    improvements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityWords:
    """The answer of `solve` in sentences, with states of the model.

    `options` are those that the states are made of, in words. `states` are those that hold under
    most concepts; where there are few enough to be drawn (`is_whole`), they are all feasible ones,
    with everybody's improvements, which is what `drawing` (SVG) shows.
    """

    summary: tuple[Claim, ...] = ()
    options: tuple[str, ...] = ()
    states: tuple[StateWords, ...] = ()
    is_whole: bool = False
    drawing: str = field(default="", metadata={"is_picture": True})

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The head and the rows of the table of states, in words."""
        head: tuple[str, ...] = ("Taken", "Holds under")
        rows = [(_taken(state), ", ".join(state.concepts) or "no concept") for state in self.states]
        if not self.is_whole:
            return (head, *rows)
        head = ("State", *head, "Who would rather move")
        return (
            head,
            *(
                (state.package.state, *row, "; ".join(state.improvements) or "nobody")
                for state, row in zip(self.states, rows, strict=True)
            ),
        )


def _taken(state: StateWords) -> str:
    taken = "; ".join(state.package.taken) or "nothing"
    return f"{taken} (where the talks stand)" if state.is_status_quo else taken
