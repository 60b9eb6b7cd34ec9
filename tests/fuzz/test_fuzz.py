"""Any bytes at all in place of pages, feeds, archives, packs, judgements and ledgers: told or refused, never a fault."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, fuzz

KEPT = Path(__file__).parent / "kept"  # what fuzzing found, and what is known to trip parsers
BUDGET = 60  # executions of each target; python -m tests.fuzz.targets NAME COUNT for more
CASES = sorted(path for path in KEPT.glob("*/*") if path.is_file())


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name: str) -> None:
    fuzz(name, BUDGET)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_is_tried_every_time(path: Path) -> None:
    TARGETS[path.parent.name].run(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_examples_themselves(name: str) -> None:
    for seed in TARGETS[name].seeds:
        TARGETS[name].run(seed)
