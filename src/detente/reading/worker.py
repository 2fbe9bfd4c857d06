"""The process that reads for another: requests on its standard input, replies on its output.

Its memory is bounded, and the processor time of each file; it ends when its input does.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import BinaryIO

from detente.errors import InputError
from detente.reading.document import read_document
from detente.reading.limits import MEMORY, SECONDS
from detente.reading.wire import Request, receive_request, send_reply
from detente.records import Reading

READY = b"+"
"""What is written once the process has started; one that cannot start ends without it."""

OUT_OF_MEMORY = 77
"""Exit status of a process that was out of memory. It does not go on: its memory is in pieces."""


def serve() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides what ends with Ctrl-C
    requests, replies = _streams()
    _limit_memory()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    replies.write(READY)
    replies.flush()
    while (request := receive_request(requests)) is not None:
        _limit_time()
        try:
            send_reply(replies, _answer(request))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BrokenPipeError:
            break


def _answer(request: Request) -> Reading:
    try:
        return read_document(request.data, request.name, request.password)
    except InputError as problem:
        return Reading(reports=(), problems=(problem,))


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes for this protocol alone: what a library prints goes nowhere."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return requests, replies


def _end_with_parent(parent: int) -> None:
    """End, whatever is being read, soon after the process that asked for it has gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, MEMORY)


def _limit_time() -> None:
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + SECONDS + 1)


def _lower(limit: int, value: int) -> None:
    import resource

    _, most = resource.getrlimit(limit)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    resource.setrlimit(limit, (value, most))


if __name__ == "__main__":
    serve()
