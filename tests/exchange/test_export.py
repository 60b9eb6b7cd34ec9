"""The ledger as JSON: valid, the same for the same content, and as DESIGN.md section 5 has it."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reportedly.errors import NotInLedger
from reportedly.exchange import export_json, export_jsonl
from reportedly.exchange.ledger_json import MADE, SECTIONS
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import DocumentDate, Origin, Published, Reading, Span, content_id
from reportedly.schema import schema_file
from tests import builders


def text(ledger: Ledger, **options: Any) -> str:
    out = io.StringIO()
    export_json(ledger, out, **options)
    return out.getvalue()


def test_the_export_is_valid(ledger: Ledger, readings: list[Reading]) -> None:
    plain = json.loads(text(ledger))
    validator = Draft202012Validator(json.loads(schema_file().read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(plain)] == []
    assert not list(validator.iter_errors(json.loads(text(ledger, with_text=True))))
    assert all("text" not in document for document in plain["documents"])
    assert json.loads(text(ledger, with_text=True))["documents"][0]["text"] == builders.TEXT


def test_a_document_that_the_story_dates_is_exported_so(ledger: Ledger, readings: list[Reading]) -> None:
    undated = readings[1].document.id
    found = Published(date(2031, 3, 3), None, "story", (Span(0, 7),))
    ledger.put_story(
        replace(builders.account(readings), dated=(DocumentDate(undated, found, "it quotes the Courier"),))
    )
    plain = json.loads(text(ledger))
    Draft202012Validator(json.loads(schema_file().read_text(encoding="utf-8"))).validate(plain)
    (published,) = [d["published"] for d in plain["documents"] if d["id"] == undated]
    assert published == {"earliest": "2031-03-03", "latest": None, "basis": "story", "evidence": [[0, 7]]}


def test_an_empty_ledger_is_valid(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "empty.db"), create=True) as opened:
        plain = json.loads(text(opened))
    Draft202012Validator(json.loads(schema_file().read_text(encoding="utf-8"))).validate(plain)
    assert all(plain[section] == [] for section in SECTIONS)


def test_the_schema_refuses_what_is_not_as_it_says(ledger: Ledger) -> None:
    validator = Draft202012Validator(json.loads(schema_file().read_text(encoding="utf-8")))
    for section, key, wrong in (("claims", "mentions", None), ("events", "polarity", "no"), ("documents", "extra", 1)):
        plain = json.loads(text(ledger))
        plain[section][0][key] = wrong
        assert not validator.is_valid(plain), section


def test_events_have_quantities_and_kinds_among_their_roles(ledger: Ledger, readings: list[Reading]) -> None:
    events = {event["id"]: event for event in json.loads(text(ledger))["events"]}
    event = events[readings[0].events[0].id]
    assert list(event["roles"]) == ["item", "quantity", "recipient", "supplier"]
    assert event["roles"]["item"][0]["kind"] == "rocket"
    assert "kind" not in event["roles"]["supplier"][0]
    quantity = event["roles"]["quantity"][0]
    assert (quantity["low"], quantity["high"], quantity["unit"], quantity["name"]) == (36, 44, "rockets", "about 40")
    assert builders.TEXT[slice(*quantity["spans"][0])] == "about 40"
    assert events[readings[0].events[1].id]["when"] == {
        "value": None, "edtf": None, "earliest": None, "latest": None, "spans": [],
    }  # fmt: skip


def test_a_claim_has_its_parts(ledger: Ledger) -> None:
    (claim,) = json.loads(text(ledger))["claims"]
    assert claim["roles"]["recipient"] == {"entity": None, "name": "Sudovia"}
    assert claim["moves"][0]["from"] is None
    assert claim["moves"][0]["to"] == "about 40"
    assert [v["low"] for v in claim["values"]["quantity"]] == [36, 36]
    assert claim["independence"]["known_independent"] == 1


def test_an_entity_is_one_over_all_documents(tmp_path: Path) -> None:
    one, two, three = (builders.reading(name) for name in ("a.txt", "b.txt", "c.txt"))
    for at, reading in enumerate((one, two)):
        changed = replace(
            reading.entities[0], role=f"office {1 - at}", aliases=(f"N{at}",), identifiers=(("wd", "Q1"),)
        )
        if at:
            two = replace(reading, entities=(changed, *reading.entities[1:]))
        else:
            one = replace(reading, entities=(changed, *reading.entities[1:]))
    with open_ledger(str(tmp_path / "l.db"), create=True) as opened:
        for reading in (one, two, three):
            opened.add_reading(reading)
        entities = {e["name"]: e for e in json.loads(text(opened))["entities"]}
    norland = entities["Norland"]
    assert (norland["role"], norland["aliases"], norland["identifiers"]) == (
        "office 0", ["N0", "N1", "Norland's"], {"wd": "Q1"},
    )  # fmt: skip
    assert len(norland["mentions"]) == 3


def test_rejections_of_both_kinds_are_there(ledger: Ledger) -> None:
    rejected = json.loads(text(ledger))["rejected"]
    assert [(r["uri"], r["span"]) for r in rejected] == [
        ("a.txt", [0, 7]),
        ("c.txt", None),
        ("https://harbour.example/rockets?id=1", [0, 7]),
    ]


def test_one_story_only(ledger: Ledger, readings: list[Reading]) -> None:
    ledger.put_story(builders.account(readings[:1], "Small"))
    plain = json.loads(text(ledger, story="Small"))
    assert [d["uri"] for d in plain["documents"]] == ["a.txt"]
    assert [s["title"] for s in plain["stories"]] == ["Small"]
    assert len(plain["claims"]) == 1
    assert [r["uri"] for r in plain["rejected"]] == ["a.txt"]
    with pytest.raises(NotInLedger, match="No story 'x'"):
        text(ledger, story="x")


def test_an_origin_of_two_stories_is_written_once(ledger: Ledger, readings: list[Reading]) -> None:
    account = builders.account(readings[:1], "Small")
    more = Origin(content_id("org", "x"), "x", "group", None, None, None, (), (account.origins[0].id,), "")
    ledger.put_story(replace(account, origins=(*account.origins, more)))
    origins = json.loads(text(ledger))["origins"]
    assert len(origins) == 2
    assert sorted(len(origin["statements"]) for origin in origins) == [0, 2]


def test_lines_hold_the_same_records(ledger: Ledger) -> None:
    out = io.StringIO()
    export_jsonl(ledger, out, with_text=True)
    header, *lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert header["format"] == "reportedly.ledger"
    plain = json.loads(text(ledger, with_text=True))
    assert not {*MADE} & {*json.loads(text(ledger))}  # only with the texts
    for section, name in (SECTIONS | MADE).items():
        assert [{k: v for k, v in line.items() if k != "record"} for line in lines if line["record"] == name] == plain[
            section
        ]


def test_both_end_with_a_newline(ledger: Ledger) -> None:
    assert text(ledger).endswith("]}\n")
    assert text(ledger) == text(ledger)


def test_judgements_are_there_with_what_they_stand_on(ledger: Ledger, readings: list[Reading]) -> None:
    ledger.put_story(builders.account(readings[1:], "Another"))
    (held,) = json.loads(text(ledger))["judgements"]
    assert (held["about"], held["verdict"], held["who"], held["retracted"]) == (
        readings[0].statements[0].id, "correct", "Ana", False,
    )  # fmt: skip
    assert held["change"]["speaker_name"] == "two officials"
    assert held["change"]["at"]["document"] == readings[0].document.id
    assert json.loads(text(ledger, story="Rockets"))["judgements"] == [held]
    assert json.loads(text(ledger, story="Another"))["judgements"] == []
