"""How many states fit into the memory of this machine."""

from __future__ import annotations

import os
from pathlib import Path

MAX_STATES = 2**26
"""Feasible states of a model that is solved, however much memory there is; a quarter of it was measured."""

_SHARE = 0.75  # of what is free: the rest is for everything else on the machine
_UNKNOWN = 4 * 2**30  # where the system does not say how much is free

# Bytes for a state, measured as peak memory with `python -m benchmarks.stability`: what is there once
# (its bits, the values of a concept and those in between, for two decision makers at a time), and for
# each decision maker (rank, place in its cell, next better place, stable or not under five concepts).
_BYTES = 140
_BYTES_FOR_EACH = 28


def max_states(n_dms: int) -> int:
    """Feasible states that fit, with so many decision makers."""
    return min(MAX_STATES, int(_SHARE * _free_memory()) // (_BYTES + _BYTES_FOR_EACH * n_dms))


def _free_memory() -> int:
    """Bytes that this process may still take: what the machine has free, or its control group allows."""
    found = [_machine(), _control_group()]
    return min((n for n in found if n is not None), default=_UNKNOWN)


def _machine() -> int | None:
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")
    except (OSError, ValueError, AttributeError, IndexError):
        return None


def _control_group() -> int | None:
    group = Path("/sys/fs/cgroup")
    try:
        limit = (group / "memory.max").read_text(encoding="ascii").strip()
        used = (group / "memory.current").read_text(encoding="ascii").strip()
        return int(limit) - int(used)
    except (OSError, ValueError):  # no such group, or "max"
        return None
