"""The network: a BERT encoder, anchors of attributions and statements, and the spans that hang on each.

An attribution is anchored at the first word of its cue, a statement at the first word of its evidence
together with its stance. Every pair of an anchor and a word gets a score for each role of the word, so
that spans may be nested, interrupted and shared. The pair's vector is a small convolution over
projections of both words, their distance, and whether sentences or paragraphs lie between.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from detente.extraction.network.windows import CASES, PLACES, QUOTING

STANCES = ("offers", "demands", "accepts", "proposes", "rejects", "threatens", "questions")
ATTRIBUTION_ROLES = ("source", "cue", "content")
STATEMENT_ROLES = ("evidence", "speaker", "condition", "issue", "holder", "party", "via", "actor")
_FAR = 100  # distances are told apart up to this many words


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            scores = (q @ k.transpose(-1, -2)) / (w // self.heads) ** 0.5
            mixed = scores.softmax(-1) @ v
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self._drop(self.out(mixed.transpose(1, 2).reshape(b, t, w))))
        return self.norm2(x + self._drop(self.down(functional.gelu(self.up(x)))))

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, self.dropout, self.training)


class Encoder(nn.Module):
    def __init__(self, config: dict, dropout: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], width)
        self.place = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.features = nn.ModuleList(nn.Embedding(len(names), width) for names in (CASES, QUOTING, PLACES))
        for table in self.features:
            nn.init.normal_(table.weight, std=0.002)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.dropout = dropout

    def forward(self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        x = self.word(ids) + self.place(torch.arange(ids.shape[1]))
        for i, table in enumerate(self.features):
            x = x + table(features[..., i])
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    @classmethod
    def load(cls, folder: Path, dropout: float = 0.1) -> "Encoder":
        """From a BERT checkpoint in safetensors."""
        config = json.loads((folder / "config.json").read_text())
        weights = load_file(folder / "model.safetensors")
        weights = {k.removeprefix("bert."): v for k, v in weights.items()}
        encoder = cls(config, dropout)
        own = {
            "word.weight": weights["embeddings.word_embeddings.weight"],
            "place.weight": weights["embeddings.position_embeddings.weight"],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        own["word.weight"] = own["word.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        for n in range(config["num_hidden_layers"]):
            p = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                own[f"layers.{n}.qkv.{kind}"] = torch.cat(
                    [weights[f"{p}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                )
                for mine, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    own[f"layers.{n}.{mine}.{kind}"] = weights[f"{p}{theirs}.{kind}"]
        missing, unexpected = encoder.load_state_dict(own, strict=False)
        if unexpected or any(not name.startswith("features") for name in missing):
            raise ValueError(f"{folder}: the checkpoint lacks {missing} or has too much: {unexpected}")
        return encoder


class Pairs(nn.Module):
    """Scores of the roles that each word of a window has for each of its anchors."""

    def __init__(self, width: int, kinds: int, roles: int, inner: int = 192, dropout: float = 0.1) -> None:
        super().__init__()
        self.anchor, self.word = nn.Linear(width, 2 * inner), nn.Linear(width, 2 * inner)
        self.kind = nn.Embedding(kinds, 2 * inner)
        self.distance = nn.Embedding(2 * _FAR + 1, inner)
        self.sentences, self.paragraphs = nn.Embedding(7, inner), nn.Embedding(3, inner)
        self.mix1 = nn.Conv1d(inner, inner // 2, 5, padding=2)
        self.mix2 = nn.Conv1d(inner // 2, inner // 2, 5, padding=2)
        self.roles = nn.Linear(inner // 2, roles)
        self.dropout = dropout

    def forward(
        self,
        words: torch.Tensor,  # (anchors, words, width): the words of each anchor's window
        anchors: torch.Tensor,  # (anchors, width)
        kinds: torch.Tensor,  # (anchors,)
        at: torch.Tensor,  # (anchors,): the anchor's place among the words
        order: torch.Tensor,  # (anchors, words, 2): sentence and paragraph number of each word
    ) -> torch.Tensor:
        a, a_gate = (self.anchor(anchors) + self.kind(kinds)).unsqueeze(1).chunk(2, -1)
        w, w_gate = self.word(words).chunk(2, -1)
        place = torch.arange(words.shape[1]).unsqueeze(0)
        distance = (place - at.unsqueeze(1)).clamp(-_FAR, _FAR) + _FAR
        own = order.gather(1, at.view(-1, 1, 1).expand(-1, 1, 2))
        apart = order - own
        pair = a + w + a_gate * w_gate + self.distance(distance)
        pair = pair + self.sentences(apart[..., 0].clamp(-3, 3) + 3)
        pair = pair + self.paragraphs(apart[..., 1].clamp(-1, 1) + 1)
        x = functional.dropout(functional.gelu(pair), self.dropout, self.training).transpose(1, 2)
        x = functional.gelu(self.mix1(x))
        x = x + functional.gelu(self.mix2(x))
        return self.roles(x.transpose(1, 2))


class Reader(nn.Module):
    def __init__(self, encoder: Encoder, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.cues = nn.Linear(width, 1)
        self.starts = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(STANCES)))
        # Heard only in training: which words are in any span of a role, so that the encoder learns them.
        self.inside = nn.Linear(width, len(ATTRIBUTION_ROLES) + len(STANCES))
        self.attributions = Pairs(width, 1, len(ATTRIBUTION_ROLES), dropout=dropout)
        self.statements = Pairs(width, len(STANCES), len(STATEMENT_ROLES), dropout=dropout)
        for layer in (self.cues, self.starts[2]):
            nn.init.constant_(layer.bias, -4.0)

    def encode(
        self, ids: torch.Tensor, features: torch.Tensor, heads: torch.Tensor, mask: torch.Tensor | None
    ) -> torch.Tensor:
        """Vectors of the words of each window (windows, words, width)."""
        x = self.encoder(ids, features, mask)
        return x.gather(1, heads.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
