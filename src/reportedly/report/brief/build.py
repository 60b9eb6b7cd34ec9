"""A story as a brief: one page of plain sentences, each with its places in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.model import Claim, ClaimPoint, Mention, Move, Reading, Relation, Span, StoryAccount
from reportedly.report.brief.claims import (
    cites,
    claim_passage,
    heading,
    in_one_line,
    is_shown,
    is_sure,
    move_sentences,
    names_somebody,
    stand_sentences,
)
from reportedly.report.brief.naming import (
    article_name,
    as_subject,
    by_whom,
    counted,
    in_full,
    joined,
    long_day,
    published_on,
    sentence,
    source_of,
)
from reportedly.report.brief.records import Brief, Cite, Note, Passage, Section, Sentence
from reportedly.report.claims import by_importance
from reportedly.report.index import Index, build_index

_DAYS = re.compile(r"(\d+) days")
MAIN, ALSO, AGAINST, MOVED = 4, 6, 5, 5  # claims in full and in a line, disagreements, claims that moved: one page


def build_brief(account: StoryAccount, readings: Mapping[str, Reading], *, since: date | None = None) -> Brief:
    """The brief of one story, ``readings`` by document id; with ``since`` only what came on that day or later."""
    index = build_index([account], _dated(account, readings))
    lead = (_lead(index, account), *_caution(index, account))
    sections = _since(index, account, since) if since else _whole(index, account)
    kept = tuple(section for section in sections if section.passages)
    places = [c for s in lead for c in s.cites]
    places += [c for x in kept for p in x.passages for s in p.sentences for c in s.cites]
    numbers = {place: number for number, place in enumerate(dict.fromkeys(places), 1)}
    title = account.title if since is None else f"{account.title}: since {long_day(since)}"
    return Brief(title, lead, kept, tuple(_note(index, c, n) for c, n in numbers.items()), numbers)


def _dated(account: StoryAccount, readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings, each document with the day that the story gives it where it has none of its own."""
    days = {d.document: d.published for d in account.dated}
    return {
        key: replace(r, document=replace(r.document, published=days[key])) if key in days else r
        for key, r in readings.items()
    }


def _whole(index: Index, account: StoryAccount) -> list[Section]:
    ordered = by_importance(account.claims)
    main = [c for c in ordered if names_somebody(c)][:MAIN]
    rest = [c for c in ordered if c not in main]
    also = [c for c in rest if c.mentions][:ALSO]
    articles = len(account.documents)
    passages = tuple(claim_passage(index, c, articles) for c in main)
    lines = [in_one_line(index, c) for c in also]
    if left := len(rest) - len(also):
        lines.append(Sentence(sentence(f"{counted(left, 'further claim')} of less weight {_are(left)} in the ledger")))
    return [
        Section("What is claimed", passages),
        Section(
            "What disagrees", tuple(Passage("", (s,)) for s in _disagreements(index, account, {c.id for c in main}))
        ),
        Section("Also claimed", tuple(Passage("", (s,)) for s in lines)),
    ]


def _lead(index: Index, account: StoryAccount) -> Sentence:
    documents = [index.readings[d].document for d in account.documents if d in index.readings]
    outlets = len({d.outlet for d in documents if d.outlet})
    by = f" by {counted(outlets, 'outlet')}" if outlets else ""
    known = sorted(d for x in documents for d in (x.published.earliest, x.published.latest) if d)
    many = len(account.documents) != 1
    when = ""
    if known:
        first, last = known[0], known[-1]
        appeared = f"on {long_day(first)}" if first == last else f"between {long_day(first)} and {long_day(last)}"
        when = f", which appeared {appeared},"
    claims = counted(len(account.claims), "claim")
    articles = counted(len(account.documents), "article")
    return Sentence(sentence(f"{articles}{by}{when} {'hold' if many else 'holds'} {claims}"))


def _caution(index: Index, account: StoryAccount) -> Iterator[Sentence]:
    undated = [d for d in account.documents if d in index.readings and not published_on(index.readings[d].document)]
    if undated:
        have = "has" if len(undated) == 1 else "have"
        yield Sentence(sentence(f"{counted(len(undated), 'article')} {have} no date that is known"))
    yield Sentence("This brief tells who claims what, and on whose word; it does not say what is true.")


# ---- what disagrees --------------------------------------------------------------------------------------------------


def _disagreements(index: Index, account: StoryAccount, told: set[str]) -> Iterator[Sentence]:
    """A sentence for each denial and all that it stands against, and for each other disagreement of one or two claims.

    Contradictions within a claim that is told in full stand there already.
    """
    claims = {c.id: c for c in account.claims}
    groups: dict[tuple[str, str, str], list[Relation]] = {}
    sure = (r for r in account.relations if all(_is_sure(index, claims, point) for point in (r.a, r.b)))
    for relation in (_denial_last(claims, r) for r in sure):
        within = relation.a.claim == relation.b.claim
        if relation.kind in ("contradicts", "different_scope") and not within:
            groups.setdefault((relation.kind, "", relation.b.claim), []).append(relation)
        elif relation.kind != "contradicts" or relation.a.claim not in told:
            groups.setdefault((relation.kind, relation.a.claim, relation.b.claim), []).append(relation)
    ordered = sorted(
        groups.values(), key=lambda g: (-len({*(r.a for r in g), *(r.b for r in g)}), g[0].kind, g[0].reason)
    )
    yield from (_disagreement(index, claims, group) for group in ordered[:AGAINST])


def _denial_last(claims: Mapping[str, Claim], relation: Relation) -> Relation:
    a, b = _mention(claims, relation.a), _mention(claims, relation.b)
    against = {"denies", "doubts"}
    swapped = a is not None and b is not None and a.stance in against and b.stance not in against
    return replace(relation, a=relation.b, b=relation.a) if swapped else relation


def _disagreement(index: Index, claims: Mapping[str, Claim], group: Sequence[Relation]) -> Sentence:
    left = [m for r in group if (m := _mention(claims, r.a))]
    right = [m for r in group if (m := _mention(claims, r.b))]
    a, b = claims[group[0].a.claim], claims[group[0].b.claim]
    places = cites(index, [*left, *right])
    if group[0].kind == "contradicts" and a.id != b.id:
        return Sentence(sentence(_covered(index, claims, group, b, right, "also stands against")), places)
    if not left or not right:
        return Sentence(sentence(f"“{heading(a)}” and “{heading(b)}” disagree: {group[0].reason}"), places)
    one, many = as_subject(source_of(index, m) for m in left)
    other, others = as_subject(source_of(index, m) for m in right)
    if group[0].kind == "contradicts":
        affirm, deny = ("affirm" if many else "affirms"), ("deny" if others else "denies")
        return Sentence(sentence(f"on “{heading(a)}”: {one} {affirm} it, and {other} {deny} it"), places)
    if group[0].kind == "quantity_differs":
        differ = f"{_said(index, a, left)}, but {_said(index, b, right)}"
        return Sentence(sentence(f"on “{heading(a)}” the numbers differ: {differ}"), places)
    if group[0].kind == "different_scope" and a.id != b.id:
        why = _over_days(r.reason.rpartition(": ")[2] for r in group)
        return Sentence(
            sentence(f"{_covered(index, claims, group, b, right, 'does not quite speak to')}: {why}"), places
        )
    joint = f"“{heading(a)}”" if a.id == b.id else f"“{heading(a)}” and “{heading(b)}”"
    what = {
        "superseded": f"on {joint} a later word replaces an earlier one",
        "different_scope": f"on {joint} not quite the same is meant",
        "reports_opposing": f"on {joint} the opposing view is only reported",
    }[group[0].kind]
    sides = f"{by_whom(source_of(index, m) for m in left)} against {by_whom(source_of(index, m) for m in right)}"
    return Sentence(sentence(f"{what} ({sides}): {group[0].reason.rpartition(': ')[2]}"), places)


def _covered(
    index: Index,
    claims: Mapping[str, Claim],
    group: Sequence[Relation],
    denied: Claim,
    right: Sequence[Mention],
    verb: str,
) -> str:
    """A general denial, and every claim that it is set against, each with who affirms it."""
    sides: dict[str, list[Mention]] = {}
    for relation in group:
        if mention := _mention(claims, relation.a):
            sides.setdefault(relation.a.claim, []).append(mention)
    against = [
        f"“{heading(claims[c])}” (affirmed by {by_whom(source_of(index, m) for m in ms)})" for c, ms in sides.items()
    ]
    deniers = by_whom(source_of(index, m) for m in right)
    return f"the denial of “{heading(denied)}” by {deniers} {verb} {joined(against)}"


def _over_days(reasons: Iterable[str]) -> str:
    """Reasons in one; of those that differ by a number of days alone, one with the fewest and the most."""
    words: dict[str, set[int]] = {}
    for reason in reasons:
        words.setdefault(_DAYS.sub("{} days", reason), set()).update(int(n) for n in _DAYS.findall(reason))
    spans = {key: sorted({min(ns), max(ns)}) for key, ns in words.items() if ns}
    return joined(key.format(" to ".join(map(str, spans.get(key, [])))) for key in words)


def _is_sure(index: Index, claims: Mapping[str, Claim], point: ClaimPoint) -> bool:
    mention = _mention(claims, point)
    return mention is None or is_sure(index, mention)


def _said(index: Index, claim: Claim, mentions: Sequence[Mention]) -> str:
    values = {v.event: v.name for v in claim.values}
    parts = dict.fromkeys((in_full(source_of(index, m)), values.get(m.event or "", "another number")) for m in mentions)
    return joined(f"{who} has “{number}”" for who, number in parts)


def _mention(claims: Mapping[str, Claim], point: ClaimPoint) -> Mention | None:
    claim = claims.get(point.claim)
    return next((m for m in claim.mentions if m.event == point.event), None) if claim and point.event else None


# ---- since a day -----------------------------------------------------------------------------------------------------


def _since(index: Index, account: StoryAccount, since: date) -> list[Section]:
    """What new articles bring: the claims that moved, those that are new, and how many they only speak of again."""
    fresh = {d for d in account.documents if (day := index.published(d)) and day >= since}
    spoken = [c for c in by_importance(account.claims) if any(m.document in fresh for m in c.mentions)]
    new = [c for c in spoken if all(m.document in fresh for m in c.mentions)]
    moved = [c for c in spoken if c not in new and _steps(index, c, fresh, since)]
    told = sorted(new, key=lambda c: not any(is_sure(index, m) for m in c.mentions))[:ALSO]
    lines = [in_one_line(index, c) for c in told]
    if left := len(new) - len(told):
        lines.append(
            Sentence(sentence(f"{counted(left, 'further new claim')} of less weight {_are(left)} in the ledger"))
        )
    again = len(spoken) - len(new) - len(moved[:MOVED])
    rest = [Sentence(sentence(f"{counted(again, 'other claim')} {_are(again)} spoken of again"))] if again else []
    return [
        Section("New articles", tuple(Passage("", (s,)) for s in _arrivals(index, fresh))),
        Section("What changed", tuple(_moved(index, c, fresh, since) for c in moved[:MOVED])),
        Section("New claims", tuple(Passage("", (s,)) for s in (*lines, *rest))),
    ]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _arrivals(index: Index, fresh: set[str]) -> Iterator[Sentence]:
    for document in sorted(fresh, key=lambda d: index.order[d]):
        held = index.readings[document].document
        head = next((b for b in held.blocks if b.role == "headline"), None)
        title = (held.text[head.start : head.end] if head else held.title) or held.uri
        place = (Cite(document, Span(head.start, head.end)),) if head else ()
        yield Sentence(sentence(f"{article_name(index, document)}: “{' '.join(title.split())}”"), place)
    if not fresh:
        yield Sentence("No article of this story has appeared since.")


def _steps(index: Index, claim: Claim, fresh: set[str], since: date) -> list[Move]:
    inside = (m for m in claim.moves if m.document in fresh and (m.date is None or m.date >= since))
    return [m for m in inside if is_shown(index, claim, m)]


def _moved(index: Index, claim: Claim, fresh: set[str], since: date) -> Passage:
    """What new articles say about a claim, and its steps since."""
    new = [m for m in claim.mentions if m.document in fresh]
    steps = move_sentences(index, claim, _steps(index, claim, fresh, since))
    return Passage(heading(claim), (*stand_sentences(index, new), *steps))


# ---- footnotes -------------------------------------------------------------------------------------------------------


def _note(index: Index, place: Cite, number: int) -> Note:
    document = index.readings[place.document].document
    name = article_name(index, place.document)
    title = f"“{' '.join(document.title.split())}”, " if document.title and document.outlet else ""
    words = " ".join(document.text[place.span.start : place.span.end].split())
    return Note(number, f"{title}{name}", document.uri, place.span.start, place.span.end, words)
