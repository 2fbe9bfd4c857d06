"""What goes wrong how often: ``python -m benchmarks.errors [train|dev]``.

Every statement that is missed, too many, or matched but wrong in party or polarity is counted under the
first kind that fits it.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from benchmarks.shared import annotated, as_prediction, as_report, scorer
from detente.extraction import confidence, reader
from detente.records import Statement


def main(split: str = "dev") -> None:
    """Print the kinds with their counts, the commonest first."""
    counts: Counter[str] = Counter()
    for row in annotated(split):
        counts.update(_kinds(row))
    for kind, n in counts.most_common():
        print(f"{n:4}  {kind}")


def _kinds(row: dict[str, Any]) -> list[str]:
    tools, threshold = scorer(), confidence.load().threshold
    everything = [s for s, _ in reader.candidates(as_report(row))]
    kept = [s for s in everything if s.confidence >= threshold]
    gold = row["statements"]
    pairs = tools.pair(gold, [as_prediction(s) for s in kept])
    hit = {i for i, _ in pairs}
    kinds = [_missed(tools, gold[i], gold, hit, everything) for i in range(len(gold)) if i not in hit]
    matched = {j for _, j in pairs}
    kinds += [_extra(tools, kept[j], gold) for j in range(len(kept)) if j not in matched]
    for i, j in pairs:
        kinds += _wrong(tools, gold[i], kept[j])
    return kinds


def _missed(
    tools: Any, missed: dict[str, Any], gold: list[dict[str, Any]], hit: set[int], everything: list[Statement]
) -> str:
    near = [s for s in everything if tools.jaccard(missed["evidence"], list(s.evidence)) >= 0.3]
    twins = [i for i, g in enumerate(gold) if g["evidence"] == missed["evidence"] and i in hit]
    if twins:
        return "missed: another holder or stance of words that were found"
    if near:
        return "missed: seen, but not sure enough to be kept"
    how = "quoted directly" if missed["quote"] == "direct" else "told in the reporter's words"
    return f"missed: not seen, {how}"


def _extra(tools: Any, found: Statement, gold: list[dict[str, Any]]) -> str:
    touching = any(tools.jaccard(g["evidence"], list(found.evidence)) > 0 for g in gold)
    if touching:
        return "too many: other bounds, or a second reading of an annotated stretch"
    return "too many: no position for the annotators"


def _wrong(tools: Any, gold: dict[str, Any], found: Statement) -> list[str]:
    kinds = []
    if not tools.same_party(gold["party"], found.party):
        same_place = (
            gold["speaker"] and found.speaker and tools.jaccard(gold["speaker"], list(found.speaker)) > 0
        )
        if found.party is None:
            kinds.append("party: none told where there is one")
        elif same_place:
            kinds.append("party: the right mention, resolved to another or by another name")
        else:
            kinds.append("party: another mention taken for the holder")
    right, got = tools.POLARITY[gold["stance"]], tools.POLARITY[str(found.stance)]
    if right != got:
        kinds.append(f"polarity: {right} read as {got}")
    return kinds


if __name__ == "__main__":
    main(*sys.argv[1:2])
