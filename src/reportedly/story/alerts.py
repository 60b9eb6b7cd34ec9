"""What a story tells anew from one compilation to the next: denials, independent origins, status, numbers, withdrawals. Pure.

A story is reduced to its facts, which are kept until the next time. A story seen for the first time gives no alert.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reportedly.model import Alert, AlertKind, Claim, StoryAccount, content_id
from reportedly.story.amounts import apart, is_number


@dataclass(frozen=True, slots=True)
class Page:
    """Where a document stands: its address, its outlet, and the id of the document that stands there now."""

    uri: str
    outlet: str | None
    now: str


@dataclass(frozen=True, slots=True)
class Given:
    """A number given for a claim."""

    role: str
    low: float | None
    high: float | None
    name: str
    document: str


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who denies a claim, or an origin behind it, with the documents that show it."""

    name: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What alerts are told of. ``things`` are its events and statements; ``pages`` those whose text of now affirms it."""

    claim: str
    label: str
    status: str
    things: tuple[str, ...]
    independent: int
    denials: tuple[Known, ...]
    origins: tuple[Known, ...]
    numbers: tuple[Given, ...]
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A story's claims, and what stands at the addresses of its documents now (document by address)."""

    claims: tuple[ClaimFacts, ...]
    now: tuple[tuple[str, str], ...]


def facts_of(account: StoryAccount, pages: Mapping[str, Page]) -> StoryFacts:
    """The facts of a story; ``pages`` by document."""
    labels = {o.id: o.label for o in account.origins if not o.derived_from}
    claims = (_facts(c, pages, labels) for c in account.claims)
    return StoryFacts(
        tuple(sorted(claims, key=lambda c: c.claim)), tuple(sorted({(p.uri, p.now) for p in pages.values()}))
    )


def _facts(claim: Claim, pages: Mapping[str, Page], labels: Mapping[str, str]) -> ClaimFacts:
    by_event = {m.event: m.document for m in claim.mentions}
    origins = dict[str, set[str]]()
    for m in claim.mentions:
        if m.stance == "affirms" and (label := labels.get(m.origin or "")):
            origins.setdefault(label, set()).add(m.document)
    affirming = {m.document for m in claim.mentions if m.stance == "affirms"}
    numbers = (Given(v.role, v.low, v.high, v.name, by_event.get(v.event, "")) for v in claim.values)
    return ClaimFacts(
        claim=claim.id,
        label=claim.label,
        status=claim.status,
        things=tuple(sorted({thing for m in claim.mentions for thing in (m.event, m.statement) if thing})),
        independent=claim.independence.known_independent,
        denials=_known(_denials(claim)),
        origins=_known(origins),
        numbers=tuple(sorted(set(numbers), key=lambda n: (n.role, n.name, n.document))),
        pages=tuple(sorted((pages[d] for d in affirming if pages[d].now == d), key=lambda p: p.uri)),
    )


def _denials(claim: Claim) -> dict[str, set[str]]:
    """Who denies the claim, each with the article of the first denial where it is dated, else with all that tell of denials."""
    told = {m.document for m in claim.mentions if m.stance == "denies"}
    first = {m.after.removeprefix("denied by "): m.document for m in claim.moves if m.what == "denial"}
    names = {p.speaker_name for p in claim.positions if p.stance == "denies"}
    return {name: {first[name]} if name in first else told for name in names}


def _known(held: Mapping[str, Iterable[str]]) -> tuple[Known, ...]:
    return tuple(Known(name, tuple(sorted(documents))) for name, documents in sorted(held.items()))


def alerts_between(story: str, before: StoryFacts | None, after: StoryFacts) -> tuple[Alert, ...]:
    """The alerts of a story (its name) from one time to the next, claim by claim."""
    if before is None:
        return ()
    return tuple(alert for claim in after.claims for alert in _of_claim(story, _same(claim, before), claim, after))


def _same(claim: ClaimFacts, before: StoryFacts) -> ClaimFacts | None:
    """The claim as it was: the one that shares most mentions with it, or else has its id."""
    things = set(claim.things)
    shared = [(len(things & set(c.things)), c.claim == claim.claim, c.claim, c) for c in before.claims]
    best = max(shared, key=lambda s: s[:3], default=None)
    return best[3] if best is not None and (best[0] or best[1]) else None


def _of_claim(story: str, was: ClaimFacts | None, now: ClaimFacts, after: StoryFacts) -> Iterator[Alert]:
    yield from _new_denials(story, was, now)
    if was is None:
        return
    yield from _new_origins(story, was, now)
    if was.status != now.status:
        reason = "the furthest status that anybody affirms is another one"
        yield _alert("status_moved", story, now, was.status, now.status, (), reason)
    yield from _numbers(story, was, now)
    yield from _withdrawn(story, was, now, after)


def _new_denials(story: str, was: ClaimFacts | None, now: ClaimFacts) -> Iterator[Alert]:
    known = {d.name for d in was.denials} if was else set()
    for denial in now.denials:
        if denial.name not in known:
            reason = "nobody of this name denied it before"
            yield _alert("new_denial", story, now, "", f"denied by {denial.name}", denial.documents, reason)


def _new_origins(story: str, was: ClaimFacts, now: ClaimFacts) -> Iterator[Alert]:
    if now.independent <= was.independent:
        return
    known = {o.name for o in was.origins}
    new = [o for o in now.origins if o.name not in known]
    documents = tuple(sorted({d for o in new for d in o.documents}))
    named = "; ".join(o.name for o in new)
    reason = f"{now.independent} origins are known to be independent of each other, {was.independent} were"
    yield _alert("new_origin", story, now, str(was.independent), f"{now.independent}: {named}", documents, reason)


def _numbers(story: str, was: ClaimFacts, now: ClaimFacts) -> Iterator[Alert]:
    """Numbers that fit none that was given before in the same role."""
    told = set[tuple[str, str]]()
    for number in now.numbers:
        old = [n for n in was.numbers if n.role == number.role and is_number(n)]
        if old and (number.role, number.name) not in told and all(apart(n, number) for n in old):
            told.add((number.role, number.name))
            names = ", ".join(dict.fromkeys(n.name for n in old))
            reason = f"a {number.role} that fits none given before"
            yield _alert("number_changed", story, now, names, number.name, (number.document,), reason)


def _withdrawn(story: str, was: ClaimFacts, now: ClaimFacts, after: StoryFacts) -> Iterator[Alert]:
    """Pages whose text affirmed the claim before and does not now."""
    current, still = dict(after.now), {p.uri for p in now.pages}
    for page in was.pages:
        if page.uri not in still and current.get(page.uri, page.now) != page.now:
            others = "no page affirms it now"
            if still:
                others = "1 other page affirms it" if len(still) == 1 else f"{len(still)} other pages affirm it"
            name = page.outlet or page.uri
            documents = (page.now, current[page.uri])
            yield _alert("claim_withdrawn", story, now, f"affirmed by {name}", f"no more; {others}", documents,
                         "the text that stands at this address now does not affirm it")  # fmt: skip


def _alert(
    kind: AlertKind, story: str, claim: ClaimFacts, before: str, after: str, documents: tuple[str, ...], reason: str
) -> Alert:
    key = content_id("alt", story, claim.claim, kind, before, after, documents)
    return Alert(key, kind, story, claim.claim, claim.label, before, after, documents, reason)


# ---- kept and found again --------------------------------------------------------------------------------------------


def plain_facts(facts: StoryFacts) -> dict[str, Any]:
    """Facts as JSON keeps them."""
    return asdict(facts)


def facts_again(plain: Mapping[str, Any]) -> StoryFacts:
    """Facts as they were kept."""
    return StoryFacts(
        tuple(_claim_again(c) for c in plain["claims"]), tuple((uri, document) for uri, document in plain["now"])
    )


def _claim_again(plain: Mapping[str, Any]) -> ClaimFacts:
    parts = {
        "things": tuple(plain["things"]),
        "denials": tuple(Known(k["name"], tuple(k["documents"])) for k in plain["denials"]),
        "origins": tuple(Known(k["name"], tuple(k["documents"])) for k in plain["origins"]),
        "numbers": tuple(Given(**n) for n in plain["numbers"]),
        "pages": tuple(Page(**p) for p in plain["pages"]),
    }
    return ClaimFacts(**{**plain, **parts})
