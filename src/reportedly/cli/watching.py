"""``watch``, ``feeds``, ``alerts`` and ``evidence``: feeds followed over time, and what came of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LEDGER, JsonOption, LedgerOption, PackOption, StoryOption, chosen_packs
from reportedly.errors import InputError

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from reportedly.intake.fetching import Policy
    from reportedly.intake.stages import Stages
    from reportedly.ledger import FeedEntry, Ledger
    from reportedly.watch import Happening, Report, Rhythm
    from reportedly.watch.alerting import Hook

AllowOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow", metavar="NETWORK", help="A network of your own that may be asked too, as 10.1.0.0/16; repeatable."
    ),
]
SHORT_SECRET = 16


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED]...", help="Addresses of feeds or sitemaps, or OPML files; beside those followed already."
        ),
    ] = None,
    *,
    once: Annotated[bool, typer.Option("--once", help="Ask what is due, read what has come, and stop.")] = False,
    story: Annotated[
        str | None, typer.Option("--story", metavar="NAME", help="Put the pages of the feeds given into this story.")
    ] = None,
    alerts: Annotated[
        Path | None,
        typer.Option("--alerts", metavar="FILE", help="Keep the latest alerts in this file, as an Atom feed."),
    ] = None,
    webhook: Annotated[
        str | None, typer.Option("--webhook", metavar="URL", help="Send each alert there, as JSON, signed.")
    ] = None,
    secret: Annotated[
        Path | None,
        typer.Option("--secret", metavar="FILE", help="The file with the secret that alerts are signed with."),
    ] = None,
    every: Annotated[
        float, typer.Option("--every", metavar="MINUTES", min=1, help="Minutes between two looks at a feed.")
    ] = 15,
    pace: Annotated[
        float, typer.Option("--pace", metavar="SECONDS", min=0.5, help="Seconds between two requests to one site.")
    ] = 2,
    allow: AllowOption = None,
    pack: PackOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Follow feeds: read the pages that they name, read them again when they change, and say what is new.

    RSS, Atom, JSON Feed, news sitemaps and OPML lists. Sites are asked at a pace, as their robots.txt lets, and only for
    what has changed. Without --once it goes on until it is interrupted; started again, it goes on where it was.

    Example: reportedly watch https://paper.example/rss --story "Missiles for Russia" --alerts alerts.xml
    """
    from reportedly.cli.show import show_json, tell
    from reportedly.ledger import open_ledger
    from reportedly.watch import Rhythm, Watcher

    policy, hooks = _policy(allow or []), _hooks(webhook, secret)
    stages = _stages(pack or ())
    with open_ledger(ledger, create=True) as opened:
        _follow(opened, feeds or [], story)
        watcher = Watcher(opened, stages, policy=policy, hooks=hooks, rhythm=_rhythm(Rhythm(), every, pace))
        watcher.tell = _teller(opened, alerts, quiet=as_json)
        try:
            watcher.once() if once else watcher.run()
        except KeyboardInterrupt:
            tell("Stopped. Start it again, and it goes on where it was")
        if alerts is not None:
            write_alerts(opened, alerts)
    if as_json:
        show_json(watcher.report.counts)
    else:
        _show_report(watcher.report)


def feeds(
    *,
    remove: Annotated[str | None, typer.Option("--remove", metavar="ADDRESS", help="Follow this feed no more.")] = None,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """List the feeds that are followed, and how it stands with each.

    Example: reportedly feeds --remove https://paper.example/rss
    """
    from reportedly.cli.show import show_json, show_table
    from reportedly.ledger import feeds as rows
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        if remove is not None:
            opened.change(lambda c: rows.remove_feed(c, remove))
        held = opened.look(rows.feeds)
        counts = opened.look(rows.counts)
    if as_json:
        show_json({"feeds": [_plain_feed(f) for f in held], "pages": counts})
        return
    show_table(("Feed", "Kind", "Pages", "Asked", "How it stands"), (_feed_row(f) for f in held), numbers=(2,))
    if counts:
        typer.echo("pages: " + ", ".join(f"{count} {state}" for state, count in counts.items()))


def alerts(
    *,
    story: StoryOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write them to this file, as an Atom feed.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """List the latest alerts: new denials, independent origins, status, numbers, claims withdrawn.

    Example: reportedly alerts --story "Missiles for Russia"
    """
    from dataclasses import asdict

    from reportedly.cli.show import show_json
    from reportedly.exchange.atom import WORDS, told
    from reportedly.ledger import alert_rows, open_ledger

    with open_ledger(ledger) as opened:
        name = None if story is None else opened.story(story).name
        if output is not None:
            write_alerts(opened, output, name)
        held = opened.look(lambda c: alert_rows.alerts(c, story=name))
    if as_json:
        show_json([{"at": entry.at.isoformat(), **asdict(entry.alert)} for entry in held])
        return
    for entry in held:
        typer.echo(f"{entry.at:%Y-%m-%d %H:%M}  {WORDS[entry.alert.kind]}: {entry.alert.label}")
        typer.echo(f"    {told(entry.alert)}")


def evidence(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="The id of an article, or the address that it came from.")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the page as it first came to this file."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """The pages that an article was read from, as they came: when, from where, and the hash of each.

    Example: reportedly evidence https://paper.example/2031/rockets -o page.html
    """
    from dataclasses import asdict

    from reportedly.cli.show import show_json, show_table
    from reportedly.errors import NotInLedger
    from reportedly.ledger import evidence as kept
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        held = opened.look(lambda c: kept.evidence_of(c, document) or kept.fetches_of(c, document))
        if not held:
            raise NotInLedger(f"No page is kept for {document!r}: only what was fetched from the web is")
        if output is not None:
            _write(output, opened.look(lambda c: kept.content_of(c, held[0].digest)))
    if as_json:
        show_json([asdict(e) | {"at": e.at.isoformat()} for e in held])
        return
    rows = ((e.final, f"{e.at:%Y-%m-%d %H:%M:%S}", e.document or "", e.digest) for e in held)
    show_table(("Came from", "At (UTC)", "Article", "SHA-256"), rows)


# ---- what is given ---------------------------------------------------------------------------------------------------


def _follow(ledger: Ledger, given: list[str], story: str | None) -> None:
    from datetime import UTC, datetime

    from reportedly.ledger import feeds as rows

    for address in [a for source in given for a in _addresses(source)]:
        now = datetime.now(UTC)
        ledger.change(lambda c, a=address, at=now: rows.add_feed(c, a, at, story=story))  # type: ignore[misc]


def _addresses(source: str) -> tuple[str, ...]:
    """An address, or those in an OPML file."""
    from reportedly.model import Rejected
    from reportedly.pages.feeds import parse_feed

    if source.startswith(("http://", "https://")):
        return (source,)
    try:
        held = parse_feed(Path(source).read_bytes(), "")
    except OSError as error:
        raise InputError(f"{source} is neither an address nor a file that can be read: {error.strerror}") from error
    if isinstance(held, Rejected) or not held.feeds:
        raise InputError(f"{source} is no list of feeds: give an OPML file, or the address of a feed")
    return held.feeds


def _policy(allow: list[str]) -> Policy:
    from ipaddress import ip_network

    from reportedly.intake.fetching import Policy

    try:
        return Policy(allowed=tuple(ip_network(network) for network in allow))
    except ValueError as error:
        raise typer.BadParameter(f"{error}: write it as 10.1.0.0/16", param_hint="--allow") from error


def _hooks(webhook: str | None, secret: Path | None) -> tuple[Hook, ...]:
    from reportedly.ledger.feeds import checked_address
    from reportedly.watch.alerting import Hook

    if webhook is None:
        return ()
    if secret is None:
        raise typer.BadParameter("alerts are signed: give the file with the secret", param_hint="--secret")
    try:
        held = secret.read_bytes().strip()
    except OSError as error:
        raise InputError(f"Cannot read the secret {secret}: {error.strerror}") from error
    if len(held) < SHORT_SECRET:
        raise InputError(
            f"The secret in {secret} is shorter than {SHORT_SECRET} characters. Make one: openssl rand -hex 32"
        )
    return (Hook(checked_address(webhook), held),)


def _rhythm(usual: Rhythm, every: float, pace: float) -> Rhythm:
    from dataclasses import replace

    seconds = every * 60
    return replace(usual, feed=seconds, page=seconds, feed_longest=max(usual.feed_longest, seconds), pace=pace)


def _stages(packs: Sequence[str]) -> Callable[[date], Stages]:
    from reportedly.intake.pipeline_stages import stages_by_day

    return stages_by_day(chosen_packs(packs)[0])


# ---- what is shown ---------------------------------------------------------------------------------------------------


def _teller(ledger: Ledger, atom: Path | None, *, quiet: bool) -> Callable[[Happening], None]:
    from reportedly.cli.show import tell

    def told(happening: Happening) -> None:
        if not quiet and happening.what != "page":
            said = f": {happening.said}" if happening.said else ""
            tell(f"{happening.at:%H:%M:%S} {happening.what} {happening.address}{said}")
        if happening.what == "alert" and atom is not None:
            write_alerts(ledger, atom)

    return told


def write_alerts(ledger: Ledger, path: Path, story: str | None = None) -> None:
    """Write the latest alerts as an Atom feed, whole or not at all."""
    from reportedly.exchange.atom import alerts_feed
    from reportedly.ledger import alert_rows

    _write(path, alerts_feed(ledger.look(lambda c: alert_rows.alerts(c, story=story))).encode())


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror}") from error


def _show_report(report: Report) -> None:
    for what, count in sorted(report.counts.items()):
        typer.echo(f"{count:>7} {what}")
    sys.stdout.flush()


def _feed_row(feed: FeedEntry) -> tuple[str, str, str, str, str]:
    asked = f"{feed.asking.asked:%Y-%m-%d %H:%M}" if feed.asking.asked else "not yet"
    stands = feed.asking.said or ("gone" if feed.state == "gone" else "well" if feed.asking.asked else "to be asked")
    return feed.address, feed.kind or "", str(feed.pages), asked, stands


def _plain_feed(feed: FeedEntry) -> dict[str, object]:
    due, asked = feed.asking.due, feed.asking.asked
    return {
        "address": feed.address, "kind": feed.kind, "title": feed.title, "story": feed.story, "pages": feed.pages,
        "state": feed.state, "asked": asked.isoformat() if asked else None, "due": due.isoformat() if due else None,
        "said": feed.asking.said,
    }  # fmt: skip
