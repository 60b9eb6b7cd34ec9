"""Watching: what is asked when, what is kept, and what happens where sites misbehave. The web is on loopback, the clock given."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger, evidence, feeds, open_ledger, versions
from reportedly.watch import Happening, Rhythm, Watcher
from tests import builders
from tests.intake.fakes import STAGES
from tests.watch.site import GivenClock, Request, Web, rss, serving

TEXT = builders.TEXT
HOUR = timedelta(hours=1)
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)  # when the given clock begins
RHYTHM = Rhythm()
BOMB = gzip.compress(b"x" * 50_000_000)
Say = Callable[[Request], None]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "l.db"), create=True) as opened:
        yield opened


class Paths:
    """What is answered by path; 404 else."""

    def __init__(self, **held: Say) -> None:
        self.held: dict[str, Say] = dict(held)

    def __call__(self, request: Request) -> None:
        say = self.held.get(request.path)
        if say is None:
            request.answer(404)
        else:
            say(request)


def page(text: str, tag: str = "", **headers: str) -> Say:
    def say(request: Request) -> None:
        if tag and request.headers.get("if-none-match") == tag:
            request.answer(304)
        else:
            request.answer(
                200, text, Content_Type="text/plain; charset=utf-8", **({"ETag": tag} if tag else {}), **headers
            )

    return say


def feed(web: Web, *items: tuple[str, str], host: str = "paper.test") -> Say:
    return lambda request: request.answer(200, rss(web, host, *items), Content_Type="application/rss+xml")


def watcher(
    web: Web, ledger: Ledger, rhythm: Rhythm = RHYTHM, stages: Stages = STAGES
) -> tuple[Watcher, list[Happening]]:
    told: list[Happening] = []
    made = Watcher(
        ledger, lambda day: stages, clock=web.clock, policy=web.policy(), edge=web.edge, rhythm=rhythm, tell=told.append
    )
    return made, told


def follow(
    ledger: Ledger, web: Web, path: str = "/feed", story: str | None = "Rockets", host: str = "paper.test"
) -> None:
    ledger.change(lambda c: feeds.add_feed(c, web.url(host, path), web.clock.now(), story=story))


def states(ledger: Ledger) -> dict[str, str]:
    return {p.address.partition("/")[2].partition("/")[2].partition("/")[2]: p.state for p in ledger.look(feeds.pages)}


def test_once_asks_reads_and_keeps_what_came(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        noon = "Tue, 04 Mar 2031 11:00:00 GMT"
        paths.held |= {
            "/feed": feed(web, ("/a", noon), ("/b?utm_source=rss", "Tue, 04 Mar 2042 11:00:00 GMT"), ("/gone", "")),
            "/a": page(TEXT, '"1"'), "/b": page(TEXT + " Again."), "/gone": lambda r: r.answer(410),
        }  # fmt: skip
        follow(ledger, web)
        report = watcher(web, ledger)[0].once()
    assert states(ledger) == {"a": "read", "b": "read", "gone": "gone"}
    assert report.counts["pages read"] == 2
    assert report.counts["dates of feeds that lie ahead"] == 1
    days = {d.uri.rpartition("/")[2]: d.published.earliest for d in ledger.documents()}
    assert {k: str(v) for k, v in days.items()} == {"a": "2031-03-04", "b": "None"}
    assert ledger.account("Rockets").documents
    (kept,) = ledger.look(lambda c: evidence.fetches_of(c, web.url("paper.test", "/a")))
    assert ledger.look(lambda c: evidence.content_of(c, kept.digest)) == TEXT.encode()
    assert dict(kept.headers)["etag"] == '"1"'
    assert kept.document is not None
    assert NOON <= kept.at < NOON + HOUR
    assert web.asked[0][2] == "/robots.txt"


def test_a_host_is_asked_at_its_pace_and_others_meanwhile(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        paths.held |= {f"/{n}": page(f"{TEXT} Page {n}.") for n in range(5)}
        paths.held["/robots.txt"] = lambda r: r.answer(
            200, "User-agent: *\nCrawl-delay: 7\n" if r.host == "slow.test" else "", Content_Type="text/plain"
        )
        for host in ("paper.test", "slow.test"):
            paths.held[f"/{host}"] = feed(web, *((f"/{n}", "") for n in range(5)), host=host)
            follow(ledger, web, f"/{host}", host=host)
        watcher(web, ledger)[0].once()
    for host, pace in (("paper.test", 2), ("slow.test", 7)):
        times = [at for at, asked, path in web.asked if asked == host]
        assert all((b - a).total_seconds() >= (2 if a == times[0] else pace) for a, b in pairwise(times))
        assert len(times) == 7
    assert web.clock.now() - NOON < timedelta(seconds=60)


def test_what_robots_closes_is_not_asked(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        paths.held |= {
            "/feed": feed(web, ("/open", ""), ("/closed/x", "")),
            "/open": page(TEXT),
            "/closed/x": page(TEXT),
        }
        paths.held["/robots.txt"] = lambda r: r.answer(
            200, "User-agent: reportedly\nDisallow: /closed/", Content_Type="text/plain"
        )
        follow(ledger, web)
        watcher(web, ledger)[0].once()
    assert states(ledger) == {"open": "read", "closed/x": "closed"}
    assert web.times("/closed/x") == 0


def test_nothing_is_asked_while_robots_cannot_be(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        paths.held |= {"/feed": feed(web, ("/a", "")), "/a": page(TEXT), "/robots.txt": lambda r: r.answer(503)}
        follow(ledger, web)
        watcher(web, ledger)[0].run(web.clock.now() + 2 * HOUR)
        assert {path for _, _, path in web.asked} == {"/robots.txt"}
        assert 3 <= web.times("/robots.txt") <= 8
        del paths.held["/robots.txt"]
        watcher(web, ledger)[0].run(web.clock.now() + 4 * HOUR)
    assert states(ledger) == {"a": "read"}


def test_a_busy_site_is_left_alone_as_long_as_it_says(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        began = web.clock.now()

        def busy(request: Request) -> None:
            if web.clock.now() - began < timedelta(minutes=20):
                request.answer(429, Retry_After="1800")
            else:
                page(TEXT)(request)

        paths.held |= {"/feed": feed(web, ("/a", ""), ("/b", "")), "/a": busy, "/b": page(TEXT + " B.")}
        follow(ledger, web)
        watcher(web, ledger)[0].run(began + HOUR)
        times = [at - began for at, _, path in web.asked if path == "/a"]
    assert len([t for t in times if t < timedelta(minutes=30)]) == 1
    assert states(ledger) == {"a": "read", "b": "read"}
    waits = [at - began for at, _, _ in web.asked if at - began > timedelta(seconds=30)]
    assert min(waits) >= timedelta(seconds=1800)  # the whole host was left alone


def test_a_page_that_changes_is_read_again_and_one_that_does_not_is_not_sent(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        began = web.clock.now()
        paths.held |= {"/feed": feed(web, ("/a", ""), ("/b", "")), "/b": page(TEXT + " B.", '"b"')}

        def changing(request: Request) -> None:
            later = web.clock.now() - began > timedelta(minutes=10)
            page(f"{TEXT} Two officials said so later." if later else TEXT)(request)

        paths.held["/a"] = changing
        follow(ledger, web)
        report = watcher(web, ledger)[0].run(began + HOUR)
    assert report.counts["pages changed"] == 1
    assert report.counts["page: not modified"] >= 2
    address = web.url("paper.test", "/a")
    assert len(ledger.look(lambda c: versions.versions(c, address))) == 2
    now = next(p for p in ledger.look(feeds.pages) if p.address == address)
    found = ledger.look(lambda c: versions.edits_of(c, [now.document or ""]))
    assert found == ledger.look(lambda c: versions.edits_of_story(c, "Rockets"))
    held = ledger.look(lambda c: evidence.fetches_of(c, address))
    assert len({e.digest for e in held}) == 2
    for digest in {e.digest for e in held}:
        assert ledger.look(partial(evidence.content_of, digest=digest))


def test_a_page_that_did_not_answer_once_and_has_not_changed_is_read(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        began = web.clock.now()
        trouble: list[timedelta] = []

        def shaken(request: Request) -> None:
            past = web.clock.now() - began
            if past > timedelta(minutes=5) and not trouble:
                trouble.append(past)
                request.answer(500)
            else:
                page(TEXT, '"a"')(request)

        paths.held |= {"/feed": feed(web, ("/a", "")), "/a": shaken}
        follow(ledger, web)
        report = watcher(web, ledger)[0].run(began + HOUR)
    assert trouble
    assert report.counts["page: not modified"] >= 1
    assert states(ledger) == {"a": "read"}


def test_a_page_that_goes_back_to_what_it_said_has_that_as_its_latest_version(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        paths.held |= {"/feed": feed(web, ("/a", "")), "/a": page(TEXT)}
        follow(ledger, web)
        made = watcher(web, ledger)[0]
        for text in (TEXT, TEXT + " More.", TEXT):
            paths.held["/a"] = page(text)
            made.once()
            web.clock.sleep(1000)
    found = ledger.look(lambda c: versions.versions(c, web.url("paper.test", "/a")))
    assert [v.number for v in found] == [1, 2, 3]
    assert found[0].document == found[2].document
    assert ledger.look(lambda c: versions.latest(c, [found[1].document])) == {found[1].document: found[0].document}


def test_it_goes_on_where_it_was_stopped(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        paths.held |= {f"/{n}": page(f"{TEXT} Page {n}.") for n in range(6)}
        paths.held["/feed"] = feed(web, *((f"/{n}", "") for n in range(6)))
        follow(ledger, web)
        made, _ = watcher(web, ledger)

        def stop(happening: Happening) -> None:
            if happening.what == "page" and happening.address.endswith("/3"):
                raise KeyboardInterrupt

        made.tell = stop
        with pytest.raises(KeyboardInterrupt):
            made.once()
        watcher(web, ledger)[0].once()
    assert set(states(ledger).values()) == {"read"}
    assert len(ledger.documents()) == 6
    assert web.times("/feed") == 1


def test_a_fault_in_a_stage_loses_no_other_page(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        paths.held |= {"/feed": feed(web, ("/bad", ""), ("/good", "")), "/bad": page("FAULT"), "/good": page(TEXT)}
        follow(ledger, web)
        made, told = watcher(web, ledger)
        made.once()
    assert states(ledger) == {"bad": "refused", "good": "read"}
    assert any("a fault of reportedly itself" in h.said for h in told)


def test_sites_that_mean_ill_cost_little_and_lose_nothing(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        ill = ("/drip", "/loop", "/bomb", "/picture", "/closes", "/missing")
        paths.held |= {
            "/feed": feed(web, *((p, "") for p in (*ill, "/a"))),
            "/drip": lambda r: r.drip(web.stop), "/loop": lambda r: r.answer(302, Location="/loop"),
            "/bomb": lambda r: r.answer(200, BOMB, Content_Encoding="gzip"),
            "/picture": lambda r: r.answer(200, b"x", Content_Type="image/png"),
            "/closes": lambda r: r.hang_up(), "/a": page(TEXT),
        }  # fmt: skip
        follow(ledger, web)
        made, told = watcher(web, ledger, replace(RHYTHM, tries=2))
        made.policy = web.policy(seconds=0.5)
        made.run(web.clock.now() + 3 * HOUR)
    found = states(ledger)
    assert found.pop("a") == "read"
    assert found == {
        "drip": "failed", "loop": "refused", "bomb": "refused", "picture": "refused", "closes": "failed", "missing": "failed",
    }  # fmt: skip
    said = {h.address.rpartition("/")[2]: h.said for h in told if h.what == "failed"}
    assert "no whole answer" in said["drip"]
    assert "leads on" in said["loop"]
    assert "larger" in said["bomb"]
    assert said["missing"] == "the site answered 404"


def test_a_feed_that_cannot_be_read_is_said_and_asked_again(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        paths.held["/feed"] = lambda r: r.answer(200, "<html><body>down</body></html>")
        follow(ledger, web)
        made, _ = watcher(web, ledger)
        made.once()
        (held,) = ledger.look(feeds.feeds)
        assert "no feed" in (held.asking.said or "")
        paths.held |= {"/feed": feed(web, ("/a", "")), "/a": page(TEXT)}
        made.run(web.clock.now() + HOUR)
    assert states(ledger) == {"a": "read"}
    assert ledger.look(feeds.feeds)[0].asking.said is None


def test_a_list_of_feeds_and_one_that_lists_itself(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths) as web:
        opml = (
            f'<opml><body><outline xmlUrl="{web.url("paper.test", "/feed")}"/><outline xmlUrl="/list"/></body></opml>'
        )
        index = "<sitemapindex><sitemap><loc>/index?{n}</loc></sitemap></sitemapindex>"
        count = iter(range(1000))
        paths.held |= {"/list": lambda r: r.answer(200, opml), "/feed": feed(web, ("/a", "")), "/a": page(TEXT)}
        follow(ledger, web, "/list")

        class Endless(Paths):
            def __call__(self, request: Request) -> None:
                if request.path.startswith("/index"):
                    request.answer(200, index.format(n=next(count)), Content_Type="text/xml")
                else:
                    super().__call__(request)

        web.answer = Endless(**paths.held)
        follow(ledger, web, "/index")
        watcher(web, ledger)[0].once()
    found = ledger.look(feeds.feeds)
    assert len(found) == 5  # the list, its feed, the index, and two below it
    assert {f.story for f in found} == {"Rockets"}
    assert states(ledger) == {"a": "read"}


def test_a_removed_feed_is_not_asked_and_one_added_by_another_is_found(ledger: Ledger) -> None:
    paths = Paths()
    with serving(paths, GivenClock()) as web:
        paths.held |= {
            "/feed": feed(web, ("/a", "")),
            "/other": feed(web, ("/b", "")),
            "/a": page(TEXT),
            "/b": page(TEXT),
        }
        follow(ledger, web)
        made, _ = watcher(web, ledger)
        made.once()
        ledger.change(lambda c: feeds.remove_feed(c, web.url("paper.test", "/feed")))
        follow(ledger, web, "/other", story=None)
        asked = len(web.asked)
        made.run(web.clock.now() + HOUR)
    later = [path for _, _, path in web.asked[asked:]]
    assert "/feed" not in later
    assert "/a" not in later
    assert {"/other", "/b"} <= set(later)
