"""An event as the claims see it: its type, who takes part under canonical names, and the family of its items.

What tells the claims of one type apart is written in :data:`SHAPES`. A type that a user's own pack declares has the shape of
:data:`OTHER`: all its roles but circumstances tell claims apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.model import Event, Filler
from reportedly.story.duplicates import Reuse
from reportedly.story.identities import Identities, Party
from reportedly.story.items import GENERAL, family, singular
from reportedly.story.material import Material


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells claims of a type apart. ``parties`` hold one party or several; ``joint`` ones are equals, in no order.

    ``apart``: days between two occurrences from which they are two matters; ``None`` where stages years apart are one.
    """

    parties: tuple[str, ...]
    item: str | None = None
    subject: str | None = None
    joint: bool = False
    apart: int | None = None
    as_state: bool = True


SHAPES: Mapping[str, Shape] = {
    "transfer": Shape(("supplier", "recipient"), item="item"),
    "production": Shape(("producer",), item="item"),
    "training": Shape(("trainer", "trainee")),
    "sanction": Shape(("imposer", "target"), apart=300),
    "aid": Shape(("donor", "recipient"), apart=300),
    "attack": Shape(("attacker", "target"), apart=60),
    "agreement": Shape(("parties",), subject="subject", joint=True),
    "meeting": Shape(("parties",), joint=True, apart=3, as_state=False),
    "use": Shape(("user",), item="item"),
}
CIRCUMSTANCES = frozenset(["quantity", "amount", "reason", "place", "via", "action", "when", "item", "means"])
# Steps of one matter are one claim; undoing it is another.
ACTIONS = {
    "impose": "impose", "extend": "impose", "threaten": "impose", "announce": "impose", "renew": "impose",
    "lift": "lift", "expire": "expire", "lapse": "expire", "ease": "lift", "relax": "lift", "waive": "lift",
    "sign": "sign", "negotiate": "sign", "conclude": "sign", "finalize": "sign", "reach": "sign",
    "leave": "leave", "revoke": "leave", "withdraw": "leave", "revive": "revive", "return": "revive",
    "authorize": "give", "deliver": "give", "approve": "give", "give": "give", "block": "block", "suspend": "block",
}  # fmt: skip
VAGUE = frozenset(
    (
        *(
            "international community",
            "community",
            "ally",
            "world",
            "other",
            "country",
            "nation",
            "side",
            "party",
            "state",
        ),
        *(
            "anyone",
            "anybody",
            "nobody",
            "one",
            "it",
            "they",
            "them",
            "group",
            "force",
            "government",
            "military",
            "army",
            "troop",
        ),
    )
)
SEVERAL = re.compile(
    r"(?:[\w.'’-]+\s+)*(?:countries|nations|states|allies|members|governments|capitals)", re.IGNORECASE
)
"""Who does something and is told of as several: nobody by name, but not whoever else did it in the same article."""
MORE = "impose more"
_FURTHER = r"\b(?:new|newly|more|further|additional|fresh|extra|tougher|another (?:round|set))\b"
_NAMED = re.compile(  # up to the end of the trigger, "further US sanctions", "additional sanctions were placed"
    rf"{_FURTHER}(?:\W+[\w-]+){{0,4}}?\W+(?:sanction|measure|restriction|penalt)\w*(?:\W+(?:have|has|had|been|were|was|are|is|being))*"
    r"(?:\W+\w+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"^\W*(?:\w+\W+){{0,2}}{_FURTHER}(?:\W+[\w-]+){{0,2}}\W+(?:sanctions?|measures?)\b", re.IGNORECASE)
_NEAR = 60
USUAL_ACTION = {"sanction": "impose", "agreement": "sign", "aid": "give"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A role that tells claims apart and who fills it, sorted by key; empty where the text does not say."""

    role: str
    parties: tuple[Party, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The parties' keys."""
        return frozenset(p.key for p in self.parties)


@dataclass(frozen=True, slots=True)
class Frame:
    """One event ready to be put with others.

    ``family`` is of its first item, or subject; ``None`` where its type has none or the text gives none (``items`` says which);
    ``item`` is its name as read; ``home`` the document where its words first stood; ``denied``: its holder says it is not so.
    """

    event: str
    document: str
    type: str
    slots: tuple[Slot, ...]
    family: str | None
    item: str | None
    items: bool
    joint: bool
    means: str | None
    action: str | None
    earliest: date | None
    latest: date | None
    home: str = ""
    denied: bool = False

    @property
    def says_too_little(self) -> bool:
        """Whether it is said neither to whom it was done nor with what: two articles that say so little may mean two things."""
        if self.family not in (None, GENERAL) or not self.slots:
            return False
        return len(self.slots[0].parties) < 2 if self.joint else not self.slots[-1].parties

    @property
    def complete(self) -> bool:
        """Whether everything that tells claims apart is said: the parties (two of equals), and the item."""
        enough = 2 if self.joint else 1
        return all(len(s.parties) >= enough for s in self.slots) and (not self.items or self.family is not None)

    @property
    def party_key(self) -> tuple[tuple[str, ...], ...]:
        """Each role with its parties' keys, sorted."""
        return tuple((s.role, *sorted(s.keys)) for s in self.slots)


def frame(event: Event, material: Material, identities: Identities, reuse: Reuse) -> Frame:
    """The frame of an event."""
    shape = SHAPES.get(event.type) or _other(material.roles[event.type])
    roles = {r.name: r.fillers for r in event.roles}
    items = roles.get(shape.item or shape.subject or "", ())
    action = roles.get("action", ())
    doer = shape.parties[0] if shape.parties and not shape.joint else None
    return Frame(
        event=event.id,
        document=material.where[event.id],
        type=event.type,
        slots=tuple(
            Slot(r, _parties(roles.get(r, ()), identities, _as_state(shape, r), doing=r == doer)) for r in shape.parties
        ),
        family=_item_family(items[0]) if items else None,
        item=items[0].name if items else None,
        items=bool(shape.item or shape.subject),
        joint=shape.joint,
        means=_item_family(roles["means"][0]) if roles.get("means") else None,
        action=_action(event, action[0].name if action else None, material),
        earliest=event.when.earliest,
        latest=event.when.latest,
        home=reuse.home(material.where[event.id], (event.trigger,)).document,
        denied=event.polarity == "denied",
    )


def _as_state(shape: Shape, role: str) -> bool:
    return shape.as_state and role not in ("target", "trainee")


def _other(roles: frozenset[str]) -> Shape:
    """The shape of a type that a user's own pack declares: the roles that any event of it in the story has."""
    return Shape(tuple(sorted(roles - CIRCUMSTANCES)), item="item" if "item" in roles else None)


def _parties(fillers: tuple[Filler, ...], identities: Identities, as_state: bool, *, doing: bool) -> tuple[Party, ...]:
    """Who fills a role, each once; nobody in particular is left out, but several that did something themselves are kept."""
    found = {p.key: p for p in (identities.party(f, as_state=as_state) for f in fillers) if p.key != "name:"}
    kept = (p for p in found.values() if not _vague(p.key) or (doing and SEVERAL.fullmatch(p.name)))
    return tuple(sorted(kept, key=lambda p: p.key))


def _vague(key: str) -> bool:
    """Whether a party is nobody in particular: "either side", "other countries"."""
    words = re.sub(r"\b(?:either|any|both|no|other|all|such|warring|the|many|some)\s+", "", key.removeprefix("name:"))
    return key.startswith("name:") and (singular(words) in VAGUE or words in VAGUE)


def _item_family(filler: Filler) -> str:
    return family(filler.kind, filler.name)


def _action(event: Event, action: str | None, material: Material) -> str | None:
    """What is done, steps of one matter as one; sanctions beside those there are already are others."""
    word = (action or "").strip().lower()
    done = ACTIONS.get(word, word) or USUAL_ACTION.get(event.type)
    return MORE if event.type == "sanction" and done == "impose" and _further(event, material) else done


def _further(event: Event, material: Material) -> bool:
    """Whether sanctions are told of as further ones: "new sanctions", "imposed more measures"."""
    text, at = material.document_of(event.id).text, event.trigger
    before = re.split(r"(?<![A-Z])[.;] |\n", text[max(0, at.start - _NEAR) : at.start])[-1]
    words = before + text[at.start : at.end]
    return bool(_NAMED.search(words) or _AFTER.search(text[at.end : at.end + _NEAR]))
