"""How long a search may go on: until a moment, or until somebody asks it to stop."""

from __future__ import annotations

import time
from collections.abc import Callable


class Stop:
    """Asked by every enumeration between two answers; once it has said yes it says so for good."""

    def __init__(self, seconds: float | None = None, is_asked: Callable[[], bool] | None = None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds
        self._is_asked = is_asked
        self.has_stopped = False

    def __call__(self) -> bool:
        """Whether to stop now."""
        if not self.has_stopped:
            is_late = self._end is not None and time.monotonic() >= self._end
            self.has_stopped = is_late or (self._is_asked is not None and self._is_asked())
        return self.has_stopped


NEVER = Stop()
"""A search goes on to its own bounds."""
