"""Following feeds: whatever is due is asked for at each host's pace, kept as it came, read, compared; and again.

Threads only fetch. The ledger is written by one thread, an address at a time, when what came of it is known: so a run that is
stopped anywhere goes on where it was, and at worst asks again for what came in the last minute.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal

from reportedly.intake.fetching import Edge, Fetched, Policy, fetch
from reportedly.intake.stages import Stages
from reportedly.ledger import FeedEntry, Ledger, PageEntry, feeds
from reportedly.model import Rejected
from reportedly.watch.agenda import Agenda, Job
from reportedly.watch.alerting import Hook, deliver, look_for_alerts
from reportedly.watch.answers import Answer, ask, feed_answered
from reportedly.watch.clock import Clock, SystemClock
from reportedly.watch.hosts import Host, Rules, needs_robots, put_host, read_host, robots_policy, rules_of, with_robots
from reportedly.watch.reading import Fresh, read_pages_of, settle_page
from reportedly.watch.rhythm import Rhythm, after_failure, later, retry_after

WORKERS = 8
PATIENCE = 60.0  # seconds that a page waits for others to be read with: a story is compiled once for all of them
HELD = 64_000_000  # bytes of pages that wait to be read
LOOK = 30.0  # seconds between two looks at the ledger, where a feed may have been added
AFRESH = 5.0  # seconds after which what is due is asked for anew, though some of it still waits for its hosts
MOST_DUE = 5000
_TICK = 0.5
What = Literal["feed", "page", "read", "changed", "failed", "alert", "robots"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened while watching, for whoever looks on."""

    at: datetime
    what: What
    address: str
    said: str = ""


@dataclass(slots=True)
class Report:
    """What a run did, by counting: answers by kind, pages read, versions of known pages, and alerts."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, count: int = 1) -> None:
        """Count something."""
        if count:
            self.counts[what] = self.counts.get(what, 0) + count


@dataclass(slots=True)
class Watcher:
    """Follows the feeds of a ledger. ``stages`` gives those that read on a day, which no page can come after."""

    ledger: Ledger
    stages: Callable[[date], Stages]
    clock: Clock = field(default_factory=SystemClock)
    policy: Policy = field(default_factory=Policy)
    edge: Edge = field(default_factory=Edge)
    rhythm: Rhythm = field(default_factory=Rhythm)
    hooks: tuple[Hook, ...] = ()
    tell: Callable[[Happening], None] = lambda happening: None
    report: Report = field(default_factory=Report)
    _hosts: dict[str, Host] = field(default_factory=dict)
    _rules: dict[str, Rules] = field(default_factory=dict)
    _agenda: Agenda = field(default_factory=Agenda)
    _filled: datetime | None = None
    _asked: dict[Future[Fetched | Rejected], Job] = field(default_factory=dict)
    _fresh: list[Fresh] = field(default_factory=list)

    def once(self) -> Report:
        """Ask everything that is due, and what comes of it, until nothing is due any more."""
        return self._run(None, lambda now: False)

    def run(self, until: datetime | None = None) -> Report:
        """Watch until a moment, or until somebody interrupts."""
        return self._run(until, lambda now: until is None or now < until)

    def _run(self, until: datetime | None, goes_on: Callable[[datetime], bool]) -> Report:
        for story in self.ledger.stories():
            self._look_for_alerts(story.name)
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="watch") as pool:
            try:
                while self._turn(pool, until) or self._wait(goes_on, until):
                    pass
                self._read()
                self._deliver()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        return self.report

    # ---- asking

    def _turn(self, pool: ThreadPoolExecutor, until: datetime | None) -> bool:
        """Ask what can be asked now and take in what has come; whether anything is going on."""
        now = self.clock.now()
        if until is None or now < until:
            while len(self._asked) < WORKERS and (job := self._next(now)) is not None:
                self._submit(pool, job)
        if self._asked:
            done, _ = wait(self._asked, timeout=_TICK, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=lambda f: self._asked[f].address):
                self._take_in(self._asked.pop(future), future.result())
        if self._has_waited(self.clock.now()) or sum(fresh.source.size for fresh in self._fresh) >= HELD:
            self._read()
        return bool(self._asked)

    def _next(self, now: datetime) -> Job | None:
        job = self._agenda.take(lambda host: self._is_free(host, now))
        if job is None and self._is_old(now, 1.0):
            self._fill(now)
            job = self._agenda.take(lambda host: self._is_free(host, now))
        if job is None:
            return None
        if needs_robots(self._host(job.host, now), now, self.rhythm):
            return Job(job.host, f"{job.host}/robots.txt", None)
        return job

    def _is_old(self, now: datetime, seconds: float) -> bool:
        """Whether what is due was asked for so long ago, or longer where some of it still waits: that may be thousands."""
        allowed = AFRESH if any(self._agenda.hosts) else seconds
        return self._filled is None or now - self._filled >= timedelta(seconds=allowed)

    def _fill(self, now: datetime) -> None:
        due = self.ledger.look(lambda c: (feeds.due_feeds(c, now, MOST_DUE), feeds.due_pages(c, now, MOST_DUE)))
        dealt = {job.address for job in self._asked.values()} | {fresh.page.address for fresh in self._fresh}
        self._agenda.fill(*due, dealt)
        self._filled = now

    def _is_free(self, host: str, now: datetime) -> bool:
        return self._host(host, now).due <= now and all(job.host != host for job in self._asked.values())

    def _host(self, host: str, now: datetime) -> Host:
        if host not in self._hosts:
            self._hosts[host] = self.ledger.look(lambda c: read_host(c, host, now))
        return self._hosts[host]

    def _submit(self, pool: ThreadPoolExecutor, job: Job) -> None:
        now = self.clock.now()
        if job.entry is None:
            self._asked[pool.submit(fetch, job.address, policy=robots_policy(self.policy), edge=self.edge)] = job
        elif not self._rules_of(job.host).lets(job.address):
            self._closed(job.entry, now)
        else:
            self._asked[pool.submit(ask, job.entry, self.policy, self.edge)] = job

    def _rules_of(self, host: str) -> Rules:
        if host not in self._rules:
            self._rules[host] = rules_of(self._hosts[host].robots or "")
        return self._rules[host]

    def _closed(self, entry: FeedEntry | PageEntry, now: datetime) -> None:
        """A site does not let this be asked: it is asked whether it does another day."""
        said = "its site's robots.txt does not let it be fetched"
        asking = replace(entry.asking, due=now + timedelta(seconds=self.rhythm.robots), said=said)
        self._put(
            replace(entry, asking=asking)
            if isinstance(entry, FeedEntry)
            else replace(entry, asking=asking, state="closed")
        )
        self.report.add("closed by robots.txt")
        self.tell(Happening(now, "robots", entry.address, said))

    # ---- taking in

    def _take_in(self, job: Job, answer: Fetched | Rejected) -> None:
        now = self.clock.now()
        if job.entry is None:
            self._put_host(with_robots(self._hosts[job.host], answer, now, self.rhythm))
            self._rules.pop(job.host, None)
            self._filled = None
            return
        kind = Answer.of(answer)
        self._pace(job.host, kind, answer, now)
        self.report.add(f"{'feed' if isinstance(job.entry, FeedEntry) else 'page'}: {kind.value}")
        if kind.is_failure:
            self._failed(job.entry, kind, answer, now)
        elif isinstance(job.entry, FeedEntry):
            found = feed_answered(self.ledger, job.entry, answer, now, self.rhythm)
            self.report.add("pages named", found.pages)
            self.report.add("feeds listed", found.feeds)
            self.report.add("feeds that could not be read", int(bool(found.said)))
            self.tell(
                Happening(now, "failed" if found.said else "feed", job.address, found.said or f"{found.pages} new")
            )
            self._filled = None if found.pages or found.feeds else self._filled
        else:
            self._page_answered(job.entry, answer, now)

    def _page_answered(self, page: PageEntry, answer: Fetched | Rejected, now: datetime) -> None:
        if isinstance(answer, Fetched) and answer.status == 304:
            settle_page(self.ledger, page, answer, now, self.rhythm)
        elif isinstance(answer, Fetched):
            self._fresh.append(Fresh.kept(self.ledger, page, answer, now))
            self.tell(Happening(now, "page", page.address))

    def _pace(self, host: str, kind: Answer, answer: Fetched | Rejected, now: datetime) -> None:
        """When the host may be asked again: after its pace, or later where it asks for that or does not answer."""
        held = self._hosts[host]
        if kind.is_busy:
            again = retry_after(answer.headers, now) if isinstance(answer, Fetched) else None
            due = later(now, held.failures + 1, again, self.rhythm)
            if kind is Answer.SILENT:  # it may be that page alone, and the others are to be had
                due = min(due, now + timedelta(seconds=self.rhythm.silent))
            self._put_host(replace(held, due=due, failures=held.failures + 1))
        else:
            pace = timedelta(seconds=self._rules_of(host).pace(self.rhythm))
            self._put_host(replace(held, due=now + pace, failures=0))

    def _failed(self, entry: FeedEntry | PageEntry, kind: Answer, answer: Fetched | Rejected, now: datetime) -> None:
        said = answer.reason if isinstance(answer, Rejected) else f"the site answered {answer.status}"
        again = retry_after(answer.headers, now) if isinstance(answer, Fetched) else None
        asking = after_failure(entry.asking, now, said, again, self.rhythm)
        if isinstance(entry, FeedEntry):
            gone = kind is Answer.GONE
            self._put(
                replace(
                    entry, asking=replace(asking, due=None) if gone else asking, state="gone" if gone else entry.state
                )
            )
        else:
            ends = kind in (Answer.GONE, Answer.REFUSED) or asking.failures >= self.rhythm.tries
            state: feeds.PageState = (
                "gone" if kind is Answer.GONE else "refused" if kind is Answer.REFUSED else "failed"
            )
            self._put(replace(entry, asking=replace(asking, due=None) if ends else asking, state=state))
        self.tell(Happening(now, "failed", entry.address, said))

    def _put(self, entry: FeedEntry | PageEntry) -> None:
        if isinstance(entry, FeedEntry):
            self.ledger.change(lambda c: feeds.put_feed(c, entry))
        else:
            self.ledger.change(lambda c: feeds.put_page(c, entry))

    def _put_host(self, held: Host) -> None:
        self._hosts[held.host] = held
        self.ledger.change(lambda c: put_host(c, held))

    # ---- reading, and telling

    def _read(self) -> None:
        """Read the pages that have come, story by story, and look for what is new in the stories that they touched."""
        fresh, self._fresh = self._fresh, []
        if not fresh:
            return
        now = self.clock.now()
        done = read_pages_of(self.ledger, fresh, self.stages(now.date()), now, self.rhythm)
        for name, count in done.counts.items():
            self.report.add(name, count)
        for address, what, said in done.told:
            self.tell(Happening(now, what, address, said))
        for story in done.stories:
            self._look_for_alerts(story)
        self._filled = None
        self._deliver()

    def _look_for_alerts(self, story: str) -> None:
        if story in self.ledger.stale():
            return
        now = self.clock.now()
        count = look_for_alerts(self.ledger, story, now, (hook.address for hook in self.hooks))
        self.report.add("alerts", count)
        if count:
            self.tell(Happening(now, "alert", story, f"{count} new"))

    def _deliver(self) -> None:
        told = partial(deliver, policy=self.policy, edge=self.edge, rhythm=self.rhythm)
        self.report.add("alerts delivered", told(self.ledger, self.hooks, self.clock.now()))

    # ---- waiting

    def _wait(self, goes_on: Callable[[datetime], bool], until: datetime | None) -> bool:
        """Wait for what is due next; false where nothing more is to be done."""
        now = self.clock.now()
        at = self._when(now)
        if self._fresh and (self._has_waited(now) or at is None or at - now > timedelta(seconds=PATIENCE / 4)):
            self._read()
            return True
        self._deliver()
        if not goes_on(now) and not self._is_due(now):
            return False
        if until is not None and now >= until:
            return False
        nearest = min(m for m in (at, until, now + timedelta(seconds=LOOK)) if m is not None)
        self.clock.sleep(max((nearest - now).total_seconds(), 0.01))
        return True

    def _has_waited(self, now: datetime) -> bool:
        """Whether the first page that waits to be read has waited long enough."""
        return bool(self._fresh) and now - self._fresh[0].at >= timedelta(seconds=PATIENCE)

    def _is_due(self, now: datetime) -> bool:
        """Whether something is due now, if only its host had its pace; a host in trouble is not waited for."""
        return any(self._host(host, now).failures == 0 for host in self._agenda.hosts)

    def _when(self, now: datetime) -> datetime | None:
        """When something can be asked next: when it is due, or when its host may be asked again."""
        if self._is_old(now, 0.0):
            self._fill(now)
        hosts = [self._host(host, now).due for host in self._agenda.hosts]
        if hosts:
            return max(min(hosts), now)
        return self.ledger.look(lambda c: feeds.due_after(c, now))
