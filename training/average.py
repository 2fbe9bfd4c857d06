"""The mean of checkpoints' weights: ``python -m training.average OUT CHECKPOINT:SHARE...``.

Two ends of one line of training, averaged, read better than either (Wortsman et al. 2022, model soups).
"""

import sys
from pathlib import Path

import torch


def average(checkpoints: dict[Path, float]) -> dict[str, torch.Tensor]:
    """Weights by name, each checkpoint counting by its share."""
    total = sum(checkpoints.values())
    mean: dict[str, torch.Tensor] = {}
    for path, share in checkpoints.items():
        for name, value in torch.load(path, weights_only=True, map_location="cpu")["model"].items():
            mean[name] = mean.get(name, 0) + value.float() * (share / total)
    return mean


def main(out: str, *given: str) -> None:
    shares = {Path(path): float(share) for path, _, share in (each.rpartition(":") for each in given)}
    torch.save({"model": average(shares)}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
