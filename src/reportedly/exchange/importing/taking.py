"""Taking an export into a ledger: documents, then stories, then judgements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TextIO

from reportedly.errors import InputError
from reportedly.exchange import records_back as back
from reportedly.exchange.importing.gathering import Gathered, gather
from reportedly.exchange.importing.readings import Parts, documents_of, parts_of, reading_of
from reportedly.exchange.importing.stories import Compiled, account_of, compiled_of
from reportedly.exchange.judgement_lines import append_judgements
from reportedly.judging.plain import judgement_of
from reportedly.ledger import Ledger
from reportedly.model import Document, Rejected


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken: documents that are new, those that the ledger held already, stories, judgements; and what was refused.

    ``waiting`` are the stories that are to be compiled anew, as the ledger has other documents in them.
    """

    documents: int
    unchanged: int
    stories: int
    judgements: int
    refused: tuple[Rejected, ...]
    waiting: tuple[str, ...]


def import_file(ledger: Ledger, file: TextIO, name: str) -> Imported:
    """Take what a file holds (JSON, JSON lines, judgements a line) into the ledger. Raises InputError where it is no export."""
    return take(ledger, gather(file, name))


def take(ledger: Ledger, found: Gathered, *, on_step: Callable[[str], None] = lambda uri: None) -> Imported:
    """Take what was gathered into the ledger; ``on_step`` is told each document's uri when it is done.

    Each document is committed by itself, so that a run that is stopped goes on where it was.
    """
    parts, held = parts_of(found), list(documents_of(found))
    known = set(ledger.document_ids())
    of_a_story = {document for placed in found.sections["stories"] for document in placed.plain["documents"]}
    new = 0
    for _, document in held:
        if document.id not in known:
            made = parts.made.get(document.id)
            reading = reading_of(document, parts, found, dated=document.id in of_a_story)
            ledger.add_reading(reading, packs=made.packs if made else ())
            new += 1
        on_step(document.uri)
    for one in _loose(parts, {d.id for _, d in held}):
        ledger.reject(one)
    stories = _take_stories(ledger, found, {d.id: d for _, d in held})
    judged = _take_judgements(ledger, found)
    return Imported(new, len(held) - new, stories, judged, tuple(found.refused), ledger.stale())


def _loose(parts: Parts, documents: set[str]) -> Sequence[Rejected]:
    """What was refused and is no part of a document that is here."""
    return [one for home, all_ in parts.rejected.items() if home not in documents for one in all_]


def _take_stories(ledger: Ledger, found: Gathered, documents: Mapping[str, Document]) -> int:
    compiled = compiled_of(found)
    names = _names(ledger, found, compiled)
    for placed, timeline in list(found.records("stories", back.timeline_of)):
        members = placed.plain["documents"]
        readings = {d: ledger.reading(d) for d in members if d in documents}
        name, account = names[placed.plain["id"]], account_of(placed.plain, timeline, compiled, readings, documents)
        known = {entry.name: entry for entry in ledger.stories()}.get(name)
        others = set(ledger.members(name)) - set(members) if known else set()
        if known is not None and known.id is not None and not set(readings) - set(ledger.members(name)):
            continue  # it is compiled, with all of these in it
        if account is not None and not others:
            ledger.put_story(account, name=name)
        elif readings:
            ledger.add_to_story(name, readings)
        else:
            found.refuse(placed.place, "none of its documents is there")
    return len(found.sections["stories"])


def _names(ledger: Ledger, found: Gathered, compiled: Compiled) -> dict[str, str]:
    """What each story of the file is called: as the ledger calls it, or the file; of two with one name one is numbered."""
    held = {entry.id: entry.name for entry in ledger.stories()}
    names: dict[str, str] = {}
    for placed in found.sections["stories"]:
        key = placed.plain["id"]
        title = compiled.made[key].name if key in compiled.made else placed.plain["title"]
        taken = set(names.values())
        numbered = (f"{title} ({number})" if number > 1 else title for number in count(1))
        names[key] = held.get(key) or next(name for name in numbered if name not in taken)
    return names


def _take_judgements(ledger: Ledger, found: Gathered) -> int:
    """Append the judgements of the file; how many are new."""
    read = []
    for placed in found.sections["judgements"]:
        try:
            read.append((placed.place, judgement_of(placed.plain)))
        except InputError as error:
            found.refuse(placed.place, str(error))
    return append_judgements(ledger, read, found.refuse)[0]
