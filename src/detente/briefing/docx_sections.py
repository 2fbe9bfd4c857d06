"""The sections of a brief, written to a Word document in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable

from detente.briefing.claim import Claim
from detente.briefing.contents import Brief, Cell, Entry, Movement, Row
from detente.briefing.docx_parts import Run, Word
from detente.briefing.model_contents import Package
from detente.briefing.wording import day
from detente.records import Holding

_N_QUOTED = 2
"""Statements of an issue that a movement quotes; where there are more, a table has them all."""


class Sections:
    """The sections of one brief, written to a Word document in the order of the page."""

    def __init__(self, brief: Brief, word: Word) -> None:
        self.brief = brief
        self.word = word
        self.entry = {entry.id: entry for entry in brief.ledger}

    def write(self) -> None:
        self.head()
        self.gist()
        if self.brief.ledger:
            self.map()
            self.conditions()
            self.movement()
            self.settlements()
            self.stability()
            self.questions()
            self.parties()
            self.ledger()
        self.reports()
        self.method()

    def cites(self, statement_ids: Iterable[str]) -> list[Run]:
        entries = [self.entry[s] for s in statement_ids if s in self.entry]
        return [Run(text=f" [{entry.number}]", link=entry.anchor) for entry in entries]

    def text(self, text: str, statement_ids: Iterable[str] = ()) -> list[Run]:
        return [Run(text=text), *self.cites(statement_ids)]

    def claims(self, claims: Iterable[Claim], style: str = "List Bullet") -> None:
        for claim in claims:
            self.word.paragraph(self.text(claim.text, claim.statement_ids), style)

    def lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.word.paragraph(line, "List Bullet")

    def head(self) -> None:
        brief = self.brief
        self.word.heading(brief.title, 0)
        period = ""
        if brief.last_date is not None:
            until = f" to {day(brief.last_date)}" if brief.first_date != brief.last_date else ""
            period = f"{day(brief.first_date)}{until} · "
        counts = f"{_count(len(brief.sources), 'report')}, {brief.n_independent} independent · "
        counts += f"{_count(len(brief.ledger), 'statement')}. What reports say, not what is true."
        self.word.paragraph(period + counts)
        self.lines(f"Not read: {problem}" for problem in brief.problems)

    def gist(self) -> None:
        self.word.heading("At a glance", 1)
        self.claims(self.brief.gist, "List Number")
        if self.brief.reliability:
            self.word.paragraph(self.brief.reliability)

    def map(self) -> None:
        brief = self.brief
        self.word.heading("Who holds what", 1)
        if not brief.map.rows:
            self.word.paragraph("No statement could be tied to a party.")
            return
        rows = [
            [
                self.text(row.issue),
                *(self.held(row.cells[i]) for i in brief.map.shown),
                *([self._others(row)] if brief.map.has_others else []),
            ]
            for row in brief.map.rows
        ]
        parties = [brief.map.parties[i] for i in brief.map.shown]
        self.word.table(["Issue", *parties, *(["Others"] if brief.map.has_others else [])], rows)
        minor = [
            [self.text(row.issue), self.text(cell.party), self.held(cell)]
            for row in brief.map.minor_rows
            for cell in row.cells
            if cell.holding is not Holding.UNKNOWN
        ]
        if minor:
            title = "Minor issues: one party alone has spoken, or the name tells little "
            self.word.heading(f"{title}({len(brief.map.minor_rows)})", 2)
            self.word.table(["Issue", "Party", "Position"], minor)

    def _others(self, row: Row) -> list[Run]:
        return [
            run
            for cell in self.brief.map.others(row)
            for run in (Run(text=f"{cell.party} "), *self.held(cell), Run(text=" "))
        ]

    def held(self, cell: Cell) -> list[Run]:
        """What a party holds, by sign and word, with its statements."""
        words = f"{cell.sign} {cell.word}{' ↻' if cell.has_moved else ''}"
        runs = [Run(text=words, bold=bool(cell.statement_ids)), *self.cites(cell.statement_ids)]
        if cell.earlier_ids:
            runs += [Run(text=" earlier"), *self.cites(cell.earlier_ids)]
        return runs

    def conditions(self) -> None:
        self.word.heading("Under which condition", 1)
        if not self.brief.conditions:
            self.word.paragraph("No report makes a position depend on a condition.")
            return
        rows = [
            [
                self.text(line.party),
                self.text(f"{line.verb} “{line.issue}”", [line.statement_id]),
                self.text(f"“{line.words}”" + (f" (issue: {line.depends_on})" if line.depends_on else "")),
            ]
            for line in self.brief.conditions
        ]
        self.word.table(["Party", "Position", "Condition"], rows)

    def movement(self) -> None:
        self.word.heading("What moved", 1)
        if not self.brief.movements:
            self.word.paragraph("No report shows a party changing its position.")
        for timeline in self.brief.timelines:
            moved = [m for m in self.brief.movements if m.issue_id == timeline.issue_id]
            self.word.heading(timeline.issue, 2)
            self.word.table(["Who", "Before", "After"], [self._movement(m) for m in moved])
            if len(timeline.marks) > _N_QUOTED:
                marks = [
                    [
                        self.text(day(mark.date)),
                        self.text(mark.party),
                        self.text(f"{mark.sign} {mark.word}", [mark.statement_id]),
                    ]
                    for mark in timeline.marks
                ]
                self.word.table(["Date", "Party", "Position"], marks)

    def _movement(self, movement: Movement) -> list[list[Run]]:
        how = "its statements disagree" if movement.is_contradiction else "moved"
        return [
            self.text(f"{movement.party} ({how})"),
            self._side(movement.before, movement.from_statement),
            self._side(movement.after, movement.to_statement),
        ]

    def _side(self, word: str, statement_id: str) -> list[Run]:
        entry = self.entry.get(statement_id)
        if entry is None:
            return [Run(text=word, bold=True)]
        return [
            Run(text=f"{word}: ", bold=True),
            _words(entry, f"“{entry.evidence}”"),
            *self.cites([statement_id]),
            Run(text=f" {entry.outlet}, {day(entry.date)}"),
        ]

    def settlements(self) -> None:
        words = self.brief.settlements
        self.word.heading("What could settle it", 1)
        if not words.summary:
            self.word.paragraph("The reports do not bear a model of settlements.")
        self.claims(words.summary)
        for title, claims in words.sections:
            self.word.heading(title, 2)
            self.claims(claims)
        if words.best:
            self.word.heading("Best packages", 2)
            for do, labels in (("take up", words.shared_taken), ("leave out", words.shared_left_out)):
                if labels:
                    self.word.paragraph(f"All {words.n_best} {do}: {'; '.join(labels)}.")
            if words.n_kinds > len(words.best):
                self.word.paragraph(f"The first {len(words.best)} of {words.n_kinds} kinds:")
            head = ["Packages", "Takes up", "Leaves out", "Either way", "What it gives each party"]
            self.word.table(head, [self._package(best) for best in words.best])

    def _package(self, best: Package) -> list[list[Run]]:
        words = self.brief.settlements
        taken = [label for label in best.taken if label not in words.shared_taken]
        left_out = [label for label in best.left_out if label not in words.shared_left_out]
        shares = [
            f"{share.party}: {share.n_met} of {share.n_wishes} {'wish' if share.n_wishes == 1 else 'wishes'}"
            + (f", not met: {', '.join(share.unmet)}" if share.unmet else "")
            for share in best.shares
        ]
        return [
            self.text(str(best.n_alike)),
            self.text("; ".join(taken) or "nothing more"),
            self.text("; ".join(left_out) or "nothing more"),
            self.text("; ".join(best.either_way) or "nothing"),
            self.text("; ".join(shares)),
        ]

    def stability(self) -> None:
        words = self.brief.stability
        self.word.heading("What would hold", 1)
        if not words.summary:
            self.word.paragraph("The states of the negotiation were not analysed.")
        self.claims(words.summary)
        if words.options:
            self.word.paragraph(f"Options looked at: {'; '.join(words.options)}")
        if words.states:
            head, *rows = words.table
            self.word.table(head, [[self.text(cell) for cell in row] for row in rows])

    def questions(self) -> None:
        self.word.heading("What nobody has stated", 1)
        if not self.brief.questions:
            self.word.paragraph("Every party has stated a position on every issue in play.")
        for question in self.brief.questions:
            self.word.paragraph(self.text(question.text, question.statement_ids), "List Bullet")

    def parties(self) -> None:
        self.word.heading("Party by party", 1)
        for holdings in self.brief.holdings:
            self.word.heading(holdings.party, 2)
            self.claims(holdings.claims)

    def ledger(self) -> None:
        self.word.heading("The ledger", 1)
        self.word.paragraph(
            "Every statement in its sentence, read by a program and not reviewed by a person."
        )
        self.word.table(
            ["No", "Statement", "Who", "Does what", "Source", "Confidence"],
            [self._entry(entry) for entry in self.brief.ledger],
            [entry.anchor for entry in self.brief.ledger],
        )

    def _entry(self, entry: Entry) -> list[list[Run]]:
        speaker = [entry.speaker] if entry.speaker and entry.speaker != entry.party else []
        via = [f"via {entry.via}"] if entry.via else []
        who = ", ".join([entry.party or "party not told", *speaker, *via])
        what = f"{entry.stance} {entry.issue}"
        what += f" (by {entry.actor})" if entry.actor and entry.actor != entry.party else ""
        what += f"; condition: “{' '.join(entry.condition.split())}”" if entry.condition else ""
        place = f", {entry.place}" if entry.place else ""
        told = ", a retelling" if entry.is_retelling else ""
        source = f"{entry.outlet} (report {entry.report}), {day(entry.date)}{place}, "
        source += f"{entry.span.start}–{entry.span.end}, {entry.quote}{told}"
        sides = (entry.before, entry.evidence, entry.after)
        words = [_words(entry, side, marked=i == 1) for i, side in enumerate(sides)]
        return [
            self.text(str(entry.number)),
            [run for run in words if run.text],
            self.text(who),
            self.text(what),
            self.text(source),
            self.text(f"{entry.confidence:.2f}"),
        ]

    def reports(self) -> None:
        self.word.heading("The reports", 1)
        if not self.brief.sources:
            self.word.paragraph("No report was read.")
            return
        rows = [
            [
                self.text(str(r.number)),
                self.text((r.title or r.id) + (f" (retells report {r.retells})" if r.retells else "")),
                self.text(r.publisher or "not stated"),
                self.text(day(r.date)),
                self.text(r.language or "not stated"),
                self.text(str(r.n_statements)),
                self.text(" ".join(word for word in (r.id, r.address, r.sha256) if word)),
            ]
            for r in self.brief.sources
        ]
        head = ["No", "Report", "Publisher", "Date", "Language", "Statements", "File, address, SHA-256"]
        self.word.table(head, rows)

    def method(self) -> None:
        method = self.brief.method
        self.word.heading("How this was made", 1)
        made = f"Made by detente {method.version} on one machine, from the reports above and nothing else."
        self.word.paragraph(made)
        if method.quality:
            self.word.paragraph(method.quality)
        self.lines([*method.notes, *method.uncoded])
        self.lines(f"Not in the model: {line}" for line in method.left_out)
        self.lines(f"{rule.rule}: {rule.n_preferences} in the model" for rule in method.rules)
        self.lines(method.limits)


def _words(entry: Entry, text: str, *, marked: bool = False) -> Run:
    """Words of the report that an entry is from, in its language and direction."""
    return Run(text=text, marked=marked, language=entry.language, is_rtl=entry.direction == "rtl")


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
