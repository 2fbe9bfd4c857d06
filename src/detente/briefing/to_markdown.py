"""A brief as Markdown (CommonMark with tables), with the same facts as the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from detente.briefing.claim import Claim
from detente.briefing.contents import Brief, Cell, Entry, Movement
from detente.briefing.model_contents import Package, SettlementWords
from detente.briefing.wording import day
from detente.records import Holding


def to_markdown(brief: Brief) -> str:
    """Render the brief; every character of a report that Markdown or HTML would act on is escaped."""
    page = _Page(brief)
    blocks = [block for part in page.parts() for block in part if block]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text on one line in which nothing is markup."""
    line = " ".join(text.split())
    line = re.sub(r"([\\`*_{}\[\]<>|~$#!&])", r"\\\1", line)
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


_N_QUOTED = 2
"""Statements of an issue that a movement quotes; where there are more, a table has them all."""


class _Page:
    """The sections of one brief, each a list of Markdown blocks."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.entry = {entry.id: entry for entry in brief.ledger}

    def parts(self) -> Iterator[list[str]]:
        yield self.head()
        yield self.gist()
        if self.brief.ledger:
            yield self.map()
            yield self.conditions()
            yield self.movement()
            yield self.settlements()
            yield self.stability()
            yield self.questions()
            yield self.parties()
            yield self.ledger()
        yield self.reports()
        yield self.method()
        if self.brief.marking:
            yield [f"**{escaped(self.brief.marking)}**"]

    def cites(self, statement_ids: Iterable[str]) -> str:
        entries = [self.entry[s] for s in statement_ids if s in self.entry]
        return "".join(f" [\\[{entry.number}\\]](#{entry.anchor})" for entry in entries)

    def claims(self, claims: Iterable[Claim], bullet: str = "-") -> str:
        return "\n".join(f"{bullet} {escaped(c.text)}{self.cites(c.statement_ids)}" for c in claims)

    def head(self) -> list[str]:
        brief = self.brief
        period = ""
        if brief.last_date is not None:
            until = f" to {day(brief.last_date)}" if brief.first_date != brief.last_date else ""
            period = f"{day(brief.first_date)}{until} · "
        counts = f"{_count(len(brief.sources), 'report')}, {brief.n_independent} independent · "
        counts += f"{_count(len(brief.ledger), 'statement')}. What reports say, not what is true."
        return [
            f"**{escaped(brief.marking)}**" if brief.marking else "",
            f"# {escaped(brief.title)}",
            period + counts,
            "\n".join(f"- Not read: {escaped(problem)}" for problem in brief.problems),
        ]

    def gist(self) -> list[str]:
        reliability = self.brief.reliability
        return ["## At a glance", self.claims(self.brief.gist, "1."), escaped(reliability or "")]

    def map(self) -> list[str]:
        brief = self.brief
        if not brief.map.rows:
            return ["## Who holds what", "No statement could be tied to a party."]
        rows = [
            [
                escaped(row.issue),
                *(self.held(row.cells[i]) for i in brief.map.shown),
                *(
                    ["; ".join(self._other(cell) for cell in brief.map.others(row))]
                    if brief.map.has_others
                    else []
                ),
            ]
            for row in brief.map.rows
        ]
        parties = [escaped(brief.map.parties[i]) for i in brief.map.shown]
        head = ["Issue", *parties, *(["Others"] if brief.map.has_others else [])]
        blocks = ["## Who holds what", _table(head, rows)]
        minor = [
            [escaped(row.issue), escaped(cell.party), self.held(cell)]
            for row in brief.map.minor_rows
            for cell in row.cells
            if cell.holding is not Holding.UNKNOWN
        ]
        if minor:
            title = "### Minor issues: one party alone has spoken, or the name tells little "
            blocks += [f"{title}({len(brief.map.minor_rows)})", _table(["Issue", "Party", "Position"], minor)]
        return blocks

    def _other(self, cell: Cell) -> str:
        return f"{escaped(cell.party)} {self.held(cell)}"

    def held(self, cell: Cell) -> str:
        """What a party holds, by sign and word, with its statements."""
        words = f"{escaped(cell.sign)} {cell.word}{' ↻' if cell.has_moved else ''}"
        earlier = f" earlier{self.cites(cell.earlier_ids)}" if cell.earlier_ids else ""
        return words + self.cites(cell.statement_ids) + earlier

    def conditions(self) -> list[str]:
        rows = [
            [
                escaped(line.party),
                f"{line.verb} “{escaped(line.issue)}”{self.cites([line.statement_id])}",
                f"“{escaped(line.words)}”"
                + (f" (issue: {escaped(line.depends_on)})" if line.depends_on else ""),
            ]
            for line in self.brief.conditions
        ]
        empty = "No report makes a position depend on a condition."
        return [
            "## Under which condition",
            _table(["Party", "Position", "Condition"], rows) if rows else empty,
        ]

    def movement(self) -> list[str]:
        if not self.brief.movements:
            return ["## What moved", "No report shows a party changing its position."]
        blocks = ["## What moved"]
        for timeline in self.brief.timelines:
            moved = [m for m in self.brief.movements if m.issue_id == timeline.issue_id]
            rows = [
                [
                    f"{escaped(m.party)} ({'its statements disagree' if m.is_contradiction else 'moved'})",
                    *self._sides(m),
                ]
                for m in moved
            ]
            blocks += [f"### {escaped(timeline.issue)}", _table(["Who", "Before", "After"], rows)]
            if len(timeline.marks) > _N_QUOTED:
                marks = [
                    [
                        day(mark.date),
                        escaped(mark.party),
                        f"{escaped(mark.sign)} {mark.word}{self.cites([mark.statement_id])}",
                    ]
                    for mark in timeline.marks
                ]
                blocks.append(_table(["Date", "Party", "Position"], marks))
        return blocks

    def _sides(self, movement: Movement) -> list[str]:
        sides = ((movement.before, movement.from_statement), (movement.after, movement.to_statement))
        return [f"**{word}**: {self.quote(statement_id)}" for word, statement_id in sides]

    def quote(self, statement_id: str) -> str:
        entry = self.entry.get(statement_id)
        if entry is None:
            return ""
        source = f"{escaped(entry.outlet)}, {day(entry.date)}"
        return f"“{escaped(entry.evidence)}”{self.cites([statement_id])} {source}"

    def settlements(self) -> list[str]:
        words = self.brief.settlements
        blocks = ["## What could settle it", self.claims(words.summary)]
        for title, claims in words.sections:
            blocks += [f"### {title}", self.claims(claims)]
        if words.best:
            blocks += ["### Best packages", *_best(words)]
        return blocks if words.summary else [blocks[0], "The reports do not bear a model of settlements."]

    def stability(self) -> list[str]:
        words = self.brief.stability
        head, *rows = ([escaped(cell) for cell in row] for row in words.table)
        table = _table(head, rows) if rows else ""
        summary = self.claims(words.summary) or "The states of the negotiation were not analysed."
        options = f"Options looked at: {escaped('; '.join(words.options))}" if words.options else ""
        return ["## What would hold", summary, options, table]

    def questions(self) -> list[str]:
        asked = [Claim(kind="q", text=q.text, statement_ids=q.statement_ids) for q in self.brief.questions]
        empty = "Every party has stated a position on every issue in play."
        return ["## What nobody has stated", self.claims(asked, "1.") or empty]

    def parties(self) -> list[str]:
        blocks = ["## Party by party"]
        for holdings in self.brief.holdings:
            blocks += [f"### {escaped(holdings.party)}", self.claims(holdings.claims)]
        return blocks

    def ledger(self) -> list[str]:
        head = ["No", "Statement", "Who", "Does what", "Source", "Confidence"]
        return [
            "## The ledger",
            "Every statement in its sentence, read by a program and not reviewed by a person.",
            _table(head, [_ledger_row(entry) for entry in self.brief.ledger]),
        ]

    def reports(self) -> list[str]:
        rows = [
            [
                str(r.number),
                escaped(r.title or r.id) + (f" (retells report {r.retells})" if r.retells else ""),
                escaped(r.publisher or "not stated"),
                day(r.date),
                escaped(r.language or "not stated"),
                str(r.n_statements),
                f"{escaped(r.id)} {escaped(r.address or '')} {r.sha256}",
            ]
            for r in self.brief.sources
        ]
        head = ["No", "Report", "Publisher", "Date", "Language", "Statements", "File, address, SHA-256"]
        return ["## The reports", _table(head, rows) if rows else "No report was read."]

    def method(self) -> list[str]:
        method = self.brief.method
        lines = [*method.notes, *method.uncoded, *(f"Not in the model: {line}" for line in method.left_out)]
        rules = [f"`{r.rule}`: {r.n_preferences} in the model" for r in method.rules]
        return [
            "## How this was made",
            f"Made by detente {method.version} on one machine, from the reports above and nothing else.",
            escaped(method.quality or ""),
            "\n".join(f"- {escaped(line)}" for line in lines),
            "\n".join(f"- {rule}" for rule in rules),
            "\n".join(f"- {escaped(line)}" for line in method.limits),
        ]


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _best(words: SettlementWords) -> list[str]:
    """What the best packages share, and a table of what they differ in."""
    shared = (("take up", words.shared_taken), ("leave out", words.shared_left_out))
    blocks = [f"All {words.n_best} {do}: {escaped('; '.join(labels))}." for do, labels in shared if labels]
    rows = []
    for best in words.best:
        taken = [label for label in best.taken if label not in words.shared_taken]
        left_out = [label for label in best.left_out if label not in words.shared_left_out]
        differs = [escaped("; ".join(labels)) or "nothing more" for labels in (taken, left_out)]
        either_way = escaped("; ".join(best.either_way)) or "nothing"
        rows.append([str(best.n_alike), *differs, either_way, "; ".join(_shares(best))])
    if words.n_kinds > len(words.best):
        blocks.append(f"The first {len(words.best)} of {words.n_kinds} kinds:")
    head = ["Packages", "Takes up", "Leaves out", "Either way", "What it gives each party"]
    return [*blocks, _table(head, rows)]


def _shares(package: Package) -> list[str]:
    lines = []
    for share in package.shares:
        wishes = "wish" if share.n_wishes == 1 else "wishes"
        unmet = f", not met: {escaped(', '.join(share.unmet))}" if share.unmet else ""
        lines.append(f"{escaped(share.party)}: {share.n_met} of {share.n_wishes} {wishes}{unmet}")
    return lines


def _ledger_row(entry: Entry) -> list[str]:
    who = [f"**{escaped(entry.party or 'party not told')}**"]
    who += [escaped(entry.speaker)] if entry.speaker and entry.speaker != entry.party else []
    who += [f"via {escaped(entry.via)}"] if entry.via else []
    what = f"{entry.stance} {escaped(entry.issue)}"
    what += f" (by {escaped(entry.actor)})" if entry.actor and entry.actor != entry.party else ""
    what += f"; condition: “{escaped(entry.condition)}”" if entry.condition else ""
    place = f", {escaped(entry.place)}" if entry.place else ""
    told = ", a retelling" if entry.is_retelling else ""
    source = f"{escaped(entry.outlet)} (report {entry.report}), {day(entry.date)}{place}, "
    source += f"{entry.span.start}–{entry.span.end}, {entry.quote}{told}"
    words = f"{escaped(entry.before)} **{escaped(entry.evidence)}** {escaped(entry.after)}".strip()
    return [
        f'<a id="{entry.anchor}"></a>{entry.number}',
        words,
        ", ".join(who),
        what,
        source,
        f"{entry.confidence:.2f}",
    ]
