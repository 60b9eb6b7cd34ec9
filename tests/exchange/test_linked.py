"""STIX, PROV, FollowTheMoney, CSL and RIS: valid by their own libraries or models, and holding what the ledger holds."""

import csv
import io
import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import prov.model
import stix2
from sqlalchemy import Connection

from reportedly.exchange import export_csl, export_ftm, export_ftm_statements, export_prov, export_ris, export_stix
from reportedly.exchange.ftm import PROPERTY_TYPES
from reportedly.ledger import Ledger, evidence
from reportedly.model import Document, Reading

AT = datetime(2031, 4, 1, 12, tzinfo=UTC)
MODEL = json.loads(Path(__file__).with_name("followthemoney_model.json").read_text(encoding="utf-8"))["schemata"]


def written(write: Any, ledger: Ledger, **options: Any) -> str:
    out = io.StringIO()
    write(ledger, out, **options)
    return out.getvalue()


# ---- STIX


def test_the_bundle_is_stix(ledger: Ledger) -> None:
    bundle = stix2.parse(written(export_stix, ledger, at=AT), allow_custom=False)
    kinds = Counter(o.type for o in bundle.objects)
    # Six statements and a claim are notes, two stands opinions; the undated article and the story are groupings.
    assert (kinds["note"], kinds["opinion"], kinds["report"], kinds["grouping"]) == (7, 2, 1, 2)
    ids = [o.id for o in bundle.objects]
    assert len(ids) == len(set(ids))
    assert {ref for o in bundle.objects for ref in o.get("object_refs", [])} <= set(ids)
    assert {o.created_by_ref for o in bundle.objects if "created_by_ref" in o} <= set(ids)


def test_stances_are_opinions_and_confidence_is_kept(ledger: Ledger) -> None:
    bundle = stix2.parse(written(export_stix, ledger, at=AT))
    opinions = {o.authors[0]: o.opinion for o in bundle.objects if o.type == "opinion"}
    assert opinions == {"officials": "agree", "Norland's foreign ministry": "strongly-disagree"}
    notes = [o for o in bundle.objects if o.type == "note" and "say" in o.labels]
    assert {(n.confidence, n.authors[0], n.lang) for n in notes} == {(75, "officials", "en")}
    # Officials of whom nobody knows who they are may not be taken for the same in two articles.
    assert len([o for o in bundle.objects if o.type == "identity" and o.name == "officials"]) == 2


def test_another_time_is_another_modification_of_the_same(ledger: Ledger) -> None:
    first = json.loads(written(export_stix, ledger, at=AT))["objects"]
    later = json.loads(written(export_stix, ledger, at=AT.replace(year=2032)))["objects"]
    assert [(o["id"], o["created"]) for o in first] == [(o["id"], o["created"]) for o in later]
    assert {o["modified"] for o in later} == {"2032-04-01T12:00:00.000Z"}


# ---- PROV


def test_the_lineage_is_prov(ledger: Ledger, readings: list[Reading]) -> None:
    text = written(export_prov, ledger)
    document = prov.model.ProvDocument.deserialize(content=text, format="json")
    ids = {str(record.identifier) for record in document.get_records() if record.is_element()}
    told, said, _ = readings[0].statements
    assert {f"led:{told.id}", f"led:{said.id}", f"led:{readings[0].document.id}"} <= ids
    derived = {
        tuple(str(value) for _, value in record.formal_attributes[:2])
        for record in document.get_records(prov.model.ProvDerivation)
    }
    assert (f"led:{said.id}", f"led:{told.id}") in derived
    assert {end for pair in derived for end in pair} <= ids


# ---- FollowTheMoney


def entities(ledger: Ledger) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(export_ftm, ledger).splitlines()]


def test_every_entity_fits_the_model(ledger: Ledger) -> None:
    held = {entity["id"]: entity for entity in entities(ledger)}
    for entity in held.values():
        schema = MODEL[entity["schema"]]
        assert set(schema["required"]) <= set(entity["properties"]), entity
        for name, values in entity["properties"].items():
            known = schema["properties"][name]
            assert known["type"] == PROPERTY_TYPES[name]
            if known["type"] == "entity":
                assert all(held[value]["schema"] in known["range"] for value in values), (entity["schema"], name)


def test_what_the_entities_say(ledger: Ledger) -> None:
    held = entities(ledger)
    articles = [e["properties"] for e in held if e["schema"] == "Article"]
    assert [a.get("publishedAt") for a in articles] == [["2031-03-04"], None]
    assert articles[1]["sourceUrl"] == ["https://harbour.example/rockets?id=1"]
    (claim,) = [e for e in held if e["schema"] == "Event"]
    assert claim["properties"]["notes"] == ["Norland's foreign ministry denies", "officials affirms"]


def test_statements_are_the_entities_a_value_a_row(ledger: Ledger) -> None:
    rows = list(csv.DictReader(io.StringIO(written(export_ftm_statements, ledger)), dialect=csv.unix_dialect))
    assert len({row["id"] for row in rows}) == len(rows)
    rebuilt: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        if row["prop"] != "id":
            rebuilt.setdefault(row["entity_id"], {}).setdefault(row["prop"], set()).add(row["value"])
    assert rebuilt == {e["id"]: {k: set(v) for k, v in e["properties"].items()} for e in entities(ledger)}


# ---- citations


def fetched(ledger: Ledger, document: Document, at: datetime) -> None:
    """A page that was fetched, and what was read in it."""

    def keep(connection: Connection) -> None:
        came: dict[str, Any] = {"address": document.uri, "final": document.uri, "at": at, "status": 200, "headers": {}}
        evidence.settle(connection, evidence.keep(connection, str(at).encode(), **came), document.id)

    ledger.change(keep)


def test_citations(ledger: Ledger, readings: list[Reading]) -> None:
    web = readings[1].document
    for day in (9, 12):
        fetched(ledger, web, datetime(2031, 3, day, 23, tzinfo=UTC))
    first, second = json.loads(written(export_csl, ledger))
    assert first["issued"] == {"date-parts": [[2031, 3, 4]]}
    assert "issued" not in second
    assert (second["URL"], second["accessed"]) == (web.uri, {"date-parts": [[2031, 3, 9]]})
    assert second["author"] == [{"literal": "A. Mar\u00edn"}]
    assert second["note"] == f"sha256: {web.sha256}"
    ris = written(export_ris, ledger)
    assert re.fullmatch(r"((?:[A-Z][A-Z0-9]  - .*\n)+\n){2}", ris)
    assert [line[6:] for line in ris.splitlines() if line.startswith(("Y2", "DA"))] == ["2031/03/04", "2031/03/09"]
