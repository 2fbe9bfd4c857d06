"""How fast files are read, and how web pages compare with trafilatura alone.

Usage: ``python -m benchmarks.reading [N]`` makes N pages (1,000 by default) from templates, reads
each with detente and with trafilatura in turn, and prints the ratio of their speeds; then for each
format, in a process of its own, pages and megabytes a second on one core and the peak of memory.
A page of a format without pages is 3,000 characters of its text. All files are made here, from
invented sentences with a fixed seed.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.made_files import FORMATS, web_pages
from detente.reading import read_bytes

_PAGES = 1_000
_WARM_UP = 10
_PAGE_CHARACTERS = 3_000
_SECONDS = 3.0
_SEED = 7


def main(n_pages: int = _PAGES) -> None:
    """Print all figures."""
    compare(n_pages)
    print(f"{'format':8} {'files/s':>8} {'pages/s':>8} {'MB/s':>8} {'peak MiB':>9}")
    for kind in FORMATS:
        # In a process of its own, so that the peak is this format's.
        subprocess.run([sys.executable, "-m", "benchmarks.reading", "--format", kind], check=True)


def compare(n_pages: int) -> None:
    """Print the speed of detente and of trafilatura on the same pages, read in turn."""
    pages = list(web_pages(random.Random(_SEED), n_pages))
    readers: dict[str, Callable[[bytes], object]] = {"detente": _detente, "trafilatura": _trafilatura}
    seconds = dict.fromkeys(readers, 0.0)
    for number, page in enumerate((*pages[:_WARM_UP], *pages)):
        for name, reader in readers.items():
            began = time.process_time()
            reader(page)
            seconds[name] += (time.process_time() - began) if number >= _WARM_UP else 0.0
    size = sum(map(len, pages)) / 1e6
    for name, spent in seconds.items():
        print(f"{name:12} {n_pages / spent:7.1f} web pages a second, {size / spent:5.2f} MB/s")
    ratio = seconds["trafilatura"] / seconds["detente"]
    print(f"ratio {ratio:.2f} on {n_pages} pages of {size:.1f} MB; peak of both {_peak():.0f} MiB\n")


def _detente(page: bytes) -> object:
    return read_bytes(page, name="page.html")


def _trafilatura(page: bytes) -> object:
    import trafilatura

    return trafilatura.bare_extraction(
        page, favor_recall=True, include_comments=False, include_tables=True, with_metadata=True
    )


def measure(kind: str) -> None:
    """Print the speed of one format, read for some seconds."""
    files = list(FORMATS[kind](random.Random(_SEED)))
    read_bytes(files[0], name=kind)
    n_files = n_bytes = n_characters = 0
    began = time.process_time()
    for data in _endlessly(files):
        n_characters += sum(len(report.text) for report in read_bytes(data, name=kind))
        n_files, n_bytes = n_files + 1, n_bytes + len(data)
        if (spent := time.process_time() - began) > _SECONDS:
            break
    pages = n_characters / _PAGE_CHARACTERS
    print(
        f"{kind:8} {n_files / spent:8.1f} {pages / spent:8.1f} {n_bytes / 1e6 / spent:8.2f} {_peak():9.0f}",
        flush=True,
    )


def _endlessly(files: list[bytes]) -> Iterator[bytes]:
    while True:
        yield from files


def _peak() -> float:
    """Peak of memory in MiB; what the system counts for a process begins with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--format"]:
        measure(sys.argv[2])
    else:
        main(*map(int, sys.argv[1:2]))
