"""Where the learned models run: on the processor, or on a CUDA device where onnxruntime finds one.

On a device sums are made in another order: what the models say agrees with the processor's within a small tolerance, not to the
last bit. So the processor is what is used unless somebody asks for the other, and a ledger comes out the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import onnxruntime

Device = Literal["auto", "cpu", "cuda"]
CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"


def providers(device: Device, available: Sequence[str] | None = None) -> list[str]:
    """What onnxruntime is to run a model with, the first that can; ``available`` is what is installed."""
    found = onnxruntime.get_available_providers() if available is None else available
    return [CUDA, CPU] if device != "cpu" and CUDA in found else [CPU]


def not_there(device: Device, available: Sequence[str] | None = None) -> str | None:
    """What to say where a device is asked for that is not there, and the processor is used."""
    if device != "cuda" or CUDA in providers(device, available):
        return None
    return "no CUDA device can be used, so the processor is: it needs an NVIDIA driver, and pip install onnxruntime-gpu"
