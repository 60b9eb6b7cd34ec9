"""Tables of general facts that ship with the package: tab-separated files, one header line, lists joined by ``;``.

A form marked ``?`` at its end is *weak*: it is also a common word or a surname ("Time", "Jordan", "Patriot"), and counts as
the name only where the text around it says so.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form of a name; ``weak`` where it needs support from the text around it."""

    text: str
    weak: bool = False


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``language/data/<table>.tsv`` below its header."""
    text = (files("reportedly.language") / "data" / f"{table}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(row) for row in csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE))


def form(cell: str) -> Form:
    """One form, its mark read off."""
    return Form(cell.removesuffix("?"), cell.endswith("?"))


def forms(*cells: str) -> tuple[Form, ...]:
    """The forms in these cells, in order, each once."""
    return tuple(dict.fromkeys(form(part) for cell in cells for part in cell.split(";") if part))


@cache
def words(name: str) -> frozenset[str]:
    """The set of words called ``name`` in the table of word sets; :class:`KeyError` where there is none."""
    sets = {key: frozenset(listed.split()) for key, listed in rows("words")}
    return sets[name]
