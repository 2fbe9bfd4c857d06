"""What a brief holds: one record, computed once and rendered in every format.

A `Claim` is a sentence with the statements it rests on. Renderers show its citations as the
numbers of ledger entries; they decide nothing else.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from detente.records import Holding, Polarity, Quote, Span, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence, assembled from records, and the ids of the statements it rests on.

    `kind` says what sort of claim it is ("block", "dispute", "silence", …).
    """

    kind: str
    text: str
    statement_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report that was read.

    Attributes
    ----------
    number : place in the list of reports, from 1.
    anchor : fragment made from the stored text, the same in every brief of that text.
    retells : number of the report that it retells in nearly the same words; None for its own story.
    """

    number: int
    anchor: str
    id: str
    title: str | None
    publisher: str | None
    date: datetime.date | None
    language: str | None
    address: str | None
    n_statements: int
    sha256: str
    retells: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one party holds on one issue: `sign` and `word` say the same as `holding`.

    `statement_ids` bear it out; `earlier_ids` are statements of the party that it has moved from.
    `n_reports` counts the independent reports of the former.
    """

    party: str
    holding: Holding
    sign: str
    word: str
    statement_ids: tuple[str, ...]
    earlier_ids: tuple[str, ...]
    n_reports: int
    has_moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An issue of the map, with a cell for every party, in the order of `Brief.parties`."""

    issue_id: str
    issue: str
    cells: tuple[Cell, ...]

    @property
    def n_holders(self) -> int:
        """Parties that have stated something on the issue."""
        return sum(cell.holding is not Holding.UNKNOWN for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyHoldings:
    """All that one party is reported to hold, a sentence for each issue."""

    party: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """A position that depends on something: `words` are the report's, `depends_on` an issue's name.

    `is_clear` where the words open as a condition does ("if", "in return for").
    """

    party: str
    issue_id: str
    issue: str
    verb: str
    infinitive: str
    words: str
    depends_on: str | None
    statement_id: str
    is_clear: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A party that changed, or whose latest statements disagree (`is_contradiction`)."""

    party: str
    issue_id: str
    issue: str
    before: str
    after: str
    date: datetime.date | None
    from_statement: str
    to_statement: str
    is_contradiction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One statement on a timeline: which way it points, said by `holding`, `sign` and `word` alike."""

    party: str
    date: datetime.date | None
    holding: Holding
    sign: str
    word: str
    statement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All statements on an issue on which a party moved or contradicts itself, by date; undated ones last.

    `parties` are in the order of the drawing: those that moved first.
    """

    issue_id: str
    issue: str
    parties: tuple[str, ...]
    marks: tuple[Mark, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StableState:
    """A state that holds under the concepts named."""

    package: Package
    concepts: tuple[str, ...]
    is_status_quo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityWords:
    """The answer of `solve` in sentences, and the states that hold under most concepts.

    `options` are those that the states are made of, in words.
    """

    summary: tuple[Claim, ...] = ()
    options: tuple[str, ...] = ()
    states: tuple[StableState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An issue on which parties have stated nothing, in words; `decides` where a settlement hangs on it."""

    issue_id: str
    issue: str
    parties: tuple[str, ...]
    text: str
    decides: bool
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement in its sentence.

    Attributes
    ----------
    before, evidence, after : the report's own words; `evidence` is ``text[start:end]`` exactly.
    report : number of the report.
    place : part of the report it stands in ("page 3"); None where the report is one piece.
    is_retelling : it stands in a report that retells another and is not counted again.
    direction : "rtl" where the report's language is written so, else "ltr".
    """

    number: int
    id: str
    anchor: str
    before: str
    evidence: str
    after: str
    span: Span
    report: int
    place: str | None
    outlet: str
    date: datetime.date | None
    language: str | None
    direction: str
    speaker: str | None
    via: str | None
    party: str | None
    stance: Stance
    polarity: Polarity
    issue: str
    issue_id: str | None
    actor: str | None
    condition: str | None
    quote: Quote
    confidence: float
    is_retelling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """A rule of thumb of the draft model and how many preferences it gave."""

    rule: str
    n_preferences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How the brief was made and what it cannot know."""

    version: str
    rules: tuple[RuleCount, ...] = ()
    left_out: tuple[str, ...] = ()
    uncoded: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief says; the same input gives an equal record.

    `map` has what is disputed first. Its last `n_folded` rows, on which little is said or whose name
    says little, are shown apart, so that a long map can be taken in; 0 in a short one. `shown` are
    the places of the parties that the map shows side by side; `others` has the rest of a row.
    `reliability` says how far the statements can be trusted, None where there is none.
    `first_date` and `last_date` are of the reports, None where no report is dated. `problems` are
    the inputs that could not be read, in words.
    """

    title: str
    marking: str | None
    first_date: datetime.date | None
    last_date: datetime.date | None
    sources: tuple[Source, ...]
    problems: tuple[str, ...]
    gist: tuple[Claim, ...]
    reliability: str | None
    parties: tuple[str, ...]
    shown: tuple[int, ...]
    map: tuple[Row, ...]
    n_folded: int
    holdings: tuple[PartyHoldings, ...]
    conditions: tuple[ConditionLine, ...]
    movements: tuple[Movement, ...]
    timelines: tuple[Timeline, ...]
    settlements: SettlementWords
    stability: StabilityWords
    questions: tuple[Question, ...]
    ledger: tuple[Entry, ...]
    method: Method = field(default_factory=lambda: Method(version=""))

    @property
    def n_independent(self) -> int:
        """Reports that are no retelling of another."""
        return sum(source.retells is None for source in self.sources)

    @property
    def main_rows(self) -> tuple[Row, ...]:
        """The rows of the map that are not shown apart."""
        return self.map[: len(self.map) - self.n_folded]

    @property
    def minor_rows(self) -> tuple[Row, ...]:
        """The rows of the map that are shown apart."""
        return self.map[len(self.map) - self.n_folded :]

    def others(self, row: Row) -> tuple[Cell, ...]:
        """What parties hold that the map does not show side by side."""
        return tuple(
            cell
            for i, cell in enumerate(row.cells)
            if i not in self.shown and cell.holding is not Holding.UNKNOWN
        )

    @property
    def has_others(self) -> bool:
        """Whether some row of the map needs a last column for further parties."""
        return any(self.others(row) for row in self.main_rows)
