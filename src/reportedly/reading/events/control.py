"""Who acts in a clause that names nobody: control, raising, coordination, and what a noun takes from its verb.

"Accused X of sending", "X plans to send", "X's plan to send", "X made a delivery": one walk up, never word order alone.
"""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import (
    OBJECT,
    PASSIVE_SUBJECT,
    SUBJECT,
    antecedent,
    child,
    hung_on,
    is_infinitive,
    is_judging,
    is_passive,
    is_verb,
    prepositions,
)

_EMBEDDED = frozenset({"xcomp", "advcl", "conj", "pcomp", "ccomp", "prep"})
_COMPLEMENTS = frozenset(
    {"subject", "object", "of", "for", "over", "about", "from", "against", "to", "on", "with", "into"}
)
_CALLS = frozenset({"call", "demand", "appeal", "request", "plea", "pressure", "push", "urging", "petition"})
_ANSWERING = frozenset(
    {
        "reject",
        "resist",
        "refuse",
        "face",
        "heed",
        "ignore",
        "accept",
        "dismiss",
        "rebuff",
        "receive",
        "answer",
        "turn",
        "decline",
        "deny",
        "grant",
        "approve",
        "consider",
        "weigh",
    }
)
_TOLD_IN = frozenset(
    [
        "statement",
        "interview",
        "message",
        "letter",
        "post",
        "briefing",
        "tweet",
        "speech",
        "call",
        "email",
        "conference",
        "television",
    ]
)
_REPROACHES = frozenset({"accusation", "allegation", "charge", "suspicion"})
_THWARTING = frozenset(
    {
        "foil",
        "thwart",
        "avert",
        "prevent",
        "uncover",
        "disrupt",
        "stop",
        "expose",
        "condemn",
        "oppose",
        "discover",
        "reveal",
    }
)
_REACH = 8  # governing clauses looked through; deeper than any sentence that is read by people


def threatened(pronoun: Token, words: Lexicon) -> Token | None:
    """Who "it" is in the condition of a threat: "will punish X if it", "faces sanctions if it"; ``None`` elsewhere."""
    if pronoun.lower_ not in {"it", "they"}:
        return None
    for clause in pronoun.ancestors:
        if clause.dep_ == "advcl" and any(c.lower_ in {"if", "unless", "should"} for c in clause.children):
            main = clause.head
            struck = next((g for p, g in prepositions(main) if p in {"on", "against"} and g.dep_ == "pobj"), None)
            if struck is None and main.lemma_ == "threaten":
                return child(main, "dobj")
            return struck or (_object_control(main, "prep", "if", words) if is_verb(main) else None)
    return None


def speaker_meant(pronoun: Token) -> Token | None:
    """Who speaks of himself in the words reported: "officials said they will not join"; a noun of the same number."""
    if (
        pronoun.tag_ != "PRP"
        or pronoun.dep_ not in SUBJECT | PASSIVE_SUBJECT
        or pronoun.lower_ not in {"they", "it", "he", "she"}
    ):
        return None
    clause = pronoun.head
    while clause.dep_ == "conj" and is_verb(clause.head):
        clause = clause.head
    if clause.dep_ != "ccomp" or clause.i < clause.head.i or not is_verb(clause.head):
        return None
    teller = child(clause.head, *SUBJECT)
    many = pronoun.lower_ == "they"
    fits = teller is not None and teller.pos_ in {"NOUN", "PROPN"} and (teller.tag_ in {"NNS", "NNPS"}) == many
    return teller if fits else None


def subject(verb: Token, words: Lexicon, reach: int = _REACH) -> Token | None:
    """Who does what a verb says: its own subject, "by" in the passive, or else what the governing clause lends it."""
    if is_passive(verb):
        by = child(verb, "agent")
        return child(by, "pobj") if by is not None else None
    own = child(verb, *SUBJECT)
    if own is not None and own.dep_ in SUBJECT:
        return antecedent(own)
    owner = child(verb, "poss") if verb.tag_ == "VBG" else _named_before(verb)  # "his relaxing of the rules"
    if owner is not None:
        return owner
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    return _lent(verb, words, reach)


def _named_before(verb: Token) -> Token | None:
    """A name right before a finite verb without a subject, which the parser took for a measure or a time."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    named = before.pos_ == "PROPN" and before.dep_ == "npadvmod" and before.ent_type_ not in {"DATE", "TIME"}
    return before if finite and named and before.head == verb else None


def surface_subject(verb: Token, words: Lexicon, reach: int = _REACH) -> Token | None:
    """The grammatical subject, in the passive too: what an embedded infinitive or participle takes over."""
    own = child(verb, *SUBJECT, *PASSIVE_SUBJECT)
    if own is not None and own.lower_ not in {"it", "there"}:
        return antecedent(own)
    if verb.dep_ in {"acl", "relcl"} and own is None:
        return verb.head
    if own is None and verb.dep_ == "conj" and is_passive(verb) and is_passive(verb.head):
        return surface_subject(verb.head, words, reach)  # "were paid for by X and shipped by Y"
    if (
        verb.dep_ == "ccomp" and own is None and not is_infinitive(verb)
    ):  # the parser gave its subject to a clause before it
        before = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i]
        return child(before[-1], "nsubj") if before else None
    return own if own is not None else _lent(verb, words, reach)


def _lent(verb: Token, words: Lexicon, reach: int) -> Token | None:
    """The subject that a clause without its own takes from the clause above: control, raising, coordination."""
    governor, link, through = verb.head, verb.dep_, ""
    if link == "pcomp":
        governor, link, through = hung_on(governor), "prep", governor.lower_
        while governor.dep_ == "prep":  # "along with sending"
            governor = governor.head
    if reach == 0 or governor == verb:
        return None
    if link in {"acl", "relcl"} and governor.pos_ in {"NOUN", "PROPN"}:
        return _lent_by_noun(verb, governor, words, reach - 1)
    if link not in _EMBEDDED or (governor.lemma_ in _THWARTING and link == "advcl"):
        return None
    if link == "conj":
        return _lent_by_conjunct(verb, governor, words, reach - 1)
    if governor.dep_ in {"advmod", "prt"} and is_verb(governor.head):
        governor = governor.head  # "stopped short of selling", "held back from selling"
    if not is_verb(governor) and governor.pos_ not in {"AUX", "VERB", "ADJ"}:
        owner = _accused if governor.lemma_ in _REPROACHES else _owner
        return owner(governor, words, reach - 1) if through else None
    if governor.pos_ == "ADJ" and governor.head.pos_ in {"AUX", "VERB"}:
        governor = governor.head
    if governor.lemma_ in {"use", "employ"} and is_passive(governor) and (by := child(governor, "agent")) is not None:
        return child(by, "pobj")  # "sites used by X to mount attacks"
    controller = _object_control(governor, link, through, words)
    if controller is None and through == "for" and child(governor, "dobj") is not None:
        return None  # "left X for selling": whose deed it was is not said
    return controller if controller is not None else surface_subject(governor, words, reach - 1)


def _lent_by_noun(verb: Token, noun: Token, words: Lexicon, reach: int) -> Token | None:
    """ "The deal for X to send", "X's plan to send", "has missiles to send"."""
    named = next((g for p, g in prepositions(noun) if p == "for" and noun.i < g.i < verb.i), None)
    if named is not None and is_infinitive(verb):
        return named
    if noun.lemma_ in _CALLS and is_infinitive(verb):  # who calls for something is not who is to do it
        asked = next(
            (g for p, g in prepositions(noun) if p in {"on", "to", "upon"} and g.dep_ == "pobj" and g.i < verb.i), None
        )
        found = governing_verb(noun) if asked is None else None
        answers = found is not None and found[1] == "object" and found[0].lemma_ in _ANSWERING
        return asked or (subject(found[0], words, reach) if found is not None and answers else None)
    if noun.dep_ == "ROOT" and is_infinitive(verb):
        return noun  # a headline: "Northland to get jets"
    owner = _owner(noun, words, reach)
    above = governing_verb(noun) if owner is None and is_infinitive(verb) else None
    return subject(above[0], words, reach) if above is not None else owner


def _lent_by_conjunct(verb: Token, first: Token, words: Lexicon, reach: int) -> Token | None:
    """ "X makes and sells", "his pleading and lifting of", "it sells arms, he said, and sends troops"."""
    if first.pos_ == "NOUN":
        return child(first, "poss")
    quoted = child(first, "ccomp")
    if quoted is not None and quoted.i < first.i:
        first = quoted
    if is_passive(first) and not is_passive(verb):
        return surface_subject(first, words, reach)
    return subject(first, words, reach)


def _object_control(governor: Token, link: str, through: str, words: Lexicon) -> Token | None:
    """The object of the governing verb, where that is who acts: "accused X of sending", "urged X to send", "stopped X from"."""
    if governor.lemma_ in words.subject_control:
        return None
    if link == "prep" and governor.lemma_ not in words.object_control:
        return None
    if link == "advcl" and governor.lemma_ not in words.object_control:
        return None
    if is_passive(governor):
        return child(governor, *PASSIVE_SUBJECT) if governor.lemma_ in words.object_control else None
    found = child(governor, "dobj", "dative")
    if found is not None and found.dep_ == "dative" and found.tag_ in {"IN", "TO"}:
        found = child(found, "pobj")
    lent = governor.dep_ == "relcl" and governor.lemma_ in words.object_control
    if found is None and lent and child(governor, *SUBJECT) is not None:
        found = governor.head  # "a firm it accused of selling"
    if found is None:
        asked = {"on", "upon", "to"} if governor.lemma_ in {"appeal", "plead"} else {"on", "upon"}
        found = next((g for p, g in prepositions(governor) if p in asked), None)  # "rely on X to"
    if found is None or link != "prep":
        return found
    struck = next(
        (g for t in (found, governor) for p, g in prepositions(t) if p in {"on", "against"} and g.dep_ == "pobj"), None
    )
    return struck if struck is not None else found  # "sanctions on X for sending"


def _accused(noun: Token, words: Lexicon, reach: int) -> Token | None:
    """Who is said to have done it in "X's accusation of selling": the one it is made against, or who has it to answer."""
    against = next((g for p, g in prepositions(noun) if p in {"against", "about"} and g.dep_ == "pobj"), None)
    above = governing_verb(noun) if against is None else None
    answers = above is not None and above[1] == "object" and above[0].lemma_ in words.denials | _ANSWERING
    return subject(above[0], words, reach) if above is not None and answers and reach > 0 else against


def _owner(noun: Token, words: Lexicon, reach: int) -> Token | None:
    """Whose a noun is: its possessor, "by X", or the subject of the verb that it completes ("has plans to")."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    on = next((g for p, g in prepositions(noun) if p in {"by", "on", "against"} and g.dep_ == "pobj"), None)
    if on is not None:
        return on
    adjective = next((c for c in noun.children if c.dep_ == "amod" and c.ent_type_ == "NORP"), None)
    if adjective is not None:
        return adjective
    above = governing_verb(noun)
    if above is not None and above[0].lemma_ in _THWARTING:
        return None  # "foiled a plot to smuggle": whose plot it was is not said
    if above is not None and above[1] == "object" and reach > 0:
        return subject(above[0], words, reach - 1)  # "expressed interest in buying"
    return governing_subject(noun, words, reach)


def governing_verb(noun: Token) -> tuple[Token, str] | None:
    """The verb that a noun completes, and how: ``subject``, ``object`` or the preposition between; through "a series of"."""
    at = noun
    while at.dep_ == "conj" and at.head.pos_ in {"NOUN", "PROPN"}:
        at = at.head
    while at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.pos_ == "NOUN":
        at = at.head.head
    if at.dep_ == "pobj":
        prep, verb = at.head, at.head.head
        while verb.dep_ == "prep" and not is_verb(verb):
            verb = verb.head
        return (verb, prep.lower_) if is_verb(verb) or verb.pos_ == "AUX" else None
    if at.dep_ in OBJECT | SUBJECT | PASSIVE_SUBJECT | {"dative"}:
        logical = "object" if at.dep_ in OBJECT | PASSIVE_SUBJECT | {"dative"} else "subject"
        return at.head, logical
    return None


def concerned(noun: Token) -> Token | None:
    """The pronoun by which somebody is tied to a deed or not: "had nothing to do with the attack"."""
    do = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "with" else noun
    if do.lemma_ != "do" or not is_infinitive(do):
        return None
    word = child(do.head, "dobj") if is_verb(do.head) else do.head
    return word if word is not None and word.lower_ in {"nothing", "anything", "something"} else None


def answerable(noun: Token, words: Lexicon) -> Token | None:
    """The word that makes somebody the doer of a deed: "responsibility for the attack", "involved in the attack"."""
    at = noun
    while at.dep_ == "conj":
        at = at.head
    if (word := concerned(at)) is not None:
        return word
    if at.dep_ != "pobj" or at.head.lower_ not in {"for", "in", "of"}:
        return None
    word = at.head.head
    held = child(word, "dobj") if is_verb(word) else None  # "played a role in it": "in" may hang on the verb
    word = held if held is not None and held.lower_ in words.answerable else word
    return word if word.lower_ in words.answerable else None


def answered(word: Token) -> bool:
    """Whether a word for a part in a deed says in which: "a role in the attack", not "denied any role in a statement"."""
    behind = word.nbor(1) if word.i + 1 < len(word.doc) else word
    hung = (g for g in behind.children if behind.lower_ in {"for", "in", "of"} and g.dep_ == "pobj")
    own = (g for p, g in prepositions(word) if p in {"for", "in", "of"})
    return any(g.lemma_ not in _TOLD_IN for g in (*own, *hung))


def _answering(word: Token, words: Lexicon, reach: int) -> Token | None:
    """Whom such a word makes the doer: whose it is, whom it describes, or who is held to be so."""
    if word.dep_ == "dobj" and word.lower_ in {"nothing", "anything", "something"}:
        return subject(word.head, words, reach)  # "had nothing to do with the attack"
    if word.pos_ == "NOUN":
        return _owner(word, words, reach)
    if is_verb(word):
        return surface_subject(word, words, reach)
    if word.dep_ == "amod":
        return word.head
    held = child(word.head, "dobj") if word.head.lemma_ == "hold" else None
    return held if held is not None else surface_subject(word.head, words, reach) if word.head.lemma_ == "be" else None


def governing_subject(noun: Token, words: Lexicon, reach: int = _REACH) -> Token | None:
    """Who does what a noun says, as the governing verb tells: "considers the sale", "made a delivery", "warned X over"."""
    answering = answerable(noun, words)
    if answering is not None and reach > 0:
        return _answering(answering, words, reach - 1)
    found = governing_verb(noun)
    if found is None or reach == 0:
        return None
    verb, how = found
    if verb.lemma_ == "be" and how in {"behind", "on"}:
        return surface_subject(verb, words, reach - 1)  # "was behind the attack", "is on the verge of sending"
    if is_judging(verb) or how not in _COMPLEMENTS:
        return None
    if how == "object" and verb.lemma_ in words.performing:
        return _doer(verb, words, reach - 1)
    if how == "over" and _strikes(verb):
        return None  # "sanctions on X over the supply of drones": who supplied them is not said
    if how not in {"object", "subject"} and verb.lemma_ in words.object_control:
        return _object_control(verb, "prep", how, words)
    if how not in {"object", "subject"} and verb.lemma_ in words.performing:
        return subject(verb, words, reach - 1)
    return None


def _strikes(verb: Token) -> bool:
    """Whether a verb puts something on somebody: "imposed sanctions on X"."""
    held = child(verb, "dobj", *PASSIVE_SUBJECT)
    return verb.lemma_ in {"impose", "slap"} or (
        held is not None and any(p in {"on", "against"} for t in (held, verb) for p, _ in prepositions(t))
    )


def _doer(verb: Token, words: Lexicon, reach: int) -> Token | None:
    """Who does what a performing verb has as its object; a parliament that stops a sale does not sell."""
    doer, effect = subject(verb, words, reach), words.governors.get(verb.lemma_)
    stops = effect is not None and (effect.halts or effect.flip)
    return None if stops and doer is not None and doer.lemma_.lower() in words.outsiders else doer
