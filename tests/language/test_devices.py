"""The learned models run where they are asked to, where that is there; both places say the same."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from reportedly.language.devices import CPU, CUDA, not_there, providers
from reportedly.language.encoder import load_encoder

TEXT = "The ministry of Norland denied on Tuesday that rockets were sent, officials told the Harbour Courier."
TOLERANCE = 0.05  # of a state or a score; eight-bit sums are rounded elsewhere


def test_the_processor_is_what_is_used_unless_something_else_is_asked_for() -> None:
    assert providers("cpu", [CUDA, CPU]) == [CPU]
    assert providers("auto", [CUDA, CPU]) == [CUDA, CPU]
    assert providers("cuda", [CUDA, CPU]) == [CUDA, CPU]


def test_without_a_device_the_processor_is_used_and_that_is_said_where_it_was_asked_for() -> None:
    assert providers("auto", [CPU]) == providers("cuda", [CPU]) == [CPU]
    assert not_there("auto", [CPU]) is None
    assert not_there("cuda", [CUDA, CPU]) is None
    assert "onnxruntime-gpu" in (not_there("cuda", [CPU]) or "")


def test_an_encoder_is_loaded_whatever_device_is_there() -> None:
    encoded = load_encoder("auto").encode(TEXT, [(0, len(TEXT))])
    assert len(encoded.windows) == 1


@pytest.mark.skipif(CUDA not in onnxruntime.get_available_providers(), reason="no CUDA device here")
def test_a_device_says_what_the_processor_says() -> None:
    here, there = (load_encoder(device).encode(TEXT, [(0, len(TEXT))]) for device in ("cpu", "cuda"))
    for ours, theirs in zip(here.windows, there.windows, strict=True):
        assert np.abs(ours.states - theirs.states).max() < TOLERANCE
        assert np.abs(ours.cues - theirs.cues).max() < TOLERANCE
