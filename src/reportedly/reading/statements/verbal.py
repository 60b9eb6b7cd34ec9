"""Attributions by verbs: "said that", "denied sending", "accused it of", "is said to".

Frames (``cues.yaml``) say which dependents are the content. After Pareti (2015), chapter 4, and the frames of Krestel,
Bergler and Witte (2008), over spaCy's labels.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import PREPOSITIONS, Cue, Lexicon, group, lexicon
from reportedly.reading.statements.syntax import (
    agent,
    bare_phrase,
    child,
    clause_tokens,
    is_passive,
    noun_phrase,
    spans_of,
    subject,
)

_OCCASION = frozenset({"after", "as", "while", "when", "though", "although"})
_CALLED = frozenset({"on", "upon", "with", "to"})
_PERSONAL = frozenset({"PERSON", "NORP", "ORG"})


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _clause(verb: Token) -> list[Token]:
    """The finite clause: a complement, or the clause that a parenthetical "he said" interrupts."""
    complements = [c for c in verb.children if c.dep_ == "ccomp" and not _has_to(c)]
    complement = complements[0] if complements else _loose_clause(verb)
    if complement is not None:
        further = [c for c in complements[1:] if complement.i > verb.i]  # one clause to us, two to the parser
        return [t for c in (complement, *further) for t in clause_tokens(c, [verb, *_asides(verb, c)])]
    host = verb.head
    inserted = verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and verb.i > host.i and child(verb, "mark") is None)
    if inserted and host.pos_ in {"VERB", "AUX"} and host.lemma_.lower() not in lexicon().verbs:
        return clause_tokens(host, [verb]) if child(verb, "nsubj") is not None and complement is None else []
    return []


def _reporter(verb: Token) -> Token | None:
    """Who reports, for a saying verb that the parse joined to what is reported: "stated that it had not …, and called on"."""
    reported = verb.head
    joined = verb.dep_ == "conj" and reported.dep_ == "ccomp" and child(verb, "nsubj", "nsubjpass") is None
    if not joined or verb.tag_ != "VBD" or reported.head.tag_ != "VBD":
        return None
    earlier = any(c.dep_ == "aux" and c.lower_ in {"had", "would"} for c in reported.children)
    return reported.head if earlier and reported.head.lemma_.lower() in lexicon().verbs else None


def _teller_of_deed(verb: Token) -> Token | None:
    """Who says it, where the parse makes a deed speak: "says a strike is near and has blamed the rebels"."""
    told, deed = verb.head, subject(verb) if verb.dep_ == "conj" else None
    reported = told.dep_ == "ccomp" and told.head.lemma_.lower() in lexicon().verbs
    return told.head if reported and deed is not None and deed.lemma_.lower() in group("deeds") else None


def _asides(verb: Token, complement: Token) -> list[Token]:
    """Clauses below a reported clause that belong to who reports it, not to what is reported.

    Saying participles ("said that …, adding that …") and clauses that tell the occasion ("denied it after a report said …").
    """
    words = lexicon().verbs
    told = [t for t in complement.subtree if t.lemma_.lower() in words and t.pos_ == "VERB" and t != complement]
    participles = [t for t in told if verb == verb.sent.root and _sentence_speaker(t) and child(t, "ccomp")]
    occasions = [
        t
        for t in told
        if t.dep_ == "advcl"
        and child(t, "nsubj")
        and any(c.dep_ == "mark" and c.lower_ in _OCCASION for c in t.children)
    ]
    return [*participles, *occasions, *(t for t in told if _reporter(t) == verb)]


def _loose_clause(verb: Token) -> Token | None:
    """A finite clause right of the verb that opens with its own subject: "said after the talks he would go"."""
    for c in verb.children:
        opened = any(g.dep_ in {"mark", "advmod"} and g.i < c.i for g in c.children)
        if c.dep_ == "advcl" and c.i > verb.i and child(c, "nsubj", "nsubjpass") is not None and not opened:
            return c
    return None


def _infinitive(verb: Token) -> list[Token]:
    complement = child(verb, "xcomp")
    if complement is None or not _has_to(complement):
        complement = next((c for c in verb.children if c.dep_ == "ccomp" and _has_to(c)), None)
    return clause_tokens(complement, _asides(verb, complement)) if complement is not None else []


def _gerund(verb: Token) -> list[Token]:
    complement = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG"), None)
    return clause_tokens(complement, _asides(verb, complement)) if complement is not None else []


def _reporting_noun(verb: Token, words: Lexicon) -> list[Token]:
    """An object that is itself a word for something said: "repeated the claim that"."""
    target = child(verb, "dobj")
    if target is None or target.lemma_.lower() not in words.nouns:
        return []
    return clause_tokens(target) if child(target, "acl", "ccomp", "relcl") is not None else []


def _preposed(verb: Token) -> list[Token]:
    """What stands before "…, the ministry said" at the end of a sentence, where the parse linked it otherwise."""
    own = child(verb, "nsubj")
    if own is None or verb.tag_ not in {"VBD", "VBZ", "VBP"} or child(verb, "dobj", "xcomp", "ccomp") is not None:
        return []
    first = min(own.left_edge.i, verb.i)
    if first == verb.sent.start or verb.doc[first - 1].text != ",":
        return []
    before = [t for t in verb.sent if t.i < first - 1]
    finite = any(
        t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and child(t.head if t.tag_ == "MD" else t, "nsubj") for t in before
    )
    return before if finite and all(t.dep_ != "mark" for t in before[:1]) else []


def _object(verb: Token) -> list[Token]:
    target = child(verb, "dobj", "nsubjpass")
    return clause_tokens(target) if target is not None and target.tag_ not in {"WDT", "WP"} else []


def _with_preposition(verb: Token, preposition: str) -> list[Token]:
    target = child(verb, "dobj", "nsubjpass")
    phrase = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == preposition and c.i > verb.i), None)
    if phrase is not None:
        return [*(clause_tokens(target) if target is not None else []), *clause_tokens(phrase)]
    # "warned Ardania of an answer": to the parser the phrase may hang on the name
    hangs = target is not None and target.pos_ == "PROPN" and target.i > verb.i
    if target is not None and hangs and any(c.dep_ == "prep" and c.lower_ == preposition for c in target.children):
        return clause_tokens(target)
    return []


def _complement(verb: Token) -> list[Token]:
    predicate = child(verb, "oprd")
    if predicate is None:
        small = child(verb, "ccomp", "xcomp")  # "called it a disgrace" is a small clause to some parsers
        return clause_tokens(small) if small is not None and small.pos_ in {"NOUN", "ADJ", "PROPN"} else []
    target = child(verb, "dobj", "nsubjpass")
    named = target is not None and target.tag_ not in {"WP", "WDT"}
    return [*(clause_tokens(target) if target is not None and named else []), *clause_tokens(predicate)]


def _object_infinitive(verb: Token) -> list[Token]:
    infinitive = _infinitive(verb)
    target = child(verb, "dobj", "nsubjpass")
    return [*clause_tokens(target), *infinitive] if infinitive and target is not None else infinitive


def _passive(verb: Token) -> list[Token]:
    infinitive, target = _infinitive(verb), child(verb, "nsubjpass")
    if not (infinitive and target is not None):
        return []
    owner = [verb.head] if target.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else []
    return [*(bare_phrase(owner[0]) if owner else clause_tokens(target)), *infinitive]


def _called_clause(clause: Token) -> bool:
    """Whether a clause is what somebody is called on to do, its preposition being its mark to the parser."""
    return _has_to(clause) and any(c.dep_ == "mark" and c.lower_ in _CALLED for c in clause.children)


def _object_called_on(verb: Token) -> list[Token]:
    """Who is called on to do something, and what: "called on Ardania to leave", "pleaded with it to stay"."""
    clause = next((c for c in verb.children if c.dep_ == "advcl" and _called_clause(c)), None)
    if clause is not None:
        return [t for t in clause_tokens(clause) if not (t.dep_ == "mark" and t.head == clause)]
    phrase = next((c for c in verb.children if c.dep_ in {"prep", "prt"} and c.lower_ in _CALLED), None)
    target = child(phrase, "pobj") if phrase is not None else None
    target = target or (child(verb, "dobj") if phrase is not None else None)
    infinitive = _infinitive(verb)
    return [*clause_tokens(target), *infinitive] if target is not None and infinitive else []


_CLAUSES = (("clause", _clause), ("gerund", _gerund), ("infinitive", _infinitive))
_OTHERS = (("object_infinitive", _object_infinitive), ("complement", _complement), ("on_to", _object_called_on))


def _nearest_clause(verb: Token, cue: Cue) -> tuple[list[Token], str]:
    """Of the clauses that the cue's frames allow, the one that stands nearest to the verb."""
    allowed = _CLAUSES[:2] if is_passive(verb) else _CLAUSES
    found = [(tokens, frame) for frame, find in allowed if frame in cue.frames and (tokens := find(verb))]
    return min(found, key=lambda f: min(abs(t.i - verb.i) for t in f[0]), default=([], ""))


def _trailing(verb: Token, content: list[Token]) -> list[Token]:
    """Phrases that the parse hung on the verb but that go on listing the content: "…, including X"."""
    last = max(t.i for t in content)
    for c in sorted(verb.children, key=lambda t: t.i):
        listing = c.lower_ in {"including", "such", "like", "from", "to"}
        if c.dep_ == "prep" and listing and last < c.left_edge.i <= last + 2:
            content = [*content, *c.subtree]
            last = c.right_edge.i
    return content


def _condition(verb: Token, content: list[Token]) -> list[Token]:
    """An if-clause after a threat or warning is part of it: "threatened it with sanctions if it fired"."""
    last = max(t.i for t in content)
    conditions = [
        c for c in verb.children if c.dep_ == "advcl" and c.left_edge.lower_ in {"if", "unless"} and c.i > last
    ]
    return [*content, *(t for c in conditions for t in c.subtree)]


def _phrases(verb: Token, cue: Cue) -> tuple[list[Token], str]:
    """Content by a preposition's frame, else by the object alone."""
    for preposition in sorted(PREPOSITIONS & cue.frames):
        if tokens := _with_preposition(verb, preposition):
            return _condition(verb, _trailing(verb, tokens)), preposition
    return (_object(verb), "object") if "object" in cue.frames else ([], "")


def content_of(verb: Token, cue: Cue, words: Lexicon) -> tuple[list[Token], str]:
    """The content tokens of a cue verb, sorted, and the frame that gave them; nothing where no frame fits."""
    passive = is_passive(verb) and "passive" in cue.frames
    attempts: list[tuple[list[Token], str]] = [(_passive(verb), "passive")] if passive else []
    if not (attempts and attempts[0][0]):
        attempts += [(find(verb), frame) for frame, find in _OTHERS if frame in cue.frames]
        attempts += [_nearest_clause(verb, cue), _phrases(verb, cue)]
        if "clause" in cue.frames:
            attempts.append((_reporting_noun(verb, words), "object"))
        if {"clause", "quote"} <= cue.frames:
            attempts.append((_preposed(verb), "preposed"))
    tokens, frame = next(((t, f) for t, f in attempts if t), ([], ""))
    return sorted(set(tokens), key=lambda t: t.i), frame


def beside(verb: Token) -> Token | None:
    """The name that stands right before a verb, or right after it ("said Roe"), where the parse gives it no subject."""
    for at in (verb.i - 1, verb.i + 1):
        neighbour = verb.doc[at] if 0 <= at < len(verb.doc) else None
        if neighbour is not None and neighbour.sent == verb.sent and neighbour.tag_ in {"NNP", "NNPS", "PRP"}:
            if neighbour.i < verb.i:
                return _top_name(neighbour, verb)
            return neighbour if neighbour.dep_ != "compound" or neighbour.head == verb else neighbour.head
    return None


def _top_name(token: Token, verb: Token) -> Token:
    while token.dep_ in {"compound", "appos", "flat", "nmod"} and token.head != verb and token.head.i < verb.i:
        token = token.head
    return token


def _sentence_speaker(verb: Token) -> Token | None:
    """Who says the sentence, for a saying participle after a comma ("…, adding that"), wherever the parse hung it."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl"} or verb.i == 0:
        return None
    if verb.doc[verb.left_edge.i - 1].text != "," or verb.left_edge.i == verb.sent.start:
        return None
    root = verb.sent.root
    saying = root.lemma_.lower() in lexicon().verbs and root.i < verb.i and child(root, "ccomp") is not None
    return subject(root) if saying else None


def source_of(verb: Token) -> Token | None:
    """Who speaks: the doer of a passive, the subject else, also where it follows the verb."""
    if is_passive(verb):
        return agent(verb)
    reporter = _reporter(verb) or _teller_of_deed(verb)
    found = subject(reporter) if reporter is not None else _sentence_speaker(verb) or subject(verb)
    return beside(verb) if found is None and verb.tag_ in {"VBD", "VBZ", "VBP"} else found


def source_phrase(source: Token, verb: Token) -> list[Token]:
    """The source's noun phrase, without the clause that carries the cue ("officials alleging") or says who cites it."""

    def drop(token: Token) -> bool:
        cites = token.dep_ == "acl" and token.lemma_ in {"cite", "quote"}
        return cites or token == verb or token.is_ancestor(verb)

    return noun_phrase(source, drop)


def cue_tokens(verb: Token, cue: Cue) -> list[Token]:
    """The verb with what belongs to its wording: a particle, a passive auxiliary, who was told."""
    tokens = [verb, *(c for c in verb.children if c.dep_ in {"prt", "auxpass"} and abs(c.i - verb.i) == 1)]
    told = child(verb, "dobj", "dative") if "addressee" in cue.frames else None
    if "on_to" in cue.frames:
        tokens += [c for c in verb.children if c.i == verb.i + 1 and c.lower_ in _CALLED]
    if told is not None and told.i == verb.i + 1 and told.tag_ == "NNS" and told.ent_type_ not in _PERSONAL:
        tokens.append(told)
    return sorted(tokens, key=lambda t: t.i)


def build(block: ParsedBlock, verb: Token, cue: Cue, content: list[Token], rule: str) -> Attribution | None:
    """An attribution from tokens; ``None`` where nothing is left of the content."""
    source = source_of(verb)
    inside = {t.i for t in content}
    if source is not None and source.tag_ == "DT" and source.lower_ in {"that", "this"}:
        return None  # "that said", "this suggests": a thought, not a speaker
    if (source is not None and source.i in inside and rule != "passive") or (source is None and rule == "complement"):
        return None  # a clause about itself, or a mere naming: "the tank, called T-1"
    phrase = [t for t in source_phrase(source, verb) if t.i not in inside] if source is not None else []
    content = [t for t in content if t not in phrase]
    spans = spans_of(block, content)
    if not spans:
        return None
    cue_spans = spans_of(block, cue_tokens(verb, cue))
    return Attribution(block, spans_of(block, phrase), cue_spans, spans, source, verb, cue, rule)


def verbal(block: ParsedBlock, words: Lexicon) -> Iterator[Attribution]:
    """The attributions that a block's verbs carry."""
    for token in block.doc:
        cues = words.verbs.get(token.lemma_.lower(), ()) if token.pos_ in {"VERB", "AUX"} else ()
        if not cues or (token.dep_ == "amod" and child(token, "agent") is None):
            continue
        attempts = ((cue, *content_of(token, cue, words)) for cue in cues)
        cue, content, frame = next((a for a in attempts if a[1]), (cues[0], [], ""))
        if content and (found := build(block, token, cue, content, frame)):
            yield found
