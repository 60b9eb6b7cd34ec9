"""The ledger's documents as citations: CSL-JSON (for Zotero, pandoc) and RIS (for EndNote and the like)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Any, TextIO

from reportedly.exchange.sweep import readings
from reportedly.ledger import Ledger
from reportedly.model import Document, Published


def export_csl(ledger: Ledger, out: TextIO, *, story: str | None = None) -> None:
    """Write the documents as CSL-JSON 1.0, an item each, with the hash of the content in its note, and the day of access."""
    accessed = ledger.accessed()
    out.write("[")
    for number, document in enumerate(_documents(ledger, story)):
        item = csl_item(document, accessed.get(document.id))
        out.write((",\n " if number else "\n ") + json.dumps(item, ensure_ascii=False))
    out.write("\n]\n")


def export_ris(ledger: Ledger, out: TextIO, *, story: str | None = None) -> None:
    """Write the documents as RIS records, with the hash of the content in a note, and the day of access."""
    accessed = ledger.accessed()
    for document in _documents(ledger, story):
        tags = ris_tags(document, accessed.get(document.id))
        out.write("".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in tags) + "ER  - \n\n")


def csl_item(document: Document, accessed: date | None = None) -> dict[str, Any]:
    """One document as an item of CSL-JSON."""
    item: dict[str, Any] = {"id": document.id, "type": "article-newspaper", "title": _title(document)}
    if document.outlet:
        item["container-title"] = document.outlet
    if document.byline:
        item["author"] = [{"literal": document.byline}]
    if parts := _parts(document.published):
        item["issued"] = {"date-parts": parts}
    if accessed:
        item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    if document.language:
        item["language"] = document.language
    if _on_the_web(document):
        item["URL"] = document.uri
    return item | {"note": f"sha256: {document.sha256}"}


def ris_tags(document: Document, accessed: date | None = None) -> Iterator[tuple[str, str]]:
    """One document as the tags of RIS, in their order; the closing one is left to the writer."""
    yield "TY", "NEWS"
    yield "ID", document.id
    yield "TI", _title(document)
    if document.byline:
        yield "AU", document.byline
    if document.outlet:
        yield "T2", document.outlet
    known = document.published.earliest
    if known:
        yield "PY", str(known.year)
    if known and known == document.published.latest:
        yield "DA", known.strftime("%Y/%m/%d")
    if document.language:
        yield "LA", document.language
    if _on_the_web(document):
        yield "UR", document.uri
    if accessed:
        yield "Y2", accessed.strftime("%Y/%m/%d")
    yield "N1", f"sha256: {document.sha256}"


def _documents(ledger: Ledger, story: str | None) -> Iterator[Document]:
    return (reading.document for reading in readings(ledger, story))


def _title(document: Document) -> str:
    headline = next((document.text[b.start : b.end] for b in document.blocks if b.role == "headline"), None)
    return " ".join((document.title or headline or PurePath(document.uri).name or document.uri).split())


def _on_the_web(document: Document) -> bool:
    return document.uri.startswith(("http://", "https://"))


def _parts(published: Published) -> list[list[int]]:
    """The day, or the first and the last of a range; nothing where an end is not known: CSL has no open ranges."""
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return []
    return [[d.year, d.month, d.day] for d in ([first] if first == last else [first, last])]
