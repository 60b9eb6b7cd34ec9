"""Sentences that differ in one thing: each is read as a careful reader would read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, Document, Event, Statement
from reportedly.packs import Pack, load_packs
from reportedly.reading.entities import find_entities
from reportedly.reading.events import find_events
from reportedly.reading.reference import resolve
from reportedly.reading.statements import find_statements


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found


CASES = cases("minimal_pairs.yaml")
INCIDENTS = cases("minimal_pairs_incidents.yaml")
SHORT = {"s": "supplier", "r": "recipient", "i": "item"}


@pytest.fixture(scope="session")
def packs() -> tuple[Pack, ...]:
    return load_packs(["arms-and-sanctions"])


def read(text: str, nlp: Language, packs: tuple[Pack, ...]) -> tuple[tuple[Event, ...], dict[str, Statement]]:
    parsed = parse(Document("doc", "doc", "", text, (Block(0, len(text), "body"),)), nlp)
    references = resolve(parsed, find_entities(parsed, packs))
    statements = find_statements(parsed, references, ())
    return find_events(parsed, packs, references, statements, ()), {s.id: s for s in statements}


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


def check(case: dict[str, Any], nlp: Language, packs: tuple[Pack, ...]) -> None:
    events, statements = read(case["text"], nlp, packs)
    found = [facts(e, statements) for e in events]
    assert not list(missing(found, case["events"])), found
    assert case.get("more") or len(found) == len(case["events"]), found


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_minimal_pair(case: dict[str, Any], nlp: Language, packs: tuple[Pack, ...]) -> None:
    check(case, nlp, packs)


@pytest.mark.parametrize("case", INCIDENTS, ids=[c["text"][:60] for c in INCIDENTS])
def test_minimal_pair_of_the_second_pack(case: dict[str, Any], nlp: Language) -> None:
    check(case, nlp, load_packs(["incidents"]))
