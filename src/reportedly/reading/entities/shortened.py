"""Organisations by a shorter form of their name: an acronym, or "the Guard" for the Revolutionary Guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.language.bodies import PUBLIC_HEADS
from reportedly.reading.entities.spots import Spot

_BODIES = frozenset({"Organization", "PublicBody", "Outlet"})
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "al"})


def with_full_names(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Acronyms and single words of organisations given the full name that the document prints."""
    full: dict[str, Spot] = {}
    for spot in (s for s in spots if s.type in _BODIES and not s.name.endswith(" administration")):
        for form in {spot.printed} if spot.basis == "table" else {spot.name, spot.printed}:
            if " " in form:
                full.setdefault(form, spot)
    return tuple(_expanded(s, full) for s in spots)


def _expanded(spot: Spot, full: dict[str, Spot]) -> Spot:
    if spot.type == "Outlet" and spot.basis == "table" and " " not in spot.printed:
        papers = {f.name: f for f in full.values() if f.type == "Outlet" and f.name.endswith(f" {spot.printed}")}
        return replace(spot, name=next(iter(papers))) if len(papers) == 1 else spot
    if spot.basis != "parser" or spot.type not in {*_BODIES, "Person", "Place"} or " " in spot.name:
        return spot
    owners = {f.name: f for form, f in full.items() if _is_short_for(spot, form)}
    if len(owners) != 1:
        return spot
    owner = next(iter(owners.values()))
    return replace(spot, name=owner.name, type=owner.type, country=spot.country or owner.country, basis=owner.basis)


def _is_short_for(spot: Spot, name: str) -> bool:
    if spot.name.isupper() and len(spot.name) > 1:
        return spot.name in acronyms(name)
    parts = name.split()
    if spot.type not in _BODIES or len(spot.name) <= 3:
        return False
    return spot.name == parts[-1] or (spot.name == parts[0] and spot.name.casefold() not in PUBLIC_HEADS)


def acronyms(name: str) -> frozenset[str]:
    """The initials of a name, with and without its small words: "ISW" and "IFTSOW" for "Institute for the Study of War"."""
    parts = [p for p in name.replace("-", " ").split() if p[0].isalpha()]
    main = "".join(p[0] for p in parts if p.lower() not in _SMALL).upper()
    return frozenset({main, "".join(p[0] for p in parts).upper()})
