"""Trains the attribution model on PolNeAR train, chooses nothing on test, and prints its scores on dev after each epoch.

    python train.py --polnear data/polnear --scorer gold/attribution --base MiniLM-L6 --out checkpoints --epochs 9

``--base`` is a folder with ``model.safetensors`` and ``tokenizer.json`` of all-MiniLM-L6-v2. With ``--minutes`` in place of
``--epochs`` the schedule follows the clock and ends with it. See README.md for what is needed and how long it takes.
"""

from __future__ import annotations

import argparse
import copy
import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from corpus import load_module
from data import Article, Batch, article, batch, epoch, geometry
from encoder import LAYERS, Linear, load_published
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (torch's own custom)

from model import Attribution

SIZE = 16
"""Windows in a step, over all processes."""
RATE, HEAD_RATE, CHAIN_RATE, LAYER_DECAY = 1.7e-4, 1e-3, 1e-2, 0.87
WARM, ROUNDED_FROM, RESUMED_ROUNDED_FROM, KEPT = 0.05, 0.6, 0.3, 0.998
JITTER, SPURIOUS, WRONG_CUES = 0.1, 0.15, 6
CUE_WEIGHT, EVERY = 0.4, 25


def groups(model: Attribution) -> list[dict[str, Any]]:
    """Parameters by rate: lower layers of the encoder slower, new parts fast, no decay on norms and biases."""
    out: dict[tuple[float, float], list[Any]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        depth = 0
        if name.startswith("encoder.layers."):
            depth = 1 + int(name.split(".")[2])
        rate = RATE * LAYER_DECAY ** (LAYERS - depth)
        if name.startswith(("encoder.case", "encoder.quote")):
            rate = RATE
        elif not name.startswith("encoder."):
            rate = CHAIN_RATE if name.startswith(("cues", "roles")) else HEAD_RATE
        out.setdefault((rate, 0.01 if parameter.dim() > 1 else 0.0), []).append(parameter)
    return [{"params": p, "lr": r, "base": r, "weight_decay": d} for (r, d), p in out.items()]


def _jittered(row: tuple[int, int, int], width: int, rng: random.Random) -> tuple[int, int, int]:
    n, first, last = row
    if rng.random() < JITTER:
        first = min(max(0, first + rng.choice((-1, 0, 1))), last)
        last = max(min(width - 1, last + rng.choice((-1, 0, 1))), first)
    return n, first, last


def _spurious(b: Batch, tags: Tensor, rng: random.Random) -> list[tuple[int, int, int]]:
    """Runs that the tagger half takes for cues, and that touch none."""
    likely = ((tags[..., 1] - tags[..., 0]).sigmoid() > SPURIOUS) & (b.word_mask > 0)
    out: list[tuple[int, int, int]] = []
    for n, row in enumerate(likely.tolist()):
        runs: list[list[int]] = []
        for at, on in enumerate(row):
            if on and runs and runs[-1][1] == at - 1:
                runs[-1][1] = at
            elif on:
                runs.append([at, at])
        wrong = [(n, a, z) for a, z in runs if not b.cue_labels[n, a : z + 1].any()]
        out += rng.sample(wrong, min(WRONG_CUES, len(wrong)))
    return out


def loss_of(model: Attribution, b: Batch, rng: random.Random) -> dict[str, Tensor]:
    """The parts of the loss of one batch."""
    states = model.words(**b.pieces)
    tags = model.tagger(states)
    parts = {"cues": model.cues.loss(tags, b.cue_labels, b.word_mask).sum() * CUE_WEIGHT / len(states)}
    width = states.shape[1]
    true = [_jittered((n, f, z), len(b.breaks[n]), rng) for n, f, z, _, _ in b.rows]
    rows = true + _spurious(b, tags.detach(), rng)
    if not rows:
        return parts
    steps, breaks = geometry(rows, b.breaks, width)
    window, first, last = (torch.tensor(c) for c in zip(*rows, strict=True))
    roles, standing, modes = model.relations(states, b.word_mask, window, first, last, steps, breaks)
    right = torch.tensor([float(i < len(true)) for i in range(len(rows))])
    parts["standing"] = F.binary_cross_entropy_with_logits(standing, right)
    whole = [i for i, row in enumerate(b.rows) if row[3] is not None]
    if whole:
        gold = torch.zeros(len(whole), width, dtype=torch.long)
        for at, i in enumerate(whole):
            labels = torch.from_numpy(b.rows[i][3])
            gold[at, : len(labels)] = labels
        parts["roles"] = model.roles.loss(roles[whole], gold, b.word_mask[window[whole]]).mean()
    known = [i for i, row in enumerate(b.rows) if row[4] >= 0]
    if known:
        parts["mode"] = 0.1 * F.cross_entropy(modes[known], torch.tensor([b.rows[i][4] for i in known]))
    return parts


def articles_of(polnear: Any, split: str, tokenizer: Tokenizer, only: int | None) -> list[list[Article]]:
    """The articles of a split, each with all its annotators, the one that counts first."""
    by: dict[str, list[Article]] = {}
    for doc in polnear.load(split, "all")[:only]:
        by.setdefault(doc.name, []).append(article(doc, tokenizer))
    return list(by.values())


def rate_at(progress: float) -> float:
    """A short rise, then straight down to nothing."""
    return progress / WARM if progress < WARM else max(0.0, (1 - progress) / (1 - WARM))


def save(model: Attribution, out: Path) -> None:
    """The weights, in safetensors."""
    out.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, str(out))


class Together:
    """What the processes agree on: the mean of their gradients, and how far the run is.

    Two processes of one thread each are faster than one of two: they wait for each other once a step, not in each product.
    """

    def __init__(self, parameters: list[torch.nn.Parameter], steps: float, minutes: float | None) -> None:
        self.parameters, self.steps, self.minutes, self.start = parameters, steps, minutes, time.time()
        self.size = dist.get_world_size()

    def average(self) -> None:
        """Puts the mean of all processes' gradients in place of one's own."""
        grads = [p.grad if p.grad is not None else torch.zeros_like(p) for p in self.parameters]
        flat = torch.cat([g.reshape(-1) for g in grads])
        dist.all_reduce(flat)
        flat /= self.size
        for p, part in zip(self.parameters, flat.split([g.numel() for g in grads]), strict=True):
            p.grad = part.view_as(p)

    def progress(self, step: int) -> float:
        """From 0 to 1, by the clock where minutes are given, by steps else; the first process's word counts."""
        at = (time.time() - self.start) / 60 / self.minutes if self.minutes else step / self.steps
        told = torch.tensor([at], dtype=torch.float64)
        dist.broadcast(told, 0)
        return float(told)


def train(rank: int, args: argparse.Namespace) -> None:
    """One process of the run; the first one keeps the averaged weights and tells how it goes."""
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"file://{args.meeting}", rank=rank, world_size=args.processes)
    order, rng = random.Random(args.seed), random.Random(args.seed + 1 + rank)  # noqa: S311 (no secrets)
    torch.manual_seed(args.seed + rank)
    tokenizer = load_tokenizer(args.base)
    polnear, _ = load_module(args.scorer)
    articles = articles_of(polnear, "train", tokenizer, args.articles)
    model = started(args)
    torch.manual_seed(args.seed + rank)
    model.encoder.word.weight.requires_grad_(False)  # a quarter of the time, for words that are known well enough
    kept = copy.deepcopy(model).eval() if rank == 0 else None
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(groups(model), betas=(0.9, 0.98), fused=True)
    per = len(epoch(articles, random.Random(0), SIZE))  # noqa: S311
    together = Together(trained, per * args.epochs, args.minutes)
    step, number, progress = 0, 0, 0.0
    told: dict[str, float] = {}
    began = time.time()
    while progress < 1:
        number += 1
        for items in epoch(articles, order, SIZE):
            progress = together.progress(step)
            if progress >= 1:
                break
            Linear.quantised = progress > (RESUMED_ROUNDED_FROM if args.resume else ROUNDED_FROM)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * args.rate * rate_at(progress)
            mine = items[rank :: args.processes] or items[:1]
            parts = loss_of(model, batch(mine), rng)
            optimizer.zero_grad(set_to_none=True)
            torch.stack(list(parts.values())).sum().backward()
            together.average()
            torch.nn.utils.clip_grad_norm_(trained, 2.0)
            optimizer.step()
            step += 1
            if kept is None:
                continue
            keep(kept, model, min(KEPT, (1 + step) / (10 + step)))
            for k, v in parts.items():
                told[k] = told.get(k, 0.0) + float(v.detach())
            if step % EVERY == 0:
                shown = {k: round(v / EVERY, 3) for k, v in told.items()}
                print(
                    f"step {step} of {per} an epoch, {progress:.3f}, {(time.time() - began) / 60:.1f} min",
                    shown,
                    flush=True,
                )
                told = {}
        if kept is not None:
            save(kept, args.out / (f"epoch-{number}.safetensors" if progress < 1 else "final.safetensors"))
            print(f"epoch {number} done, {(time.time() - began) / 60:.1f} min", flush=True)


def started(args: argparse.Namespace) -> Attribution:
    """The model to begin with, alike in all processes: an earlier run's, or the published one with new parts."""
    model = Attribution()
    if args.resume:
        model.load_state_dict(load_file(str(args.resume)))
    else:
        load_published(model.encoder, args.base / "model.safetensors")
        torch.manual_seed(args.seed)
        fresh(model)
    return model


def fresh(model: Attribution) -> None:
    """New weights in what the published model lacks."""
    for part in (model.tagger, model.relations):
        for module in part.modules():
            if isinstance(module, torch.nn.Linear):
                torch.nn.init.xavier_uniform_(module.weight)
                torch.nn.init.zeros_(module.bias)
            elif isinstance(module, torch.nn.Embedding):
                torch.nn.init.normal_(module.weight, std=0.3)
    for last in (model.tagger, model.relations.roles, model.relations.standing, model.relations.mode):
        torch.nn.init.normal_(last.weight, std=0.02)


def keep(kept: Attribution, model: Attribution, weight: float) -> None:
    """Moves the kept weights towards the present ones: an average over the last steps."""
    with torch.no_grad():
        for old, new in zip(kept.parameters(), model.parameters(), strict=True):
            if new.requires_grad:
                old.lerp_(new, 1 - weight)


def load_tokenizer(base: Path) -> Tokenizer:
    """The published tokenizer, whole texts."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--resume", type=Path, help="weights of an earlier run to go on from, in place of the base")
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates; under 1 when going on")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--articles", type=int, help="only so many, for a first look")
    args = parser.parse_args()
    os.environ["POLNEAR"] = str(args.polnear)
    with tempfile.TemporaryDirectory() as folder:
        args.meeting = str(Path(folder) / "meeting")
        torch.multiprocessing.spawn(train, (args,), nprocs=args.processes)


if __name__ == "__main__":
    main()
