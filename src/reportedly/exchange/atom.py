"""Alerts as an Atom feed (RFC 4287), for any feed reader."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime

from reportedly import __version__
from reportedly.ledger import AlertEntry
from reportedly.model import Alert, AlertKind

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WORDS: dict[AlertKind, str] = {
    "new_denial": "New denial",
    "new_origin": "New independent origin",
    "status_moved": "Status moved",
    "number_changed": "Number changed",
    "claim_withdrawn": "Claim withdrawn",
}


def alerts_feed(alerts: Sequence[AlertEntry], *, base: str | None = None) -> str:
    """An Atom document of alerts; ``base`` is where a web app over the same ledger answers, for links to claims.

    What an alert tells is its content: an entry without any must have a link (RFC 4287, 4.1.2), and there may be no web app.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", "urn:reportedly:alerts")
    _add(feed, "title", "reportedly: what stories tell anew")
    _add(feed, "updated", _moment(max((a.at for a in alerts), default=datetime(1970, 1, 1, tzinfo=UTC))))
    ET.SubElement(feed, f"{{{_ATOM}}}generator", version=__version__).text = "reportedly"
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", "reportedly")
    for entry in alerts:
        _entry(feed, entry, base)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ET.Element, held: AlertEntry, base: str | None) -> None:
    alert = held.alert
    entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", f"urn:reportedly:{alert.id}")
    _add(entry, "title", f"{WORDS[alert.kind]}: {alert.label}")
    _add(entry, "updated", _moment(held.at))
    ET.SubElement(entry, f"{{{_ATOM}}}category", term=alert.kind)
    _add(entry, "content", told(alert))
    if base:
        ET.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=f"{base.rstrip('/')}/claims/{alert.claim}")


def told(alert: Alert) -> str:
    """An alert in one sentence: from what to what, in which story, and why."""
    change = f"{alert.before} → {alert.after}" if alert.before else alert.after
    return f"{change} (story: {alert.story}; {alert.reason})"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NOT_XML.sub("\ufffd", text)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
