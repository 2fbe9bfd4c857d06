"""A plot of time against the number of states, both in powers of ten, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 560, 340, 62, 16, 16, 46


def growth_svg(measured: Sequence[tuple[int, float]], caption: str) -> str:
    """Points (states, seconds) beside n log n and n² through the first that is not mere overhead."""
    ns, seconds = zip(*measured, strict=True)
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))

    # Below that, what does not grow with the states weighs more.
    start = next((i for i, n in enumerate(ns) if n >= 2**14), len(ns) - 1)

    def x(n: float) -> float:
        share = math.log10(n / min(ns)) / math.log10(max(ns) / min(ns))
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(time: float) -> float:
        share = (math.log10(time) - low) / (high - low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def curve(times: Sequence[float], colour: str, dash: str) -> str:
        points = " ".join(f"{x(n):.1f},{y(t):.1f}" for n, t in zip(ns[start:], times, strict=True))
        return (
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dash}" clip-path="url(#inside)"/>'
        )

    n_log_n = [seconds[start] * n * math.log2(n) / (ns[start] * math.log2(ns[start])) for n in ns[start:]]
    square = [seconds[start] * (n / ns[start]) ** 2 for n in ns[start:]]
    ticks_x = [(n, f"2^{n.bit_length() - 1}") for n in ns]
    ticks_y = [(10.0**power, f"{10.0**power:g} s") for power in range(low, high + 1)]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="12">',
        f"<title>{caption}</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<clipPath id="inside"><rect x="{_LEFT}" y="{_TOP}" width="{_WIDTH - _LEFT - _RIGHT}" '
        f'height="{_HEIGHT - _TOP - _BOTTOM}"/></clipPath>',
    ]
    for n, label in ticks_x:
        lines.append(f'<text x="{x(n):.1f}" y="{_HEIGHT - 28}" text-anchor="middle">{label}</text>')
    for time, label in ticks_y:
        lines.append(f'<path d="M{_LEFT} {y(time):.1f} H{_WIDTH - _RIGHT}" stroke="#dddddd"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y(time) + 4:.1f}" text-anchor="end">{label}</text>')
    lines += [curve(n_log_n, "#0072b2", "6 3"), curve(square, "#d55e00", "2 3")]
    lines += [f'<circle cx="{x(n):.1f}" cy="{y(t):.1f}" r="4"/>' for n, t in measured]
    lines += [
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 8}" text-anchor="middle">feasible states</text>',
        f'<text x="{_LEFT + 12}" y="{_TOP + 16}">● measured</text>',
        f'<text x="{_LEFT + 12}" y="{_TOP + 34}" fill="#0072b2">– – n log n</text>',
        f'<text x="{_LEFT + 12}" y="{_TOP + 52}" fill="#d55e00">· · · n²</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
