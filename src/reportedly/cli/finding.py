"""``search`` and ``forget``: find documents, statements and names; remove a document."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LEDGER, JsonOption, LedgerOption

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from reportedly.ledger.forgetting import Forgotten
    from reportedly.ledger.search import Hit, Piece


Plain = dict[str, object]


class Kind(StrEnum):
    """What can be searched."""

    text = "text"
    statement = "statement"
    name = "name"


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS…", help='All these words; "…" for a phrase, -WORD for what must not be there.'),
    ],
    kind: Annotated[Kind, typer.Option("--in", help="Texts, statements, or names.")] = Kind.text,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many are shown at most.")] = 20,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Search the ledger's texts, what was said, and names, the best first.

    Example: reportedly search --in statement ballistic missiles
    """
    from reportedly.cli.show import show_json, show_table, tell
    from reportedly.ledger import open_ledger
    from reportedly.ledger.search import COUNTED
    from reportedly.ledger.search import search as find

    with open_ledger(ledger) as opened:
        found = opened.look(lambda c: find(c, " ".join(words), kind=kind.value, limit=limit))
    if as_json:
        show_json([_plain(hit) for hit in found.hits])
        return
    if not found.hits:
        tell("Nothing was found. Try fewer words, or another --in")
        return
    show_table(("Found", "Where", "Id"), (_row(hit) for hit in found.hits))
    if found.total > len(found.hits):
        count = f"more than {COUNTED}" if found.total > COUNTED else str(found.total)
        tell(f"{len(found.hits)} of {count} are shown; more with --limit")


def forget(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT…", help="Ids, or addresses and paths as stored.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Remove documents and all that came of them, for good; their stories are compiled again without them.

    Their statements, events and places in stories go, and judgements on their words. An address stands for every version
    of it.

    Example: reportedly forget doc-3f2a9c0b12d4e5f6
    """
    from datetime import date

    from reportedly.cli.show import show_json, tell
    from reportedly.intake.compiling import compile_stale
    from reportedly.intake.pipeline_stages import pipeline_stages
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        ids = sorted({found for asked in documents for found in opened.find_documents(asked)})
        if not yes:
            held = [opened.document(document) for document in ids]
            names = "".join(f"\n  {d.id}  {d.uri}" for d in held)
            typer.confirm(
                f"These and all that came of them are removed for good:{names}\nRemove them?", abort=True, err=True
            )
        gone = [opened.forget(document) for document in ids]
        compiled = compile_stale(opened, pipeline_stages(today=date.today()))
    if as_json:
        show_json([_plain_forgotten(one) for one in gone])
        return
    for one in gone:
        tell(_told(one))
    if compiled:
        tell(f"Compiled again: {', '.join(compiled)}")


def _told(gone: Forgotten) -> str:
    from reportedly.cli.show import several

    judged = f", {several(gone.judgements, 'judgement')}" if gone.judgements else ""
    empty = f"; with it the story {', '.join(gone.gone)}" if gone.gone else ""
    parts = f"{several(gone.statements, 'statement')}, {several(gone.events, 'event')}{judged}"
    return f"Removed {gone.document} ({gone.uri}): {parts}{empty}"


def _plain_forgotten(gone: Forgotten) -> Plain:
    counts: Plain = {"statements": gone.statements, "events": gone.events, "judgements": gone.judgements}
    return {"document": gone.document, "uri": gone.uri, "stories": list(gone.stories), "gone": list(gone.gone)} | counts


def _row(hit: Hit) -> tuple[Text, str, str]:
    from rich.text import Text

    title = _lit(hit.title)
    found = title + Text("\n  ") + _lit(hit.body) if hit.body else title
    where = ", ".join(part for part in (hit.outlet, hit.day) if part)
    return found, where, hit.ref


def _lit(pieces: Sequence[Piece]) -> Text:
    from rich.text import Text

    lit = Text()
    for piece in pieces:
        lit.append(piece.words, style="bold" if piece.found else "")
    return lit


def _plain(hit: Hit) -> Plain:
    pieces: Plain = {
        name: [{"words": p.words, "found": p.found} for p in getattr(hit, name)] for name in ("title", "body")
    }
    return {"kind": hit.kind, "id": hit.ref, "document": hit.document, "outlet": hit.outlet, "day": hit.day} | pieces
