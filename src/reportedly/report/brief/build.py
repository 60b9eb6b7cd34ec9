"""A story as a brief: one page of plain sentences, each with its places in the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.model import Claim, Move, Reading, Span, StoryAccount
from reportedly.report.brief.against import disagreements
from reportedly.report.brief.alike import under_one_name
from reportedly.report.brief.claims import (
    claim_passage,
    heading,
    in_doubt,
    in_one_line,
    is_shown,
    left_over,
    move_sentences,
    stand_sentences,
)
from reportedly.report.brief.naming import article_name, counted, in_words, long_day, published_on, sentence
from reportedly.report.brief.records import Brief, Cite, Note, Passage, Section, Sentence
from reportedly.report.brief.weighing import (
    WEIGHTY,
    in_lines,
    is_founded,
    names_somebody,
    says_no_more,
    sure,
    weight,
    weightiest_first,
)
from reportedly.report.index import Index, build_index

MAIN, ALSO, DOUBTED, MOVED = 4, 6, 5, 5  # claims in full, in a line, in doubt, and that moved: one page
CHECK = (
    "These were read with little confidence, or are not clearly about the claim. Look at the words before you use them."
)


def build_brief(account: StoryAccount, readings: Mapping[str, Reading], *, since: date | None = None) -> Brief:
    """The brief of one story, ``readings`` by document id; with ``since`` only what came on that day or later."""
    index = build_index([account], under_one_name(account, _dated(account, readings)))
    lead = (_since_then(index, account, since) if since else _lead(index, account), *_caution(index, account))
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
    ordered = [c for c in weightiest_first(index, account.claims) if sure(index, c)]
    main = [c for c in ordered if names_somebody(c) and weight(index, c) >= WEIGHTY and is_founded(index, c)][:MAIN]
    rest = [c for c in ordered if c not in main and not says_no_more(c, main)]
    also = in_lines(index, rest, ALSO)
    articles = len(account.documents)
    left = left_over(len(ordered) - len(main) - len(also), "further claim")
    return [
        Section("What is claimed", tuple(claim_passage(index, c, articles) for c in main)),
        _listed("What disagrees", disagreements(index, account, {c.id for c in main})),
        _listed("Also claimed", [*(in_one_line(index, c) for c in also), *left]),
        _doubtful(index, account, [*main, *also]),
    ]


def _doubtful(index: Index, account: StoryAccount, told: Sequence[Claim]) -> Section:
    """What was read with doubt: of the claims that are told first, then of those that rest on such places alone."""
    alone = [c for c in weightiest_first(index, account.claims) if c.mentions and not sure(index, c)]
    some = [line for c in told if (line := in_doubt(index, c))][:DOUBTED]
    others = [line for c in alone if (line := in_doubt(index, c))][: DOUBTED - len(some)]
    more = left_over(len(alone) - len(others), "further claim", ", read with doubt throughout")
    return replace(_listed("To be checked in the text", [*some, *others, *more]), about=CHECK)


def _listed(title: str, sentences: Iterable[Sentence]) -> Section:
    return Section(title, tuple(Passage("", (s,)) for s in sentences))


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


# ---- since a day -----------------------------------------------------------------------------------------------------


def _since(index: Index, account: StoryAccount, since: date) -> list[Section]:
    """What new articles bring: the claims that moved, those that are new, and how many they only speak of again."""
    fresh = _fresh(index, account, since)
    spoken = [c for c in weightiest_first(index, account.claims) if any(m.document in fresh for m in c.mentions)]
    new = [c for c in spoken if all(m.document in fresh for m in c.mentions)]
    moved = [c for c in spoken if c not in new and _steps(index, c, fresh, since)][:MOVED]
    certain = [c for c in new if sure(index, c)]
    told = in_lines(index, certain, ALSO)
    lines = [in_one_line(index, c) for c in told] + left_over(len(certain) - len(told), "further new claim")
    doubtful = left_over(len(new) - len(certain), "new claim", ", read with doubt throughout")
    again = len(spoken) - len(new) - len(moved)
    rest = [Sentence(sentence(f"{counted(again, 'other claim')} {'is' if again == 1 else 'are'} spoken of again"))]
    return [
        _listed("New articles", _arrivals(index, fresh)),
        Section("What changed", tuple(_moved(index, c, fresh, since) for c in moved)),
        _listed("New claims", [*lines, *doubtful, *(rest if again else [])]),
    ]


def _fresh(index: Index, account: StoryAccount, since: date) -> set[str]:
    return {d for d in account.documents if (day := index.published(d)) and day >= since}


def _since_then(index: Index, account: StoryAccount, since: date) -> Sentence:
    new, all_ = len(_fresh(index, account, since)), len(account.documents)
    text = f"{in_words(new)} of the {counted(all_, 'article')} of this story appeared on {long_day(since)} or later"
    return Sentence(sentence(text))


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
    return Passage(heading(claim), (*stand_sentences(index, claim, new), *steps))


# ---- footnotes -------------------------------------------------------------------------------------------------------


def _note(index: Index, place: Cite, number: int) -> Note:
    document = index.readings[place.document].document
    name = article_name(index, place.document)
    title = f"“{' '.join(document.title.split())}”, " if document.title and document.outlet else ""
    words = " ".join(document.text[place.span.start : place.span.end].split())
    return Note(number, f"{title}{name}", document.uri, place.span.start, place.span.end, words)
