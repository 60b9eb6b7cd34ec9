"""Which way in time a verb points an expression: "warned on Thursday" back, "will meet Thursday" ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.reading.dates.lexicon import MONTH_NAMES, WEEKDAY_NAMES
from reportedly.reading.dates.meaning import Mention, Tense

_AHEAD_MODALS = frozenset({"will", "'ll", "wo", "shall", "would", "may", "might", "should", "must", "'d"})
_SURELY = frozenset({"will", "'ll", "wo", "shall"})
_PAST_HELPERS = frozenset({"was", "were", "had", "did", "has", "have", "'ve", "having", "been"})
_HAD = frozenset({"had"})
_IS = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re"})
_UNTIL = frozenset({"until", "till"})
_TO = frozenset({"to"})
# What one does whose object or infinitive lies ahead.
_PLANNING_WORDS = """
expect plan schedule intend set hope want prepare due aim propose urge order vow promise pledge agree threaten expire
ready slate about go likely poise extend postpone delay be need call invite warn allow ability deadline effort bid try
seek
"""
_PLANNING = frozenset(_PLANNING_WORDS.split())
_ARRANGING = frozenset({"schedule", "slate", "plan", "expect", "intend", "hope"})
# What the present tense tells ahead: "Congress reconvenes in May".
_TIMETABLED_WORDS = "expire reconvene convene begin start meet leave vote resume end follow come close decide"
_TIMETABLED = frozenset(_TIMETABLED_WORDS.split())
_AHEAD_WORDS = frozenset(
    {"due", "effective", "payable", "scheduled", "upcoming", "expiring", "slated", "until", "till"}
)
_LIMITS = frozenset({"by", "before", "until", "till"})
# "was extended to May": the verb's past is not the date's
_OPEN_ENDED = frozenset({"to", "for", "by", "through", "early", "mid", "late"})
_GATHERING_WORDS = """
meeting talk election vote summit debate hearing session deadline visit trip conference ceremony rally primary referendum
convention runoff poll
"""
_GATHERINGS = frozenset(_GATHERING_WORDS.split())


def tense_in(doc: Doc, start: int, end: int) -> Tense | None:
    """Which way the verb over a stretch of a parsed block points (offsets of the block); ``None`` where none says."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return None
    side = _beside(doc, span) or _above(span)
    before = doc[span.start - 1].lower_ if span.start else ""
    owner = span.end < len(doc) and doc[span.end].tag_ == "POS"
    if before in _LIMITS and not owner and _is_limit(span, side):
        return "future"
    return None if side == "past" and before in _OPEN_ENDED else side


def surely_ahead(doc: Doc, start: int, end: int) -> bool:
    """Whether the present tense puts it ahead ("will meet in", "is expected to"), and no "would" told from a past moment."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return False
    verb = next((t for t in (span.root, *span.root.ancestors) if t.pos_ in {"VERB", "AUX"} and t not in span), None)
    if verb is None or _has(verb, _AHEAD_MODALS - _SURELY):
        return False
    if _has(verb, _SURELY):
        return not _has(verb, frozenset({"have"}))
    over = verb if verb.lemma_ in _ARRANGING or verb.lower_ in _AHEAD_WORDS else verb.head
    arranged = over.lemma_ in _ARRANGING or over.lower_ in _AHEAD_WORDS
    return arranged and (_has(over, frozenset({"is", "are", "'s", "'re"})) or over.tag_ in {"VBZ", "VBP"})


def is_present(verb: Token) -> bool:
    """Whether a verb stands in the present or the perfect, or is ahead: "has said", "wants", "will meet"."""
    return verb.tag_ in {"VBZ", "VBP"} or _has(verb, _IS | _SURELY | {"has", "have"})


def verb_of(doc: Doc, start: int, end: int) -> Token | None:
    """The verb whose subject stands there, or belongs to what stands there ("Roe's government")."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return None
    token: Token = span.root
    while token.dep_ in {"poss", "compound", "nmod", "appos"} and token.head != token:
        token = token.head
    subject = token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"}
    return token.head if subject else None


def verb_above(doc: Doc, start: int, end: int) -> Token | None:
    """The first verb over what stands there."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return _way_up(span)[1] if span is not None and len(span) else None


def opens_a_clause(day: Token) -> bool:
    """Whether a weekday that the parser takes for a part of a name tells a time: "On Sunday Roe met"."""
    before = day.nbor(-1) if day.i else None
    joined = day.dep_ in {"compound", "nmod"} and day.head.pos_ == "PROPN" and day.lower_ in WEEKDAY_NAMES
    return joined and before is not None and before.lower_ == "on"


def is_adverbial(doc: Doc, start: int, end: int) -> bool:
    """Whether the expression tells the time of a verb or of a noun ("met in", "the attack in"), not which thing is meant."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) == 0 or span.root.dep_ in {"compound", "nummod", "nmod", "amod", "poss"}:
        return False
    above = [t for t in span.root.ancestors if t not in span]
    upto = next((i for i, t in enumerate(above) if t.pos_ in {"VERB", "AUX"}), len(above))
    return all(t.pos_ in {"ADP", "SCONJ", "NOUN", "PROPN", "NUM", "ADV"} for t in above[:upto])


def _beside(doc: Doc, span: DocSpan) -> Tense | None:
    """What the words right before the expression show, whatever the parse."""
    before = _just_before(doc, span.start)
    if ahead := next((t for t in before if t.lower_ in _AHEAD_WORDS and not t.is_sent_start), None):
        return "past" if _had_been(ahead) else "planned"
    last = next((t for t in reversed(before) if t.lower_ not in {"on", "in", "earlier", "late", "early"}), None)
    if last is None or last.tag_ not in {"VBD", "VBN"} or _has(last, _AHEAD_MODALS) or last.lemma_ in _ARRANGING:
        return None
    return "past" if last.tag_ == "VBD" or _has(last, _PAST_HELPERS) or not _has(last, None) else None


def _just_before(doc: Doc, at: int) -> list[Token]:
    """The three tokens before, as far as they are of the same sentence."""
    first = at
    while first > max(at - 3, 0) and not doc[first].is_sent_start:
        first -= 1
    return list(doc[first:at])


def _is_limit(span: DocSpan, side: Tense | None) -> bool:
    """Whether a limit is set to what is still to be: "want it before the summer", "hope to sign by May", "wanted it by May"."""
    verbs = [t for t in span.root.ancestors if t not in span and t.pos_ in {"VERB", "AUX"}]
    if side == "past":
        return bool(verbs) and _planned(verbs[0]) and not _has(verbs[0], frozenset({"had", "was", "were"}))
    return side is None or not any(t.tag_ == "VBD" or _has(t, _PAST_HELPERS) for t in verbs[:2])


def _has(verb: Token, words: frozenset[str] | None) -> bool:
    """Whether the verb has one of these helpers (any at all for ``None``)."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(helpers) if words is None else bool(helpers & words)


def _above(span: DocSpan) -> Tense | None:
    """What the words and verbs above the expression in the parse show, nearest first."""
    way, verb = _way_up(span)
    if any(t.lower_ == "ahead" or _at_the_earliest(t) for t in way) and not (verb and _has(verb, _HAD)):
        return "future"
    root = span.root
    inside = root.dep_ in {"poss", "compound", "nmod"}
    if inside and root.head.lemma_.lower() not in _GATHERINGS:
        return None  # Friday's announcement: the noun's time, not the verb's
    nouns = [t for t in way if t.pos_ in {"NOUN", "PROPN"} and t not in span]
    told_of = [t for t in nouns if t.lemma_.lower() not in _GATHERINGS]
    side = _of_verbs(verb, direct=not told_of)
    if side == "past" and any(t.lower_ in _UNTIL for t in way) and _looks_on(verb):
        return "future"  # "vowed to fight, perhaps until the convention in July"
    if side == "future" and any(t.dep_ in {"nsubj", "nsubjpass"} for t in told_of):
        return None  # "the victories on Tuesday will": they are over
    if side is None and root.dep_ == "compound" and root.lower_ in MONTH_NAMES:
        return "planned"  # "the November election"
    return side


def _way_up(span: DocSpan) -> tuple[list[Token], Token | None]:
    """The tokens above the expression up to the first verb, and that verb."""
    way: list[Token] = [span.root]
    for token in span.root.ancestors:
        if token.pos_ in {"VERB", "AUX"} and not (span.start <= token.i < span.end):
            return way, token
        way.append(token)
    return way, None


def _looks_on(verb: Token | None) -> bool:
    return verb is not None and verb.lemma_ in _PLANNING and not _has(verb, _HAD)


def _at_the_earliest(token: Token) -> bool:
    """Whether it is the middle of "as soon as"."""
    return token.lower_ == "soon" and any(child.lower_ == "as" for child in token.lefts)


def _of_verbs(verb: Token | None, *, direct: bool) -> Tense | None:
    """What the first of these verbs that tells a tense shows; ``direct``: no noun of another kind stands between."""
    for _ in range(12):
        if verb is None:
            return None
        if verb.tag_ == "VBG" and _has(verb, _IS):  # "is meeting them on Friday"
            return "planned" if direct else None
        side = _of_verb(verb)
        settled = verb.dep_ in {"ccomp", "ROOT"} or (_has(verb, _TO) and not _describes(verb.head))
        if side is not None or settled or (verb.dep_ == "relcl" and verb.tag_ in {"VBZ", "VBP"}):
            return side
        above = (t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"})
        verb, direct = next(above, None), False
    return None


def _describes(verb: Token) -> bool:
    """Whether it says what a thing is needed for: "the votes needed to"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lemma_ in {"need", "require"}


def _of_verb(verb: Token) -> Tense | None:
    if _has(verb, _AHEAD_MODALS):
        return None if _has(verb, frozenset({"have"})) else "future"
    if verb.tag_ == "VBD" or _has(verb, _PAST_HELPERS):
        return "planned" if verb.lemma_ in _ARRANGING and not _has(verb, _HAD) else "past"
    if _has(verb, _TO):
        if verb.dep_ in {"acl", "relcl"} and _has(verb, frozenset({"be"})):  # "an interview to be aired on Sunday"
            return "planned"
        return "planned" if verb.head != verb and _planned(verb.head) and not _describes(verb.head) else None
    if verb.tag_ in {"VBZ", "VBP"}:
        return "future" if verb.lemma_ in _TIMETABLED else "planned" if verb.lemma_ in _ARRANGING else None
    if verb.tag_ == "VBN":
        return _of_participle(verb)
    return None


def _of_participle(verb: Token) -> Tense | None:
    if verb.lemma_ in _ARRANGING or verb.lower_ in _AHEAD_WORDS:
        return "planned"
    return "past" if verb.dep_ in {"acl", "relcl", "advcl"} and not _has(verb, None) else None


def _had_been(token: Token) -> bool:
    """Whether what was arranged is over: "had been due to expire"."""
    return token.i > 1 and [t.lower_ for t in token.doc[token.i - 2 : token.i]] == ["had", "been"]


def _planned(token: Token) -> bool:
    return token.lemma_.lower() in _PLANNING or token.lower_ in _AHEAD_WORDS


# -- without a parse: the nearest word that tells a tense, in the same sentence

_WORD = re.compile(r"[^\W\d_]+|[.!?;\n]")
_AHEAD_CUES = """
will would shall may might should must ll due expected scheduled plans planned until deadline upcoming effective
payable expects slated intends to
"""
_BACK_CUES = """
said told was were had did came went made took met left won lost gave got found fell rose held sent saw began became
has have after since
"""
_AHEAD = frozenset(_AHEAD_CUES.split())
_BACK = frozenset(_BACK_CUES.split())
_REACH = 90
_LIMIT_BEFORE = re.compile(r"\b(?:by|before)\s(?:the\s)?$")


def plain_tenses(text: str, mentions: Sequence[Mention]) -> list[Tense | None]:
    """The tense of each mention from the words around it."""
    return [_plain(text, mention) for mention in mentions]


def _plain(text: str, mention: Mention) -> Tense | None:
    if text[mention.end : mention.end + 2] in {"'s", "’s"}:
        return None
    for word in reversed(_WORD.findall(text[max(mention.start - _REACH, 0) : mention.start])):
        if word in {"!", "?", ";", "\n", "."}:
            break
        if side := _side(word):
            return side
    for word in _WORD.findall(text[mention.end : mention.end + _REACH]):
        if word in {"!", "?", ";", "."}:
            break
        if side := _side(word):
            return side
    return "future" if _LIMIT_BEFORE.search(text, max(mention.start - 12, 0), mention.start) else None


def _side(word: str) -> Tense | None:
    lower = word.lower()
    if lower in _AHEAD:
        return "future"
    return "past" if lower in _BACK or (len(lower) > 4 and lower.endswith("ed")) else None
