"""``judge list``, ``queue``, ``export`` and ``import``: what was judged, what had better be, and both to and from files."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LEDGER, JsonOption, LedgerOption

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from reportedly.judging.agreement import Agreement
    from reportedly.ledger import Ledger
    from reportedly.ledger.judgements import Held

LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many are shown at most.")]


class Form(StrEnum):
    """What is written of judgements."""

    judgements = "judgements"
    training = "training"


def list_judgements(
    about: Annotated[str, typer.Option("--about", metavar="ID", help="Only those about one thing.")] = "",
    limit: LimitOption = 40,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """List judgements, the latest first, and how far analysts agree.

    Example: reportedly judge list --about clm-3f2a
    """
    from reportedly.cli.show import show_json, show_table, tell
    from reportedly.judging.agreement import measure
    from reportedly.judging.plain import plain_judgement
    from reportedly.ledger import judgements, open_ledger
    from reportedly.ledger.judging import whole_id

    with open_ledger(ledger) as opened:
        found = opened.look(
            lambda c: (
                judgements.judgements_about(c, whole_id(c, about))[:limit] if about else judgements.recent(c, limit)
            )
        )
        agreed = measure(h.judgement for h in opened.look(judgements.held) if not h.retracted)
    if as_json:
        show_json([plain_judgement(h.judgement, retracted=h.retracted) for h in found])
        return
    if not found:
        tell("Nobody has judged anything of this yet. See: reportedly judge queue")
        return
    show_table(("Judgement", "Verdict", "About", "Who", "Reason"), (_row(h) for h in found))
    _tell_agreement(agreed)


def queue(limit: LimitOption = 20, ledger: LedgerOption = LEDGER, as_json: JsonOption = False) -> None:
    """List what had better be judged: doubt times what hangs on it, the most first.

    Example: reportedly judge queue --limit 5
    """
    from dataclasses import asdict

    from reportedly.cli.show import show_json, show_table, tell
    from reportedly.ledger import open_ledger
    from reportedly.ledger.queue import queued

    with open_ledger(ledger) as opened:
        found, total = opened.look(lambda c: queued(c, 0, limit))
    if as_json:
        show_json([{"story": q.story, "label": q.label} | asdict(q.doubt) for q in found])
        return
    if not found:
        tell("Nothing waits to be judged")
        return
    show_table(("Claim", "Why", "Id"), ((q.label, q.doubt.reason, q.doubt.target) for q in found))
    if total > len(found):
        tell(f"{len(found)} of {total} are shown; more with --limit")


def export(
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - for stdout.")] = "-",
    form: Annotated[
        Form, typer.Option("--form", help="Judgements, or corrections as training/ takes them.")
    ] = Form.judgements,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Write all judgements as JSON lines, or what they corrected in the form that training takes.

    Example: reportedly judge export -o judgements.jsonl
    """
    from reportedly.errors import InputError
    from reportedly.exchange.judgement_lines import judgement_lines, training_lines
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        lines = judgement_lines(opened) if form is Form.judgements else training_lines(opened)
        if output == "-":
            sys.stdout.writelines(lines)
            return
        try:
            with open(output, "w", encoding="utf-8") as file:
                file.writelines(lines)
        except OSError as error:
            raise InputError(f"Cannot write to {output}: {error.strerror}") from error


def import_lines(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What judge export wrote; - for stdin.")],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Append judgements from a file of JSON lines; those that the ledger knows change nothing.

    Judgements about what is not read yet are kept, and count when it is.

    Example: reportedly judge import judgements.jsonl
    """
    from reportedly.cli.show import tell
    from reportedly.exchange.judgement_lines import take_judgements
    from reportedly.ledger import open_ledger

    lines = _lines(file)
    with open_ledger(ledger) as opened:
        taken = take_judgements(opened, lines)
        for refused in taken.refused:
            tell(f"refused line {refused.line}: {refused.reason}")
        typer.echo(f"{taken.new} new, {taken.known} known, {len(taken.refused)} refused")
        compiled(opened)
    raise typer.Exit(1 if taken.refused else 0)


def compiled(ledger: Ledger) -> None:
    """Compile the stories that were judged, and say so."""
    from reportedly.cli.show import tell
    from reportedly.intake.compiling import compile_stale
    from reportedly.intake.pipeline_stages import pipeline_stages

    if ledger.stale():
        for name in compile_stale(ledger, pipeline_stages()):
            tell(f"compiled anew: {name}")


# ---- the parts -------------------------------------------------------------------------------------------------------


def _lines(file: str) -> list[str]:
    from reportedly.errors import InputError

    if file == "-":
        return sys.stdin.readlines()
    try:
        with open(file, encoding="utf-8") as opened:
            return opened.readlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read {file}: {error}") from error


def _row(held: Held) -> tuple[str, ...]:
    j = held.judgement
    verdict = f"{j.verdict} (taken back)" if held.retracted else j.verdict
    about = f"{j.anchor.text[:60]} {j.about}".strip()
    return j.id, verdict, about, f"{j.who}, {j.when[:16].replace('T', ' ')}", j.reason


def _tell_agreement(agreed: Agreement) -> None:
    from reportedly.cli.show import several, tell

    if agreed.things:
        alpha = "not defined" if agreed.alpha is None else f"{agreed.alpha:.2f}"
        tell(f"{several(agreed.things, 'thing')} judged by more than one analyst; Krippendorff's alpha {alpha}")
