"""The gist of a brief for a terminal."""

from __future__ import annotations

import textwrap

from detente.briefing.contents import Brief


def to_terminal(brief: Brief, *, width: int = 88) -> str:
    """Render the title and the findings, with the numbers of their ledger entries.

    Control characters, which reports may hold, are left out.
    """
    number = {entry.id: entry.number for entry in brief.ledger}
    lines = [line for line in (brief.marking, brief.title) if line]
    for n, claim in enumerate(brief.gist, start=1):
        cites = "".join(f"[{number[s]}]" for s in claim.statement_ids if s in number)
        text = f"{claim.text} {cites}".rstrip()
        lines += textwrap.wrap(text, width, initial_indent=f"{n}. ", subsequent_indent="   ")
    return "\n".join(_printable(line) for line in lines) + "\n"


def _printable(line: str) -> str:
    return "".join(c for c in line if c.isprintable())
