"""One process that reads files for this one, seen from this side."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, cast

from detente.errors import InputError
from detente.reading import limits
from detente.reading.wire import Request, receive_reply, send_request
from detente.reading.worker import OUT_OF_MEMORY, READY
from detente.records import Reading

# -P keeps the current folder off the path: among the reports there a module may lie.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from detente.reading.worker import serve; serve()"
)
# For a process that has closed its pipes.
_SECONDS_TO_END = 10


class EndedError(Exception):
    """A process ended before it answered; `problem` makes of a file's name what is to be said of it."""

    def __init__(self, problem: Callable[[str], InputError]) -> None:
        super().__init__()
        self.problem = problem


class Child:
    """A process that was started and waits for files."""

    def __init__(self, deadline: float) -> None:
        """Start a process.

        Raises
        ------
        OSError
            It cannot be started, or has not by the deadline (of `time.monotonic`).
        """
        if not sys.executable or getattr(sys, "frozen", False):
            raise OSError("there is no Python to start")
        self._is_late = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, json.dumps(_path())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Each process reads one file at a time: the threads of a library would only crowd.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # Popen has both, since both were asked for.
        self._input = cast(BinaryIO, self._process.stdin)
        self._output = cast(BinaryIO, self._process.stdout)
        timer = self._timer(deadline)
        is_ready = self._output.read(len(READY)) == READY
        timer.cancel()
        if not is_ready:
            self.end()
            raise OSError("the process that reads has not started")

    def ask(self, request: Request, deadline: float) -> Reading:
        """Have a file read.

        Raises
        ------
        EndedError
            The process was too slow, or ended over the file. It is of no more use.
        """
        timer = self._timer(deadline)
        try:
            send_request(self._input, request)
            return receive_reply(self._output)
        except (OSError, EOFError, ValueError, LookupError, TypeError):
            # Or it answered nonsense, which only a parser that a file has taken over can do.
            raise EndedError(self._reason()) from None
        finally:
            timer.cancel()

    @property
    def is_usable(self) -> bool:
        """Whether it has neither ended nor is about to."""
        return not self._is_late and self._process.poll() is None

    def kill(self) -> None:
        """End it at once, whatever it does; may be called from any thread."""
        self._process.kill()

    def end(self) -> None:
        """End it and wait until it has gone."""
        self.kill()
        for pipe in (self._input, self._output):
            with suppress(OSError):  # what it was to be sent has nowhere to go
                pipe.close()
        self._process.wait()

    def _timer(self, deadline: float) -> threading.Timer:
        timer = threading.Timer(max(deadline - time.monotonic(), 0), self._too_late)
        timer.daemon = True
        timer.start()
        return timer

    def _too_late(self) -> None:
        self._is_late = True
        self.kill()

    def _reason(self) -> Callable[[str], InputError]:
        try:
            status = self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.kill()
            status = self._process.wait()
        if self._is_late or status == -getattr(signal, "SIGXCPU", 0):
            return limits.too_slow
        return limits.too_large if status == OUT_OF_MEMORY else limits.breaks_reader


def _path() -> list[str]:
    """Where this process imports from, the current folder left out, so that the other does too."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return [*(str(entry) for entry in sys.path if entry), package]
