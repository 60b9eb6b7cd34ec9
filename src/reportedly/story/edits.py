"""What changed between two versions of one page: hedges, numbers, sources, denials, paragraphs, the headline. Pure.

Words are compared within paragraphs that were rewritten, and what was read in them where it stands. Every edit has the spans
that show it in each version, and the statements and events that stand there, by which claims find it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Edit, EditKind, Event, Reading, Span, Spans, Statement, content_id
from reportedly.story.alignment import Hunk, Side, hunks, lay_side_by_side, sentence_around

_HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|supposed(?:ly)?|purported(?:ly)?|apparent(?:ly)?|possibl[ey]|perhaps|maybe|potential(?:ly)?|"
    r"probabl[ey]|likely|unlikely|presumabl[ey]|seemingly|ostensibl[ey]|conceivabl[ey]|suspected|unconfirmed|unverified|so-called|"
    r"may|might|could|would|appear(?:s|ed)?|seem(?:s|ed)?|believed|thought|understood|rumou?red|if|whether|claim(?:s|ed)?|"
    r"according|suggest(?:s|ed)?|indicat(?:es?|ed))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.])(?:[$€£]\s?)?\d+(?:[.,]\d+)*(?:\s?%)?(?:\s(?:hundred|thousand|million|billion|trillion))?\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores|hundreds?|thousands?|millions?|billions?)"
    r"(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion))*\b",
    re.IGNORECASE,
)
MANY = 6
"""Words in a row from which a passage counts that is gone or has come."""
_FIRMNESS = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two versions, and how their paragraphs lie."""

    before: Reading
    after: Reading
    side: Side


@dataclass(frozen=True, slots=True)
class _Found:
    """An edit before its words and the things that it is about are looked up."""

    kind: EditKind
    before: Spans
    after: Spans
    reason: str


def edits(before: Reading, after: Reading) -> tuple[Edit, ...]:
    """What changed from one reading of a page to a later one, in the order of the texts; the same two give the same edits."""
    pair = _Pair(before, after, lay_side_by_side(before.document, after.document))
    found = [
        *_headline(pair),
        *_in_words(pair),
        *_in_events(pair),
        *_in_sources(pair),
        *_in_denials(pair),
        *_paragraphs(pair),
    ]
    ordered = sorted(dict.fromkeys(found), key=lambda f: (f.before[:1], f.after[:1], f.kind, f.before, f.after))
    return tuple(_edit(pair, f) for f in ordered)


def _edit(pair: _Pair, found: _Found) -> Edit:
    before, after = pair.before.document, pair.after.document
    marks = [[s.start, s.end] for s in (*found.before, *found.after)]
    return Edit(
        id=content_id("edt", before.id, after.id, found.kind, len(found.before), marks),
        kind=found.kind,
        before=before.id,
        after=after.id,
        before_spans=found.before,
        after_spans=found.after,
        before_words=_words(before.text, found.before),
        after_words=_words(after.text, found.after),
        before_things=_things(pair.before, found.before),
        after_things=_things(pair.after, found.after),
        reason=found.reason,
    )


# ---- words -----------------------------------------------------------------------------------------------------------


def _headline(pair: _Pair) -> Iterator[_Found]:
    old, new = _heading(pair.before), _heading(pair.after)
    if old and new and _words(pair.before.document.text, (old,)) != _words(pair.after.document.text, (new,)):
        yield _Found("headline_changed", (old,), (new,), "the headline has other words")


def _heading(reading: Reading) -> Span | None:
    return next((Span(b.start, b.end) for b in reading.document.blocks if b.role == "headline"), None)


def _in_words(pair: _Pair) -> Iterator[_Found]:
    """Hedges and numbers among the words that were replaced in a paragraph or in the headline."""
    before, after = pair.before.document.text, pair.after.document.text
    headings = (_heading(pair.before), _heading(pair.after))
    for old, new in (headings, *pair.side.rewritten):
        if old is None or new is None:
            continue
        changed = hunks(before, old, after, new)
        yield from _hedges(pair, changed)
        for hunk in changed:
            yield from _numbers(pair, hunk)
            yield from _passages(pair, hunk)


def _passages(pair: _Pair, hunk: Hunk) -> Iterator[_Found]:
    """Several words in a row that are gone, or have come, with none in their place."""
    old = len(_words(pair.before.document.text, (hunk.before,)).split())
    new = len(_words(pair.after.document.text, (hunk.after,)).split())
    if old >= MANY and not new:
        yield _Found("words_cut", (hunk.before,), (hunk.after,), f"{old} words of the paragraph stand no more")
    elif new >= MANY and not old:
        yield _Found("words_added", (hunk.before,), (hunk.after,), f"{new} words have come into the paragraph")


def _hedges(pair: _Pair, changed: Sequence[Hunk]) -> Iterator[_Found]:
    """Hedges that stand in one version of a paragraph and not in the other, wherever they stood."""
    before, after = pair.before.document.text, pair.after.document.text
    gone = [(h, m) for h in changed for m in _matches(_HEDGE, before, h.before)]
    come = [(h, m) for h in changed for m in _matches(_HEDGE, after, h.after)]
    moved = {before[s.start : s.end].lower() for _, s in gone} & {after[s.start : s.end].lower() for _, s in come}
    for hunk, span in gone:
        if before[span.start : span.end].lower() not in moved and not _matches(_HEDGE, after, hunk.after):
            yield _Found("hedge_dropped", (span,), (hunk.after,), f"“{before[span.start : span.end]}” is gone")
    for hunk, span in come:
        if after[span.start : span.end].lower() not in moved and not _matches(_HEDGE, before, hunk.before):
            yield _Found("hedge_added", (hunk.before,), (span,), f"“{after[span.start : span.end]}” has come")


def _numbers(pair: _Pair, hunk: Hunk) -> Iterator[_Found]:
    """Numbers that were replaced; days and times are none."""
    before, after = pair.before.document.text, pair.after.document.text
    old = _matches(_NUMBER, before, _grown(before, hunk.before), outside=_days(pair.before))
    new = _matches(_NUMBER, after, _grown(after, hunk.after), outside=_days(pair.after))
    was, now = _words(before, old), _words(after, new)
    if old and new and was.lower() != now.lower():
        yield _Found("number_moved", old, new, f"from {was} to {now}")
    elif old and not new and _is_bare(before, hunk.before):
        yield _Found("number_moved", old, (hunk.after,), f"{was} is gone")
    elif new and not old and _is_bare(after, hunk.after):
        yield _Found("number_moved", (hunk.before,), new, f"{now} has come")


def _is_bare(text: str, span: Span) -> bool:
    """Whether the words are little more than a number: a sentence with one in it that went is no number that moved."""
    return len(text[span.start : span.end].split()) <= 4


def _grown(text: str, span: Span) -> Span:
    """The span with what belongs to a number in it: the sign before, the scale behind ("$", "%", "million")."""
    if span.start == span.end:
        return span
    start = span.start - 1 if text[max(span.start - 1, 0) : span.start] in {"$", "€", "£"} else span.start
    more = re.match(r"\s?(?:%|(?:hundred|thousand|million|billion|trillion)\b)", text[span.end : span.end + 12])
    return Span(start, span.end + (more.end() if more else 0))


def _matches(pattern: re.Pattern[str], text: str, span: Span, outside: Iterable[Span] = ()) -> Spans:
    found = (Span(m.start(), m.end()) for m in pattern.finditer(text, span.start, span.end))
    held = tuple(outside)
    return tuple(s for s in found if not any(o.start < s.end and s.start < o.end for o in held))


def _days(reading: Reading) -> list[Span]:
    return [Span(d.start, d.end) for d in reading.dates]


# ---- what was read ---------------------------------------------------------------------------------------------------


def _in_events(pair: _Pair) -> Iterator[_Found]:
    """Events told as firmer, or without whom they were told by, in a sentence that was rewritten."""
    holders = ({s.id: s for s in pair.before.statements}, {s.id: s for s in pair.after.statements})
    for old, new in _same_events(pair):
        was, now = _FIRMNESS[old.certainty], _FIRMNESS[new.certainty]
        if was != now and old.polarity == new.polarity:
            kind: EditKind = "hedge_dropped" if now > was else "hedge_added"
            yield _Found(
                kind, (old.trigger,), (new.trigger,), f"told as {old.certainty} before, as {new.certainty} now"
            )
        first, then = holders[0].get(old.holder or ""), holders[1].get(new.holder or "")
        if first is not None and then is None:
            name = first.speaker_name or "somebody"
            reason = f"told on the word of {name} before, in the paper's own voice now"
            yield _Found("hedge_dropped", (*first.source, *first.cue), (new.trigger,), reason)
        elif first is None and then is not None:
            reason = f"told in the paper's own voice before, on the word of {then.speaker_name or 'somebody'} now"
            yield _Found("hedge_added", (old.trigger,), (*then.source, *then.cue), reason)


def _same_events(pair: _Pair) -> Iterator[tuple[Event, Event]]:
    """Events of a paragraph that was rewritten, each with the one of its type and its trigger's word in the other version."""
    for old, new in pair.side.rewritten:
        there = [e for e in pair.after.events if _inside(e.trigger, new)]
        for event in (e for e in pair.before.events if _inside(e.trigger, old)):
            like = [e for e in there if _sign(pair.after, e) == _sign(pair.before, event)]
            if len(like) == 1:
                yield event, like[0]


def _sign(reading: Reading, event: Event) -> tuple[str, str]:
    return event.type, reading.document.text[event.trigger.start : event.trigger.end].lower()


def _in_sources(pair: _Pair) -> Iterator[_Found]:
    """Speakers of whom one version has words and the other has none."""
    old, new = _by_speaker(pair.before), _by_speaker(pair.after)
    names = [{s.speaker_name for held in side.values() for s in held} for side in (old, new)]
    for key in sorted(old.keys() - new.keys()):
        if not _known(old[key][0].speaker_name, names[1]):
            yield _Found(
                "source_gone", _sources(old[key]), (), f"nothing is told on the word of {old[key][0].speaker_name} now"
            )
    for key in sorted(new.keys() - old.keys()):
        if not _known(new[key][0].speaker_name, names[0]):
            reason = f"nothing was told on the word of {new[key][0].speaker_name} before"
            yield _Found("source_added", (), _sources(new[key]), reason)


def _by_speaker(reading: Reading) -> dict[str, list[Statement]]:
    """The statements of speech and attitude that have a source in the text, by who speaks."""
    found = defaultdict(list)
    for statement in reading.statements:
        if statement.mode != "act" and statement.source and statement.speaker_name.strip():
            found[statement.speaker or statement.speaker_name.casefold()].append(statement)
    return found


def _known(name: str, others: Iterable[str]) -> bool:
    """Whether one of the others is the same name, or ends with it, or it with one of them: a name and its surname."""
    plain = name.casefold()
    return any(f" {plain}".endswith(f" {o}") or f" {o}".endswith(f" {plain}") for o in (x.casefold() for x in others))


def _sources(statements: Sequence[Statement]) -> Spans:
    return tuple(sorted({span for s in statements for span in s.source}))


def _in_denials(pair: _Pair) -> Iterator[_Found]:
    old, new = _denials(pair.before), _denials(pair.after)
    for key in sorted(old.keys() - new.keys()):
        yield _Found("denial_gone", old[key].cue, (), f"{old[key].speaker_name or 'somebody'} denied it before")
    for key in sorted(new.keys() - old.keys()):
        yield _Found("denial_added", (), new[key].cue, f"{new[key].speaker_name or 'somebody'} denies it now")


def _denials(reading: Reading) -> dict[str, Statement]:
    return {
        s.speaker or s.speaker_name.casefold(): s for s in reversed(reading.statements) if s.act == "deny" and s.cue
    }


# ---- paragraphs ------------------------------------------------------------------------------------------------------


def _paragraphs(pair: _Pair) -> Iterator[_Found]:
    for span in pair.side.cut:
        yield _Found("paragraph_cut", (span,), (), "the paragraph stands no more")
    for span in pair.side.added:
        yield _Found("paragraph_added", (), (span,), "the paragraph did not stand there before")


# ---- what stands at a span -------------------------------------------------------------------------------------------


def _inside(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _words(text: str, spans: Spans) -> str:
    return " … ".join(" ".join(text[s.start : s.end].split()) for s in spans if s.start < s.end)


def _things(reading: Reading, spans: Spans) -> tuple[str, ...]:
    """The statements that a span touches, and the events of the sentences that it touches."""
    document = reading.document
    blocks = [Span(b.start, b.end) for b in document.blocks]
    around = []
    for span in spans:
        block = next((b for b in blocks if b.start <= span.start <= b.end), span)
        first = sentence_around(document.text, block, span)
        around.append(Span(min(first.start, span.start), max(first.end, span.end)))
    statements = [s.id for s in reading.statements if _touch((*s.source, *s.cue, *s.content), spans)]
    return (*statements, *(e.id for e in reading.events if _touch((e.trigger,), around)))


def _touch(some: Iterable[Span], others: Iterable[Span]) -> bool:
    held = tuple(others)
    return any(s.start < o.end and o.start < s.end for s in some for o in held)
