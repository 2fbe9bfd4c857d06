"""Ctrl-C as a wish to stop and keep what there is; a second one ends the program."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click


@contextmanager
def first_interrupt_stops() -> Iterator[Callable[[], bool]]:
    """Give what says whether the user has asked to stop; outside the main thread nobody can."""
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    asked = threading.Event()
    usual = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, usual)
        click.echo("detente: stopping with what has been found; Ctrl-C again to quit", err=True)

    signal.signal(signal.SIGINT, note)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, usual)
