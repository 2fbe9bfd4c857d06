"""From a checkpoint to the file that detente runs: ``python -m training.export CHECKPOINT --out FILE``.

The graph reads one window. It picks the likeliest anchors itself, so that one call gives all:

=============  =======================  =====================================================
input          shape                    what
ids            (1, pieces)              numbers of word pieces
features       (1, pieces, 3)           features of each piece's word
heads          (1, words)               first piece of each word
order          (1, words, 2)            sentence and paragraph number of each word
=============  =======================  =====================================================

=============  =======================  =====================================================
output         shape                    what (scores are logits)
cues           (words,)                 an attribution is anchored here
starts         (words, 7)               a statement of a stance begins here
inside         (words, 7)               within a statement of a stance
cue_at         (cues,)                  words at which attributions may hang
cue_roles      (cues, words, 3)         source, cue, content
start_at       (starts,)                word * 7 + stance of statements that may begin
start_roles    (starts, words, 8)       evidence, speaker, condition, issue, holder, party, via, actor
=============  =======================  =====================================================
"""

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.model import ATTRIBUTION_ROLES, STANCES, Encoder, Reader
from training.train import load_start

# Anchors are followed up from these logits; the reader's own thresholds are not lower.
CUE_FLOOR, START_FLOOR = -1.5, -2.95
INPUTS = ("ids", "features", "heads", "order")
OUTPUTS = ("cues", "starts", "inside", "cue_at", "cue_roles", "start_at", "start_roles")


class OneWindow(nn.Module):
    """The reader on one window, its likeliest anchors followed up."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, heads: torch.Tensor, order: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        reader = self.reader
        words = reader.encode(ids, features, heads, None)
        cues = reader.cues(words)[0, :, 0]
        starts = reader.starts(words)[0]
        inside = reader.inside(words)[0, :, len(ATTRIBUTION_ROLES) :]
        cue_at, start_at = _likely(cues, CUE_FLOOR), _likely(starts.reshape(-1), START_FLOOR)
        cue_roles = self._pairs(reader.attributions, words, cue_at, torch.zeros_like(cue_at), order)
        at = torch.div(start_at, len(STANCES), rounding_mode="floor")
        start_roles = self._pairs(reader.statements, words, at, start_at % len(STANCES), order)
        return cues, starts, inside, cue_at, cue_roles, start_at, start_roles

    @staticmethod
    def _pairs(
        pairs: nn.Module, words: torch.Tensor, at: torch.Tensor, kind: torch.Tensor, order: torch.Tensor
    ) -> torch.Tensor:
        return pairs(words, words[0, at], kind, at, order.expand(at.shape[0], -1, -1))


def _likely(scores: torch.Tensor, floor: float) -> torch.Tensor:
    """Places of all scores from `floor`, of the best one where none reaches it."""
    return (scores >= scores.max().clamp(max=floor)).nonzero()[:, 0]


def export(reader: Reader, path: Path) -> None:
    """Write the graph with 32-bit weights."""
    reader.eval()
    pieces, words = 12, 9
    torch.manual_seed(0)
    example = (
        torch.randint(0, 100, (1, pieces)),
        torch.zeros(1, pieces, 3, dtype=torch.long),
        torch.arange(1, words + 1).unsqueeze(0),
        torch.zeros(1, words, 2, dtype=torch.long),
    )
    torch.onnx.export(
        OneWindow(reader), example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes={
            "ids": {1: "pieces"}, "features": {1: "pieces"}, "heads": {1: "words"}, "order": {1: "words"},
            "cues": {0: "words"}, "starts": {0: "words"}, "inside": {0: "words"},
            "cue_at": {0: "found cues"}, "cue_roles": {0: "found cues", 1: "words"},
            "start_at": {0: "found starts"}, "start_roles": {0: "found starts", 1: "words"},
        },
        opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--full", action="store_true", help="keep 32-bit weights")
    options = parser.parse_args()
    reader = Reader(Encoder.load(options.encoder))
    load_start(reader, torch.load(options.checkpoint, weights_only=True)["model"])
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        export(reader, options.out if options.full else whole)
        if not options.full:
            # Seven bits: without VNNI, sums of eight-bit products overflow.
            quantize_dynamic(
                whole,
                options.out,
                op_types_to_quantize=["MatMul", "Gather"],
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
            )
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
