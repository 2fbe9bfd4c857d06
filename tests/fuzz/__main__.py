"""Damaged files for every reader: each must give reports or a problem that says what to do.

``make fuzz``, or ``python -m fuzz`` from the folder of the tests. A failure is named by its format
and number, and ``--rerun pdf:123`` reads it again in this process, with the trace of whatever stops
the reader; ``--save FILE`` writes it to a file.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from detente import InputError
from detente.reading import child, limits
from detente.reading.document import read_document
from detente.reading.pool import Pool
from detente.records import Reading
from fuzz.mutations import mutant
from fuzz.seeds import seeds

INPUTS = 10_000
SECONDS = 5
"""Processor time for one file, all of which are small; far below what `detente` allows."""

_BOUNDS = (limits.too_slow, limits.too_large, limits.breaks_reader)
_UNFORESEEN = re.compile(r"it is damaged as \w+ \(\w+\)")


def faults(reading: Reading) -> Iterator[str]:
    """What is wrong with what came of a damaged file."""
    for problem in reading.problems:
        if any(problem.problem == bound(problem.file).problem for bound in _BOUNDS):
            yield problem.problem
        if not problem.problem or not problem.remedy:
            yield "no problem or no remedy is said"
    if not reading.reports and not reading.problems:
        yield "neither reports nor problems"
    for report in reading.reports:
        if not report.text.strip():
            yield "a report without text"
        try:
            report.text.encode("utf-8")
        except UnicodeEncodeError:
            yield "a text that is no Unicode"
        for part in report.parts:
            if not 0 <= part.span.start <= part.span.end <= len(report.text):
                yield f"a part outside the text: {part.label}"


def _outcomes(name: str, files: Sequence[bytes], n_inputs: int, pool: Pool) -> Iterator[tuple[str, Reading]]:
    waiting: deque[tuple[str, Future[Reading]]] = deque()
    for number in range(n_inputs):
        seed = f"{name}:{number}"
        waiting.append((seed, pool.submit(lambda seed=seed: mutant(seed, files), name=seed)))  # type: ignore[misc]
        if len(waiting) > 64 * pool.n_processes:
            first, future = waiting.popleft()
            yield first, future.result()
    for first, future in waiting:
        yield first, future.result()


def fuzz(name: str, files: Sequence[bytes], n_inputs: int) -> int:
    """Read so many damaged files of a format, print what was found and return how many failed."""
    n_failed = 0
    counts: Counter[str] = Counter()
    unforeseen: dict[str, str] = {}
    with Pool() as pool:
        for seed, reading in _outcomes(name, files, n_inputs, pool):
            counts["read" if reading.reports else "named as unreadable"] += 1
            for problem in reading.problems:
                if found := _UNFORESEEN.match(problem.problem):
                    counts[f"{found.group()}, as {unforeseen.setdefault(found.group(), seed)}"] += 1
            if wrong := list(faults(reading)):
                n_failed += 1
                print(f"  {seed}: {'; '.join(dict.fromkeys(wrong))}", flush=True)
    print(
        f"{name}: {n_failed} failed; " + ", ".join(f"{n} {what}" for what, n in counts.most_common()),
        flush=True,
    )
    return n_failed


def rerun(seed: str, save: Path | None) -> int:
    """Read one damaged file in this process."""
    data = mutant(seed, seeds()[seed.partition(":")[0]])
    if save is not None:
        save.write_bytes(data)
    logging.basicConfig(level=logging.DEBUG)
    try:
        reading = read_document(data, seed, None)
    except InputError as problem:
        reading = Reading(reports=(), problems=(problem,))
    print(reading, *faults(reading), sep="\n")
    return 0


def main() -> int:
    """Fuzz all readers, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="by default all: " + ", ".join(seeds()))
    parser.add_argument("--inputs", type=int, default=INPUTS, help="for each format (default: %(default)s)")
    parser.add_argument("--rerun", metavar="FORMAT:NUMBER", help="read one of them here, with traces")
    parser.add_argument("--save", type=Path, metavar="FILE", help="with --rerun: write it to a file")
    given = parser.parse_args()
    if given.rerun:
        return rerun(given.rerun, given.save)
    child._START = f"import detente.reading.limits as limits; limits.SECONDS = {SECONDS}; {child._START}"
    n_failed = sum(
        fuzz(name, files, given.inputs)
        for name, files in seeds().items()
        if not given.formats or name in given.formats
    )
    return n_failed > 0


if __name__ == "__main__":
    sys.exit(main())
