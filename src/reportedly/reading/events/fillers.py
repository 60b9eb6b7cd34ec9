"""What fills a role: from a token in a frame's place to plain names, by what the role takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.language.arms import weapons
from reportedly.language.countries import country, country_of
from reportedly.language.offices import office_of
from reportedly.language.parser import ParsedBlock
from reportedly.model import Entity, Filler, Quantity, Span
from reportedly.packs import Pack, RoleKind, singular
from reportedly.reading.events.acting_for import BLOCS, partitive, state_of, states_of_several
from reportedly.reading.events.antecedents import is_amid
from reportedly.reading.events.clause import is_refused
from reportedly.reading.events.control import speaker_meant, threatened
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.quantities import amount, counted, quantity
from reportedly.reading.events.syntax import antecedent, child, conjuncts, is_verb, prepositions
from reportedly.reading.events.warring import means_sides
from reportedly.reading.reference import References

_NO_PARTY = frozenset({
    "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE", "WORK_OF_ART", "LAW",
})  # fmt: skip
_LEFT_OUT = frozenset({
    "det", "poss", "relcl", "acl", "advcl", "prep", "punct", "cc", "conj", "appos", "nummod", "predet", "mark",
    "case", "advmod", "preconj", "neg", "quantmod", "nsubj", "aux", "cop", "dep", "ccomp",
})  # fmt: skip
_VAGUE = frozenset({
    "more", "many", "several", "few", "such", "other", "additional", "numerous", "further", "these", "those",
    "same", "new", "said", "own", "much", "any", "some", "enough", "all", "both",
})  # fmt: skip
_ABSTRACT = frozenset({
    "it", "this", "that", "which", "what", "there", "who", "something", "anything", "nothing", "everything",
})  # fmt: skip
_COUNTING = frozenset(
    {"number", "pair", "couple", "series", "string", "handful", "score", "dozen", "hundred", "spate", "wave"}
)
_MANNER = frozenset(
    {"scale", "basis", "behalf", "ground", "level", "manner", "anniversary", "eve", "failure", "own", "order"}
)
_SOMEBODY = frozenset({"anyone", "anybody", "somebody", "someone", "nobody", "everyone", "everybody"})
_ESPECIALLY = frozenset({"particularly", "especially", "notably", "namely", "specifically"})
_FIRST_PERSON = frozenset({"we", "i", "us", "our", "my", "me", "ours"})
_NOT_SOMEBODY = frozenset({"Weapon", "Agreement", "Outlet"})


@dataclass(frozen=True, slots=True)
class Filled:
    """What one token gives a role: a filler, and how much of it; ``denied`` where it is told of as the wrong one."""

    filler: Filler
    quantity: Quantity | None = None
    denied: bool = False


@dataclass(frozen=True)
class Namer:
    """Turns tokens of one block into fillers."""

    block: ParsedBlock
    references: References
    words: Lexicon
    pack: Pack
    speaker: Filler | None = None
    voices: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()

    def fill(self, role: RoleKind, head: Token) -> tuple[Filled, ...]:
        """All that a token and what is coordinated with it give a role; empty where it cannot fill it."""
        head = antecedent(head)
        heads = self.things(head) if role.takes == "item" else (head, *conjuncts(head))
        found = _distinct(replace(f, denied=is_refused(t, head)) for t in heads for f in self.each(role, t))
        if not found and role.takes == "item" and head.ent_type_ != "PERSON" and child(head, "relcl") is not None:
            # "sold drones to Northland that were used": the parser hung the clause on the nearer noun
            governor = next((a for a in head.ancestors if is_verb(a)), None)
            thing = child(governor, "dobj", "nsubjpass") if governor is not None else None
            return self.fill(role, thing) if thing is not None and thing != head else ()
        return found

    def each(self, role: RoleKind, head: Token) -> tuple[Filled, ...]:
        """What a single token gives a role: several where it means several ("both countries")."""
        if role.takes in {"government", "party"}:
            return tuple(Filled(p) for p in self.parties(head, government=role.takes == "government"))
        found = self._one(role, head)
        return (found,) if found is not None else ()

    def _one(self, role: RoleKind, head: Token) -> Filled | None:
        if role.takes == "item":
            return self.item(role, head)
        if role.takes == "amount":
            found = amount(self.block, head, self.words)
            return Filled(Filler(found.name, None, found.spans), found) if found else None
        if role.takes == "place":
            return self._place(head)
        return self._anything(head) if role.takes == "anything" else None

    def entity(self, token: Token) -> Entity | None:
        """The one entity that a token means; ``None`` where there is none or there are several."""
        found = self.references.of_token(self.block, token)
        return found[0] if len(found) == 1 else None

    # ---- things

    def things(self, head: Token) -> tuple[Token, ...]:
        """The heads of all things that a phrase names, each with its counting words: "a number of drones and mines"."""
        wrong = (c for c in head.children if c.dep_ == "appos" and is_refused(c, head))  # "drones, not missiles"
        first = (head, *conjuncts(head), *wrong)
        counted_things = (thing for t in first if (thing := counted(t, self.words)[0]) != t)
        return (*first, *(c for t in counted_things for c in (t, *conjuncts(t))))

    def unknown_make(self, head: Token, kind: str | None) -> tuple[Filled, ...]:
        """A proper name in a list of things of one kind is a make of that kind, known or not, if it names nobody."""
        entity = self.entity(head)
        if (
            head.pos_ != "PROPN"
            or self._country(head)
            or (entity is not None and entity.type not in {"Weapon", "Person"})
        ):
            return ()
        tokens = self._phrase(head)
        held = entity.id if entity is not None and entity.type == "Weapon" else None
        return (Filled(Filler(self._text(tokens), held, (self.block.span(tokens[0], tokens[-1]),), kind)),)

    def item(self, role: RoleKind, head: Token) -> Filled | None:
        """A thing of the pack's taxonomy, its number apart."""
        thing, counting = counted(head, self.words)
        if is_verb(thing) or thing.dep_ in {"aux", "punct"}:
            return None
        tokens = [t for t in self._phrase(thing) if t not in counting]
        name = self._text(tokens)
        entity = self.entity(thing)
        make = entity if entity is not None and entity.type == "Weapon" else None
        kind = (self.pack.item_kind(name) if name else None) or (
            self._kind_of_make(make.name) if make is not None else None
        )
        if kind is None or (role.kinds and not set(role.kinds) & set(self.pack.item_path(kind))):
            return None
        if not is_amid(thing, self.pack.amid(name), self.pack.thing_words):
            return None
        held = make.id if make is not None else None
        span = self.block.span(tokens[0], tokens[-1])
        return Filled(Filler(name, held, (span,), kind), quantity(self.block, counting, name, self.words))

    def meant(self, role: RoleKind, word: Token, thing: Token) -> Filled | None:
        """The thing that a word stands for, with the word's own number and place: "a few dozen", of drones."""
        named = self.item(role, thing)
        if named is None:
            return None
        hedges = [t for c in word.lefts if c.dep_ in {"advmod", "quantmod"} for t in c.subtree]  # "around 400"
        numbers = (t for t in word.subtree if t.i <= word.i and (t.pos_ == "NUM" or t.lower_ in self.words.numbers))
        counting = tuple(sorted({*hedges, *found}, key=lambda t: t.i)) if (found := list(numbers)) else ()
        filler = replace(named.filler, spans=(self.block.span(word),))
        return Filled(filler, quantity(self.block, counting, filler.name, self.words) if counting else None)

    def is_item(self, role: RoleKind, head: Token) -> bool:
        """Whether a noun names a thing that the role takes."""
        return self.item(role, head) is not None

    def _kind_of_make(self, name: str) -> str | None:
        """The pack's kind for a weapon that only our table of families knows."""
        family = next((w.kind for w in weapons() if w.name == name), None)
        return self.pack.item_kind(family) if family is not None else None

    def makers(self, head: Token) -> Iterator[Token]:
        """Whose make a thing is, where a word beside it says so: "Northlandic drones", "Northland-made drones"."""
        thing, _ = counted(head, self.words)
        for c in thing.children:
            if c.dep_ in {"amod", "compound", "nmod"} and self._country(c) is not None and not is_verb(c):
                yield c
            elif c.dep_ == "amod" and c.lemma_ in {"make", "build", "produce", "supply", "manufacture"}:
                yield from (g for g in c.children if g.dep_ in {"npadvmod", "nsubj", "amod", "compound", "nmod"})
            elif c.dep_ == "poss":
                yield c

    def included(self, head: Token) -> Iterator[Token]:
        """What a phrase is said to include: "weapons, including drones and mines", wherever the parser hung it."""
        for token in self._after(head):
            if token.lower_ in _ESPECIALLY and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"}:
                yield from (token.head, *conjuncts(token.head))
                return
            if token.lower_ in {"including", "like"} or (token.lower_ == "as" and token.nbor(-1).lower_ == "such"):
                inner = child(token, "pobj", "dobj")
                if inner is not None:
                    yield from (inner, *conjuncts(inner))
                return
            if is_verb(token) and token.dep_ in {"ROOT", "conj", "ccomp"} and not token.is_ancestor(head):
                return

    def _after(self, head: Token) -> Iterator[Token]:
        end = head.sent.end
        yield from (head.doc[i] for i in range(head.i + 1, min(end, head.i + 14)))

    # ---- parties

    def parties(self, head: Token, *, government: bool) -> tuple[Filler, ...]:
        """Somebody: an entity, or a group as the text words it; ``government`` takes officials for their country."""
        head = threatened(head, self.words) or partitive(head, self.words)
        if head.ent_type_ in _NO_PARTY or is_verb(head):
            return ()
        if head.dep_ == "appos" and self.entity(head) is None and self.entity(head.head) is not None:
            head = head.head  # "the Guard, a force that it listed"
        span = self.block.span(head)
        found = [e for e in self.references.of_token(self.block, head) if e.type not in _NOT_SOMEBODY]
        if found:
            named = (self._as_party(e, head, span, government=government) for e in found)
            return tuple(n for n in named if n is not None)
        if head.lower_ in _FIRST_PERSON and self.speaker is not None:
            return (self.speaker,)
        own_words = speaker_meant(head)
        if own_words is not None:
            return self.parties(own_words, government=government)
        if (both := states_of_several(head)) is not None and len(self.references.of_token(self.block, both)) > 1:
            return self.parties(both, government=government)
        if head.pos_ == "PRON" or head.lower_ in _ABSTRACT:
            return ()
        if len(own := self._states_before(head)) > 1:
            return own  # "Northlandic and Southmarkian officials"
        if government and self.sides and means_sides(head):
            return tuple(Filler(name, None, (span,)) for name in self.sides)
        name = self._country(head)
        group = Filler(name, None, (span,)) if name is not None else self._group(head, government=government)
        return (group,) if group is not None else ()

    def _states_before(self, head: Token) -> tuple[Filler, ...]:
        """The states that officials of several are of, by the adjectives before them."""
        if head.tag_ != "NNS" or head.lemma_.lower() not in self.words.governing_heads:
            return ()
        first = next((c for c in head.children if c.dep_ == "amod" and child(c, "conj") is not None), None)
        told = (first, *conjuncts(first)) if first is not None else ()
        named = {name: t for t in told if (name := self._country(t)) is not None}
        return tuple(Filler(name, None, (self.block.span(t),)) for name, t in named.items())

    def _as_party(self, entity: Entity, head: Token, span: Span, *, government: bool) -> Filler | None:
        if government and (state := state_of(entity)) is not None:
            return Filler(state, entity.id, (span,))
        if government and entity.type == "Person" and not self._is_owned(head):
            return None  # a private person, as far as the text says
        acting = head.dep_ == "nsubj" and head.head.pos_ == "VERB"
        if entity.type == "Place" and government and not acting:  # a region gives and takes nothing, but for "the West"
            return Filler(entity.name, entity.id, (span,)) if head.lemma_.lower() in self.words.group_heads else None
        return Filler(entity.name, entity.id, (span,))

    def _is_owned(self, head: Token) -> bool:
        """ "Turkey's Baykar": what a country has is a firm, though the parser takes its name for a person's."""
        owner = child(head, "poss")
        return owner is not None and child(head, "compound") is None and self._country(owner) is not None

    def _group(self, head: Token, *, government: bool) -> Filler | None:
        lemma = head.lemma_.lower()
        if government and lemma in self.words.place_heads:
            return self._owner(head, lemma)  # a port is sent nothing, but the country that it lies in is
        somebody = lemma in self.words.group_heads | self.words.governing_heads or head.pos_ == "PROPN"
        # An army stands for its country; what is done to X's programme is done to X.
        owned = lemma in self.words.governing_heads | self.words.owned_heads if government else not somebody
        owner = self._owner(head, lemma) if owned else None
        if owner is not None:
            return owner
        modifier = head.dep_ == "compound" and head.ent_type_ not in {"GPE", "NORP", "ORG"}
        title = head.pos_ == "PROPN" and office_of(head.text) is not None
        if not somebody or modifier or title or self.item_like(head):
            return None
        tokens = self._phrase(head, nationality=True)
        return Filler(self._text(tokens), None, (self.block.span(tokens[0], tokens[-1]),))

    def item_like(self, head: Token) -> bool:
        """Whether a phrase names a thing of the taxonomy and no party."""
        thing, _ = counted(head, self.words)
        made = (self.entity(c) for c in thing.lefts)  # "the Kestrel family", "its Lantern line"
        part = thing.lemma_.lower() in self.words.partitives
        return (part and any(e is not None and e.type == "Weapon" for e in made)) or self.pack.item_kind(
            self._text(self._phrase(thing))
        ) is not None

    def _owner(self, head: Token, lemma: str) -> Filler | None:
        """The country whose army, government or war it is."""
        beside = [c for c in head.children if c.dep_ in {"poss", "amod", "compound", "nmod"}]
        beside += [
            t
            for c in beside
            for t in (*conjuncts(c), *(g for g in c.children if g.dep_ in {"poss", "amod", "compound"}))
        ]
        if lemma in self.words.governing_heads | self.words.place_heads:
            beside += [g for p, g in prepositions(head) if p in {"of", "in", "at"}]
        for c in beside:
            entity = self.entity(c)
            name = self._home(c, entity) if entity is not None else self._country(c)
            if name is not None:
                return Filler(name, entity.id if entity is not None else None, (self.block.span(c),))
        return None

    @staticmethod
    def _home(owner: Token, entity: Entity) -> str | None:
        """The state that an owner acts for; "her government" is that of whatever country she is of."""
        found = country(entity.country) if owner.tag_ == "PRP$" and entity.type == "Person" else None
        return found.name if found is not None else state_of(entity)

    def _country(self, token: Token) -> str | None:
        if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in {"anti", "pro", "non", "ex"}:
            return None  # "anti-Northlandic" is about a country, not of it
        found = country_of(token.text) if token.text[:1].isupper() else None
        if found is not None:
            return found.name
        entity = self.entity(token) if token.text[:1].isupper() else None
        if entity is not None and entity.type == "Country":
            return entity.name  # a state that no table knows
        return BLOCS.get(token.text.lower().replace(".", ""))

    # ---- places and the rest

    def _place(self, head: Token) -> Filled | None:
        entity = self.entity(head)
        if head.ent_type_ not in {"GPE", "LOC", "FAC"} and (entity is None or entity.type not in {"Country", "Place"}):
            inner = next((g for p, g in prepositions(head) if p in {"in", "at", "near", "outside"}), None)
            return self._place(inner) if inner is not None else None
        if entity is not None and entity.type == "Place":
            return Filled(Filler(entity.name, entity.id, (self.block.span(head),)))
        tokens = self._phrase(head)
        return Filled(
            Filler(self._text(tokens), entity.id if entity else None, (self.block.span(tokens[0], tokens[-1]),))
        )

    def _anything(self, head: Token) -> Filled | None:
        inner = next((g for p, g in prepositions(head) if p == "of" and g.dep_ == "pobj"), None)
        if inner is not None and (head.lower_ in self.words.numbers or head.lemma_ in _COUNTING):
            return self._anything(inner)  # "a pair of tankers" are tankers
        entity = self.entity(head)
        people = head.ent_type_ == "NORP" and head.tag_ in {"NNPS", "NNS"}  # "Northlanders" are not Northland
        if entity is not None and not people:
            return Filled(Filler(entity.name, entity.id, (self.block.span(head),)))
        if (
            head.dep_ in {"compound", "nmod", "amod"}
            and head.pos_ != "PROPN"
            and self.pack.item_kind(head.text) is None
        ):
            return None
        if is_verb(head):
            tokens = [t for t in head.subtree if t.i >= head.i]
            while tokens[-1].is_punct:
                tokens.pop()
            return Filled(Filler(self._text(tokens), None, (self.block.span(tokens[0], tokens[-1]),)))
        if head.lower_ in _SOMEBODY:
            return Filled(Filler(head.lower_, None, (self.block.span(head),)))
        if (
            head.pos_ not in {"NOUN", "PROPN", "NUM", "X"}
            or head.is_punct  # a mark that the parser took for a noun
            or singular(head.lower_) in _MANNER
            or head.lower_ in _ABSTRACT
            or head.ent_type_ in _NO_PARTY
        ):
            return None
        own = self._country(head) if not people else None
        tokens = self._phrase(head, nationality=True)
        return Filled(Filler(own or self._text(tokens), None, (self.block.span(tokens[0], tokens[-1]),)))

    # ---- phrases

    def _phrase(self, head: Token, *, nationality: bool = False) -> list[Token]:
        """A head with the words before it that say what kind of thing it is, and a designation after it."""
        kept = {head}
        for c in head.children:
            if (
                c.i < head.i
                and c.dep_ not in _LEFT_OUT
                and c.lower_ not in _VAGUE
                and c.pos_ != "PRON"
                and (nationality or not self._of_country(c))
            ):
                kept.update(t for t in c.subtree if nationality or self._country(t) is None)
            elif c.i == head.i + 1 and c.dep_ in {"nummod", "appos", "npadvmod"} and any(x.isdigit() for x in c.text):
                kept.update(c.subtree)
        run = [head]
        while run[0].i > 0 and (before := run[0].nbor(-1)) and (before in kept or self._joins(before, kept)):
            run.insert(0, before)
        while len(run) > 1 and run[0].is_punct:
            run.pop(0)
        after = sorted((t for t in kept if t.i > head.i), key=lambda t: t.i)
        return [*run, *after] if after and after[0].i == head.i + 1 else run

    def _of_country(self, token: Token) -> bool:
        made = token.lemma_ in {"make", "build", "produce", "supply", "design", "manufacture", "lead"}
        return self._country(token) is not None or (made and any(self._country(t) for t in token.subtree))

    @staticmethod
    def _joins(token: Token, kept: set[Token]) -> bool:
        return token.text in {"-", "/", "and"} and token.i > 0 and token.nbor(-1) in kept

    @staticmethod
    def _text(tokens: list[Token]) -> str:
        return tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text if tokens else ""


def _distinct(found: Iterator[Filled]) -> tuple[Filled, ...]:
    seen: dict[str, Filled] = {}
    for f in found:
        seen.setdefault(f.filler.name.casefold(), f)
    return tuple(seen.values())
