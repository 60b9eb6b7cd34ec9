"""What a brief may tell without a word of doubt, what it sets aside, and which claims come first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.model import Claim, Event, Mention
from reportedly.report.brief.naming import is_contradicted, is_no_name, source_of
from reportedly.report.brief.words import Verbs, left_open, verbs
from reportedly.report.index import Index

# Read with less confidence, an event or a speaker is set aside: of ten such events six were wrong, of 29 others five.
SURE = 0.65
ANOTHER = "it may be about another claim"
DENIED = " (denied)"  # ends the label of a claim that nobody in the story makes
WEIGHTY = 4  # a claim of less weight has one article with one speaker and its origin
FEW = 3  # lines that a list has at least, whatever their weight
DENIERS = 2  # those who deny are as a rule the spokesmen of one accused
SIDES = 5  # more articles, speakers or origins than that add no weight
# Words for parties that tell nobody from anybody else.
_ANYBODY = frozenset(("people", "person", "persons", "man", "men", "woman", "women", "somebody", "someone", "others"))
# Whoever does not say to whom something is done may mean another deed; who leaves out the doer as a rule does not.
_DONE_TO = "target"
# How the story stage words a mention that leaves a party open and that more than one claim would fit.
_CHOSEN = "left out: of those that fit"


def doubt(index: Index, claim: Claim, mention: Mention) -> str | None:
    """Why a mention of a claim is not to be told without a word of doubt; ``None`` where nothing speaks against it."""
    event = index.events.get(mention.event or "")
    chain = list(index.lineage(mention.holder or mention.statement))
    if mention.stance == "denies" and not chain:
        return "a denial in the article's own voice"  # as a rule somebody's, whose name was missed
    if event is not None and event.confidence < SURE:
        return "what happens was read with little confidence"
    if chain and is_no_name(chain[0]):
        return "who speaks was not made out"
    if len(chain) == 1 and chain[0].confidence < SURE:  # one that is cited by another is found by that other's cue
        return "who speaks was read with little confidence"
    if mention.stance == "doubts" and not any(s.speaker_name for s in chain):
        return "it is only asked"  # "asked whether": nobody's word
    if mention.stance == "denies" and event is not None and _denies_another(index, mention, event):
        return "the same words more surely deny something else"
    nameless = left_open(index, claim, mention)
    if nameless and not chain:
        return "the article leaves open who is meant"
    chosen = _DONE_TO in nameless or (bool(nameless) and _CHOSEN in mention.reason)
    return ANOTHER if chosen else None


def _denies_another(index: Index, mention: Mention, event: Event) -> bool:
    """Whether the holder denies, in the same statement, an event that was read more surely: arms sent, not their use."""
    reading = index.readings.get(mention.document)
    return reading is not None and any(
        e.holder == event.holder and e.polarity == "denied" and e.confidence > event.confidence for e in reading.events
    )


def is_sure(index: Index, claim: Claim, mention: Mention) -> bool:
    """Whether the mention is told without a word of doubt."""
    return doubt(index, claim, mention) is None


def sure(index: Index, claim: Claim, mentions: Iterable[Mention] | None = None) -> list[Mention]:
    """The mentions of a claim (of all, or of these) that are told without a word of doubt.

    What a denial says that it denies is left out where nobody is named who says so: the denial itself tells it.
    """
    held = claim.mentions if mentions is None else mentions
    return [m for m in held if is_sure(index, claim, m) and not is_contradicted(index, m)]


def in_lines(index: Index, claims: Iterable[Claim], most: int) -> list[Claim]:
    """The claims that a list tells, ``most`` of them: of weight, and stated by somebody as a whole; such as name somebody first.

    Where those are fewer than :data:`FEW`, others follow by weight, so that no small story goes untold.
    """

    def place(claim: Claim) -> tuple[bool, bool, int]:
        return not is_founded(index, claim), not names_somebody(claim), -weight(index, claim)

    ordered = sorted(claims, key=place)
    founded = [c for c in ordered if is_founded(index, c) and weight(index, c) >= WEIGHTY][:most]
    return founded if len(founded) >= FEW else [*founded, *(c for c in ordered if c not in founded)][:FEW]


def weightiest_first(index: Index, claims: Iterable[Claim]) -> list[Claim]:
    """The claims by what was read surely: held in the same way by many, in many articles, and denied."""
    return sorted(claims, key=lambda c: (-weight(index, c), -c.independence.articles, c.label, c.id))


def weight(index: Index, claim: Claim) -> int:
    """How much a claim weighs in a brief: those who hold it in one way, those who deny it, their articles, its known origins.

    Many who say as many different things of it weigh little: as a rule several matters are read as one.
    """
    held = sure(index, claim)
    groups: dict[Verbs, set[str]] = {}
    for mention in held:
        if mention.stance not in ("denies", "doubts"):
            groups.setdefault(verbs(index, claim, mention), set()).add(mention.origin or source_of(index, mention).name)
    deniers = {source_of(index, m).name for m in held if m.stance == "denies"}
    parts = (
        max(map(len, groups.values()), default=0),
        min(len(deniers), DENIERS),
        len({m.document for m in held}),
        min(claim.independence.known_independent, len({m.origin for m in held if m.stance == "affirms" and m.origin})),
    )
    return sum(min(part, SIDES) for part in parts)


def names_somebody(claim: Claim) -> bool:
    """Whether the claim says of whom it is: one that does not is told in a line, whatever its weight."""
    parties = (role.name for role in claim.roles if role.role not in ("item", "action"))
    return any(name and name.casefold() not in _ANYBODY for name in parties)


def is_founded(index: Index, claim: Claim) -> bool:
    """Whether somebody states the whole claim, with all its parties: of articles in their own voice it takes two.

    What is only spoken of or demanded, or is written by one article and said by nobody, is told in a line.
    """
    denied = claim.label.endswith(DENIED)
    stated = [m for m in sure(index, claim) if _states(index, m, denied) and not left_open(index, claim, m)]
    return len(stated) > 1 or any(not source_of(index, m).own for m in stated)


def _states(index: Index, mention: Mention, denied: bool) -> bool:
    event = index.events.get(mention.event or "")
    said = mention.stance == "affirms" and (event is None or event.status not in ("demanded", "feared", "considered"))
    return said or (denied and mention.stance == "denies")


def says_no_more(claim: Claim, told: Sequence[Claim]) -> bool:
    """Whether a claim only says less than one that is told: of the same type, with some of its parties and no others."""
    own = {(r.role, r.name) for r in claim.roles}
    return any(
        claim.id != t.id and claim.type == t.type and own < {(r.role, r.name) for r in t.roles} for t in told if t.roles
    )
