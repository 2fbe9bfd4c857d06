"""Findings → Brief → page.

`compose` builds one `Brief` from the records of all stages; ``to_html``, ``to_markdown``,
``to_docx``, ``to_json`` and ``to_terminal`` render it and decide nothing. Sentences are assembled
from records with verbs of attribution, and every one carries the ids of the statements it rests on.
"""

from detente.briefing.claim import Claim
from detente.briefing.compose import compose
from detente.briefing.contents import Brief, Entry
from detente.briefing.to_docx import to_docx
from detente.briefing.to_html import to_html
from detente.briefing.to_json import to_json
from detente.briefing.to_markdown import to_markdown
from detente.briefing.to_terminal import to_terminal

__all__ = [
    "Brief",
    "Claim",
    "Entry",
    "compose",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "to_terminal",
]
