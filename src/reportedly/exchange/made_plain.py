"""How a ledger came by what it holds, in the plain form: who read each document with which packs, how stories were compiled.

It goes with the texts alone: who wants no texts wants no more than what was read, and cannot take the file in again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from reportedly.exchange.reading_plain import Plain
from reportedly.model import Reading, StoryAccount


def plain_reading(reading: Reading, packs: Sequence[str]) -> Plain:
    """Who read a document, with which packs (name and hash), and what its page says of itself beside."""
    document, page = reading.document, reading.document.page
    return {
        "document": document.id,
        "producer": reading.producer,
        "packs": list(packs),
        "refused": list(document.refused),
        "page": {
            "canonical": page.canonical,
            "appeared": page.appeared,
            "changed": page.changed,
            "kinds": list(page.kinds),
            "links": [{"start": link.start, "end": link.end, "address": link.address} for link in page.links],
            "credit": page.credit,
        },
    }


def plain_compilation(account: StoryAccount, name: str) -> Plain:
    """Who compiled a story under which name, why documents are dated so, the judgements that counted, and the queue of doubts."""
    return {
        "story": account.id,
        "name": name,
        "producer": account.producer,
        "dated": [
            {"document": d.document, "reason": d.reason} for d in sorted(account.dated, key=lambda d: d.document)
        ],
        "applied": [asdict(a) for a in sorted(account.applied, key=lambda a: (a.judgement, a.target))],
        "doubts": [asdict(doubt) for doubt in account.doubts],
    }
