"""From YAML to :class:`~reportedly.packs.records.Pack`: schema first, then what a schema cannot say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from reportedly.errors import PackError
from reportedly.packs.records import Code, Condition, EventType, Form, Item, Pack, RoleKind, Slot, Trigger
from reportedly.packs.source import Source, read_source

_FOLDER = files("reportedly.packs")
_PLACES = frozenset(("subject", "object", "indirect", "possessor", "demonym", "compound", "receiver", "clause"))


def available() -> tuple[str, ...]:
    """The names of the packs that come with the package, sorted."""
    return tuple(sorted(f.name.removesuffix(".yaml") for f in _FOLDER.iterdir() if f.name.endswith(".yaml")))


def load_packs(names: Sequence[str]) -> tuple[Pack, ...]:
    """Load packs by name, or by the path of a YAML file (with ``.yaml`` or ``.yml``), in the order given.

    Raises :class:`~reportedly.errors.PackError` with file, line and key for the first that is wrong.
    """
    return tuple(_load(name) for name in names)


def loadable(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of ``names`` whose packs load, in order, and what is wrong with the others; a bad pack stops no other."""
    good: list[str] = []
    wrong: list[str] = []
    for name in names:
        try:
            _load(name)
        except PackError as error:
            wrong.append(str(error))
        else:
            good.append(name)
    return tuple(good), tuple(wrong)


def _load(name: str) -> Pack:
    if name.endswith((".yaml", ".yml")):
        return read_pack(name, _text_of(name))
    if name not in available():
        raise PackError(
            f"no pack is called {name!r}; there are {', '.join(available())}, or give the path of a .yaml file"
        )
    return read_pack(f"{name}.yaml", (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _text_of(path: str) -> str:
    try:
        return FilePath(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path}, line 1, the file: cannot be read: {error}") from error


def read_pack(file: str, text: str) -> Pack:
    """Read one pack from its YAML; ``file`` is the name that errors give."""
    source = read_source(file, text)
    _check_schema(source)
    data = cast("Mapping[str, Any]", source.data)
    words = {name: frozenset(w) for name, w in data.get("words", {}).items()}
    items = tuple(_items(source, data.get("items", {}), words))
    reader = _Types(source, words, frozenset(i.name for i in items))
    types = tuple(reader.read(name, body) for name, body in data["types"].items())
    return Pack(data["name"], data["title"], types, items)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads((_FOLDER / "pack.schema.json").read_text(encoding="utf-8")))


def _check_schema(source: Source) -> None:
    error = best_match(_validator().iter_errors(source.data))
    if error is not None:
        raise source.error(tuple(error.absolute_path), error.message)


def _items(
    source: Source, items: Mapping[str, Mapping[str, Any] | None], words: Mapping[str, frozenset[str]]
) -> Iterator[Item]:
    for name, said in items.items():
        body = said or {}
        parent = body.get("under")
        if parent is not None and parent not in items:
            raise source.error(("items", name, "under"), f"no item is called {parent!r}")
        _check_no_circle(source, items, name)
        amid = _named_words(source, words, ("items", name, "amid"), body.get("amid", ()))
        also, makes, alone = (tuple(body.get(key, ())) for key in ("also", "makes", "alone"))
        yield Item(name, parent, also, makes, alone, amid)


def _check_no_circle(source: Source, items: Mapping[str, Mapping[str, Any] | None], name: str) -> None:
    seen: set[str] = set()
    at: str | None = name
    while at is not None and at in items:
        if at in seen:
            raise source.error(("items", name, "under"), f"{name!r} stands under itself")
        seen.add(at)
        at = (items[at] or {}).get("under")


class _Types:
    """Reads the event types of one pack; holds what every step needs to say where an error stands."""

    def __init__(self, source: Source, words: Mapping[str, frozenset[str]], items: frozenset[str]) -> None:
        self._source = source
        self._words = words
        self._items = items

    def read(self, name: str, body: Mapping[str, Any]) -> EventType:
        roles = tuple(self._role(("types", name, "roles", r), r, b) for r, b in body["roles"].items())
        known = frozenset(r.name for r in roles)
        split = _several(body.get("split", ()))
        for role in split:
            if role not in known:
                raise self._source.error(("types", name, "split"), f"{name} has no role {role!r}")
        triggers = tuple(
            self._trigger(("types", name, "triggers", n), b, known) for n, b in enumerate(body["triggers"])
        )
        own = (Code(a, c.get("plover"), c.get("cameo")) for a, c in body.get("actions", {}).items())
        codes = (Code(None, body.get("plover"), body.get("cameo")), *own)
        return EventType(name, body["title"], roles, triggers, codes, split, body.get("lasting", False))

    def _role(self, at: tuple[str | int, ...], name: str, body: Mapping[str, Any]) -> RoleKind:
        kinds, maker = tuple(body.get("of", ())), body.get("maker", False)
        makes = () if isinstance(maker, bool) else tuple(maker)
        for key, kind in (*(("of", k) for k in kinds), *(("maker", k) for k in makes)):
            if kind not in self._items:
                raise self._source.error((*at, key), f"no item is called {kind!r}")
        flags = (bool(maker), body.get("many", False), body.get("hands", False))
        return RoleKind(name, body["takes"], body.get("party", False), kinds, *flags, makes)

    def _trigger(self, at: tuple[str | int, ...], body: Mapping[str, Any], known: frozenset[str]) -> Trigger:
        form: Form = "verb" if "verbs" in body else "noun" if "nouns" in body else "item"
        slots = tuple(Slot(name, _several(roles)) for name, roles in body["roles"].items())
        needs = tuple(_several(n) for n in body.get("needs", ()))
        for role in sorted(
            {r for s in slots for r in s.roles}
            | {r for n in needs for r in n}
            | set(body.get("set", ()))
            | {body[key] for key in ("speaker", "maker") if key in body}
        ):
            if role not in known:
                raise self._source.error(
                    (*at, "roles"), f"{at[1]} has no role {role!r}; it has {', '.join(sorted(known))}"
                )
        for slot in slots:
            if slot.name not in _PLACES and not slot.name.isalpha():
                raise self._source.error((*at, "roles", slot.name), "is neither a place in a clause nor a preposition")
        conditions = tuple(
            Condition(slot, self._words_of((*at, "where", slot), w)) for slot, w in body.get("where", {}).items()
        )
        exceptions = tuple(
            Condition(slot, self._words_of((*at, "unless", slot), w)) for slot, w in body.get("unless", {}).items()
        )
        return Trigger(
            form, frozenset(body.get("verbs", body.get("nouns", ()))), slots, needs, conditions,
            self._words_of((*at, "beside"), body.get("beside", ())), tuple(body.get("set", {}).items()),
            body.get("status"), body.get("inherit", False), body.get("speaker"), frozenset(body.get("strict", ())),
            body.get("confidence", 0.8), exceptions, body.get("mutual", False), body.get("maker"),
        )  # fmt: skip

    def _words_of(self, at: tuple[str | int, ...], said: str | Sequence[str]) -> frozenset[str]:
        return _named_words(self._source, self._words, at, said)


def _named_words(
    source: Source, words: Mapping[str, frozenset[str]], at: tuple[str | int, ...], said: str | Sequence[str]
) -> frozenset[str]:
    """Words as a list, or the name of a list under ``words``."""
    if not isinstance(said, str):
        return frozenset(said)
    if said not in words:
        raise source.error(at, f"no list under 'words' is called {said!r}")
    return words[said]


def _several(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
