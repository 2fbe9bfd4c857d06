"""Precision of each family of cues on the training reports, for ``[precision]`` in ``cues.toml``.

Usage: ``python -m benchmarks.cues`` prints the table. A statement counts as right where it matches
an annotated one with party and polarity right (the scorer's "full"). Families with few statements
are drawn towards the mean: ``(right + 5 * mean) / (n + 5)``. Statements whose party cannot be told
can never be right in that sense; under "no party" stands the share that match at all.
"""

from __future__ import annotations

from collections import Counter

from benchmarks.shared import annotated, as_prediction, extracted, scorer
from detente.extraction.lexicon import load
from detente.records import Statement

_PRIOR = 5


def family(statement: Statement, text: str) -> str:
    """The family of the cue that a statement rests on."""
    span = statement.cue[0]
    words = tuple(text[span.start : span.end].lower().replace("’", "'").split())
    for entries in load().entries.values():
        for entry in entries:
            first = words[0] == entry.words[0] or (
                entry.words[0][0] == "'" and words[0].endswith(entry.words[0])
            )
            if entry.cue.stance and first and words[1:] == entry.words[1:]:
                return entry.cue.family
    raise LookupError(words)


def main() -> None:
    """Print the table in TOML."""
    score = scorer()
    rows = annotated("train")
    _, statements = extracted(rows)
    n, right = Counter[str](), Counter[str]()
    for row in rows:
        own = [s for s in statements if s.report_id == row["id"]]
        matched = {
            j: row["statements"][i] for i, j in score.pair(row["statements"], [as_prediction(s) for s in own])
        }
        for j, statement in enumerate(own):
            key = family(statement, row["text"]) if statement.party else "no party"
            gold = matched.get(j)
            n[key] += 1
            right[key] += gold is not None and (
                statement.party is None
                or (
                    score.same_party(gold["party"], statement.party)
                    and score.POLARITY[gold["stance"]] == score.POLARITY[str(statement.stance)]
                )
            )
    mean = sum(right.values()) / sum(n.values())
    print(f"# {len(rows)} training reports, {sum(n.values())} statements, mean {mean:.2f}")
    for key in sorted(n):
        print(f'"{key}" = {(right[key] + _PRIOR * mean) / (n[key] + _PRIOR):.2f}  # n = {n[key]}')


if __name__ == "__main__":
    main()
