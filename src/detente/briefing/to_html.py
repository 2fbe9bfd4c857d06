"""A brief as one HTML file that asks nothing of any network and is whole without script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from detente.briefing.contents import Brief
from detente.briefing.draw_conditions import draw_conditions, drawn
from detente.briefing.draw_timeline import draw_timeline
from detente.briefing.wording import day

if TYPE_CHECKING:
    from jinja2 import Environment


def to_html(brief: Brief) -> str:
    """Render the brief; the same record gives the same bytes.

    The policy in the page allows its own style sheet and script, by hash, and nothing else.
    """
    templates = files("detente.briefing") / "templates"
    style = (templates / "brief.css").read_text("utf-8") + _page_boxes(brief.marking)
    script = (templates / "brief.js").read_text("utf-8")
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            entry={entry.id: entry for entry in brief.ledger},
            source={source.number: source for source in brief.sources},
            n_drawn=len(drawn(brief.conditions)),
            draw_conditions=draw_conditions,
            draw_timeline=draw_timeline,
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("detente.briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    return environment


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _page_boxes(marking: str | None) -> str:
    """The marking at the head and foot of every printed page."""
    if not marking:
        return ""
    content = f'"{_css_escaped(marking)}"'
    return f"@page{{@top-center{{content:{content}}}@bottom-center{{content:{content}}}}}\n"


def _css_escaped(text: str) -> str:
    # Every character but ASCII letters, digits and blanks as its code point, so that nothing in a
    # marking can end the string, the rule or the style sheet.
    plain = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
    return "".join(plain)
