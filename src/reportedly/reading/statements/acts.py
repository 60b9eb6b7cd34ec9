"""What a statement does (its act), and how it words it (its manner)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.model import Act, Manner, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import group, lexicon
from reportedly.reading.statements.quotations import Quotation
from reportedly.reading.statements.syntax import child, length, overlap

_RECASTABLE = frozenset({"say", "promise", "announce"})


def _content_roots(a: Attribution) -> list[Token]:
    """The main verbs of the content: tokens of it whose head is outside it."""
    tokens = [t for t in a.block.doc if any(s.start <= a.block.start + t.idx < s.end for s in a.content)]
    within = {t.i for t in tokens}
    return [t for t in tokens if t.pos_ in {"VERB", "AUX"} and (t.head.i not in within or t.head == t)]


def _untrue(root: Token) -> bool:
    """Whether something is called untrue: "the report was not true", "the claims are false"."""
    called = child(root, "acomp", "attr") if root.lemma_ == "be" else None
    if called is None:
        return False
    negated = child(root, "neg") is not None or child(called, "neg") is not None
    return called.lemma_.lower() in (group("held_true") if negated else group("held_untrue"))


def _denies(root: Token) -> bool:
    """A past, perfect or ongoing deed under negation: "has not sent", "did not supply", "is not providing"; "is false"."""
    if _untrue(root):
        return True
    if child(root, "neg") is None or root.pos_ != "VERB" or root.lemma_.lower() in group("states"):
        return False
    helpers = {c.lemma_.lower() for c in root.children if c.dep_ in {"aux", "auxpass"}}
    return root.tag_ in {"VBN", "VBD"} or (
        bool(helpers & {"have", "do", "be"}) and not helpers & {"will", "would", "can"}
    )


def _threatens(root: Token) -> bool:
    """A future deed against somebody: "will impose more sanctions", "the response will be severe"."""
    future = any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "shall", "wo", "would"} for c in root.children)
    if not future or child(root, "neg") is not None:
        return False
    words = {t.lemma_.lower() for t in root.subtree}
    own = child(root, "nsubj", "nsubjpass")
    harm = root.lemma_.lower() in group("punishing") or (own is not None and own.lemma_.lower() in group("punishment"))
    return harm or (root.lemma_.lower() in group("bringing") and bool(words & group("punishment")))


def _promises(root: Token) -> bool:
    """The speaker's own future deed: "said it would work to", "“We will help them,” he said"."""
    own = child(root, "nsubj")
    future = any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "would"} for c in root.children)
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in root.children):
        return False  # "I would not have signed it"
    own_deed = own is not None and own.lower_ in {"i", "we", "it", "they"}
    return future and own_deed and root.pos_ == "VERB" and root.lemma_.lower() not in group("states")


def _harms(root: Token) -> bool:
    """A deed against somebody, named by the verb or its object: "to retaliate", "to carry out an attack"."""
    target = child(root, "dobj")
    words = {root.lemma_.lower(), target.lemma_.lower() if target is not None else ""}
    return bool(words & (group("punishing") | group("punishment")))


def _demands(root: Token) -> bool:
    called_off = root.lemma_ == "call" and not any(c.lower_ in {"on", "upon", "for"} for c in root.children)
    demanding = root.lemma_.lower() in group("demanding") and not called_off
    return demanding and root.dep_ != "xcomp" and child(root, "nsubj") is not None


def _withheld(a: Attribution) -> bool:
    """Whether the cue is under negation: "did not say", "has never claimed", "refused to say whether", "declined to confirm"."""
    verb = a.cue_head
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    start, end = a.cue[0].start - a.block.start, a.cue[-1].end - a.block.start
    within = [t for t in verb.sent if start <= t.idx < end]
    governor = [verb.head] if verb.dep_ == "xcomp" else []
    denied = [c for t in (verb, *governor) for c in t.children if c.dep_ == "neg" or c.lower_ == "never"]
    withholding = group("withholding")
    denied += [t for t in within if t.lower_ in {"neither", "nor"}]
    return bool(denied) != any(t.lemma_.lower() in withholding for t in (*governor, *within))


def _refuses_deed(a: Attribution) -> bool:
    """Whether what is refused is a deed and nothing to be said: "refused to accept the offer", "declined to dismiss the suit"."""
    verb = a.cue_head
    deed = child(verb, "xcomp") if verb.lemma_.lower() in group("withholding") else None
    if deed is None or child(verb, "neg") is not None or deed.lemma_.lower() in group("telling"):
        return False
    known = lexicon().verbs.get(deed.lemma_.lower(), ())
    target = child(deed, "dobj")
    return not known or (target is not None and target.lemma_.lower() in group("cases"))


def act_of(a: Attribution) -> Act:
    """The cue's act, or, for a plain "said", what the content makes it: a denial, a threat, a demand.

    Speech that is withheld or denied leaves its content open; one's own ("we did not say that …") is a denial.
    """
    if _refuses_deed(a):
        return "announce"
    if a.entry.act == "deny" and _withheld(a):
        return "question"  # "did not deny it"
    if a.entry.mode == "speech" and a.entry.act != "deny" and _withheld(a):
        own = a.source_head is not None and a.source_head.lower_ in group("first_person")
        return "deny" if own else "question"
    asks_for = any(c.lower_ == "for" and c.i == a.cue_head.i + 1 for c in a.cue_head.children)
    if a.entry.act == "question" and a.entry.lemma == "ask" and (a.rule == "object_infinitive" or asks_for):
        return "demand"  # "asked the court to stop", "asked for more time"
    if a.entry.act not in _RECASTABLE or a.rule in {"noun", "object"}:
        return a.entry.act
    roots = _content_roots(a)
    vowed = a.rule == "infinitive" and a.entry.act == "promise"
    if any(_threatens(r) or (vowed and _harms(r)) for r in roots):
        return "threaten"
    if roots and _denies(roots[0]) and a.entry.lemma in group("plain_saying"):
        return "deny"
    if any(_demands(r) for r in roots):
        return "demand"
    if roots and _promises(roots[0]) and a.entry.act == "say":
        return "promise"
    return a.entry.act


def manner_of(content: Spans, quotations: Sequence[Quotation]) -> Manner:
    """Direct where nearly all of the content stands in quotation marks, mixed where some does."""
    quoted = overlap(content, [q.span for q in quotations])
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * length(content) else "mixed"
