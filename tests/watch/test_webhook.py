"""Alerts on their way: signed, sent until they arrive, given up in the end, never sent where they are not to go."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reportedly.intake.fetching import Policy
from reportedly.ledger import Ledger, alert_rows, open_ledger
from reportedly.model import Alert
from reportedly.watch import Rhythm, Watcher
from reportedly.watch.alerting import MOST_TRIES, Hook, deliver
from tests.intake.fakes import STAGES
from tests.watch.site import GivenClock, Request, Web, serving

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
SECRET = b"a secret of some length"
ALERT = Alert(
    "alt-1", "new_denial", "Rockets", "clm-1", "Norland sent “rockets”", "", "denied by the port", ("doc-1",), "first"
)
RHYTHM = Rhythm()


class Desk:
    """Where alerts arrive: keeps what was sent to it, and answers each with the next of its answers, at the end with 204."""

    def __init__(self, *answers: tuple[int, dict[str, str]]) -> None:
        self.answers = list(answers)
        self.sent: list[Request] = []

    def __call__(self, request: Request) -> None:
        self.sent.append(request)
        status, headers = self.answers.pop(0) if self.answers else (204, {})
        if status == 0:
            request.hang_up()
        request.answer(status, **headers)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "l.db"), create=True) as opened:
        yield opened


def watching(web: Web, ledger: Ledger, *alerts: Alert) -> Watcher:
    """A watcher with these alerts to send to the web's desk."""
    hook = Hook(web.url("desk.test", "/alerts"), SECRET)
    ledger.change(lambda c: alert_rows.put_alerts(c, alerts, web.clock.now(), [hook.address]))
    return Watcher(
        ledger, lambda day: STAGES, clock=web.clock, policy=web.policy(), edge=web.edge, rhythm=RHYTHM, hooks=(hook,)
    )


def is_signed(request: Request, secret: bytes) -> bool:
    """The check that docs/feeds.md gives to receivers."""
    moment, given = (part.partition("=")[2] for part in request.headers["x-reportedly-signature"].split(","))
    right = hmac.new(secret, moment.encode() + b"." + request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(right, given)


def test_an_alert_arrives_once_signed_over_its_moment_and_its_body(ledger: Ledger) -> None:
    desk = Desk()
    with serving(desk, GivenClock()) as web:
        report = watching(web, ledger, ALERT, replace(ALERT, id="alt-2")).run(NOON + timedelta(minutes=5))
    assert report.counts["alerts delivered"] == 2
    assert [r.headers["x-reportedly-alert"] for r in desk.sent] == ["alt-1", "alt-2"]
    first = desk.sent[0]
    assert first.headers["content-type"] == "application/json"
    held = json.loads(first.body)
    assert (held["id"], held["kind"], held["label"], held["at"]) == (
        ALERT.id,
        ALERT.kind,
        ALERT.label,
        NOON.isoformat(),
    )
    assert f"t={int(NOON.timestamp())}," in first.headers["x-reportedly-signature"]
    assert is_signed(first, SECRET)
    assert not is_signed(first, b"another secret, as long")
    first.body = first.body.replace(b"denied", b"agreed")
    assert not is_signed(first, SECRET)


def test_what_does_not_arrive_is_sent_again_later_and_later(ledger: Ledger) -> None:
    desk = Desk((500, {}), (0, {}), (307, {"Location": "http://other.test/"}), (503, {"Retry_After": "900"}))
    with serving(desk, GivenClock()) as web:
        watching(web, ledger, ALERT).run(NOON + timedelta(minutes=30))
        times = [(at - NOON).total_seconds() for at, _, _ in web.asked]
        assert {host for _, host, _ in web.asked} == {"desk.test"}  # a redirect is not followed
    assert len(desk.sent) == 5
    waits = [b - a for a, b in pairwise(times)]
    for waited, least in zip(waits, (60, 120, 240, 900), strict=True):
        assert least <= waited < least + 60
    assert len({r.body for r in desk.sent}) == 1
    assert all(is_signed(r, SECRET) for r in desk.sent)
    assert ledger.look(lambda c: alert_rows.due_deliveries(c, NOON + timedelta(days=9))) == ()


def test_an_alert_that_nobody_takes_is_given_up(ledger: Ledger) -> None:
    desk = Desk(*[(410, {})] * 50)
    with serving(desk, GivenClock()) as web:
        made = watching(web, ledger, ALERT)
        made.rhythm = Rhythm(back_off=10, longest=20)
        made.run(NOON + timedelta(minutes=20))
    assert len(desk.sent) == MOST_TRIES


def test_a_stop_loses_no_alert(ledger: Ledger) -> None:
    desk = Desk((500, {}))
    with serving(desk, GivenClock()) as web:
        made = watching(web, ledger, ALERT)
        made.run(NOON + timedelta(seconds=10))
        assert len(desk.sent) == 1
        web.clock.sleep(600)
        replace(made).run(web.clock.now() + timedelta(seconds=10))
    assert len(desk.sent) == 2


def test_an_alert_is_not_sent_into_a_private_network(ledger: Ledger) -> None:
    desk = Desk()
    with serving(desk, GivenClock()) as web:
        made = watching(web, ledger, ALERT)
        policy = Policy(ports=frozenset((web.port,)), seconds=5)
        arrived = deliver(ledger, made.hooks, NOON, policy=policy, edge=web.edge, rhythm=RHYTHM)
    assert (arrived, desk.sent) == (0, [])
