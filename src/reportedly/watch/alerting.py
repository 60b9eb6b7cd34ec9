"""Looking for what stories tell anew, and sending it: to a webhook signed with a secret, never to a private address."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from reportedly.intake.fetching import Edge, Fetched, Policy, send
from reportedly.ledger import Ledger, alert_rows, lookups, versions
from reportedly.ledger.alert_rows import AlertEntry, Delivery
from reportedly.model import StoryAccount
from reportedly.story.alerts import Page, alerts_between, facts_again, facts_of, plain_facts
from reportedly.watch.rhythm import Rhythm, later, retry_after

MOST_TRIES = 12


@dataclass(frozen=True, slots=True)
class Hook:
    """Where alerts are sent to, and the secret that they are signed with."""

    address: str
    secret: bytes = field(repr=False)


def look_for_alerts(ledger: Ledger, story: str, now: datetime, hooks: Iterable[str] = ()) -> int:
    """Find and keep what a story (its name) tells anew since it was last looked at; how many alerts are new."""
    account = ledger.account(story)
    facts = facts_of(account, _pages(ledger, account))
    known = ledger.look(lambda c: alert_rows.mark(c, story))
    found = alerts_between(story, None if known is None else facts_again(known), facts)
    addresses = tuple(hooks)

    def keep(connection: Connection) -> int:
        alert_rows.put_mark(connection, story, plain_facts(facts))
        return alert_rows.put_alerts(connection, found, now, addresses)

    return ledger.change(keep)


def _pages(ledger: Ledger, account: StoryAccount) -> dict[str, Page]:
    held = account.documents
    entries, now = ledger.look(lambda c: (lookups.entries_of(c, held), versions.latest(c, held)))
    return {key: Page(e.uri, e.outlet, now.get(key, key)) for key, e in entries.items()}


def deliver(ledger: Ledger, hooks: Iterable[Hook], now: datetime, *, policy: Policy, edge: Edge, rhythm: Rhythm) -> int:
    """Send what is to be sent by now; how many alerts arrived. What does not arrive is sent again later."""
    known = {hook.address: hook for hook in hooks}
    arrived = 0
    for delivery in ledger.look(lambda c: alert_rows.due_deliveries(c, now)):
        hook = known.get(delivery.hook)
        if hook is not None:
            arrived += _deliver(ledger, delivery, hook, now, policy, edge, rhythm)
    return arrived


def _deliver(
    ledger: Ledger, delivery: Delivery, hook: Hook, now: datetime, policy: Policy, edge: Edge, rhythm: Rhythm
) -> bool:
    body = content_of(delivery.given)
    answer = send(
        hook.address, body, headers=headings(body, hook, now, delivery.given.alert.id), policy=policy, edge=edge
    )
    if isinstance(answer, Fetched) and 200 <= answer.status < 300:
        ledger.change(lambda c: alert_rows.delivered(c, delivery, now))
        return True
    why = f"it answered {answer.status}" if isinstance(answer, Fetched) else answer.reason
    wait = retry_after(answer.headers, now) if isinstance(answer, Fetched) else None
    again = later(now, delivery.tries + 1, wait, rhythm) if delivery.tries + 1 < MOST_TRIES else None
    ledger.change(lambda c: alert_rows.not_delivered(c, delivery, why, again))
    return False


def content_of(given: AlertEntry) -> bytes:
    """An alert as it is sent."""
    plain = {"at": given.at.isoformat(), **asdict(given.alert)}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def headings(body: bytes, hook: Hook, now: datetime, alert: str) -> dict[str, str]:
    """What is sent with an alert: its id, by which one that comes twice is known, the moment, and the signature over both."""
    moment = str(int(now.timestamp()))
    return {
        "Content-Type": "application/json",
        "X-Reportedly-Alert": alert,
        "X-Reportedly-Signature": f"t={moment},v1={signature(body, hook.secret, moment)}",
    }


def signature(body: bytes, secret: bytes, moment: str) -> str:
    """HMAC-SHA256 over the moment (Unix seconds), a full stop, and the body; hex."""
    return hmac.new(secret, moment.encode() + b"." + body, sha256).hexdigest()
