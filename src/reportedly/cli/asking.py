"""``stories``, ``claims``, ``claim`` and ``who``: what the ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LEDGER, JsonOption, LedgerOption

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.model import Claim

SHORT = 8  # characters of an id that tables show; commands take any start of one


def stories(ledger: LedgerOption = LEDGER, as_json: JsonOption = False) -> None:
    """List the stories.

    Example: reportedly stories
    """
    from reportedly.cli.show import show_json, show_table, tell, waiting
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        entries, still = opened.stories(), waiting(opened)
    if as_json:
        show_json([{"name": s.name, "id": s.id, "documents": s.documents, "claims": s.claims} for s in entries])
        return
    if still or not entries:
        tell(still or "The ledger holds no story yet. Read some pages: reportedly read SOURCE")
    rows = ((s.name, s.id or "to be compiled", str(s.documents), str(s.claims)) for s in entries)
    show_table(("Story", "Id", "Documents", "Claims"), rows, numbers=(2, 3))


def claims(
    story: Annotated[
        str | None, typer.Argument(metavar="[STORY]", help="A story's name or id; all without it.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """List claims, those spoken of most first.

    Example: reportedly claims "Missiles for Russia"
    """
    from reportedly.cli.show import show_json, tell, waiting
    from reportedly.exchange import plain_claim
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        still = waiting(opened)
        held = sorted(opened.claims(story), key=lambda c: (-len(c.mentions), c.label, c.id))
    if as_json:
        show_json([plain_claim(claim) for claim in held])
    elif held or not still:
        show_claims(held)
    if still:
        tell(still)


def show_claims(held: list[Claim]) -> None:
    """The claims as a table: what, how it stands and how many origins are behind it, and how many hold what."""
    from reportedly.cli.show import show_table, tell

    if not held:
        tell("No claims: the pages speak of no event that the packs know. See: reportedly packs show")
    show_table(("Claim", "Affirm", "Deny", "Other", "Id"), (_claim_row(claim) for claim in held), numbers=(1, 2, 3))


def claim(
    id: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, or enough of its start.")],
    why: Annotated[bool, typer.Option("--why", help="Say for each mention why it is one of this claim's.")] = False,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """One claim: who holds what, on whose word, since when.

    Example: reportedly claim clm-3f2a
    """
    from reportedly.cli.claim_page import describe, show_claim, show_edits
    from reportedly.cli.show import show_json
    from reportedly.exchange import plain_claim, plain_edit, plain_relation
    from reportedly.ledger import open_ledger
    from reportedly.ledger.versions import edits_of_claim

    with open_ledger(ledger) as opened:
        held = opened.claim(id)
        account = opened.account(held.story)
        told = describe(held, account, opened.readings)
        disagreeing = [r for r in account.relations if held.id in (r.a.claim, r.b.claim)]
        edits = opened.look(lambda c: edits_of_claim(c, held))
        names = {e.after: (d := opened.document(e.after)).outlet or d.uri for e in edits}
    if as_json:
        more = {
            "told": [mention.plain() for mention in told],
            "relations": [plain_relation(r) for r in disagreeing],
            "edits": [plain_edit(e) for e in edits],
        }
        show_json(plain_claim(held) | more)
    else:
        show_claim(held, told, disagreeing, why=why)
        show_edits(edits, names)


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A speaker's name, or a part of it.")],
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Everything that one speaker said, and stands for.

    Example: reportedly who "White House"
    """
    from reportedly.cli.show import show_json
    from reportedly.cli.voice_page import plain_voice, show_voice
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        voices = opened.who(name)
    if as_json:
        show_json([plain_voice(voice) for voice in voices])
        return
    for voice in voices:
        show_voice(voice)


def _claim_row(claim: Claim) -> tuple[str | Text, ...]:
    from rich.text import Text

    from reportedly.cli.show import several

    stances = [mention.stance for mention in claim.mentions]
    affirm, deny = stances.count("affirms"), stances.count("denies")
    articles = several(claim.independence.articles, "article")
    about = Text(f"\n  {claim.status}; {articles}; independent origins: {in_short(claim)}", style="dim")
    return (Text(claim.label) + about, str(affirm), str(deny), str(len(stances) - affirm - deny), short_id(claim.id))


def short_id(ident: str) -> str:
    """The start of an id, as it is shown and can be given."""
    return ident.partition("-")[2][:SHORT]


def in_short(claim: Claim) -> str:
    """A claim's independence in one line, the states that count nothing left out."""
    held = claim.independence
    named = (
        (held.known_independent, "known"),
        (held.not_established, "not established"),
        (held.not_recorded, "not recorded"),
    )
    return ", ".join(f"{count} {state}" for count, state in named if count) or "none"
