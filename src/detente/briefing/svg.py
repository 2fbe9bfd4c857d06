"""Pieces of inline SVG: drawn on our side, styled by the page, without script or reference."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

_LINE = 17.0


class Box:
    """Measures of a box with lines of words."""

    PADDING = 9.0

    @staticmethod
    def height(n_lines: int) -> float:
        """Height of a box that holds so many lines."""
        return n_lines * _LINE + 2 * Box.PADDING


def svg(kind: str, title: str, said: str, width: float, height: float, shapes: Iterable[str]) -> str:
    """A drawing that stands for itself: a title and all that it shows in words, then its shapes.

    `kind` is its class; ids are not used, so that a page can hold any number of drawings.
    """
    return (
        f'<svg class="drawing {kind}" role="img" aria-label="{escape(f"{title}. {said}")}" '
        f'viewBox="0 0 {width:g} {height:g}"><title>{escape(title)}</title><desc>{escape(said)}</desc>'
        f"{''.join(shapes)}</svg>"
    )


def wrapped(text: str, width: int, *, n_lines: int = 4) -> list[str]:
    """Text in lines of at most `width` characters; what goes beyond the last line is cut."""
    return textwrap.wrap(text, width, max_lines=n_lines, placeholder=" …") or [""]


def text_lines(lines: Sequence[str], x: float, top: float) -> str:
    """Lines of a box, from its top."""
    first = top + Box.PADDING + _LINE * 0.76
    spans = "".join(
        f'<tspan x="{x:g}" y="{first + i * _LINE:g}">{escape(line)}</tspan>' for i, line in enumerate(lines)
    )
    return f"<text>{spans}</text>"


def word(text: str, x: float, y: float, *, anchor: str = "start", kind: str = "") -> str:
    """One line of words; `anchor` is where of it the point lies."""
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'
