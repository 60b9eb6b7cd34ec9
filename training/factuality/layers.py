"""The layers of a BERT encoder, and the head that scores predicates: plain torch, so that any checkpoint's weights fit."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

WIDTH, HEADS, INNER = 384, 12, 1536
LINKS = 4
SCALES = 3
"""The corpora's scales: UW, MEANTIME, UDS-IH2. They differ in what a plan or a condition scores."""


class Layer(nn.Module):
    """One encoder layer (post-norm, as in BERT)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` [batch, pieces, 384]; ``mask`` [batch, 1, 1, pieces], 0 for a piece and very low for none."""
        b, n, _ = x.shape
        q, k, v = (m(x).view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for m in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask, -1)
        seen = (weights @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.dropout(self.mixed(seen)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))

    def load(self, weights: Mapping[str, Tensor], number: int) -> None:
        """Take the weights of one layer of a checkpoint with the names of Hugging Face's BERT."""
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "mixed": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "inner": "intermediate.dense", "outer": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for own, theirs in names.items():
            module = getattr(self, own)
            for part in ("weight", "bias"):
                getattr(module, part).data.copy_(weights[f"encoder.layer.{number}.{theirs}.{part}"])


class Embeddings(nn.Module):
    """Word pieces to vectors."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        get = weights.__getitem__
        self.word = nn.Embedding.from_pretrained(get("embeddings.word_embeddings.weight"))
        self.place = nn.Embedding.from_pretrained(get("embeddings.position_embeddings.weight"))
        self.kind = nn.Parameter(get("embeddings.token_type_embeddings.weight")[0], requires_grad=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.weight.data.copy_(get("embeddings.LayerNorm.weight"))
        self.norm.bias.data.copy_(get("embeddings.LayerNorm.bias"))

    def forward(self, pieces: Tensor) -> Tensor:
        """``pieces`` [batch, n] to [batch, n, 384]."""
        return self.norm(self.word(pieces) + self.place(torch.arange(pieces.shape[1])) + self.kind)


class Factuality(nn.Module):
    """Two encoder layers over the trunk's states, and a head that reads each predicate with the words that govern it."""

    def __init__(self, features: int, layers: int = 2, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.told = nn.Sequential(nn.Linear(features, 64), nn.GELU())
        self.joined = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(LINKS * WIDTH + 64, 256), nn.GELU(), nn.Dropout(dropout)
        )
        self.score = nn.Linear(256, SCALES)
        self.scale = nn.Linear(WIDTH, SCALES)

    def forward(
        self, states: Tensor, mask: Tensor, owner: Tensor, at: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores [predicates, 3], one on each scale, -3 to 3, and how likely each scale is by the style of the text.

        ``states`` [batch, pieces, 384], ``mask`` [batch, pieces] 1 or 0, ``owner`` [predicates] the row, ``at`` [predicates, 4]
        the pieces, ``features`` [predicates, features].
        """
        low = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, low)
        seen = states[owner[:, None], at]
        joined = self.joined(torch.cat([seen.flatten(1), self.told(features)], -1))
        style = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        raw = self.score(joined)
        raw = torch.cat(
            [raw[:, :1], raw[:, :1] + raw[:, 1:2], raw[:, 2:]], -1
        )  # MEANTIME is small: it leans on the other news
        return 3 * torch.tanh(raw), torch.softmax(self.scale(style), -1)[owner]
