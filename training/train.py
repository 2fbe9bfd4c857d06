"""Train the reader: ``python -m training.train STAGE --out FOLDER [--from CHECKPOINT]``.

Stages ``attributions`` read PolNeAR, with the annotated reports beside it; stages ``together`` read all
annotated reports, with a share of PolNeAR so that attributions are not forgotten. Each epoch ends in a
checkpoint; a run that was interrupted goes on from the last one when it is started again.
"""

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training import written
from training.data import Example, Text, attribution_text, digest, examples, read_lines, statement_text
from training.loss import batch_loss
from training.model import Encoder, Reader

SHARED = Path(__file__).parents[2] / "shared" / "data"
SILVER = Path(__file__).parent / "silver.jsonl"
# Negotiations of the training reports that are kept back to set thresholds and to calibrate.
HELD_BACK = {
    "us-covid-relief", "labour-writers-2007", "liberia-2003", "ttip", "drc-m23", "hong-kong",
    "us-infrastructure", "greece-debt", "ec-japan-us-trade-1987", "us-mexico-migration",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Passes over the data, rates, and what a pass reads."""

    epochs: int
    encoder_rate: float
    head_rate: float
    times: int  # that the reports are read in a pass
    share: float  # of PolNeAR that is read in a pass
    batch: int = 6  # windows
    size: int = 288  # pieces in a window at most
    hidden: float = 0.0  # share of pieces hidden, so that few reports are not learnt by heart


STAGES = {
    "attributions": Stage(epochs=1, encoder_rate=1.5e-4, head_rate=1e-3, times=2, share=1.0),
    "together": Stage(epochs=3, encoder_rate=1.5e-4, head_rate=8e-4, times=1, share=0.3),
    # The same again at lower rates, with the reports that were written and annotated since.
    "attributions-again": Stage(
        epochs=1, encoder_rate=1e-4, head_rate=5e-4, times=1, share=1.0, batch=8, size=224, hidden=0.06
    ),
    "together-again": Stage(
        epochs=3, encoder_rate=1.2e-4, head_rate=6e-4, times=1, share=0.3, batch=8, size=224, hidden=0.06
    ),
}


def is_held_back(row: dict) -> bool:
    return row["id"].rsplit("-", 1)[0] in HELD_BACK


def report_texts(*, everything: bool, limit: int | None = None) -> list[Text]:
    """The annotated reports, so many of them at most."""
    rows = read_lines(SHARED / "reports" / "train.jsonl.gz")
    annotated = [r for r in rows if everything or not is_held_back(r)]
    # The annotated reports are what will be met; the written ones widen the language.
    return [statement_text(r) for r in [*annotated * 2, *written.load_all(), *silver_rows()][:limit]]


def silver_rows() -> list[dict]:
    """Articles of PolNeAR annotated with statements for this project, kept as offsets alone."""
    if not SILVER.exists():
        return []
    texts = {r["doc"]: r["text"] for r in read_lines(SHARED / "polnear_train.jsonl.gz")}
    return [{**r, "id": r["doc"], "text": texts[r["doc"]]} for r in read_lines(SILVER)]


def load_start(model: Reader, weights: dict[str, torch.Tensor]) -> None:
    """Take over weights, also of a checkpoint that knew fewer roles: new roles start as they are."""
    own = model.state_dict()
    for name, value in weights.items():
        if own[name].shape == value.shape:
            own[name] = value
        else:
            own[name][: len(value)] = value
    model.load_state_dict(own)


def epoch_batches(
    attributions: list[Text], statements: list[Text], stage: Stage, seed: int
) -> list[list[Example]]:
    """Batches of windows of like length, in an order of chance that `seed` fixes."""
    rng = random.Random(seed)
    chosen = rng.sample(attributions, round(stage.share * len(attributions))) + statements * stage.times
    pool = [
        e for text in chosen for e in examples(text, stage.size, stage.hidden, rng) if len(e.window.heads) > 3
    ]
    rng.shuffle(pool)
    batches = []
    for i in range(0, len(pool), stage.batch * 20):
        chunk = sorted(pool[i : i + stage.batch * 20], key=lambda e: len(e.window.ids))
        batches += [chunk[j : j + stage.batch] for j in range(0, len(chunk), stage.batch)]
    rng.shuffle(batches)
    return batches


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder of a BERT checkpoint")
    parser.add_argument("--from", dest="start", type=Path, help="checkpoint to start from")
    parser.add_argument("--everything", action="store_true", help="train on the kept-back reports as well")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--texts", type=int, help="read only so many texts of each kind, to try the command")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_default_device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    stage = STAGES[options.stage]
    epochs = options.epochs or stage.epochs

    device = torch.get_default_device()
    model = Reader(Encoder.load(options.encoder)).to(device)
    if options.start:
        load_start(model, torch.load(options.start, weights_only=True, map_location=device)["model"])
    encoder = set(model.encoder.parameters())
    groups = [
        {"params": [p for p in model.parameters() if p in encoder], "lr": stage.encoder_rate},
        {"params": [p for p in model.parameters() if p not in encoder], "lr": stage.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    polnear = SHARED / "polnear_train.jsonl.gz"
    attributions = [attribution_text(r) for r in read_lines(polnear)[: options.texts]]
    statements = report_texts(everything=options.everything, limit=options.texts)
    own = (SHARED / "reports" / "train.jsonl.gz", SILVER, *sorted(written.FOLDER.glob("*.json")))
    log = options.out / "log.jsonl"
    _note(
        log,
        stage=options.stage, seed=options.seed, epochs=epochs, everything=options.everything,
        start=str(options.start and options.start.name), torch=torch.__version__, device=device.type,
        data={p.name: digest(p) for p in (polnear, *own) if p.exists()},
        reports=len(statements), statements=sum(len(t.anchors) for t in statements),
    )  # fmt: skip
    plan = [epoch_batches(attributions, statements, stage, 1000 * options.seed + e) for e in range(epochs)]
    total = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * total), max(0.02, 1 - step / total))
    )
    last = options.out / "last.pt"
    begun = 0
    if last.exists():
        state = torch.load(last, weights_only=True, map_location=device)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        begun = state["epoch"] + 1
    for epoch in range(begun, epochs):
        model.train()
        sums, since = defaultdict(float), time.time()
        for step, batch in enumerate(plan[epoch], 1):
            losses = batch_loss(model, batch)
            loss = sum(losses.values())
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            for name, value in losses.items():
                sums[name] += value.item()
                sums[f"n {name}"] += 1
            if step % 50 == 0 or step == len(plan[epoch]):
                means = {n: round(v / sums[f"n {n}"], 4) for n, v in sums.items() if not n.startswith("n ")}
                _note(
                    log,
                    epoch=epoch,
                    step=step,
                    of=len(plan[epoch]),
                    seconds=round(time.time() - since),
                    **means,
                )
                sums.clear()
        state = {
            "model": model.state_dict(), "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(), "epoch": epoch,
        }  # fmt: skip
        torch.save(state, last)
    torch.save({"model": model.state_dict()}, options.out / "final.pt")


def _note(path: Path, **values: object) -> None:
    line = json.dumps(values, ensure_ascii=False)
    print(line, file=sys.stderr, flush=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(line + "\n")


if __name__ == "__main__":
    main()
