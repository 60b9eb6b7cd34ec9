"""The attribution model in torch: cues over all words, then for each cue the words of its source and of its content.

Both steps are conditional random fields over words (a cue never touches another one, and a relation has one source and one
content, so that being in or out is all a word needs); a content in two pieces, a cue inside another's content and a source
shared by two cues need nothing more. The second step also says whether the cue carries an attribution at all.
"""

from __future__ import annotations

import torch
from encoder import WIDTH, Encoder, Linear
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (torch's own custom)

INNER = 128
HEADS = 4
DISTANCES, BREAKS, MODES = 33, 5, 3


class Chain(nn.Module):
    """A linear-chain conditional random field."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.move = nn.Parameter(torch.zeros(labels, labels))
        self.first = nn.Parameter(torch.zeros(labels))

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of each row: ``scores`` [rows, words, labels], ``labels`` and ``mask`` [rows, words]."""
        steps = scores.shape[1]
        own = scores.gather(2, labels[..., None])[..., 0]
        gold = self.first[labels[:, 0]] + own[:, 0]
        gold = gold + ((self.move[labels[:, :-1], labels[:, 1:]] + own[:, 1:]) * mask[:, 1:]).sum(1)
        alpha = self.first + scores[:, 0]
        for at in range(1, steps):
            new = torch.logsumexp(alpha[:, :, None] + self.move, 1) + scores[:, at]
            alpha = torch.where(mask[:, at, None] > 0, new, alpha)
        return torch.logsumexp(alpha, 1) - gold


class Block(nn.Module):
    """One small transformer layer over the words of a window as one cue sees them."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = Linear(INNER, 3 * INNER), Linear(INNER, INNER)
        self.up, self.down = Linear(INNER, 2 * INNER), Linear(2 * INNER, INNER)
        self.norm1, self.norm2 = nn.LayerNorm(INNER), nn.LayerNorm(INNER)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` [cues, words, inner]; ``mask`` is added to the attention scores."""
        n, t, _ = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, INNER // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(n, t, INNER))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Relations(nn.Module):
    """Source, content, standing and mode of each cue, from the states of the words of its window."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.project = Linear(WIDTH, INNER)
        self.cue = Linear(2 * WIDTH, 2 * INNER)
        self.distance = nn.Embedding(DISTANCES, INNER)
        self.breaks = nn.Embedding(BREAKS, INNER)
        self.norm = nn.LayerNorm(INNER)
        self.block = Block(dropout)
        self.roles = Linear(INNER, 3)
        self.pooled = Linear(2 * WIDTH + INNER, INNER)
        self.standing = Linear(INNER, 1)
        self.mode = Linear(INNER, MODES)
        self.dropout = dropout
        nn.init.normal_(self.distance.weight, std=0.3)
        nn.init.normal_(self.breaks.weight, std=0.3)

    def forward(
        self,
        states: Tensor,
        mask: Tensor,
        window: Tensor,
        first: Tensor,
        last: Tensor,
        distance: Tensor,
        breaks: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Roles [cues, words, 3], standing [cues], modes [cues, 3].

        ``states`` [windows, words, width], ``mask`` [windows, words]; ``window``, ``first`` and ``last`` (inside) [cues] say
        where each cue stands; ``distance`` and ``breaks`` [cues, words] are steps from the cue.
        """
        ends = torch.cat([states[window, first], states[window, last]], 1)
        add, times = self.cue(ends).chunk(2, 1)
        words = self.project(states)[window]
        x = words * (1 + times[:, None]) + add[:, None] + self.distance(distance) + self.breaks(breaks)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        x = self.block(x, ((1.0 - mask[window].to(x.dtype)) * -1e4)[:, None, None, :])
        at = torch.arange(len(window), device=x.device)
        pooled = F.gelu(self.pooled(torch.cat([ends, x[at, first]], 1)))
        pooled = F.dropout(pooled, self.dropout, self.training)
        return self.roles(x), self.standing(pooled)[:, 0], self.mode(pooled)


class Attribution(nn.Module):
    """Encoder, cue tagger and relations; ``cues`` and ``roles`` are the two chains."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tagger = Linear(WIDTH, 2)
        self.relations = Relations()
        self.cues, self.roles = Chain(2), Chain(3)

    def words(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """The state of each word, that of its first piece: [windows, words, width]."""
        last = self.encoder(ids, case, quote, mask)
        states: Tensor = last.gather(1, firsts[..., None].expand(-1, -1, WIDTH))
        return F.dropout(states, 0.1, self.training)
