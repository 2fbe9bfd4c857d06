"""How fast files are read, and how web pages compare with trafilatura alone.

Usage: ``python -m benchmarks.reading [N]`` makes N pages (1,000 by default) from templates, reads
each with detente and with trafilatura in turn, and prints the ratio of their speeds; then reads a
folder of them on one core and on all in turn, by the clock and by processor time; then for each
format, in a process of its own, pages and megabytes a second on one core and the peak of memory.
A page of a format without pages is 3,000 characters of its text. All files are made here, from
invented sentences with a fixed seed.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.made_files import FORMATS, web_pages
from detente.reading import read, read_bytes

_PAGES = 1_000
_WARM_UP = 10
_PAGE_CHARACTERS = 3_000
_SECONDS = 3.0
_SEED = 7
_FOLDER_ROUNDS = 3


def main(n_pages: int = _PAGES) -> None:
    """Print all figures."""
    compare(n_pages)
    folder(n_pages)
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


def folder(n_pages: int) -> None:
    """Print how long a folder of pages takes on one core and on all: of rounds in turn the fastest."""
    if not hasattr(os, "sched_setaffinity"):
        print("folder: this system does not let a process be kept to one core\n")
        return
    cores = sorted({1, len(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as path:
        size = 0
        for number, page in enumerate(web_pages(random.Random(_SEED), n_pages)):
            size += Path(path, f"{number:05}.html").write_bytes(page)
        best: dict[int, tuple[float, float]] = {}
        for n_cores in cores * _FOLDER_ROUNDS:
            spent = _folder_seconds(path, n_cores)
            best[n_cores] = min(spent, best.get(n_cores, spent))
    for n_cores, (seconds, processor) in best.items():
        rates = f"{n_pages / seconds:.1f} pages a second, {size / 1e6 / seconds:.2f} MB/s"
        print(
            f"folder of {n_pages} pages on {n_cores} of {os.cpu_count()} cores: {rates}; "
            f"{seconds:.1f} s, {processor:.1f} s of processor"
        )
    print(f"all cores are {best[cores[0]][0] / best[cores[-1]][0]:.2f} times as fast as one\n")


def _folder_seconds(path: str, n_cores: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.reading", "--folder", path, str(n_cores)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds, processor = map(float, done.stdout.split())
    return seconds, processor


def read_folder(path: str, n_cores: int) -> None:
    """Read a folder on some of the cores; print seconds by the clock and of the processor."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:n_cores])
    began = time.perf_counter()
    found = read([path])
    seconds = time.perf_counter() - began
    if found.problems:
        sys.exit(f"{len(found.problems)} pages not read")
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(seconds, sum(usage.ru_utime + usage.ru_stime for usage in usages))


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
    elif sys.argv[1:2] == ["--folder"]:
        read_folder(sys.argv[2], int(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:2]))
