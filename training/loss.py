"""Batches and what a batch costs."""

import numpy as np
import torch
from torch.nn import functional

from training.data import Example
from training.model import ATTRIBUTION_ROLES, STANCES, Reader


def _padded(rows: list[np.ndarray]) -> torch.Tensor:
    longest = max(len(r) for r in rows)
    shape = (len(rows), longest, *rows[0].shape[1:])
    out = np.zeros(shape, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out).to(torch.get_default_device())


def batch_loss(model: Reader, batch: list[Example]) -> dict[str, torch.Tensor]:
    """Losses by name; their sum is what is minimised."""
    ids = _padded([e.window.ids for e in batch])
    features = _padded([e.window.features for e in batch])
    heads = _padded([e.window.heads for e in batch])
    order = _padded([e.order for e in batch])
    lengths = torch.tensor([len(e.window.ids) for e in batch])
    counts = torch.tensor([len(e.window.heads) for e in batch])
    mask = (torch.arange(ids.shape[1]) < lengths.unsqueeze(1))[:, None, None, :]
    words = model.encode(ids, features, heads, mask)
    real = torch.arange(words.shape[1]) < counts.unsqueeze(1)

    losses = {}
    inside = model.inside(words)
    for task, pairs, anchors_of, low in (
        ("attributions", model.attributions, model.cues, 0),
        ("statements", model.statements, model.starts, len(ATTRIBUTION_ROLES)),
    ):
        rows = [i for i, e in enumerate(batch) if e.task == task]
        if not rows:
            continue
        kinds = 1 if task == "attributions" else len(STANCES)
        target = torch.zeros(len(batch), words.shape[1], kinds)
        spans = torch.zeros(len(batch), words.shape[1], len(ATTRIBUTION_ROLES) if kinds == 1 else kinds)
        flat = [(i, a) for i in rows for a in batch[i].anchors]
        for i, a in flat:
            target[i, a.word, a.kind] = 1
            n = len(a.roles)
            if kinds == 1:
                spans[i, :n] = torch.maximum(spans[i, :n], torch.tensor(a.roles, dtype=torch.float32))
            else:
                column = torch.tensor(a.roles[:, 0], dtype=torch.float32)
                spans[i, :n, a.kind] = torch.maximum(spans[i, :n, a.kind], column)
        here = torch.zeros(len(batch), dtype=torch.bool)
        here[rows] = True
        keep = real & here.unsqueeze(1)
        scores = anchors_of(words)
        per = functional.binary_cross_entropy_with_logits(scores, target, reduction="none").sum(-1)
        losses[f"{task} anchors"] = per[keep].sum() / (len(flat) + 2)
        aux = functional.binary_cross_entropy_with_logits(
            inside[..., low : low + spans.shape[-1]], spans, reduction="none"
        ).sum(-1)
        losses[f"{task} inside"] = aux[keep].mean()
        if flat:
            which = torch.tensor([i for i, _ in flat])
            at = torch.tensor([a.word for _, a in flat])
            kind = torch.tensor([a.kind for _, a in flat])
            roles = _padded([a.roles.astype(np.int64) for _, a in flat]).float()
            roles = functional.pad(roles, (0, 0, 0, words.shape[1] - roles.shape[1]))
            got = pairs(words[which], words[which, at], kind, at, order[which])
            per = functional.binary_cross_entropy_with_logits(got, roles, reduction="none").sum(-1)
            losses[f"{task} roles"] = (per * real[which]).sum() / len(flat) / 20
    return losses
