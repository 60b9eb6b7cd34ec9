"""Kinds of item: which names of weapons and goods speak of one thing when claims are put together.

The pack's taxonomy says what an item is (``Filler.kind``); here its name is brought to the level on which claims are told
apart: "short-range ballistic missiles" to "ballistic missile", "attack drones" to "drone", "military help" to "weapon".
"""

from __future__ import annotations

import re
from collections.abc import Collection

GENERAL = "weapon"
_GENERAL_HEADS = frozenset(
    (
        *("weapon", "weaponry", "arm", "arms", "armament", "equipment", "materiel", "matériel", "hardware", "munition"),
        *("supply", "shipment", "aid", "help", "assistance", "support", "backing", "cooperation", "item"),
    )
)
_ARMED = frozenset(
    (
        *("military", "lethal", "defence", "defense", "security", "arms", "weapons"),
        *("technical", "war", "armed", "advanced", "more"),
    )
)
_TAIL = re.compile(r"\s(?:for|of|to|in|into|against|from|with|on|that|which|used)\s")
# Families on which claims are told apart; a longer name that ends in one belongs to it. Broader ones come after narrower.
FAMILIES = (
    "ballistic missile", "cruise missile", "air defence system", "anti-aircraft missile", "anti-tank missile", "missile",
    "drone", "guided bomb", "bomb", "artillery ammunition", "ammunition", "artillery shell", "shell", "artillery",
    "rocket launcher", "rocket", "fighter jet", "aircraft", "helicopter", "tank", "armoured vehicle", "submarine", "warship",
    "vessel", "tanker", "mine", "landmine", "torpedo", "small arms", "rifle", "nerve agent", "chemical weapon", "nuclear weapon",
    "biological weapon",
    "radar", "satellite", "uranium", "oil", "component", "technology", "intelligence", "centrifuge", "chip",
)  # fmt: skip
_SAME = {
    "uav": "drone", "unmanned aerial vehicle": "drone", "loitering munition": "drone", "combat drone": "drone",
    "unmanned aircraft": "drone", "aerial drone": "drone", "suicide drone": "drone",
    "air defense system": "air defence system", "air-defense system": "air defence system",
    "air-defence system": "air defence system", "air defence": "air defence system", "air defense": "air defence system",
    "surface-to-air missile": "air defence system", "shell": "artillery ammunition", "artillery shell": "artillery ammunition",
    "artillery round": "artillery ammunition", "munition": "ammunition",
    "passenger jet": "aircraft", "passenger plane": "aircraft", "commercial jet": "aircraft", "jetliner": "aircraft",
    "warplane": "fighter jet", "fighter": "fighter jet", "fighter aircraft": "fighter jet", "combat aircraft": "fighter jet",
    "jet": "fighter jet", "fighter plane": "fighter jet", "plane": "aircraft", "military aircraft": "fighter jet",
    "landmine": "mine", "limpet mine": "mine", "naval mine": "mine", "glide bomb": "guided bomb",
    "rocket launcher": "rocket artillery", "tanker": "vessel", "warship": "vessel", "ship": "vessel", "oil tanker": "vessel",
}  # fmt: skip
_BROADER = {
    "ballistic missile": "missile", "cruise missile": "missile", "anti-tank missile": "missile",
    "anti-aircraft missile": "missile",
    "guided bomb": "bomb", "fighter jet": "aircraft", "helicopter": "aircraft",
    "artillery ammunition": "ammunition",
    "rocket artillery": "rocket",
}  # fmt: skip
# Common words for the same sort of thing, where a party or a target is no name: "the airliner", "a jet".
_THINGS = {
    "airliner": "plane", "airplane": "plane", "aeroplane": "plane", "aircraft": "plane", "jet": "plane", "jetliner": "plane",
    "flight": "plane", "boeing": "plane", "airbus": "plane", "ship": "ship", "vessel": "ship", "tanker": "ship",
    "freighter": "ship",
    "boat": "ship", "merchantman": "ship", "base": "base", "outpost": "base", "facility": "facility", "plant": "facility",
    "refinery": "facility", "installation": "facility", "civilian": "civilian", "people": "civilian", "person": "civilian",
    "resident": "civilian", "troop": "soldier", "soldier": "soldier", "serviceman": "soldier", "force": "soldier",
}  # fmt: skip
_PLURAL_ONLY = frozenset(["arms", "intelligence", "chess", "series"])


def singular(name: str) -> str:
    """An item's name in the singular and lower case, leading articles and numbers off."""
    plain = re.sub(
        r"^(?:the|a|an|some|more|several|additional|further|new|its|their|\d[\d,.]*)\s+", "", name.strip().lower()
    )
    plain = _TAIL.split(re.sub(r"[‐‑–]", "-", plain), maxsplit=1)[0]
    head, _, last = plain.rpartition(" ")
    if last not in _PLURAL_ONLY:
        if last.endswith("ies") and len(last) > 4:
            last = last[:-3] + "y"
        elif last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 3:
            last = last[:-1]
    return f"{head} {last}".strip()


def thing(name: str) -> str | None:
    """The sort of thing that a common noun phrase names, by its head: "a Ukrainian passenger jet" is a plane.

    ``None`` for a proper name.
    """
    printed = [w for w in re.split(r"[\s-]+", _TAIL.split(name.strip(), maxsplit=1)[0]) if not re.search(r"\d", w)]
    if not printed:
        return None
    head = "drone" if any(singular(w) == "drone" for w in printed) else singular(printed[-1])
    if head in _THINGS:
        return _THINGS[head]
    return head if printed[-1].islower() else None


def is_general(name: str) -> bool:
    """Whether a name says only that arms or military help are meant, not which."""
    words = singular(name).split()
    if not words:
        return True
    return words[-1] in _GENERAL_HEADS and (
        len(words) == 1 or bool(_ARMED & set(words)) or words[0] in ("advanced", "more")
    )


def family(kind: str | None, name: str, ancestors: Collection[str] = ()) -> str:
    """The family of an item: by the pack's name for it, by that name's ancestors in the pack, else by its own words."""
    for candidate in (kind, *ancestors, name):
        found = _family(singular(candidate)) if candidate else None
        if found:
            return found
    return GENERAL if is_general(kind or name) else singular(kind or name)


def _family(name: str) -> str | None:
    if name in _SAME:
        return _SAME[name]
    if is_general(name):
        return GENERAL
    for known in (*_SAME, *FAMILIES):
        if name == known or name.endswith(" " + known) or name.endswith("-" + known):
            return _SAME.get(known, known)
    return None


def broader(name: str) -> str | None:
    """The family above one: "missile" over "ballistic missile"; ``None`` at the top."""
    return _BROADER.get(name)


def is_broader(general: str, narrow: str) -> bool:
    """Whether one family lies above another; :data:`GENERAL` lies above all others."""
    if general == GENERAL:
        return narrow != GENERAL
    above = broader(narrow)
    return above is not None and (above == general or is_broader(general, above))
