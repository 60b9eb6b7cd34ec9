"""Make the shipped graph: ``python -m training.factuality.export WEIGHTS FACTUALITY.pt --output src/reportedly/weights``.

WEIGHTS is the safetensors file of MiniLM, FACTUALITY.pt what ``training.factuality.fit`` wrote. The graph takes one sentence: the
vectors of its word pieces (those of ``words.npz``, which attribution ships), and gives each predicate its scores on the scales of
UW and of UDS-IH2. Products with weights are int8 per channel, of seven bits so that they do not overflow on older processors.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from training.factuality.layers import LINKS, WIDTH, Embeddings, Factuality, Layer

OPSET = 17


class Shipped(nn.Module):
    """All layers, and the two scores that are used."""

    def __init__(self, weights: dict[str, Tensor], model: Factuality, frozen: int) -> None:
        super().__init__()
        embeddings = Embeddings(weights)
        self.place, self.norm, self.kind = embeddings.place, embeddings.norm, embeddings.kind
        self.lower = nn.ModuleList(Layer() for _ in range(frozen))
        for number, layer in enumerate(self.lower):
            layer.load(weights, number)
        self.model = model

    def forward(self, vectors: Tensor, at: Tensor, features: Tensor) -> Tensor:
        """``vectors`` [1, pieces, 384], ``at`` [predicates, 4], ``features`` [predicates, features]: scores [predicates, 2]."""
        x = self.norm(vectors + self.place.weight[None, : vectors.shape[1]] + self.kind)
        none = torch.zeros(1, 1, 1, 1)
        for layer in (*self.lower, *self.model.layers):
            x = layer(x, none)
        seen = x[0][at].flatten(1)
        raw = self.model.score(self.model.joined(torch.cat([seen, self.model.told(features)], -1)))
        return 3 * torch.tanh(torch.stack([raw[:, 0], raw[:, 2]], -1))


def export(shipped: nn.Module, features: int, out: Path) -> None:
    """One graph, its products in int8."""
    given = {
        "vectors": torch.randn(1, 30, WIDTH),
        "at": torch.randint(0, 30, (3, LINKS)),
        "features": torch.rand(3, features),
    }
    axes = {
        "vectors": {1: "pieces"},
        "at": {0: "predicates"},
        "features": {0: "predicates"},
        "scores": {0: "predicates"},
    }
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            shipped, tuple(given.values()), str(plain), input_names=list(given), output_names=["scores"],
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            str(plain), str(out), op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    graph = onnx.load(str(out))
    graph.producer_name, graph.doc_string = "reportedly training/factuality", ""
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, str(out))


def main() -> None:
    """Read the arguments, export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("factuality", type=Path)
    parser.add_argument("--frozen", type=int, default=4)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    kept = torch.load(options.factuality)
    model = Factuality(kept["told.0.weight"].shape[1], layers=6 - options.frozen)
    model.load_state_dict(kept)
    shipped = Shipped(load_file(options.weights), model, options.frozen).eval()
    export(shipped, kept["told.0.weight"].shape[1], options.output / "factuality.onnx")


if __name__ == "__main__":
    main()
