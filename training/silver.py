"""Offsets of the statements annotated in PolNeAR articles: ``python -m training.silver FILE...``.

The annotators wrote spans as the words themselves; the articles are their publishers', so that what is
kept here (``silver.jsonl``) points into them by offsets alone. Reads PolNeAR, writes ``silver.jsonl``.
"""

import json
import sys
from pathlib import Path

from training.data import read_lines
from training.train import SHARED, SILVER
from training.written import locate


def main(paths: list[str]) -> int:
    texts = {r["doc"]: r["text"] for r in read_lines(SHARED / "polnear_train.jsonl.gz")}
    defects: list[str] = []
    lines = []
    for path in map(Path, paths):
        for row in json.loads(path.read_text(encoding="utf-8")):
            report = {"id": row["doc"], "text": texts[row["doc"]], "statements": row["statements"]}
            located = locate(report, defects)["statements"]
            kept = [{k: v for k, v in s.items() if k not in {"evidence_text", "at"}} for s in located]
            lines.append(json.dumps({"doc": row["doc"], "statements": kept}, ensure_ascii=False))
    if defects:
        print("\n".join(defects), file=sys.stderr)
        return 1
    SILVER.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{SILVER.name}: {len(lines)} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
