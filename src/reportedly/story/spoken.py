"""Claims made of statements outside every pack: the same said in several articles, told by wording, names and polarity.

What no event frame holds is aligned by its words: rare words weigh more, names must agree and stand in one order, a negation
turns the stance and not the claim. Only what stands in two articles at least becomes a claim; it is marked by its type.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Certainty, Document, Event, Polarity, Statement, Status, When
from reportedly.story.clusters import Cluster, Member
from reportedly.story.duplicates import Reuse
from reportedly.story.frames import Frame
from reportedly.story.grouping import group
from reportedly.story.material import Material, covers
from reportedly.story.names import fold
from reportedly.story.sketches import stems
from reportedly.story.wording import NEGATION, Wording, agreements, wording

SPOKEN = "statement"
THRESHOLD = 0.4  # weight of shared words over that of all words of two contents, on average over a claim
SHORTEST = 4  # words that tell something
LABEL = 160
_MODAL = re.compile(r"\b(?:may|might|could|possibly|perhaps)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|we|our|ours|my|mine|us|me|you|your)\b|^(?:any|no|what|whether)\b", re.IGNORECASE)
_VERB = re.compile(  # words that only verbs are
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|should|may|might|must|can|cannot|did|do|does|shall|\w+n['’]t"
    r"|[a-z]+ed|[a-z]*(?:ought|aught|ept|elt)|said|told|went|made|took|gave|came|saw|knew|left|fell|sent|shot|got|found|held)\b"
)
_NOUNS = re.compile(r"(?:any|no|what|whether)\b", re.IGNORECASE)
_PLAIN_CUE = re.compile(
    r"\b(?:say|says|said|saying|tell|tells|told|state|states|stated|insist|insists|insisted|repl(?:y|ies|ied)|respond(?:s|ed)?"
    r"|maintain(?:s|ed)?|reiterate[sd]?|according to)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^\W*(?:if|unless|provided)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement, its document, and what its content says; ``rejected`` where the cue turns it: "denied that …".

    A denial in other words ("said it had not …") has its negation in what it says.
    """

    statement: Statement
    document: str
    said: Wording
    rejected: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """The claims found, and for each statement in them an event that stands for what it says, under the statement's id."""

    clusters: tuple[Cluster, ...]
    events: Mapping[str, Event]


def find_spoken(material: Material, reuse: Reuse) -> Spoken:
    """The claims of statements that hold no event; an article and its reprints are one article."""
    worded = {w.statement.id: w for s in _candidates(material) if (w := _worded(s, material)) is not None}
    found = group(
        dict.fromkeys(worded), agreements({i: w.said for i, w in worded.items()}), THRESHOLD, lambda a, b: True
    )
    claims = [[worded[i] for i in g.documents] for g in found]
    several = [c for c in claims if len({reuse.original(w.document) for w in c}) > 1]
    events: dict[str, Event] = {}
    clusters = []
    for claim in several:
        cluster, said = _claim(claim, material)
        clusters.append(cluster)
        events |= said
    return Spoken(
        tuple(sorted(clusters, key=lambda c: (c.members[0].frame.document, c.members[0].frame.event))), events
    )


def _candidates(material: Material) -> list[Statement]:
    """Statements of speech with no event and no other statement inside that says as much."""
    triggers = defaultdict(list)
    for event in material.events.values():
        triggers[material.where[event.id]].append(event.trigger)
    within = {s.parent for s in material.statements.values() if s.parent}
    return [
        s
        for _, s in sorted(material.statements.items())
        if s.mode == "speech"
        and s.content
        and s.id not in within
        and not any(covers(s.content, t) for t in triggers[material.where[s.id]])
    ]


def _worded(statement: Statement, material: Material) -> Worded | None:
    document = material.document_of(statement.id)
    words = material.words(document, statement.content)
    if statement.act != "deny" and not _is_told(words):
        return None
    said = wording(words)
    rejected = statement.act == "deny" and not _says_plainly(statement, document)
    return Worded(statement, document.id, said, rejected) if len(said.stems) >= SHORTEST else None


def _says_plainly(statement: Statement, document: Document) -> bool:
    """Whether the cue only says what is said: "said it had not …", and not "denied it" or "never said it"."""
    start, end = statement.cue[0].start, statement.cue[-1].end
    return bool(_PLAIN_CUE.search(document.text, start, end)) and not NEGATION.search(
        document.text, max(0, start - 10), end
    )


def _is_told(words: str) -> bool:
    """Whether some words can be a sentence and no name or heading: they have a verb, or words enough that are written small."""
    return bool(_VERB.search(words)) or len(stems(" ".join(w for w in words.split() if w == w.lower()))) >= SHORTEST


# ---------- claims --------------------------------------------------------------------------------------------------


def _claim(members: Sequence[Worded], material: Material) -> tuple[Cluster, dict[str, Event]]:
    ordered = sorted(members, key=lambda w: (material.rank[w.document], w.statement.content, w.statement.id))
    plain = [w for w in ordered if not _denied(w)]
    turned = not plain and all(w.said.negated for w in ordered)  # nobody says it without "not": that is the claim
    model = (plain or ordered)[0]
    events = {w.statement.id: _event(w, turned, material) for w in ordered}
    words = " ".join(sorted(model.said.stems))
    said = _by_whom(ordered, _label(material.words(material.documents[model.document], model.statement.content)))
    frames = [_frame(w, words, said) for w in ordered]
    why = f"outside every pack: the same words, {', '.join(sorted(_common(ordered))[:8])}"
    cluster = tuple(sorted((Member(f, why) for f in frames), key=lambda m: (m.frame.document, m.frame.event)))
    return Cluster(next(f for f in frames if f.event == model.statement.id), cluster), events


def _by_whom(members: Sequence[Worded], said: str) -> str:
    """What is said, with who says it where the words alone do not tell: "we", "any knowledge of it"."""
    names = sorted({w.statement.speaker_name for w in members}, key=lambda n: (-len(n), n))
    one = frozenset[str].intersection(*(frozenset(fold(n).split()) for n in names))
    if not _OWN.search(said) or not one:
        return said
    return f"{names[0][:1].upper()}{names[0][1:]}: {said[:1].lower() if _NOUNS.match(said) else said[:1]}{said[1:]}"


def _common(members: Sequence[Worded]) -> frozenset[str]:
    """Words that more than half of the members have."""
    seen = Counter(stem for w in members for stem in w.said.stems)
    return frozenset(stem for stem, n in seen.items() if 2 * n > len(members))


def _denied(worded: Worded) -> bool:
    return worded.said.negated != worded.rejected


def _event(worded: Worded, turned: bool, material: Material) -> Event:
    """What a statement says, in the form of an event, so that it goes the way of all mentions."""
    s = worded.statement
    text = material.words(material.documents[worded.document], s.content)
    polarity: Polarity = "denied" if _denied(worded) != turned else "affirmed"
    conditional, modal = bool(_CONDITION.search(text)), bool(_MODAL.search(text))
    status: Status = "conditional" if conditional else "considered" if modal else "none"
    certainty: Certainty = "unknown" if s.act == "question" else "certain"
    return Event(
        s.id, "", SPOKEN, None, s.content[0], (), (), polarity, certainty, status, 0.0, s.id, When(), s.confidence
    )  # fmt: skip


def _frame(worded: Worded, words: str, said: str) -> Frame:
    return Frame(
        event=worded.statement.id,
        document=worded.document,
        type=SPOKEN,
        slots=(),
        family=words,
        item=said,
        items=False,
        joint=False,
        means=None,
        action=None,
        earliest=None,
        latest=None,
    )


def _label(text: str) -> str:
    """What was said as a claim's name: its first sentence, without quotation marks, cut at a word."""
    plain = re.sub(r"\s+", " ", re.sub(r"[“”\"]", "", text)).strip(" ,.;:")
    first = re.split(r"(?<=[a-z0-9][.!?])\s+(?=[A-Z])", re.sub(r"^that\s+", "", plain))[0].strip(" ,.;:")
    short = first if len(first) <= LABEL else first[:LABEL].rsplit(" ", 1)[0] + " …"
    return short[:1].upper() + short[1:]


def is_spoken(event: Event) -> bool:
    """Whether an event only stands for what a statement says."""
    return event.type == SPOKEN and event.pack == ""
