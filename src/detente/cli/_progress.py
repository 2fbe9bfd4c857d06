"""Progress of long work: on a terminal only, and on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from detente.records import Report


@contextmanager
def working_on(what: str, n_reports: int) -> Iterator[Callable[[Report], None] | None]:
    """Show how many reports are done; gives what to call before each, or None in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=n_reports)
        n_begun = 0

        def begin(report: Report) -> None:
            nonlocal n_begun
            progress.update(task, completed=n_begun)
            n_begun += 1

        yield begin
