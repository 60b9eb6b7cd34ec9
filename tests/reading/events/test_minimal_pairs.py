"""Sentences that differ in one thing: each is read as a careful reader would read it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.model import Block, Document, Event, Statement
from reportedly.packs import load_packs
from reportedly.pipeline import Models, load_models, read


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found


CASES = cases("minimal_pairs.yaml")
INCIDENTS = cases("minimal_pairs_incidents.yaml")
SHORT = {"s": "supplier", "r": "recipient", "i": "item"}


@pytest.fixture(scope="session")
def models() -> Models:
    """All that a reader of the news has: what the learned stages find is held to the same cases."""
    return load_models(["arms-and-sanctions"])


def read_text(text: str, models: Models) -> tuple[tuple[Event, ...], dict[str, Statement]]:
    block = Block(0, len(text), "body")
    reading = read(Document("doc", "doc", "", text, (block,), language="en"), models=models)
    return reading.events, {s.id: s for s in reading.statements}


def facts(event: Event, statements: dict[str, Statement]) -> dict[str, object]:
    """An event as the cases word it."""
    told: dict[str, object] = {"type": event.type, "p": event.polarity, "c": event.certainty, "w": event.status}
    told["h"] = statements[event.holder].act if event.holder else "own"
    for role in event.roles:
        names = sorted(f.name.casefold() for f in role.fillers)
        told[role.name] = names[0] if len(names) == 1 else names
    for quantity in event.quantities:
        told |= {"q": quantity.name, "low": quantity.low, "high": quantity.high}
        told[quantity.role] = quantity.name
    return told


def fits(told: dict[str, object], wanted: dict[str, Any]) -> bool:
    return all(
        told.get(SHORT.get(key, key)) == (sorted(value) if isinstance(value, list) else value)
        for key, value in wanted.items()
    )


def missing(found: list[dict[str, object]], wanted: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    left = list(found)
    for want in wanted:
        match = next((f for f in left if fits(f, want)), None)
        if match is None:
            yield want
        else:
            left.remove(match)


def check(case: dict[str, Any], models: Models) -> None:
    events, statements = read_text(case["text"], models)
    found = [facts(e, statements) for e in events]
    assert not list(missing(found, case["events"])), found
    assert case.get("more") or len(found) == len(case["events"]), found


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_minimal_pair(case: dict[str, Any], models: Models) -> None:
    check(case, models)


@pytest.mark.parametrize("case", INCIDENTS, ids=[c["text"][:60] for c in INCIDENTS])
def test_minimal_pair_of_the_second_pack(case: dict[str, Any], models: Models) -> None:
    check(case, replace(models, packs=load_packs(["incidents"])))
