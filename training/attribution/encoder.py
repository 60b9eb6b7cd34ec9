"""A BERT encoder in plain torch, small enough to read: the layout of MiniLM-L6, with room for marks on each piece.

Weights are named as in the published checkpoint (``embeddings.…``, ``encoder.layer.N.…``), so that its safetensors file loads
as it is. ``features`` are what an uncased vocabulary drops and a window cannot see: the case of the word, and whether the
piece stands inside quotation marks. Their tables start at zero, so that training starts from the published model.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (torch's own custom)

LAYERS, WIDTH, HEADS, INNER, WORDS, PLACES = 6, 384, 12, 1536, 30522, 512
CASES, QUOTES = 5, 3


class Linear(nn.Linear):
    """A linear layer that can compute as the shipped one does: weights in seven bits a row, inputs in eight bits a tensor.

    Seven bits, since processors without VNNI add pairs of products in sixteen bits, which eight overflow.
    """

    quantised = False

    def forward(self, x: Tensor) -> Tensor:
        """As its parent, with the rounding of the int8 graph where ``quantised`` is set (straight through for gradients)."""
        weight = self.weight
        if Linear.quantised:
            with torch.no_grad():
                step = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 63
                low, high = x.amin().clamp_max(0), x.amax().clamp_min(0)
                grain = ((high - low) / 255).clamp_min(1e-8)
                dx = torch.round(x / grain).mul_(grain).sub_(x)
                dw = torch.round(weight / step).mul_(step).sub_(weight)
            x, weight = x + dx, weight + dw
        return F.linear(x, weight, self.bias)


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.out = Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Linear(WIDTH, INNER)
        self.down = Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` [windows, pieces, width]; ``mask`` [windows, 1, 1, pieces], added to the attention scores."""
        n, t, _ = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)  # without dropout: three times as fast
        a = self.out(a.transpose(1, 2).reshape(n, t, WIDTH))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces in, their hidden states after the last layer out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(WORDS, WIDTH)
        self.place = nn.Embedding(PLACES, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.quote = nn.Embedding(QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor) -> Tensor:
        """All [windows, pieces], integers; ``mask`` is 1 on pieces and 0 on padding."""
        return self.run(self.word(ids), case, quote, (1.0 - mask[:, None, None, :].float()) * -1e4)

    def run(self, vectors: Tensor, case: Tensor, quote: Tensor, added: Tensor | None) -> Tensor:
        """From the pieces' vectors [windows, pieces, width]; ``added`` goes to the attention scores."""
        x = vectors + self.place.weight[: vectors.shape[1]] + self.case(case) + self.quote(quote)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, added)
        return x


def load_published(encoder: Encoder, file: Path) -> None:
    """Fill the encoder with the published weights of MiniLM-L6; the tables of features stay as they are."""
    got = load_file(str(file))
    with torch.no_grad():
        encoder.word.weight.copy_(got["embeddings.word_embeddings.weight"])
        places = got["embeddings.position_embeddings.weight"] + got["embeddings.token_type_embeddings.weight"][0]
        encoder.place.weight.copy_(places)
        encoder.norm.weight.copy_(got["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(got["embeddings.LayerNorm.bias"])
        for at, layer in enumerate(encoder.layers):
            at_ = f"encoder.layer.{at}."
            for kind in ("weight", "bias"):
                parts = [got[f"{at_}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(got[f"{at_}attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).copy_(got[f"{at_}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).copy_(got[f"{at_}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(got[f"{at_}output.dense.{kind}"])
                getattr(layer.norm2, kind).copy_(got[f"{at_}output.LayerNorm.{kind}"])
