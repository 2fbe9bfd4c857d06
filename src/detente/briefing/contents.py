"""What a brief holds: one record, computed once and rendered in every format.

Renderers show the citations of a claim as the numbers of ledger entries; they decide nothing else.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from detente.briefing.claim import Claim
from detente.briefing.model_contents import SettlementWords, StabilityWords
from detente.records import Holding, Polarity, Quote, Span, Stance


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
    """An issue of the map, with a cell for every party, in the order of `Map.parties`."""

    issue_id: str
    issue: str
    cells: tuple[Cell, ...]

    @property
    def n_holders(self) -> int:
        """Parties that have stated something on the issue."""
        return sum(cell.holding is not Holding.UNKNOWN for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Issues by party, what is disputed first.

    `shown` are the places of the parties that stand side by side; `others` has the rest of a row.
    `minor_rows`, on which little is said or whose name says little, stand apart, so that a long map
    can be taken in; a short one has none.
    """

    parties: tuple[str, ...]
    shown: tuple[int, ...]
    rows: tuple[Row, ...]
    minor_rows: tuple[Row, ...] = ()

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows, minor ones last."""
        return self.rows + self.minor_rows

    def others(self, row: Row) -> tuple[Cell, ...]:
        """What parties hold that do not stand side by side."""
        return tuple(
            cell
            for i, cell in enumerate(row.cells)
            if i not in self.shown and cell.holding is not Holding.UNKNOWN
        )

    @property
    def has_others(self) -> bool:
        """Whether some row needs a last column for further parties."""
        return any(self.others(row) for row in self.rows)


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
    """How the brief was made and what it cannot know; `quality` says how well the reader reads."""

    version: str
    quality: str | None = None
    rules: tuple[RuleCount, ...] = ()
    left_out: tuple[str, ...] = ()
    uncoded: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief says; the same input gives an equal record.

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
    map: Map
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
