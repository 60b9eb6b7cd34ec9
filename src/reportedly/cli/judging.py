"""``judge``: an analyst's word on what was read: accept, reject, correct, merge, split, grade, mark, move, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.judged import export, import_lines, list_judgements, queue
from reportedly.cli.options import LEDGER, LedgerOption

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.model import Verdict

Target = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="A claim, statement, event, entity, origin or document: its id, or enough of it."
    ),
]
Reason = Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why.")]
Who = Annotated[
    str, typer.Option("--who", metavar="NAME", help="Who judges; without it, the name you are logged in by.")
]


def judge() -> typer.Typer:
    """The commands about judgements."""
    app = typer.Typer(
        help="Judge what was read, and look at what was judged. Nothing is erased: what was said can be taken back.\n\n"
        'Example: reportedly judge reject clm-3f2a --reason "the text says the opposite"',
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    for command in (
        accept,
        reject,
        unsure,
        correct,
        merge,
        split,
        grade,
        dependent,
        independent,
        move,
        undo,
        queue,
        export,
    ):
        app.command()(command)
    app.command("list")(list_judgements)
    app.command("import")(import_lines)
    return app


def accept(target: Target, reason: Reason = "", who: Who = "", ledger: LedgerOption = LEDGER) -> None:
    """Say that something is read right.

    Example: reportedly judge accept clm-3f2a
    """
    _say(ledger, target, "accept", who, reason)


def reject(target: Target, reason: Reason = "", who: Who = "", ledger: LedgerOption = LEDGER) -> None:
    """Say that something is read wrong: it counts no more.

    Example: reportedly judge reject evt-90ab --reason "a hypothetical"
    """
    _say(ledger, target, "reject", who, reason)


def unsure(target: Target, reason: Reason = "", who: Who = "", ledger: LedgerOption = LEDGER) -> None:
    """Say that it cannot be told whether something is read right.

    Example: reportedly judge unsure stm-77c0
    """
    _say(ledger, target, "unsure", who, reason)


def correct(
    target: Target,
    *,
    speaker: Annotated[str, typer.Option(help="Statement: who speaks.")] = "",
    kind: Annotated[str, typer.Option(help="Statement: person, organization, government, outlet, …")] = "",
    act: Annotated[str, typer.Option(help="Statement: say, claim, deny, warn, …")] = "",
    source: Annotated[str, typer.Option(help="Statement: the words of the source, as printed.")] = "",
    cue: Annotated[str, typer.Option(help="Statement: the words of the cue, as printed.")] = "",
    content: Annotated[str, typer.Option(help="Statement: the words of what is said, as printed.")] = "",
    stance: Annotated[str, typer.Option(help="Event: affirms, denies, doubts, conditions or considers.")] = "",
    trigger: Annotated[str, typer.Option(help="Event: its word, as printed.")] = "",
    role: Annotated[
        list[str] | None, typer.Option(metavar="ROLE=NAME", help="Event: who fills a role; repeatable.")
    ] = None,
    date: Annotated[str, typer.Option(help="When it was said, when it happened, when the document appeared.")] = "",
    name: Annotated[str, typer.Option(help="Claim: its wording.")] = "",
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say what is so instead; only what is given changes.

    Example: reportedly judge correct evt-90ab --stance denies --role "recipient=Sudovia"
    """
    change = {"speaker_name": speaker, "source_kind": kind, "act": act, "stance": stance, "date": date, "name": name}
    words = {"source": source, "cue": cue, "content": content, "trigger": trigger}
    _say(ledger, target, "correct", who, reason, change | {"roles": _roles(role or [])}, words)


def merge(
    target: Target,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The claim or entity that it is one with.")],
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say that a claim or an entity is the same as another.

    Example: reportedly judge merge clm-3f2a clm-88d1
    """
    _say(ledger, target, "merge", who, reason, ids={"into": into})


def split(
    target: Target,
    parts: Annotated[
        list[str],
        typer.Argument(metavar="PART…", help="Events of the claim, or mentions of the entity as doc-…:start:end."),
    ],
    name: Annotated[str, typer.Option(help="What the mentions of an entity are called then.")] = "",
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say that some of a claim is another claim, or some mentions of an entity another's.

    Example: reportedly judge split clm-3f2a evt-90ab evt-77c0
    """
    _say(ledger, target, "split", who, reason, {"name": name}, parts=tuple(parts))


def grade(
    target: Target,
    mark: Annotated[str, typer.Argument(metavar="GRADE", help="A to F for an origin or entity, 1 to 6 for a claim.")],
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Grade a source's reliability (A to F) or a claim's credibility (1 to 6), by the Admiralty scales.

    Example: reportedly judge grade org-51d0 B
    """
    scale = "credibility" if mark.isdigit() else "reliability"
    _say(ledger, target, "correct", who, reason, {scale: mark.upper()})


def dependent(
    target: Target,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other origin.")],
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say that two origins are one word.

    Example: reportedly judge dependent org-51d0 org-17aa
    """
    _say(ledger, target, "correct", who, reason, {"dependent": True}, ids={"with_origin": other})


def independent(
    target: Target,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other origin.")],
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say that two origins know of it each by themselves.

    Example: reportedly judge independent org-51d0 org-17aa --reason "two eyewitnesses"
    """
    _say(ledger, target, "correct", who, reason, {"dependent": False}, ids={"with_origin": other})


def move(
    target: Target,
    story: Annotated[str, typer.Argument(metavar="STORY", help="The name of the story; a new one is made.")],
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say that a document belongs to another story; it stays there whatever is read later.

    Example: reportedly judge move doc-12ab "Missiles for Russia"
    """
    _say(ledger, target, "correct", who, reason, {"story": story})


def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The judgement's id, or enough of it.")],
    reason: Reason = "",
    who: Who = "",
    ledger: LedgerOption = LEDGER,
) -> None:
    """Take a judgement back. Taking back what took another back brings that one back.

    Example: reportedly judge undo jdg-0c9d
    """
    _say(ledger, judgement, "reject", who, reason)


# ---- what they share -------------------------------------------------------------------------------------------------


def _roles(given: list[str]) -> list[dict[str, str]]:
    roles = []
    for one in given:
        role, found, name = one.partition("=")
        if not found or not role.strip():
            raise typer.BadParameter(f"{one!r} is no ROLE=NAME", param_hint="--role")
        roles.append({"role": role.strip(), "name": name.strip()})
    return roles


def _say(
    ledger: str,
    target: str,
    verdict: Verdict,
    who: str,
    reason: str,
    change: Mapping[str, object] | None = None,
    words: Mapping[str, str] | None = None,
    *,
    ids: Mapping[str, str] | None = None,
    parts: tuple[str, ...] = (),
) -> None:
    """Keep the judgement, compile the stories that it bears on, and print its id."""
    from datetime import UTC, datetime

    from sqlalchemy import Connection

    from reportedly.cli.judged import compiled
    from reportedly.ledger import open_ledger
    from reportedly.ledger.judging import Said, judge, whole_id
    from reportedly.model import Judgement

    def keep(connection: Connection) -> tuple[Judgement, bool]:
        plain = {name: value for name, value in (change or {}).items() if value not in ("", [])}
        plain |= {name: whole_id(connection, ident) for name, ident in (ids or {}).items()}
        given = {name: text for name, text in (words or {}).items() if text}
        taken = tuple(part if ":" in part else whole_id(connection, part) for part in parts)
        about, now = whole_id(connection, target), datetime.now(UTC)
        return judge(connection, Said(about, verdict, who or _login(), now, reason, plain, given, taken))

    with open_ledger(ledger) as opened:
        made, _ = opened.change(keep)
        typer.echo(made.id)
        compiled(opened)


def _login() -> str:
    """The name of whoever is logged in, as far as the machine knows."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the machine's list, as in some containers
        return "local"
