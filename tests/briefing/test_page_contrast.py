"""Every pair of ink and ground on the page is readable, by the contrast ratio of WCAG 2.2."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("detente.briefing").joinpath("templates", "brief.css").read_text("utf-8")
PAIRS = [
    *(("ink", ground) for ground in ("paper", "shade", "mark")),
    *(("soft", ground) for ground in ("paper", "for-bg", "against-bg", "cond-bg", "open-bg", "contested-bg")),
    *(("link", ground) for ground in ("paper", "for-bg", "against-bg", "cond-bg", "open-bg", "contested-bg")),
    *((name, f"{name}-bg") for name in ("for", "against", "cond", "open", "contested")),
    *((name, "paper") for name in ("for", "against", "open")),
    ("soft", "mark"),
    *((f"pen-{letter}", "paper") for letter in "abcdef"),
]


def colours(block: int) -> dict[str, str]:
    """Custom properties of the n-th :root rule: the light scheme first, then the dark one."""
    rule = re.findall(r":root \{(.*?)\}", STYLE, re.S)[block]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", rule))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids=["-on-".join(pair) for pair in PAIRS])
def test_contrast_is_at_least_four_and_a_half(scheme: int, ink: str, ground: str) -> None:
    found = colours(scheme)
    assert contrast(found[ink], found[ground]) >= 4.5
