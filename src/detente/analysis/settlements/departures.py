"""Would somebody walk away: a package looked at as a state of the graph model ([FHK1993]).

The package p holds for party i under **nash** if i has no improvement: no feasible state that i
likes better and reaches by changing its own options, none against its direction. It holds under
**seq** if every improvement of i is deterred: by moves of others, nobody moving twice in a row,
each an improvement for its mover, that lead to a state that i likes no better than p. Options that
nobody owns do not move. Unknown preferences separate no states. (See
``detente.analysis.stability`` for the conventions, which are the same.)

Only what can be reached from the package is looked at, by the SAT solver, so models of any size
will do. What others would answer is searched through at most `MAX_EXPLORED` moves for each party;
where that is not enough, whether the package holds under seq is left open and the sentence says so.
Nash is always decided, but for parties with weights, of which it can take long to show that nothing
weighs more: where `MAX_CONFLICTS` conflicts of the solver are not enough, that is left open too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from detente.analysis.settlements.sat import NO_LIMIT, StateSolver
from detente.analysis.settlements.wishes import Wishes, falls
from detente.analysis.settlements.words import Words, sentence
from detente.records import DecisionMaker, Departure, Direction, Negotiation, Step

MAX_EXPLORED = 400
"""Moves looked at for one party before it is left open whether the others would deter it."""

MAX_CONFLICTS = 5_000
"""Conflicts of a step of the search for a move to what weighs more for its mover."""


class Onlookers:
    """The parties of a negotiation, asked whether they would walk away from a package."""

    def __init__(
        self, negotiation: Negotiation, solver: StateSolver, wishes: list[Wishes], words: Words
    ) -> None:
        self._negotiation = negotiation
        self._solver = solver
        self._words = words
        self._dms = {dm.name: dm for dm in negotiation.decision_makers}
        self._wishes = {one.party: one for one in wishes}
        # Moving what nobody speaks of is no improvement for anybody.
        spoken = {option for formula in negotiation.infeasible for option in formula.options}
        spoken |= {o for dm in self._dms.values() for wish in dm.preferences for o in wish.formula.options}
        spoken |= {option for dm in self._dms.values() for option, _ in dm.weights or ()}
        if any(dm.ranking is not None for dm in self._dms.values()):
            spoken |= set(solver.options)
        self._may_change = {
            name: [
                (variable, option.direction)
                for option, variable in zip(
                    negotiation.options, solver.variables(solver.options), strict=True
                )
                if option.owner == name and option.name in spoken
            ]
            for name in self._dms
        }
        self._left = 0

    def departures(self, state: str) -> tuple[Departure, ...]:
        """Whether each party would walk away from the package, in the order of the model."""
        return tuple(self._departure(dm, state) for dm in self._dms.values())

    def _departure(self, dm: DecisionMaker, state: str) -> Departure:
        self._left = MAX_EXPLORED
        first: str | None = None
        is_open = False
        answer: tuple[Step, ...] = ()
        for improved in self._improvements(dm.name, state):
            first = first or improved
            found = self._answer(dm, state, improved)
            if found is None:
                is_open = True
            elif not found:
                return self._leaves(dm, state, improved)
            elif improved == first:
                answer = found
        is_open = is_open or self._left <= 0
        if first is None and is_open:
            reason = sentence(f"whether {dm.name} could gain by a move of its own was not settled")
            return _departure(dm.name, reason, would_seq=None)
        if first is None:
            reason = sentence(f"{dm.name} could gain nothing by a move of its own")
            return _departure(dm.name, reason)
        move = Step(mover=dm.name, before=state, after=first)
        could = f"{dm.name} could gain by {self._words.change(state, first)}"
        if is_open:
            more = f"whether others would deter it was not settled within {MAX_EXPLORED} moves"
            return _departure(dm.name, sentence(f"{could}; {more}"), move=move, would_seq=None)
        answers = ", then ".join(f"{s.mover} by {self._words.change(s.before, s.after)}" for s in answer)
        reason = sentence(f"{could}, but others would answer, {answers}, and take the gain away")
        return _departure(dm.name, reason, move=move, answer=answer)

    def _leaves(self, dm: DecisionMaker, state: str, improved: str) -> Departure:
        move = Step(mover=dm.name, before=state, after=improved)
        could = f"{dm.name} would walk away by {self._words.change(state, improved)}"
        reason = sentence(f"{could}: no answer that others would gain by takes that gain away")
        return _departure(dm.name, reason, move=move, would_seq=True)

    def _answer(self, dm: DecisionMaker, state: str, improved: str) -> tuple[Step, ...] | None:
        """Shortest answer that deters; empty where there is none, None where the search was cut."""
        here = falls(dm, self._negotiation, state) or ()
        waiting: deque[tuple[str, str, tuple[Step, ...]]] = deque([(improved, dm.name, ())])
        seen = {(improved, dm.name)}
        while waiting:
            at, last, steps = waiting.popleft()
            for mover in self._dms:
                if mover in (dm.name, last):
                    continue
                for after in self._improvements(mover, at):
                    path = (*steps, Step(mover=mover, before=at, after=after))
                    if (falls(dm, self._negotiation, after) or ()) <= here:
                        return path
                    if self._left <= 0:
                        return None
                    if (after, mover) not in seen:
                        seen.add((after, mover))
                        waiting.append((after, mover, path))
                if self._left <= 0:
                    return None
        return ()

    def _improvements(self, mover: str, state: str) -> Iterator[str]:
        """States that the mover reaches and likes better, those with the most important gain first.

        Ends early, with nothing left of the allowance, where there are more than may be looked at or
        the solver gave up.
        """
        reach, free = self._reach(mover, state)
        if not free:
            return
        fallen = falls(self._dms[mover], self._negotiation, state)
        if fallen is None:  # its ranking leaves the state out, so nobody knows what it likes better
            return
        wishes = self._wishes[mover]
        n_conflicts = MAX_CONFLICTS if wishes.are_weighed else NO_LIMIT
        for gain in self._gains(wishes, fallen):
            for found in self._states([*reach, *gain], free, state, n_conflicts):
                self._left -= 1
                yield found
                if self._left <= 0:
                    return
            if not self._solver.is_certain:
                self._left = 0
                return

    def _gains(self, wishes: Wishes, fallen: Sequence[bool]) -> Iterator[list[int]]:
        """Literals of each kind of gain over how the wishes have fallen: all those of one mean "better"."""
        if wishes.are_weighed:
            better = self._heavier(wishes.literals, fallen)
            yield from [] if better is None else [[better]]
            return
        before: list[int] = []
        for literal, is_met in zip(wishes.literals, fallen, strict=True):
            if not is_met:
                yield [*before, literal]
            before.append(literal if is_met else -literal)

    def _heavier(self, bits: Sequence[int], fallen: Sequence[bool]) -> int | None:
        """Literal of a greater sum than one with these bits, None where it is the greatest."""
        heavier: int | None = None
        for bit, is_set in zip(reversed(bits), reversed(fallen), strict=True):
            if heavier is None:
                heavier = None if is_set else bit
            elif is_set:
                heavier = self._solver.conjunction([bit, heavier])
            else:
                heavier = -self._solver.conjunction([-bit, -heavier])
        return heavier

    def _states(self, wanted: list[int], free: list[int], state: str, n_conflicts: int) -> Iterator[str]:
        """States that make the literals true, first one that changes no more of the state than it must."""
        nearest, _ = self._solver.state_within(n_conflicts, wanted)
        if nearest is None:
            return
        here = self._solver.literals_of(state)
        kept = list(wanted)
        for variable in free:
            literal = here[variable - 1]
            if not self._solver.held(literal):
                nearer, _ = self._solver.state_within(n_conflicts, [*kept, literal])
                if nearer is None:
                    continue
                nearest = nearer
            kept.append(literal)
        yield nearest
        others = self._solver.states(wanted, free, n_conflicts)
        try:
            yield from (found for found in others if found != nearest)
        finally:
            others.close()

    def _reach(self, mover: str, state: str) -> tuple[list[int], list[int]]:
        """Literals of what the mover cannot change, and variables of what it can."""
        fixed = {abs(literal): literal for literal in self._solver.literals_of(state)}
        free = []
        for variable, direction in self._may_change[mover]:
            is_taken = fixed[variable] > 0
            if direction is Direction.BOTH or is_taken is (direction is Direction.DROP):
                free.append(variable)
                del fixed[variable]
        return list(fixed.values()), free


def _departure(
    party: str,
    reason: str,
    *,
    move: Step | None = None,
    would_seq: bool | None = False,
    answer: tuple[Step, ...] = (),
) -> Departure:
    return Departure(
        party=party,
        would_nash=move is not None,
        would_seq=would_seq,
        move=move,
        answer=answer,
        sentence=reason,
    )
