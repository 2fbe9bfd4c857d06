"""A brief as a Word document, with the same facts as the page."""

from __future__ import annotations

from detente.briefing.contents import Brief


def to_docx(brief: Brief) -> bytes:
    """Render the brief; the same record gives the same bytes.

    The marking is in the head and foot of every page, with the page's number. Numbers of
    statements lead to their rows in the ledger.
    """
    # python-docx takes a third of a second to import, which no other format needs.
    from detente.briefing.docx_parts import Word
    from detente.briefing.docx_sections import Sections

    word = Word(brief.title, brief.marking)
    Sections(brief, word).write()
    return word.to_bytes()
