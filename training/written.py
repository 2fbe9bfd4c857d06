"""Reports that were written and annotated for training: read from their files, spans located.

A file of ``training/written`` holds a JSON list of reports ``{id, negotiation, title, text, statements}``.
A statement gives its spans as the words themselves: ``evidence`` and ``condition`` verbatim from the text,
``speaker`` verbatim as well; ``at`` picks among repeated evidence (0 the first). Located, a report is
like those of ``shared/data/reports``: half-open spans in code points.

``python -m training.written FILE...`` names what cannot be located, so that an annotator can mend it.
"""

import json
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "written"
STANCES = {"offers", "demands", "accepts", "proposes", "rejects", "threatens", "questions"}
QUOTES = {"direct", "mixed", "indirect"}


def load(path: Path) -> list[dict]:
    """The reports of one file; raises ``ValueError`` with every defect, a line each."""
    defects: list[str] = []
    reports = [locate(report, defects) for report in json.loads(path.read_text(encoding="utf-8"))]
    if defects:
        raise ValueError("\n".join(f"{path.name}: {defect}" for defect in defects))
    return reports


def load_all(folder: Path = FOLDER) -> list[dict]:
    """Every written report, in the order of file names."""
    return [report for path in sorted(folder.glob("*.json")) for report in load(path)]


def locate(report: dict, defects: list[str]) -> dict:
    """The report with spans in code points; what cannot be located is added to `defects`."""
    located = [
        _locate_statement(report, number, statement, defects)
        for number, statement in enumerate(report["statements"])
    ]
    return {**report, "annotator": "written", "statements": located}


def _locate_statement(report: dict, number: int, statement: dict, defects: list[str]) -> dict:
    text = report["text"]

    def bad(what: str) -> None:
        defects.append(f"{report['id']} statement {number}: {what}")

    if statement["stance"] not in STANCES:
        bad(f"stance {statement['stance']!r}")
    if statement["quote"] not in QUOTES:
        bad(f"quote {statement['quote']!r}")
    places = _find_all(statement["evidence"], text)
    turn = statement.get("at", 0)
    if turn >= len(places):
        bad(f"evidence is not in the text: {statement['evidence']!r}")
        return statement
    evidence = places[turn]
    speaker = statement.get("speaker")
    if speaker is not None:
        mentions = _find_all(speaker, text)
        if not mentions:
            bad(f"speaker is not in the text: {speaker!r}")
        else:
            speaker = min(mentions, key=lambda m: _gap(m, evidence))
    condition = statement.get("condition")
    if condition is not None:
        inside = [c for c in _find_all(condition, text) if _gap(c, evidence) < 400]
        if not inside:
            bad(f"condition is not near its evidence: {condition!r}")
        else:
            condition = min(inside, key=lambda c: _gap(c, evidence))
    return {
        **statement,
        "evidence": list(evidence),
        "evidence_text": text[slice(*evidence)],
        "speaker": speaker and list(speaker),
        "condition": condition and list(condition),
    }


def _find_all(words: str, text: str) -> list[tuple[int, int]]:
    pattern = r"(?<!\w)" + re.escape(words) + r"(?!\w)" if words else r"(?!)"
    return [m.span() for m in re.finditer(pattern, text)]


def _gap(span: tuple[int, int], evidence: tuple[int, int]) -> int:
    """Characters between a span and the evidence; 0 inside it."""
    return max(evidence[0] - span[0], 0) + max(span[1] - evidence[1], 0)


def main(paths: list[str]) -> int:
    status = 0
    for path in map(Path, paths):
        try:
            reports = load(path)
        except (ValueError, KeyError) as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        statements = sum(len(r["statements"]) for r in reports)
        words = sum(len(r["text"].split()) for r in reports)
        print(f"{path.name}: {len(reports)} reports, {words} words, {statements} statements")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
