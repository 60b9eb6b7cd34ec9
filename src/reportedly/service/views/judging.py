"""What the pages of judging show: one thing to be judged, the queue, agreement, exports."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from reportedly.errors import NotInLedger
from reportedly.judging.agreement import Agreement, measure
from reportedly.ledger import browse, judgements
from reportedly.ledger.excerpts import excerpts
from reportedly.ledger.judgements import Held
from reportedly.ledger.people import entity_line, mentioned, spring
from reportedly.ledger.queue import Queued, queued
from reportedly.ledger.reading_rows import read_reading
from reportedly.model import Event, Mention, Reading, Statement, StoryAccount
from reportedly.report.index import Index, Quote, Step, build_index
from reportedly.service.links import SITE

AROUND = 60  # characters on either side of the words that a choice shows


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen in a form."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to be judged: what it is, where it stands, what was judged of it, what it can be set against."""

    id: str
    kind: str
    name: str
    href: str
    quote: Quote | None
    chain: tuple[Step, ...]
    facts: tuple[tuple[str, str], ...]
    held: tuple[Held, ...]
    others: tuple[Choice, ...] = ()
    parts: tuple[Choice, ...] = ()
    roles: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A doubt with its words."""

    queued: Queued
    quote: Quote | None
    chain: tuple[Step, ...]
    stance: str


def target_page(connection: Connection, target: str) -> Target:
    """The thing of this id. Raises NotInLedger."""
    kind = target.partition("-")[0]
    makers = {"stm": _statement, "evt": _event, "clm": _claim, "org": _origin, "doc": _document, "ent": _entity}
    held = judgements.judgements_about(connection, target)
    try:
        judgements.anchor_for(connection, target)
    except NotInLedger:
        if not held:
            raise
        return _gone(target, held)
    if kind not in makers:
        return Target(target, "judgement", "a judgement", "/judgements", None, (), (), held)
    return makers[kind](connection, target, held)


def _gone(target: str, held: tuple[Held, ...]) -> Target:
    """What the ledger has no more since it was judged: what it was, and what it has become."""
    anchor = held[-1].judgement.anchor
    into = next((h.judgement.change.into for h in held if h.judgement.change.into and not h.retracted), None)
    href = SITE.judge(into) if into else SITE.story(anchor.story) if anchor.story else "/judgements"
    return Target(target, "gone", anchor.text or target, href, None, (), (), held)


def successor(connection: Connection, claim: str) -> str | None:
    """Where to go instead of a claim that went when it was judged: what it was merged into, or what was said of it."""
    held = judgements.judgements_about(connection, claim)
    into = next((h.judgement.change.into for h in held if h.judgement.change.into and not h.retracted), None)
    return SITE.claim(into) if into else SITE.judge(claim) if held else None


def _index(held: dict[str, Reading]) -> Index:
    return build_index([StoryAccount("", "", tuple(held), (), (), (), (), ())], held, SITE)


def _statement(connection: Connection, target: str, held: tuple[Held, ...]) -> Target:
    index = _index(excerpts(connection, statements=[target]))
    s: Statement = index.statements[target]
    home = index.home[target]
    mention = Mention(None, target, home, "affirms", target, None, "")
    facts = (("speaker", index.speaker(s)), ("act", s.act), ("mode", s.mode), ("confidence", f"{s.confidence:.2f}"))
    source = s.speaker or ""
    quote, chain = index.mention_quote(mention), index.chain(home, target)
    name = f"what {index.speaker(s)} says"
    return Target(target, "statement", name, index.statement_href(target), quote, chain, facts, held, source=source)


def _event(connection: Connection, target: str, held: tuple[Held, ...]) -> Target:
    partial = excerpts(connection, events=[target])
    (home,) = (d for d, r in partial.items() if r.events)
    reading = read_reading(connection, home)
    full = next((e for e in reading.events if e.id == target), None) if reading else None
    index = _index(partial)
    e: Event = full or index.events[target]
    roles = tuple((r.name, ", ".join(f.name for f in r.fillers)) for r in e.roles)
    roles += tuple((q.role, q.name) for q in e.quantities)
    facts = (
        ("type", e.type),
        *roles,
        ("told as", f"{e.polarity}, {e.certainty}, {e.status}"),
        ("when", e.when.edtf or ""),
    )
    mention = Mention(target, None, home, "affirms", e.holder, None, "")
    quote = index.mention_quote(mention)
    name = f"{e.type}: “{quote.words}”" if quote else e.type
    names = tuple(
        dict.fromkeys((*(r.name for r in e.roles), "supplier", "recipient", "item", "agent", "target", "place"))
    )
    shown = (*facts, ("confidence", f"{e.confidence:.2f}"))
    return Target(
        target, "event", name, index.event_href(target), quote, index.chain(home, e.holder), shown, held, roles=names
    )


def _claim(connection: Connection, target: str, held: tuple[Held, ...]) -> Target:
    story, ident = browse.claim_home(connection, target)
    lines = browse.claim_lines(connection, story)
    me = next(line for line in lines if line.id == ident)
    claim = browse.claim_in_full(connection, story, ident)
    shown = [m for m in claim.mentions if m.event][:40]
    index = _index(excerpts(connection, mentions=shown))
    others = tuple(Choice(line.id, line.label) for line in lines if line.id != ident and line.type == me.type)[:200]
    parts = tuple(Choice(str(m.event), _words(index, m)) for m in shown)
    facts = (("articles", str(me.articles)), ("origins", f"{me.known_independent} known independent"))
    return Target(target, "claim", me.label, SITE.claim(ident), None, (), facts, held, others, parts)


def _words(index: Index, mention: Mention) -> str:
    quote = index.mention_quote(mention)
    where = " → ".join(step.name for step in index.chain(mention.document, mention.holder))
    return f"{where}: {_cut(quote)}" if quote else where


def _cut(quote: Quote) -> str:
    """The words with those around them, cut between words."""
    before, after = quote.before, quote.after
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return f"{before}{quote.words}{after}"


def _origin(connection: Connection, target: str, held: tuple[Held, ...]) -> Target:
    found = spring(connection, target)
    origin = found.origin
    choices = tuple(Choice(o.id, o.label) for o in found.others)
    facts = (("kind", origin.kind), ("outlet", origin.outlet or ""), ("why", origin.reason))
    return Target(target, "origin", origin.label, SITE.origin(target), None, (), facts, held, choices, source=target)


def _document(connection: Connection, target: str, held: tuple[Held, ...]) -> Target:
    (line,) = browse.documents_by_id(connection, [target])
    names = tuple(s.name for s in browse.story_lines(connection, order="name", limit=500)[0])
    facts = (("outlet", line.outlet or ""), ("address", line.uri))
    return Target(
        target, "document", line.title or line.uri, SITE.article(target), None, (), facts, held, stories=names
    )


def _entity(connection: Connection, target: str, held: tuple[Held, ...]) -> Target:
    me = entity_line(connection, target)
    parts = tuple(Choice(f"{p.document}:{p.start}:{p.end}", p.words) for p in mentioned(connection, target, 40))
    others = tuple(Choice(e.id, f"{e.name} ({e.type})") for e in me.alike)
    facts = (("type", me.type), ("country", me.country or ""), ("office", me.role or ""))
    href = SITE.speaker(target, me.name)
    return Target(target, "entity", me.name, href, None, (), facts, held, others, parts, source=target)


# ---- the queue -------------------------------------------------------------------------------------------------------


def queue_page(connection: Connection, offset: int, limit: int) -> tuple[tuple[QueueItem, ...], int]:
    """A page of the queue with the words of each."""
    found, total = queued(connection, offset, limit)
    index = _index(excerpts(connection, events=[q.doubt.target for q in found]))
    stances = browse.stances_by_event(connection, [q.doubt.target for q in found])
    return tuple(_item(index, q, stances.get(q.doubt.target, "affirms")) for q in found), total


def _item(index: Index, q: Queued, stance: str) -> QueueItem:
    event = index.events.get(q.doubt.target)
    if event is None or q.doubt.document is None:
        return QueueItem(q, None, (), stance)
    mention = Mention(event.id, None, q.doubt.document, "affirms", event.holder, None, "")
    return QueueItem(q, index.mention_quote(mention), index.chain(q.doubt.document, event.holder), stance)


# ---- agreement -------------------------------------------------------------------------------------------


def agreement(connection: Connection) -> Agreement:
    """How far analysts agree, over what stands."""
    return measure(h.judgement for h in judgements.held(connection) if not h.retracted)
