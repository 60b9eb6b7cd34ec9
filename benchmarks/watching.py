"""A web of 40 feeds and 2,000 pages that misbehave, on loopback, watched for an hour of its own time.

    python -m benchmarks.watching                # all of it: about ten minutes
    python -m benchmarks.watching --quick        # 5 feeds, 60 pages
    python -m benchmarks.watching --table        # what it prints as a table in Markdown

Of every fifty pages of a site, eight change after twenty minutes, and fourteen redirect, loop, lie about their dates, never end,
say nothing, are gone, are busy for a while, unpack without end, name another encoding, are pictures, or are nested 10,000 deep.
One site closes a folder by its robots.txt, one feed is busy at first, one never ends. Each site has a story of its own, in which
one thing happens while it is watched: a number changes, somebody denies it, a claim is withdrawn, its status moves, or a new
origin speaks.
Prints what was kept, missed and alerted, beside what there was; how far it is on stderr. Interrupted (Ctrl-C) it prints what it
has. The texts are made up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from tests.watch.site import GivenClock, Request, Web, serving

from reportedly.intake.pipeline_stages import stages_by_day
from reportedly.ledger import Ledger, alert_rows, evidence, feeds, open_ledger, versions
from reportedly.model import Published
from reportedly.watch import Happening, Watcher

CHANGE, OPEN_AGAIN, NEW = timedelta(minutes=20), timedelta(minutes=10), timedelta(minutes=30)
BOMB = gzip.compress(b"<p>" + b"x" * 60_000_000)
DEEP = "<html><body>" + "<div>" * 10_000 + "x"
KINDS = ["plain"] * 28 + ["changing"] * 8 + [
    "redirect", "redirect", "loop", "page lies", "feed lies", "drip", "silent", "missing", "gone", "busy", "down", "bomb",
    "charset", "picture",
]  # fmt: skip
GOOD = frozenset(("plain", "changing", "redirect", "page lies", "feed lies", "busy", "down", "charset"))
SCENES = ("number_changed", "new_denial", "claim_withdrawn", "status_moved", "new_origin")
ITEMS = ("rockets", "drones", "missiles", "artillery shells")
EVERY = 10.0  # seconds between two words on how far it is
TELLS = 4
"""One in so many pages of which nothing is asked tells the story; the others hold what is in every page."""
TOWNS = ("Harbour", "Valley", "Northgate", "Capitol", "Riverside", "Kestrel", "Meridian", "Lantern")


@dataclass(frozen=True, slots=True)
class Size:
    """How many sites, and pages of each."""

    sites: int = 40
    pages: int = 50


def kind_of(size: Size, page: int) -> str:
    """What a page does; of a small site each kind is there at least once."""
    return KINDS[page % len(KINDS)] if size.pages >= len(KINDS) else KINDS[page * len(KINDS) // size.pages]


@dataclass(slots=True)
class Sites:
    """Answers as the site, the page, and the time of the clock ask."""

    size: Size
    clock: GivenClock
    web: Web | None = None
    began: datetime = datetime(2031, 3, 4, 12, tzinfo=UTC)

    def __call__(self, request: Request) -> None:
        """Answer a request."""
        site = int(request.host[5:7])
        past = self.clock.now() - self.began
        if request.path == "/robots.txt":
            request.answer(200, "User-agent: *\nDisallow: /closed/\n" if site == 1 else "", Content_Type="text/plain")
        elif request.path == "/feed":
            self._feed(request, site, past)
        else:
            self._page(request, site, int(request.path.rpartition("/")[2]), past)

    def _feed(self, request: Request, site: int, past: timedelta) -> None:
        if site == 2 and past < OPEN_AGAIN:
            request.answer(503, Retry_After="120")
        elif site == 3 and past > CHANGE and self.web is not None:
            request.drip(self.web.stop)
        else:
            count = self.size.pages + (2 if past > NEW else 0)
            tag = f'"{count}"'
            body, media = feed_of(self, site, count)
            if request.headers.get("if-none-match") == tag:
                request.answer(304)
            else:
                request.answer(200, body, Content_Type=media, ETag=tag)

    def address(self, site: int, page: int) -> str:
        """The address of a page; one in ten of the site that closes a folder is in it."""
        folder = "closed" if site == 1 and page % 10 == 9 else "news"
        assert self.web is not None
        return self.web.url(f"paper{site:02}.test", f"/{folder}/{page}")

    def _page(self, request: Request, site: int, page: int, past: timedelta) -> None:
        kind = kind_of(self.size, page) if page < self.size.pages else "new"
        later = kind == "changing" and past > CHANGE
        body = page_of(site, page, kind, later=later)
        tag = f'"{site}-{page}-{later}"'
        if kind == "redirect" and request.path.startswith("/news/"):
            request.answer(301, Location=f"/moved/{page}")
        elif kind in ("busy", "down") and past < OPEN_AGAIN:
            request.answer(429 if kind == "busy" else 503, **({"Retry_After": "300"} if kind == "busy" else {}))
        elif kind == "silent" and self.web is not None:
            self.web.stop.wait(5)
        elif kind == "drip" and self.web is not None:
            request.drip(self.web.stop)
        elif kind == "picture" and site % 2:
            request.answer(200, DEEP)
        elif kind not in GOOD and kind != "new":
            _refuse(request, kind)
        elif request.headers.get("if-none-match") == tag:
            request.answer(304)
        elif kind == "charset":
            request.answer(
                200, body.encode("cp1252", "replace"), Content_Type="text/html; charset=windows-1252", ETag=tag
            )
        else:
            request.answer(200, body, ETag=tag)


def _refuse(request: Request, kind: str) -> None:
    if kind == "loop":
        request.answer(302, Location=request.path)
    elif kind == "bomb":
        request.answer(200, BOMB, Content_Encoding="gzip")
    elif kind == "picture":
        request.answer(200, b"\x89PNG", Content_Type="image/png")
    else:
        request.answer(410 if kind == "gone" else 404)


# ---- what stands there -----------------------------------------------------------------------------------------------


def feed_of(sites: Sites, site: int, count: int) -> tuple[str, str]:
    """The feed of a site, each site in another form, and its media type."""
    pages = [(sites.address(site, n), date_of(sites.size, n)) for n in range(count)]
    if site % 4 == 0:
        items = "".join(
            f"<item><link>{a}</link><pubDate>{d:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>" for a, d in pages
        )
        return f'<rss version="2.0"><channel><title>Paper {site}</title>{items}</channel></rss>', "application/rss+xml"
    if site % 4 == 1:
        items = "".join(f'<entry><link href="{a}"/><published>{d.isoformat()}</published></entry>' for a, d in pages)
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>{items}</feed>', "application/atom+xml"
    if site % 4 == 2:
        held = {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"url": a, "date_published": d.isoformat()} for a, d in pages],
        }
        return json.dumps(held), "application/feed+json"
    items = "".join(f"<url><loc>{a}</loc><lastmod>{d.isoformat()}</lastmod></url>" for a, d in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</urlset>', "application/xml"


def date_of(size: Size, page: int) -> datetime:
    """The moment that the feed gives; one of them lies ahead."""
    lies = page < size.pages and kind_of(size, page) == "feed lies"
    return (
        datetime(2039, 1, 1, tzinfo=UTC) if lies else datetime(2031, 3, 4, 9, tzinfo=UTC) + timedelta(minutes=page % 60)
    )


def page_of(site: int, page: int, kind: str, *, later: bool) -> str:
    """A page of a site's story."""
    outlet = f"{TOWNS[site % len(TOWNS)]} Courier {site}"
    day = "2040-01-01" if kind == "page lies" else "2031-03-04"
    paragraphs = "".join(f"<p>{p}</p>" for p in story_of(site, page, kind, later=later))
    date_given = "" if kind == "feed lies" else f'<meta property="article:published_time" content="{day}T08:00:00Z">'
    return (
        f'<!doctype html><html lang="en"><head><title>What is known of the shipments</title>{date_given}'
        f'<meta property="og:site_name" content="{outlet}"></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>'
        f"<article><h1>What is known of the shipments, part {page}</h1>{paragraphs}</article>"
        f"<footer>© {outlet}. All rights reserved. Subscribe to our newsletter.</footer></body></html>"
    )


def story_of(site: int, page: int, kind: str, *, later: bool) -> Iterator[str]:
    """The paragraphs: what all pages of a site tell, and what happens in the site's scene."""
    scene, item = SCENES[site % len(SCENES)], ITEMS[site % len(ITEMS)]
    told = f"officials in Norland’s defence ministry told the {TOWNS[site % len(TOWNS)]} Courier on Monday"
    if kind == "plain" and page % TELLS:
        pass
    elif kind == "new":
        if scene == "new_origin":
            yield f"Norland has shipped about 40 {item} to Sudovia, the president of Sudovia, Maro Tesk, said on Tuesday."
        else:
            yield "The harbour of Sudovia was closed on Tuesday because of the wind, its master said."
    elif scene == "status_moved" and not later:
        yield f"Norland plans to ship {item} to Sudovia, {told}."
    elif scene == "claim_withdrawn" and later:
        yield f"An earlier version of this page told of {item}. It rested on a letter that was not genuine."
    elif scene == "number_changed" and later:
        yield f"Norland has shipped about 900 {item} to Sudovia, {told}."
    else:
        yield f"Norland has shipped about 40 {item} to Sudovia, {told}."
    if scene == "new_denial" and later:
        yield f"The foreign ministry of Sudovia denied on Tuesday that Norland had shipped any {item} to Sudovia."
    if scene == "new_origin" and later:
        yield "The master of the harbour has had the quay swept since, and the cranes have been painted."
    yield f"The café at pier {page} of the harbour stayed open through the night, and its owner counted {page + 3} guests."
    yield "The two countries have been neighbours for as long as anybody there can remember, and share a railway and a lake."


# ---- the run ---------------------------------------------------------------------------------------------------------


def watch(size: Size, folder: Path, seconds: float) -> dict[str, object]:
    """Watch the sites for an hour of their time; what there was and what was found."""
    clock = GivenClock()
    sites = Sites(size, clock)
    started, used = time.perf_counter(), time.process_time()
    with open_ledger(str(folder / "watch.db"), create=True) as ledger, serving(sites, clock) as web:
        sites.web = web
        for site in range(size.sites):
            address, story = web.url(f"paper{site:02}.test", "/feed"), f"Site {site:02}"
            ledger.change(partial(_follow, address=address, story=story, at=clock.now()))
        watcher = Watcher(ledger, stages_by_day(), clock=clock, policy=web.policy(seconds), edge=web.edge)
        watcher.tell = Progress(watcher.report.counts, sites.began)
        with suppress(KeyboardInterrupt):
            watcher.run(sites.began + timedelta(hours=1))
        spent = {"seconds": time.perf_counter() - started, "seconds of a processor": time.process_time() - used}
        found = _found(ledger, sites, web)
    return {
        "minutes watched": round((clock.now() - sites.began).total_seconds() / 60, 1),
        "counts": dict(sorted(watcher.report.counts.items())),
        **found,
        **{what: round(value, 1) for what, value in spent.items()},
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


class Progress:
    """Says on stderr how far the watching is, every ten seconds at most."""

    def __init__(self, counts: dict[str, int], began: datetime) -> None:
        self._counts, self._began = counts, began
        self._said = self._started = time.monotonic()

    def __call__(self, happening: Happening) -> None:
        """Something has happened."""
        if (now := time.monotonic()) - self._said < EVERY:
            return
        self._said = now
        held = {k: self._counts.get(k, 0) for k in ("pages named", "pages read", "pages changed", "alerts")}
        told = ", ".join(f"{v} {k}" for k, v in held.items())
        minutes = (happening.at - self._began).total_seconds() / 60
        print(f"{now - self._started:4.0f} s: {minutes:4.1f} minutes watched; {told}", file=sys.stderr, flush=True)


def _follow(connection: Connection, address: str, story: str, at: datetime) -> object:
    return feeds.add_feed(connection, address, at, story=story)


def _found(ledger: Ledger, sites: Sites, web: Web) -> dict[str, object]:
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    missed, changed, kept = [], 0, 0
    for page in ledger.look(feeds.pages):
        number = int(page.address.rpartition("/")[2])
        kind = (
            "closed"
            if "/closed/" in page.address
            else kind_of(sites.size, number)
            if number < sites.size.pages
            else "new"
        )
        by_kind[kind][page.state] += 1
        if (kind in GOOD or kind == "new") and page.state != "read":
            missed.append(f"{page.address}: {page.asking.said}")
        held = ledger.look(partial(evidence.fetches_of, address=page.address))
        kept += bool(held) and all(e.document or page.state != "read" for e in held)
        changed += kind == "changing" and len({e.document for e in held if e.document}) > 1
    return {
        "pages by what they do": {k: dict(v) for k, v in sorted(by_kind.items())},
        "missed": len(missed), "first missed": missed[:5],
        "kept as they came": kept,
        "changes": {"there were": sum(v.total() for k, v in by_kind.items() if k == "changing"), "noticed": changed},
        "edits": _edits(ledger, sites),
        "dates that lie ahead": sum(_lies_ahead(d.published, sites.clock.now()) for d in ledger.documents()),
        "alerts": _alerts(ledger, sites),
        "requests": len(web.asked), "shortest gap at one site, seconds": _shortest(web),
    }  # fmt: skip


def _edits(ledger: Ledger, sites: Sites) -> dict[str, int]:
    """What the versions of pages differ in, by kind."""
    stories = [f"Site {site:02}" for site in range(sites.size.sites)]
    found = [edit for story in stories for edit in ledger.look(partial(versions.edits_of_story, name=story))]
    return dict(sorted(Counter(edit.kind for edit in found).items()))


def _lies_ahead(published: Published, now: datetime) -> bool:
    return published.earliest is not None and published.earliest > now.date()


def _alerts(ledger: Ledger, sites: Sites) -> dict[str, dict[str, int]]:
    """For each kind: the stories in which it happened, those that alerted it, and alerts of it in other stories."""
    held = [e.alert for e in ledger.look(lambda c: alert_rows.alerts(c, most=10_000))]
    found = {}
    for kind in SCENES:
        there = {f"Site {s:02}" for s in range(sites.size.sites) if SCENES[s % len(SCENES)] == kind}
        told = Counter(a.story for a in held if a.kind == kind)
        elsewhere = sum(n for story, n in told.items() if story not in there)
        found[kind] = {
            "stories": len(there),
            "alerted": len(there & told.keys()),
            "alerts": told.total(),
            "elsewhere": elsewhere,
        }
    return found


def _shortest(web: Web) -> float:
    by_host: dict[str, list[datetime]] = defaultdict(list)
    for at, host, path in web.asked:
        if not path.startswith("/moved/") and path != "/robots.txt":
            by_host[host].append(at)
    gaps = [(b - a).total_seconds() for times in by_host.values() for a, b in pairwise(times) if b > a]
    return min(gaps, default=0.0)


def main(argv: list[str] | None = None) -> dict[str, object]:
    """Watch, and print what came of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="5 feeds of 12 pages")
    parser.add_argument("--sites", type=int, default=40, metavar="N", help="how many feeds, of 50 pages each (40)")
    parser.add_argument("--seconds", type=float, default=1.0, help="what a fetch may take")
    parser.add_argument("--table", action="store_true", help="print Markdown in place of JSON")
    options = parser.parse_args(argv)
    size = Size(5, 12) if options.quick else Size(options.sites)
    with tempfile.TemporaryDirectory() as folder:
        result = watch(size, Path(folder), 0.7 if options.quick else options.seconds)
    print("\n".join(table(result)) if options.table else json.dumps(result, indent=1, ensure_ascii=False))
    return result


def table(result: Mapping[str, Any]) -> Iterator[str]:
    """What came of it, in Markdown: pages by what they do, then what happened and was alerted, then all else."""
    yield "| what a page does | pages | what became of them |\n|---|---:|---|"
    for kind, states in result["pages by what they do"].items():
        yield f"| {kind} | {sum(states.values())} | {', '.join(f'{n} {state}' for state, n in sorted(states.items()))} |"
    yield "\n| what happens in a story | stories | alerted | alerts | in other stories |\n|---|---:|---:|---:|---:|"
    for kind, n in result["alerts"].items():
        yield f"| {kind} | {n['stories']} | {n['alerted']} | {n['alerts']} | {n['elsewhere']} |"
    yield ""
    for what, value in result.items():
        if what not in ("pages by what they do", "alerts", "counts"):
            yield f"- {what}: {json.dumps(value, ensure_ascii=False)}"
    for what, count in result["counts"].items():
        yield f"- {what}: {count}"


if __name__ == "__main__":
    main()
