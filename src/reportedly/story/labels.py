"""A claim in plain English: who does what to whom, in the tense that its status asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.language.countries import country_of
from reportedly.model import Status
from reportedly.story.frames import MORE, Frame
from reportedly.story.items import GENERAL
from reportedly.story.spoken import SPOKEN


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb that labels need: "deliver", "delivers", "delivered", "delivering"."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


def _regular(base: str, gerund: str, past: str, third: str | None = None) -> Verb:
    return Verb(base, third or base + "s", past, past, gerund)


Tense = Status | Literal["denied"]
HOLD = Verb("hold", "holds", "held", "held", "holding")
DELIVER = _regular("deliver", "delivering", "delivered")
VERBS: Mapping[tuple[str, str | None], Verb] = {
    ("transfer", None): DELIVER,
    ("production", None): _regular("produce", "producing", "produced"),
    ("training", None): _regular("train", "training", "trained"),
    ("sanction", "impose"): _regular("impose", "imposing", "imposed"),
    ("sanction", MORE): _regular("impose", "imposing", "imposed"),
    ("sanction", "lift"): _regular("end", "ending", "ended"),
    ("sanction", "expire"): Verb("expire", "expires", "expired", "expired", "expiring"),
    ("aid", "give"): Verb("give", "gives", "gave", "given", "giving"),
    ("aid", "block"): _regular("block", "blocking", "blocked"),
    ("attack", None): _regular("attack", "attacking", "attacked"),
    ("agreement", "sign"): _regular("agree on", "agreeing on", "agreed on"),
    ("agreement", "leave"): Verb("leave", "leaves", "left", "left", "leaving"),
    ("agreement", "revive"): _regular("revive", "reviving", "revived"),
    ("meeting", None): Verb("meet", "meets", "met", "met", "meeting"),
    ("use", None): _regular("use", "using", "used"),
}
_MASS = frozenset(
    (
        *("ammunition", "artillery", "intelligence", "equipment", "aid", "assistance", "support", "technology", "oil"),
        *(
            "uranium",
            "fuel",
            "hardware",
            "materiel",
            "weaponry",
            "training",
            "help",
            "infrastructure",
            "sovereignty",
            "soil",
            "airspace",
            "shipping",
            "equipment",
            "industry",
            "energy",
        ),
    )
)
_WITH_ARTICLE = frozenset(
    (
        *("United States", "United Kingdom", "United Arab Emirates", "European Union", "United Nations", "Netherlands"),
        *("Philippines", "UN Security Council", "West", "Bahamas", "Czech Republic", "Central African Republic"),
        *(
            "Dominican Republic",
            "Maldives",
            "Marshall Islands",
            "Comoros",
            "Gambia",
            "Vatican",
            "White House",
            "Kremlin",
        ),
        *("Taliban", "Houthis", "Biden administration", "Trump administration"),
    )
)


DENIED = " (denied)"  # ends the label of a claim that nobody in the story makes


_BODY = re.compile(
    r"^(?!the )[A-Z].* (?:Party|Union|Army|Navy|Air Force|Guards?|Corps|Council|Ministry|Department|Agency|administration"
    r"|Organi[sz]ation|Committee|Authority|Bank)$"
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is|as|os)$", re.IGNORECASE)


def label(model: Frame, status: Status, *, denied: bool = False) -> str:
    """The claim's proposition as one sentence without a full stop; ``denied``: it is known from denials only, and says so."""
    if model.type == SPOKEN:
        return (model.item or "") + (DENIED if denied else "")
    parties = {s.role: [p.name for p in s.parties] for s in model.slots}
    verb = VERBS.get((model.type, model.action)) or VERBS.get((model.type, None))
    text = _sentence(model, parties, verb, "denied" if denied else status) if verb else _bare(model, parties)
    return text[:1].upper() + text[1:] + (DENIED if denied else "")


def _sentence(model: Frame, parties: Mapping[str, Sequence[str]], verb: Verb, status: Tense) -> str:
    first, second = _roles(model.type)
    actors, others = parties.get(first, ()), parties.get(second, ()) if second else ()
    thing, tail = _object(model, list(others))
    if model.type in ("meeting", "agreement"):
        return _joint(model, list(actors), verb, status, thing)
    if verb.base == "expire":
        by = f" by {joined(actors)}" if actors else ""
        return f"{thing}{by}{' ' + tail if tail else ''} {_active(verb, status, True)}"
    if actors:
        return " ".join(filter(None, (joined(actors), _active(verb, status, _plural(actors)), thing, tail)))
    if model.type == "sanction" and tail:
        thing, tail = f"{thing} {tail}", ""
    if not thing:
        return _bare(model, parties)
    plural = _plural(others) if model.type in ("attack", "training") else not _is_mass(thing.split(" ", maxsplit=1)[0])
    return " ".join(filter(None, (thing, _passive(verb, status, plural), tail)))


def _roles(event_type: str) -> tuple[str, str | None]:
    return {
        "transfer": ("supplier", "recipient"),
        "production": ("producer", None),
        "training": ("trainer", "trainee"),
        "sanction": ("imposer", "target"),
        "aid": ("donor", "recipient"),
        "attack": ("attacker", "target"),
        "use": ("user", None),
    }.get(event_type, ("parties", None))


def _object(model: Frame, others: list[str]) -> tuple[str, str]:
    """What the verb acts on, and what follows it."""
    to = joined(others) if others else ""
    if model.type == "transfer":
        return goods(model.family, model.item), f"to {to}" if to else ""
    if model.type in ("production", "use"):
        return goods(model.family, model.item), ""
    if model.type == "sanction":
        return "more sanctions" if model.action == MORE else "sanctions", f"on {to}" if to else ""
    if model.type == "aid":
        return "aid", f"to {to}" if to and model.action != "block" else f"for {to}" if to else ""
    return to, ""


def _joint(model: Frame, actors: list[str], verb: Verb, status: Tense, thing: str) -> str:
    if model.type == "meeting":
        if len(actors) == 1:
            return f"{joined(actors)} {_active(HOLD, status, _plural(actors))} a meeting"
        return (
            f"{joined(actors)} {_active(verb, status, True)}"
            if actors
            else f"a meeting {_passive(HOLD, status, False)}"
        )
    deal = _deal(model)
    if not actors:
        return f"{deal} {_passive(verb, status, False)}"
    return f"{joined(actors)} {_active(verb, status, len(actors) > 1)} {deal}"


def _deal(model: Frame) -> str:
    """What an agreement is called: by its own name where it has one, else by what it is about."""
    name = model.item or ""
    if name[:1].isupper() or re.search(r"\b(?:deal|agreement|accord|pact|treaty|plan|memorandum)\b", name):
        return name if name.lower().startswith(("the ", "a ", "an ")) else f"the {name}"
    return "a deal" if model.family in (None, GENERAL) else f"a deal on {goods(model.family)}"


def _active(verb: Verb, status: Tense, plural: bool) -> str:
    be = "are" if plural else "is"
    have = "have" if plural else "has"
    if verb.base == "impose" and status == "ongoing":
        return have
    return {
        "denied": f"{have} {verb.participle}",
        "happened": verb.past,
        "ongoing": f"{be} {verb.gerund}",
        "planned": f"{be} to {verb.base}",
        "considered": f"{be} considering {verb.gerund}",
        "feared": f"may {verb.base}",
        "conditional": f"would {verb.base}",
        "demanded": f"should {verb.base}",
        "none": verb.base if plural else verb.third,
    }[status]


def _passive(verb: Verb, status: Tense, plural: bool) -> str:
    be, was = ("are", "were") if plural else ("is", "was")
    past, have = verb.participle, "have" if plural else "has"
    return {
        "denied": f"{have} been {past}",
        "happened": f"{was} {past}",
        "ongoing": f"{be} being {past}",
        "planned": f"{be} to be {past}",
        "considered": f"may be {past}",
        "feared": f"may be {past}",
        "conditional": f"would be {past}",
        "demanded": f"should be {past}",
        "none": f"{be} {past}",
    }[status]


def _bare(model: Frame, parties: Mapping[str, Sequence[str]]) -> str:
    """A type of a user's own pack: its name and who takes part."""
    who = "; ".join(f"{role} {joined(names)}" for role, names in parties.items() if names)
    return f"{model.type.replace('-', ' ').replace('_', ' ')}{': ' + who if who else ''}"


def _with_article(name: str) -> str:
    """A single thing without a name takes "a": "a plane", "a Ukrainian plane"; many do not: "civilians"."""
    last = name.rsplit(maxsplit=1)[-1]
    if (
        last != last.lower()
        or last.isdigit()
        or _plural([name])
        or _is_mass(name)
        or re.match(r"(?:the|a|an|its|their|some|\w+['’]s)\s", name.lower())
    ):
        return name
    return f"an {name}" if name[0].lower() in "aeio" else f"a {name}"


def _plural(names: Sequence[str]) -> bool:
    """Whether names take a plural verb; a name of several written small ends in s: "Western companies"."""
    name = " ".join(names)
    one_word = bool(re.fullmatch(r"[A-Z][a-z]+s", name)) and not _NOT_PLURAL.search(name) and country_of(name) is None
    return len(names) > 1 or one_word or bool(re.search(r"\b(?:[a-z]+[^s\W]s|people|police)$", name))


def joined(names: Sequence[str]) -> str:
    """Names, one at least, as English joins them, with the article that a few of them take."""
    names = sorted(names, key=lambda n: n[:1].islower())  # those who have a name first
    named = [f"the {n}" if n in _WITH_ARTICLE or _BODY.search(n) else _with_article(n) for n in names]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def goods(family: str | None, printed: str | None = None) -> str:
    """The name of a kind of item as a label has it: in the plural, unless it is a mass noun or a proper name.

    ``printed`` tells weapons in general from help in general.
    """
    name = family or GENERAL
    if name == GENERAL and printed and not re.search(r"\b(?:weapon|arm|munition)", printed, re.IGNORECASE):
        return "military support"
    if _is_mass(name) or re.search(r"\d", name) or name.endswith("s") or name.endswith("aircraft"):
        return name
    return f"{name[:-1]}ies" if re.search(r"[^aeiou]y$", name) else f"{name}s"


def _is_mass(name: str | None) -> bool:
    return bool(name) and str(name).split()[-1] in _MASS
