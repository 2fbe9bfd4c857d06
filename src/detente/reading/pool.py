"""Processes that read files for this one: a file that hangs or crashes its parser loses only itself.

They are started as plain commands and speak over pipes (`wire`), so that `read` may be called from
a script without a guard around its main part, from a thread, and on every system. Files are read
side by side; a process more is started only where what waits is worth it. All end with the pool.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

from detente.errors import InputError
from detente.reading import limits
from detente.reading.child import Child, EndedError
from detente.reading.document import read_document
from detente.reading.wire import Request
from detente.records import Reading

_LOG = logging.getLogger(__name__)

# To start a process and load its parsers takes most of a second, in which another reads about a
# mebibyte of web pages; the smallest file weighs as much as so many bytes of one.
_WORTH_A_PROCESS = limits.MIB
_LEAST_WEIGHT = 64 * 1024


class _Task(NamedTuple):
    load: Callable[[], bytes]
    name: str
    password: str | None
    weight: int
    future: Future[Reading]


class Pool:
    """Processes that start when there is work for them, and end with the ``with`` block."""

    def __init__(self, n_processes: int | None = None) -> None:
        """Allow so many processes; by default as many as this one may use cores."""
        self.n_processes = n_processes or _n_cores()
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._children: set[Child] = set()
        self._lock = threading.Lock()
        self._weight = 0
        self._is_abandoned = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._abandon()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def submit(
        self, load: Callable[[], bytes], *, name: str, password: str | None = None, size: int = 0
    ) -> Future[Reading]:
        """Have a file read.

        Parameters
        ----------
        load : gives its bytes; called in another thread, when its turn has come. An InputError
            that it raises becomes the problem of the result.
        name, password : as for `read_bytes`.
        size : in bytes, by which it is decided whether another process is worth it.

        Returns
        -------
        Future of Reading
            Nothing is raised for a bad file: what could not be read is in its problems.
        """
        task = _Task(load, name, password, size + _LEAST_WEIGHT, Future())
        with self._lock:
            self._weight += task.weight
            n = len(self._threads)
            if n == 0 or (n < self.n_processes and self._weight > n * _WORTH_A_PROCESS):
                self._threads.append(threading.Thread(target=self._work, daemon=True))
                self._threads[-1].start()
        self._tasks.put(task)
        return task.future

    def _work(self) -> None:
        """Read one file after the other in a process of its own; run by each thread."""
        child: Child | None = None
        while (task := self._tasks.get()) is not None:
            try:
                reading, child = self._read(task, child)
                task.future.set_result(reading)
            except InputError as problem:
                task.future.set_result(_problem(problem))
            except MemoryError:
                task.future.set_result(_problem(limits.too_large(task.name)))
            except BaseException as error:
                task.future.set_exception(error)
            with self._lock:
                self._weight -= task.weight
        if child is not None:
            self._end(child)

    def _read(self, task: _Task, child: Child | None) -> tuple[Reading, Child | None]:
        """Read a file, and return with it the process that may read the next one."""
        request = Request(task.load(), task.name, task.password)
        deadline = time.monotonic() + limits.PATIENCE
        if child is not None and child.is_usable:
            try:
                return child.ask(request, deadline), child
            except EndedError as end:
                if end.problem is limits.too_slow:
                    self._end(child)
                    return _problem(end.problem(task.name)), None
        if child is not None:
            # It may have ended over what it read before, so that a fresh one is asked.
            self._end(child)
        try:
            child = self._started(deadline)
        except OSError as error:
            _LOG.warning("%s is read in this process, for no other can be started: %s", task.name, error)
            return read_document(*request), None
        try:
            return child.ask(request, deadline), child
        except EndedError as end:
            self._end(child)
            return _problem(end.problem(task.name)), None

    def _started(self, deadline: float) -> Child:
        child = Child(deadline)
        with self._lock:
            self._children.add(child)
            is_abandoned = self._is_abandoned
        if is_abandoned:
            child.kill()
        return child

    def _end(self, child: Child) -> None:
        child.end()
        with self._lock:
            self._children.discard(child)

    def _abandon(self) -> None:
        """Let nothing more be read, and end what is being read."""
        with self._lock:
            self._is_abandoned = True
            children = list(self._children)
        with suppress(queue.Empty):
            while (task := self._tasks.get_nowait()) is not None:
                task.future.cancel()
        for child in children:
            child.kill()


def _problem(problem: InputError) -> Reading:
    return Reading(reports=(), problems=(problem,))


def _n_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
