"""Train the learned part of factuality: ``python -m training.factuality.fit CACHE --weights FILE --output DIR``.

CACHE is what ``training.factuality.prepare`` wrote. The lower layers (the trunk that attribution shares) are frozen: their states
are computed once, by the ONNX graph of ``--trunk`` or else with the weights of the checkpoint, and only the layers above them
and the head are trained. Runs where torch is. The same data, arguments and machine give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from training.factuality.layers import Embeddings, Factuality, Layer

CORPORA = ("UW", "MEANTIME", "UDS_IH2")
SHARES = (1.0, 0.0, 0.5)
"""How often a sentence of each corpus is seen in an epoch; UDS-IH2 is thrice as large as UW, MEANTIME too small to learn from."""


@dataclass
class Half:
    """One file of the cache: its sentences' states, and where each sentence's predicates stand."""

    scale: int
    states: list[Tensor]
    spans: list[slice]
    at: Tensor
    features: Tensor
    labels: Tensor
    rules: np.ndarray

    @classmethod
    def load(cls, path: Path, scale: int, trunk: Trunk) -> Half:
        """Read a file and run its sentences through the trunk. Sentences without predicates are left out."""
        raw = np.load(path)
        ends = np.cumsum(raw["lengths"])
        first = np.searchsorted(raw["owner"], np.arange(len(ends)), "left")
        last = np.searchsorted(raw["owner"], np.arange(len(ends)), "right")
        pieces = [torch.from_numpy(p.astype(np.int64)) for p in np.split(raw["pieces"], ends[:-1])]
        kept = [i for i in range(len(ends)) if last[i] > first[i]]
        states = trunk.states([pieces[i] for i in kept])
        at, told, labels = (torch.from_numpy(raw[k]) for k in ("at", "features", "labels"))
        return cls(scale, states, [slice(first[i], last[i]) for i in kept], at.long(), told, labels, raw["rules"])


class Trunk:
    """The frozen lower layers."""

    def __init__(self, weights: dict[str, Tensor], layers: int, graph: Path | None) -> None:
        self.embeddings = Embeddings(weights)
        self.layers = []
        for number in range(layers):
            layer = Layer()
            layer.load(weights, number)
            self.layers.append(layer.eval())
        self.session = None
        if graph is not None:
            import onnxruntime  # noqa: PLC0415

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            self.session = onnxruntime.InferenceSession(str(graph), options)

    @torch.no_grad()
    def states(self, sentences: Sequence[Tensor]) -> list[Tensor]:
        """The states of each sentence, [pieces, 384] in half precision."""
        found: list[Tensor] = [torch.empty(0)] * len(sentences)
        for rows in batches(sentences, range(len(sentences)), 4096):
            padded, mask = pad([sentences[i] for i in rows])
            out = self._run(padded, mask)
            for row, i in enumerate(rows):
                found[i] = out[row, : len(sentences[i])].half()
        return found

    def _run(self, pieces: Tensor, mask: Tensor) -> Tensor:
        if self.session is not None:
            given = {"input_ids": pieces.numpy(), "attention_mask": mask.long().numpy()}
            named = {i.name for i in self.session.get_inputs()}
            return torch.from_numpy(self.session.run(["trunk"], {k: v for k, v in given.items() if k in named})[0])
        x, low = self.embeddings(pieces), (1 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, low)
        return x


def batches(items: Sequence[Tensor], order: Sequence[int], room: int) -> Iterator[list[int]]:
    """Rows of like length, at most ``room`` pieces with their padding."""
    held: list[int] = []
    longest = 0
    for i in sorted(order, key=lambda i: (len(items[i]), i)):
        longest = max(longest, len(items[i]))
        if held and longest * (len(held) + 1) > room:
            yield held
            held, longest = [], len(items[i])
        held.append(i)
    if held:
        yield held


def pad(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows of one length, and 1 where there is something."""
    padded = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    lengths = torch.tensor([len(r) for r in rows])
    return padded, (torch.arange(padded.shape[1])[None] < lengths[:, None]).float()


def gathered(half: Half, rows: list[int]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """What the model takes for some sentences, and their labels."""
    states, mask = pad([half.states[i].float() for i in rows])
    index = torch.cat([torch.arange(half.spans[i].start, half.spans[i].stop) for i in rows])
    owner = torch.cat([torch.full((half.spans[i].stop - half.spans[i].start,), r) for r, i in enumerate(rows)])
    return states, mask, owner, half.at[index], half.features[index], index


@torch.no_grad()
def predict(model: Factuality, half: Half) -> tuple[np.ndarray, np.ndarray]:
    """The scores of every predicate on each scale, and how likely each scale is by the style of its sentence."""
    model.eval()
    scores, scales = (np.zeros((len(half.labels), len(CORPORA)), np.float32) for _ in range(2))
    for rows in batches(half.states, range(len(half.states)), 8192):
        *given, index = gathered(half, rows)
        out, style = model(*given)
        scores[index.numpy()], scales[index.numpy()] = out.numpy(), style.numpy()
    return scores, scales


def told(model: Factuality, halves: Sequence[Half]) -> dict[str, list[float]]:
    """Pearson r a corpus: rules, learned with the scale by style, and learned on each of the scales."""
    found = {}
    for half in halves:
        y, (scores, scales) = half.labels.numpy(), predict(model, half)
        ways = (half.rules, (scores * by_style(scales)).sum(-1), *scores.T)
        found[CORPORA[half.scale]] = [round(float(np.corrcoef(x, y)[0, 1]), 3) for x in ways]
    return found


def by_style(scales: np.ndarray, rounds: int = 50) -> np.ndarray:
    """The scales' probabilities once it is known how common each is in the file (Saerens, Latinne and Decaestecker 2002)."""
    prior = np.full(scales.shape[1], 1 / scales.shape[1])
    seen = scales
    for _ in range(rounds):
        seen = scales * prior
        seen = seen / seen.sum(-1, keepdims=True)
        prior = seen.mean(0)
    return seen


def train(model: Factuality, halves: Sequence[Half], dev: Sequence[Half], options: argparse.Namespace) -> None:
    """Train with a warm-up and a linear fall; the weights kept are a running mean of the last steps."""
    weight = torch.tensor([1.0, 1.0, 0.5])
    encoder = [p for n, p in model.named_parameters() if n.startswith("layers")]
    head = [p for n, p in model.named_parameters() if not n.startswith("layers")]
    chosen = torch.optim.AdamW(
        [{"params": encoder, "lr": options.rate}, {"params": head, "lr": 1e-3}], weight_decay=0.01
    )
    seen = (SHARES[h.scale] * sum(1 for _ in batches(h.states, range(len(h.states)), options.room)) for h in halves)
    steps = options.epochs * int(sum(seen))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        chosen, lambda s: min((s + 1) / (0.06 * steps), max(0.02, 1 - s / steps))
    )
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    rng = random.Random(options.seed)  # noqa: S311
    for epoch in range(options.epochs):
        began, lost = time.perf_counter(), 0.0
        model.train()
        order = []
        for half in halves:
            rows = []
            while len(rows) < SHARES[half.scale] * len(half.states):
                rows += rng.sample(range(len(half.states)), len(half.states))
            rows = rows[: int(SHARES[half.scale] * len(half.states))]
            chunks = [rows[i : i + 512] for i in range(0, len(rows), 512)]
            order += [(half, b) for chunk in chunks for b in batches(half.states, chunk, options.room)]
        rng.shuffle(order)
        for half, rows in order:
            *given, index = gathered(half, rows)
            scores, scales = model(*given)
            y = half.labels[index]
            loss = weight[half.scale] * nn.functional.smooth_l1_loss(scores[:, half.scale], y)
            loss = loss - 0.1 * torch.log(scales[:, half.scale] + 1e-6).mean()
            chosen.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            chosen.step()
            schedule.step()
            mean.update_parameters(model)
            lost += float(loss.detach())
        options.output.mkdir(parents=True, exist_ok=True)
        torch.save(mean.module.state_dict(), options.output / "factuality.pt")
        print(
            f"epoch {epoch + 1}: {lost / len(order):.4f}, {time.perf_counter() - began:.0f} s",
            told(mean.module, dev),
            flush=True,
        )
    model.load_state_dict(mean.module.state_dict())


def main() -> None:
    """Read the arguments, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="a safetensors file with BERT's names")
    parser.add_argument("--upper", type=Path, help="another such file for the layers above the trunk")
    parser.add_argument("--trunk", type=Path, help="an ONNX graph with an output named trunk")
    parser.add_argument("--frozen", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--room", type=int, default=768, help="word pieces in a batch")
    parser.add_argument(
        "--keep", action="store_true", help="keep the trunk's states in OUTPUT, and use those kept there"
    )
    parser.add_argument("--start", type=Path, help="weights of an earlier run to start from")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    weights = load_file(options.weights)
    trunk = Trunk(weights, options.frozen, options.trunk)
    began = time.perf_counter()
    held = options.output / "states.pt"
    if held.exists() and options.keep:
        dev, halves = torch.load(held, weights_only=False)
    else:
        dev, halves = (
            [Half.load(options.cache / f"{c}-{name}.npz", i, trunk) for i, c in enumerate(CORPORA)]
            for name in ("dev", "train")
        )
    if options.keep:
        options.output.mkdir(parents=True, exist_ok=True)
        torch.save((dev, halves), held)
    print(f"trunk states in {time.perf_counter() - began:.0f} s", flush=True)
    model = Factuality(halves[0].features.shape[1], layers=6 - options.frozen)
    upper = load_file(options.upper) if options.upper else weights
    for i, layer in enumerate(model.layers):
        layer.load(upper, options.frozen + i)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    train(model, halves, dev, options)
    options.output.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.output / "factuality.pt")
    (options.output / "scores.json").write_text(json.dumps(told(model, dev), indent=1))


if __name__ == "__main__":
    main()
