"""What `settle` finds: packages, what blocks them, what would open one, and what that hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.records.reason import Step


class Possibility(StrEnum):
    """Whether a package exists over all ways in which the unknown red lines may fall."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageShare:
    """The packages that break no known red line.

    `count` is exact, or None with `at_least` where there are too many to count. `fixed` maps an
    option to Y or N where it is the same in every package; `free` are the others; both are empty
    where there is no package.
    """

    count: int | None
    at_least: int
    fixed: dict[str, str]
    free: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownsFinding:
    """What the unknown preferences decide: `decides` are ids whose fall alone can change `possible`."""

    possible: Possibility
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOut:
    """What `possible` and `blocks` become when `struck` (an evidence or report id) is struck out."""

    struck: str
    possible: Possibility
    blocks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A known wish (preference id) that no package meets, and what stands in its way.

    `blocks` are the minimal sets of known red lines (ids) that together exclude it, smallest first.
    """

    wish: str
    blocks: tuple[tuple[str, ...], ...]


class Mark(StrEnum):
    """Why a finding stands on weak feet."""

    ONE_SOURCE = "one source"
    """Something that it needs rests on one report alone."""
    LOW_CONFIDENCE = "low confidence"
    """Something that it needs rests on statements of low confidence alone."""
    CONTESTED = "contested"
    """It needs a position on which the party's own statements disagree."""


class FindingKind(StrEnum):
    """What a finding speaks of."""

    PACKAGES = "packages"
    LEXIMIN = "leximin"
    FEWEST_CONCESSIONS = "fewest concessions"
    UNMET = "unmet"
    CONTRADICTORY = "contradictory"
    BLOCK = "block"
    OPENING = "opening"
    UNKNOWNS = "unknowns"
    QUESTION = "question"
    STRIKE = "strike"
    STABILITY = "stability"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A result in plain words, with all that it rests on.

    Attributes
    ----------
    options : names of the options it speaks of, in the order of the model.
    preferences : ids of the preference statements it needs or speaks of.
    statements, reports : evidence ids and report ids under these.
    marks : why it stands on weak feet, if it does.
    """

    kind: FindingKind
    sentence: str
    options: tuple[str, ...] = ()
    preferences: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class Comparison(StrEnum):
    """How a party likes a package beside another state, by its own order."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyShare:
    """What a package gives one party.

    Attributes
    ----------
    gets, gives_up : ids of its known preferences that are true and false in it, by priority.
    first_given_up : place in its list, from 1, of the first it gives up; None where it gives up
        none. For a party with a ranking, see `detente.analysis.settlements.wishes`.
    n_wishes : length of that list.
    than_status_quo, than_no_agreement : beside the status quo and beside the party's best
        alternative; None where the model has none.
    """

    party: str
    gets: tuple[str, ...]
    gives_up: tuple[str, ...]
    first_given_up: int | None
    n_wishes: int
    than_status_quo: Comparison | None = None
    than_no_agreement: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Whether one party would walk away from a package by a move of its own options.

    Attributes
    ----------
    would_nash : it could do better by a move of its own.
    would_seq : it could, and no answer that others would gain by takes the gain away; None where
        the search for that stopped at its bound.
    move : what tempts it; None where nothing does.
    answer : the moves of others that deter from `move`; empty where none was found or needed.
    sentence : the reason in words.
    """

    party: str
    would_nash: bool
    would_seq: bool | None
    move: Step | None
    answer: tuple[Step, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BestPackage:
    """A package that is best in some sense, with what it gives everybody.

    Attributes
    ----------
    senses : "pareto", "leximin", "fewest concessions"; definitions in
        `detente.analysis.settlements.pareto` and ``.compromise``.
    n_concessions : known preferences that it makes false, over all parties.
    departures : one for each decision maker; empty for packages beyond a documented number.
    """

    state: str
    senses: tuple[str, ...]
    n_concessions: int
    shares: tuple[PartyShare, ...]
    departures: tuple[Departure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Softening:
    """A red line to soften: its place in its party's list, from 1, and how long that list is."""

    preference: str
    party: str
    place: int
    n_wishes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """An opening looked at closely.

    `package` is the leximin package once the lines are softened, and `shares` what it gives those
    who have to move; None and empty for openings beyond a documented number.
    """

    opening: tuple[str, ...]
    softenings: tuple[Softening, ...]
    package: str | None = None
    shares: tuple[PartyShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """An unknown preference as a question to its party, and what each answer would settle.

    Attributes
    ----------
    answers : `possible` by answer: "wanted", "opposite" and, for red lines, "neither".
    n_settling : answers after which nothing unknown decides any more.
    n_left : other unknowns that still decide, summed over the answers; None where not weighed.
    spoils : by answer, the packages among the best that it would rule out.
    """

    preference: str
    party: str
    decides: bool
    answers: dict[str, Possibility]
    n_settling: int
    n_left: int | None
    spoils: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """What hangs on a piece of evidence, or on a whole report (`is_report`): what its strike-out changes.

    Attributes
    ----------
    drops : preferences that rest on nothing else and so are dropped.
    possible, blocks : what they become.
    loosens : options that were the same in every package and no longer are.
    frees : unmet wishes that some package then meets.
    """

    struck: str
    is_report: bool
    drops: tuple[str, ...]
    possible: Possibility
    blocks: tuple[tuple[str, ...], ...]
    loosens: tuple[str, ...]
    frees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Answer of `settle`; the definitions are in `detente.analysis.settlements`.

    Attributes
    ----------
    best : Pareto-best packages, as states.
    leximin, fewest_concessions : states; None where there is no package.
    is_fewest_certain : no package asks fewer concessions; False where the search stopped at a bound.
    best_packages : those three looked at closely, the two compromises first.
    blocks : minimal sets of red lines (ids) that no feasible state satisfies together.
    openings : minimal sets of red lines (ids) whose softening leaves a package.
    ways_out : the openings looked at closely; empty where a package exists.
    questions : unknown preferences, the one whose answer would settle most first.
    strikes, report_strikes : strike-outs that change `possible` or `blocks`, by statement and report.
    dependences : strike-outs that change any of the above, by statement and then by report.
    single_source : blocks that vanish when some one report is struck.
    contradictory : parties whose own red lines exclude each other.
    cut : names of the lists that were cut at a bound.
    stopped : whether the search was stopped by its time or by hand; what was found is kept.
    unmet : wishes that are no red lines and that no package meets; empty where there is no package.
    findings : every result in words, with all it rests on.
    """

    packages: PackageShare
    best: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]
    openings: tuple[tuple[str, ...], ...]
    unknowns: UnknownsFinding
    strikes: tuple[StrikeOut, ...]
    report_strikes: tuple[StrikeOut, ...]
    single_source: tuple[tuple[str, ...], ...]
    contradictory: tuple[str, ...]
    cut: tuple[str, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    leximin: str | None = None
    fewest_concessions: str | None = None
    is_fewest_certain: bool = True
    best_packages: tuple[BestPackage, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    dependences: tuple[Dependence, ...] = ()
    stopped: bool = False
    findings: tuple[Finding, ...] = ()


class RedLineFate(StrEnum):
    """What became of a red line between two models of one negotiation."""

    CAME = "came"
    """It is new."""
    HARDENED = "hardened"
    """It was a wish, or unknown, before."""
    SOFTENED = "softened"
    """It is a wish, or unknown, now."""
    WENT = "went"
    """The party no longer holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLineChange:
    """A red line that came or went.

    `before` and `after` are its ids in the two models, None where it is not in one. `statements`
    are the evidence ids by which: of the new model those that the old did not have where it came or
    hardened (all it rests on if none is new), and otherwise those it rested on.
    """

    fate: RedLineFate
    party: str
    before: str | None
    after: str | None
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyChange:
    """A block or an opening that came (`has_come`) or went, with ids of the model that has it.

    `by` are the places in `SettlementChanges.red_lines` of the changes of its own lines.
    """

    lines: tuple[str, ...]
    has_come: bool
    by: tuple[int, ...]
    statements: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementChanges:
    """What changed between two models of one negotiation, the older first.

    `before`, `after`: whether a package exists whatever is unknown. `cut` names lists of either
    analysis that were cut, so that what is said of them may be wrong.
    """

    before: Possibility
    after: Possibility
    red_lines: tuple[RedLineChange, ...]
    blocks: tuple[FamilyChange, ...]
    openings: tuple[FamilyChange, ...]
    cut: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
