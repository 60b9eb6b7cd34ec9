"""The ledger's lineage as PROV-JSON (W3C member submission, 2013), a serialisation of W3C PROV-DM.

Documents, statements, origins and claims are entities; speakers and outlets are agents; reading and compiling are activities
of the software agent. A statement was quoted from its document, and derived from the statement it came through; a claim was
derived from the statements that hold its mentions, or from the document where the outlet says it in its own voice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from reportedly.exchange.sweep import Spool, accounts, readings
from reportedly.ledger import EntityEntry, Ledger
from reportedly.ledger.answers import Utterance
from reportedly.ledger.tabular.rows import utterances_of
from reportedly.model import Claim, Mention, Origin, Reading, StoryAccount

_SECTIONS = ("entity", "agent", "activity", "wasGeneratedBy", "wasAssociatedWith", "wasAttributedTo", "wasDerivedFrom",
             "hadMember")  # fmt: skip
_PREFIXES = {"led": "urn:reportedly:", "rep": "urn:reportedly:vocabulary:"}
_AGENTS = {"Person": "prov:Person", "Organization": "prov:Organization", "PublicBody": "prov:Organization",
           "Outlet": "prov:Organization", "Country": "prov:Organization"}  # fmt: skip
Entry = tuple[str, str, dict[str, Any]]


def export_prov(ledger: Ledger, out: TextIO, *, story: str | None = None) -> None:
    """Write the lineage of the ledger, or of one story of it, as one PROV-JSON document."""
    seen: set[str] = set()  # agents and activities are shared by documents
    with Spool(_SECTIONS) as spool:
        for section, key, plain in prov_records(ledger, story):
            if section in ("agent", "activity", "wasAssociatedWith"):
                if key in seen:
                    continue
                seen.add(key)
            spool.add(section, f"{json.dumps(key)}: {json.dumps(plain, ensure_ascii=False)}")
        out.write('{"prefix": ' + json.dumps(_PREFIXES))
        for section in _SECTIONS:
            out.write(f",\n {json.dumps(section)}: {{")
            spool.copy(section, out, before="\n  ", between=",\n  ")
            out.write("}")
    out.write("}\n")


def prov_records(ledger: Ledger, story: str | None) -> Iterator[Entry]:
    """Every record: its section, its id and its attributes."""
    for entity in ledger.each_entity(story):
        if entity.type in _AGENTS:
            yield _agent(entity)
    for reading in readings(ledger, story):
        yield from _of_reading(reading)
    for origin in ledger.each_origin(story):
        yield from _of_origin(origin)
    for account in accounts(ledger, story):
        yield from _of_account(account)


def _agent(entity: EntityEntry) -> Entry:
    return "agent", f"led:{entity.id}", {"prov:type": _qualified(_AGENTS[entity.type]), "prov:label": entity.name}


def _of_reading(reading: Reading) -> Iterator[Entry]:
    document = reading.document
    key = f"led:{document.id}"
    attributes = {
        "prov:type": _qualified("rep:document"),
        "prov:label": document.title,
        "rep:uri": document.uri,
        "rep:sha256": document.sha256,
        "rep:publishedEarliest": _day(document.published.earliest),
        "rep:publishedLatest": _day(document.published.latest),
    }
    yield "entity", key, _present(attributes)
    yield from _software(reading.producer, "reading")
    if document.outlet:
        outlet = f"led:outlet-{_slug(document.outlet)}"
        yield "agent", outlet, {"prov:type": _qualified("prov:Organization"), "prov:label": document.outlet}
        yield _link("wasAttributedTo", key, outlet, entity=key, agent=outlet)
    if document.version_of:
        yield _derived(key, f"led:{document.version_of}", "prov:Revision")
    known = {e.id for e in reading.entities if e.type in _AGENTS}
    for found in utterances_of(reading):
        yield from _of_statement(found, reading, known)


def _of_statement(found: Utterance, reading: Reading, known: set[str]) -> Iterator[Entry]:
    statement, key = found.statement, f"led:{found.statement.id}"
    attributes = {
        "prov:type": _qualified("rep:statement"),
        "prov:label": statement.speaker_name or None,
        "prov:value": found.words or None,
        "rep:act": statement.act,
        "rep:spans": json.dumps([[s.start, s.end] for s in statement.content]),
        "rep:confidence": {"$": str(statement.confidence), "type": "xsd:double"},
    }
    yield "entity", key, _present(attributes)
    yield _link("wasGeneratedBy", key, "reading", entity=key, activity=f"led:reading-{_slug(reading.producer)}")
    yield _derived(key, f"led:{found.document.id}", "prov:Quotation")
    if statement.speaker in known:
        yield _link("wasAttributedTo", key, "speaker", entity=key, agent=f"led:{statement.speaker}")
    if statement.parent:
        yield _derived(key, f"led:{statement.parent}", "rep:cameThrough")


def _of_origin(origin: Origin) -> Iterator[Entry]:
    key = f"led:{origin.id}"
    attributes = {
        "prov:type": _qualified("rep:origin"),
        "prov:label": origin.label,
        "rep:kind": origin.kind,
        "rep:date": _day(origin.date),
        "rep:reason": origin.reason,
    }
    yield "entity", key, _present(attributes)
    for statement in origin.statements:
        yield _derived(f"led:{statement}", key, "prov:PrimarySource")
    for other in origin.derived_from:
        yield _derived(key, f"led:{other}", "rep:reactsTo")


def _of_account(account: StoryAccount) -> Iterator[Entry]:
    key = f"led:{account.id}"
    yield "entity", key, {"prov:type": _qualified("prov:Collection"), "prov:label": account.title}
    yield from _software(account.producer, "compiling")
    for claim in account.claims:
        yield from _of_claim(claim, key, account.producer)


def _of_claim(claim: Claim, story: str, producer: str) -> Iterator[Entry]:
    key = f"led:{claim.story}-{claim.id}"  # two stories may have a claim of the same id
    attributes = {
        "prov:type": _qualified("rep:claim"),
        "prov:label": claim.label,
        "rep:status": claim.status,
        "rep:knownIndependent": claim.independence.known_independent,
    }
    yield "entity", key, attributes
    yield "hadMember", f"_:m-{key[4:]}", {"prov:collection": story, "prov:entity": key}
    yield _link("wasGeneratedBy", key, "compiling", entity=key, activity=f"led:compiling-{_slug(producer)}")
    for source in dict.fromkeys(_source(mention) for mention in claim.mentions):
        stances = sorted({m.stance for m in claim.mentions if _source(m) == source})
        section, link, plain = _derived(key, source, "")
        yield section, link, plain | {"rep:stance": stances if len(stances) > 1 else stances[0]}


def _source(mention: Mention) -> str:
    return f"led:{mention.holder or mention.statement or mention.document}"


def _software(producer: str, doing: str) -> Iterator[Entry]:
    slug = _slug(producer)
    agent, activity = f"led:software-{slug}", f"led:{doing}-{slug}"
    yield "agent", agent, {"prov:type": _qualified("prov:SoftwareAgent"), "prov:label": producer}
    yield "activity", activity, {"prov:type": _qualified(f"rep:{doing}")}
    name, key, plain = _link("wasAssociatedWith", activity, agent, activity=activity, agent=agent)
    yield name, key, plain


def _derived(later: str, earlier: str, kind: str) -> Entry:
    plain: dict[str, Any] = {"prov:generatedEntity": later, "prov:usedEntity": earlier}
    if kind:
        plain["prov:type"] = _qualified(kind)
    return "wasDerivedFrom", f"_:d-{later[4:]}-{earlier[4:]}", plain


def _link(section: str, one: str, other: str, **ends: str) -> Entry:
    return section, f"_:{section}-{_slug(one)}-{_slug(other)}", {f"prov:{name}": value for name, value in ends.items()}


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _present(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


def _day(value: object) -> dict[str, str] | None:
    return {"$": str(value), "type": "xsd:date"} if value else None


def _slug(name: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" if c in " .:-" else f"_{ord(c):x}" for c in name)
