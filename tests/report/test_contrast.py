"""The colours can be read: WCAG 2.2 AA (4.5 to 1) for every text colour on every ground it stands on."""

import re
from importlib.resources import files

import pytest

CSS = files("reportedly.report").joinpath("templates", "style.css").read_text(encoding="utf-8")
TEXT = ("ink", "soft", "link", "affirms", "denies", "doubts", "conditions", "considers")
GROUNDS = ("paper", "panel", "grey")
PAIRS = [(t, g) for t in TEXT for g in GROUNDS]
PAIRS += [("ink", f"deep{n}") for n in (1, 2, 3)] + [("lit-ink", "lit"), ("paper", "ink")]


def palette(scheme: str) -> dict[str, str]:
    light, dark, _ = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast(scheme: str, text: str, ground: str) -> None:
    colours = palette(scheme)
    low, high = sorted((luminance(colours[text]), luminance(colours[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
