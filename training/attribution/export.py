"""Makes the shipped files from a checkpoint: two int8 graphs, the vocabulary, and the numbers that decoding needs.

    python export.py checkpoints/final.safetensors --base MiniLM-L6 --out ../../src/reportedly/weights

Products with weights are int8 per channel (seven bits, see ``encoder.Linear``); the words' vectors are int8 with a scale for each
word, which loses nothing that can be measured. The graphs take one window without padding.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from encoder import WIDTH, Encoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (torch's own custom)

from model import Attribution, Relations

OPSET = 17
SMALL = 6
"""Decimals kept in the card's numbers."""


class ShippedEncoder(nn.Module):
    """The encoder and the cue tagger over one window."""

    def __init__(self, encoder: Encoder, tagger: nn.Linear) -> None:
        super().__init__()
        self.encoder, self.tagger = encoder, tagger

    def forward(self, vectors: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor]:
        """``vectors`` [1, pieces, width]; the last hidden states and the cue scores, [1, pieces, …]."""
        x = self.encoder.run(vectors, case, quote, None)
        return x, self.tagger(x)


def write_vectors(encoder: Encoder, out: Path) -> None:
    """The words' vectors in eight bits, with a scale for each."""
    scale = encoder.word.weight.abs().amax(1).clamp_min(1e-8) / 127
    rows = torch.round(encoder.word.weight / scale[:, None]).to(torch.int8)
    np.savez(out, rows=rows.numpy(), scale=scale.numpy())


class ShippedRelations(nn.Module):
    """The relations of the cues of one window."""

    def __init__(self, relations: Relations) -> None:
        super().__init__()
        self.relations = relations

    def forward(
        self, states: Tensor, first: Tensor, last: Tensor, steps: Tensor, breaks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """``states`` [words, width], ``first`` and ``last`` [cues], ``steps`` and ``breaks`` [cues, words]."""
        r = self.relations
        ends = torch.cat([states[first], states[last]], 1)
        add, times = r.cue(ends).chunk(2, 1)
        x = r.project(states)[None] * (1 + times[:, None]) + add[:, None] + r.distance(steps) + r.breaks(breaks)
        x = r.block(r.norm(x), None)
        own = x.gather(1, first[:, None, None].expand(-1, 1, x.shape[2]))[:, 0]
        pooled = F.gelu(r.pooled(torch.cat([ends, own], 1)))
        return r.roles(x), r.standing(pooled)[:, 0], r.mode(pooled)


def write(
    module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]], out: Path
) -> None:
    """One graph, its products in int8."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module, tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            str(plain), str(out), op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    graph = onnx.load(str(out))
    graph.producer_name, graph.doc_string = "reportedly training/attribution", ""
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, str(out))


def export(model: Attribution, out: Path) -> None:
    """Both graphs into a folder."""
    model.eval()
    none = torch.zeros(1, 40, dtype=torch.long)
    window = {"vectors": torch.randn(1, 40, WIDTH), "case": none, "quote": none}
    axes = {k: {1: "pieces"} for k in (*window, "last", "cues")}
    write(ShippedEncoder(model.encoder, model.tagger), window, ["last", "cues"], axes, out / "encoder.onnx")
    write_vectors(model.encoder, out / "words.npz")
    cues = {
        "states": torch.randn(30, WIDTH), "first": torch.tensor([3, 9]), "last": torch.tensor([4, 9]),
        "steps": torch.full((2, 30), 16), "breaks": torch.full((2, 30), 2),
    }  # fmt: skip
    axes = {
        "states": {0: "words"}, "first": {0: "cues"}, "last": {0: "cues"}, "steps": {0: "cues", 1: "words"},
        "breaks": {0: "cues", 1: "words"}, "roles": {0: "cues", 1: "words"}, "standing": {0: "cues"}, "mode": {0: "cues"},
    }  # fmt: skip
    write(ShippedRelations(model.relations), cues, ["roles", "standing", "mode"], axes, out / "relations.onnx")


def numbers(model: Attribution) -> dict[str, list]:
    """The chains' weights, rounded."""
    parts = [
        (f"{n}_{p}", getattr(c, p))
        for n, c in (("cues", model.cues), ("roles", model.roles))
        for p in ("move", "first")
    ]
    return {name: np.round(part.detach().double().numpy(), SMALL).tolist() for name, part in parts}


def main() -> None:
    """Reads the arguments, writes the files; what calibration added to ``relations.json`` is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = Attribution()
    model.load_state_dict(load_file(str(args.checkpoint)))
    args.out.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        export(model, args.out)
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    kept = args.out / "relations.json"
    old = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    kept.write_text(json.dumps({**old, **numbers(model)}, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
