"""What a pack is once read: frozen records, and the questions that stages ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reportedly.model import Status

Takes = Literal["government", "party", "item", "amount", "number", "place", "anything", "value"]
Form = Literal["verb", "noun", "item"]

_WORD = re.compile(r"[a-z0-9]+")
_AFTER_MAKE = frozenset(
    {
        "fighter",
        "battery",
        "system",
        "missile",
        "launcher",
        "variant",
        "model",
        "munition",
        "block",
        "series",
        "family",
        "class",
    }
)
_UNCHANGED = ("ss", "us", "is")


@dataclass(frozen=True, slots=True)
class RoleKind:
    """A role of an event type: its name, what may fill it, and whether it is one of the two that tell such events apart.

    ``kinds`` are the kinds of thing that an ``item`` must be of, or stand under; empty where any kind will do. ``maker``: where
    nobody else fills it, whose make the item is does; ``makes``: only where the item is of one of these kinds. ``many``: several
    places add up in it, as the parties to a meeting do.
    ``hands``: in whose hands the thing is once the event has happened: who was sent a drone is who uses it.
    """

    name: str
    takes: Takes
    party: bool = False
    kinds: tuple[str, ...] = ()
    maker: bool = False
    many: bool = False
    hands: bool = False
    makes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A syntactic place beside a trigger (``subject``, ``object``, ``to``…) and the roles it can fill, best first."""

    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A demand on what stands in a slot: its head is one of ``words``. The slot's own dependents then count as the trigger's."""

    slot: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that speak of an event, with the frame they open.

    ``needs`` holds alternatives: one of them must have all its roles filled, or no event is read. ``with_words`` are adjectives
    or particles of which one must stand beside the word. ``status`` is the status where syntax shows none; ``inherit`` takes
    missing roles from the event of the governing clause; ``speaker`` is the role that, where empty, the speaker fills. What
    stands in a slot of ``strict`` must fill a role: "meet demand" is no meeting. ``exceptions`` are words in a slot that make it
    something else: "give a chance", "attack a plan". ``mutual``: those on the first side stand on the second as well. ``maker``:
    the role that, where empty, whoever made the thing fills, of whatever kind it is.
    """

    form: Form
    lemmas: frozenset[str]
    slots: tuple[Slot, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    conditions: tuple[Condition, ...] = ()
    with_words: frozenset[str] = frozenset()
    values: tuple[tuple[str, str], ...] = ()
    status: Status | None = None
    inherit: bool = False
    speaker: str | None = None
    strict: frozenset[str] = frozenset()
    confidence: float = 0.8
    exceptions: tuple[Condition, ...] = ()
    mutual: bool = False
    maker: str | None = None

    def roles_of(self, slot: str) -> tuple[str, ...]:
        """The roles that a slot can fill, best first; empty where the frame does not have the slot."""
        return next((s.roles for s in self.slots if s.name == slot), ())


@dataclass(frozen=True, slots=True)
class Code:
    """What an event is called in PLOVER and CAMEO; ``action`` is the value of its role ``action`` or ``None`` for the rest."""

    action: str | None
    plover: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event: roles, names elsewhere, triggers. Each filler of a role in ``split`` makes an event of its own.

    ``lasting``: such a thing goes on, so that a stop to it says that there is none any more: "halted deliveries".
    """

    name: str
    title: str
    roles: tuple[RoleKind, ...]
    triggers: tuple[Trigger, ...]
    codes: tuple[Code, ...] = ()
    split: tuple[str, ...] = ()
    lasting: bool = False

    def role(self, name: str) -> RoleKind:
        """The role that is called so; :class:`KeyError` where there is none."""
        for role in self.roles:
            if role.name == name:
                return role
        raise KeyError(name)

    def code(self, action: str | None) -> Code:
        """The names of an event with this action: its own, or else those of the type."""
        own = (c for c in self.codes if c.action == action)
        general = (c for c in self.codes if c.action is None)
        return next(own, next(general, Code(None, None, None)))


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of thing: its name, the kind above it, other words for it, and names of makes that are of this kind.

    Words in ``alone`` mean it only with no word before them: "help" may be arms, "legal help" is not; where ``amid`` is given,
    only in a sentence with one of its words or another thing: "offered help" alone may be any.
    """

    name: str
    parent: str | None = None
    synonyms: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    amid: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pack:
    """Event types and the things they are about, read from one YAML file."""

    name: str
    title: str
    types: tuple[EventType, ...]
    items: tuple[Item, ...] = ()

    @cached_property
    def _kinds(self) -> dict[tuple[str, ...], str]:
        return {words_of(phrase): i.name for i in self.items for phrase in (i.name, *i.synonyms)}

    @cached_property
    def _alone(self) -> dict[tuple[str, ...], str]:
        return {words_of(word): i.name for i in self.items for word in i.alone}

    @cached_property
    def _amid(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {words_of(word): i.amid for i in self.items for word in i.alone if i.amid}

    def amid(self, phrase: str) -> frozenset[str]:
        """The words of which one must stand near a phrase for it to name a thing; empty where none need."""
        return self._amid.get(words_of(phrase), frozenset())

    @cached_property
    def _makes(self) -> dict[tuple[str, ...], str]:
        return {words_of(make): i.name for i in self.items for make in i.makes}

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {i.name: i.parent for i in self.items}

    @cached_property
    def thing_words(self) -> frozenset[str]:
        """The words that a phrase for a thing can end in: the quick test before :meth:`item_kind`."""
        ends = {words[-1] for words in self._kinds if words}
        return frozenset(
            ends | {part for make in self._makes for part in make} | {make.lower() for make, _ in self.makes}
        )

    def item_kind(self, phrase: str) -> str | None:
        """The kind of thing that a noun phrase names, by its last words ("short-range ballistic missiles") or a make in it.

        ``None`` where the taxonomy does not have it: "missile programme" is no missile.
        """
        words = words_of(phrase)
        if words in self._alone:
            return self._alone[words]
        for start in range(len(words)):
            if (kind := self._kinds.get(words[start:])) is not None:
                return self._finer(kind, self._make(words))
        return self._make(words) if words and self._ends_with_make(words) else None

    def _finer(self, kind: str, make: str | None) -> str:
        return make if make is not None and kind in self.item_path(make) else kind

    def _make(self, words: tuple[str, ...]) -> str | None:
        return next((self._makes[w] for _, w in _windows(words) if w in self._makes), None)

    def _ends_with_make(self, words: tuple[str, ...]) -> bool:
        # A make heads its phrase where only its number or a plain word follows: "Shahed-131/136", "F-16 fighters".
        last = max((end for end, w in _windows(words) if w in self._makes), default=0)
        return last > 0 and all(any(c.isdigit() for c in w) or len(w) <= 2 or w in _AFTER_MAKE for w in words[last:])

    def item_path(self, kind: str) -> tuple[str, ...]:
        """A kind and the kinds above it, the kind first; empty where the taxonomy does not have it."""
        path: list[str] = []
        above: str | None = kind if kind in self._parents else None
        while above is not None:
            path.append(above)
            above = self._parents[above]
        return tuple(path)

    @property
    def makes(self) -> tuple[tuple[str, str], ...]:
        """Every name of a make with its kind, longest first: what a finder of names looks for."""
        pairs = [(make, i.name) for i in self.items for make in i.makes]
        return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in lower case and the singular, marks left out: how packs compare phrases."""
    return tuple(singular(w) for w in _WORD.findall(phrase.lower()))


def singular(word: str) -> str:
    """A word without the mark of the plural ("batteries" to "battery"); words that end in -ss, -us, -is stay."""
    if len(word) < 4 or word.endswith(_UNCHANGED) or not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _windows(words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of words with where it ends, longer ones first."""
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            yield start + size, words[start : start + size]
