"""The tables of what is followed over time: feeds, their pages, hosts, evidence, edits, alerts and their deliveries.

Moments are in UTC. Documents, statements and events are named by their ids without a foreign key: evidence of a fetch stands
before its document is read.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from reportedly.ledger.columns import MomentColumn, SpansColumn, StringsColumn
from reportedly.ledger.tables import metadata


def _asked() -> list[Column]:  # type: ignore[type-arg]  # of several types
    """What is kept of asking one address again and again: when, what it said of itself, and how often it failed."""
    return [
        Column("asked", MomentColumn),
        Column("due", MomentColumn, index=True),  # when to ask next; none: no more
        Column("etag", Text),
        Column("modified", Text),
        Column("same", Integer, nullable=False),  # times in a row that nothing was new
        Column("failures", Integer, nullable=False),  # times in a row that no answer came
        Column("state", String, nullable=False),
        Column("said", Text),  # why the last asking gave nothing
    ]


feeds = Table(
    "feeds",
    metadata,
    Column("address", String, primary_key=True),
    Column("kind", String),
    Column("title", Text),
    Column("story", Text),  # the story that its pages go into; none: grouping decides
    Column("listed_in", Text),  # the list (OPML, sitemap index) that named it
    Column("added", MomentColumn, nullable=False),
    *_asked(),
)

watched = Table(
    "watched",  # the pages that feeds name
    metadata,
    Column("address", String, primary_key=True),
    Column("feed", Text, nullable=False, index=True),
    Column("title", Text),
    Column("published", MomentColumn),  # as the feed says
    Column("outlet", Text),
    Column("seen", MomentColumn, nullable=False),
    Column("document", String, index=True),  # the version read last
    *_asked(),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", String, primary_key=True),
    Column("due", MomentColumn, nullable=False),  # not asked before then
    Column("failures", Integer, nullable=False),
    Column("robots", Text),
    Column("robots_at", MomentColumn),
)

evidence = Table(
    "evidence",  # pages as they came, each content once
    metadata,
    Column("digest", String, primary_key=True),  # SHA-256 of the content, hex
    Column("packed", LargeBinary, nullable=False),  # zlib
    Column("size", Integer, nullable=False),  # bytes unpacked
)

fetches = Table(
    "fetches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False, index=True),
    Column("final", Text, nullable=False),  # where redirects led
    Column("at", MomentColumn, nullable=False),
    Column("status", Integer, nullable=False),
    Column("digest", String, nullable=False, index=True),
    Column("headers", JSON, nullable=False),
    Column("document", String, index=True),  # what was read in it
)

versions = Table(
    "versions",  # what stood at an address, one after the other; a page that goes back to an earlier text counts again
    metadata,
    Column("uri", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("document", String, nullable=False, index=True),
)

edits = Table(
    "edits",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("before", String, nullable=False, index=True),
    Column("after", String, nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("before_spans", SpansColumn, nullable=False),
    Column("after_spans", SpansColumn, nullable=False),
    Column("before_words", Text, nullable=False),
    Column("after_words", Text, nullable=False),
    Column("before_things", StringsColumn, nullable=False),
    Column("after_things", StringsColumn, nullable=False),
    Column("reason", Text, nullable=False),
)

marks = Table(
    "marks",  # what each story told when alerts were last looked for
    metadata,
    Column("story", Text, primary_key=True),
    Column("facts", JSON, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", MomentColumn, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("story", Text, nullable=False, index=True),
    Column("claim", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("documents", StringsColumn, nullable=False),
    Column("reason", Text, nullable=False),
)

deliveries = Table(
    "deliveries",  # alerts to be sent to a webhook, and how it went
    metadata,
    Column("alert", String, ForeignKey("alerts.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("hook", String, primary_key=True),
    Column("due", MomentColumn, index=True),  # none: done, or given up
    Column("tries", Integer, nullable=False),
    Column("done", MomentColumn),
    Column("said", Text),
)
