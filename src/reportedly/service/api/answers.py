"""What the API answers with: one record or a page of them, with the fields asked for, and a mark to ask again with."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from math import isfinite
from typing import Annotated, TypeVar

from fastapi import Query, Request
from starlette.responses import Response

from reportedly.errors import InputError
from reportedly.ledger.paging import Key, Page
from reportedly.service.api.records import fields_of

Record = TypeVar("Record")
Plain = Mapping[str, object]
MOST, USUAL = 200, 50  # records of a page

Cursor = Annotated[str, Query(max_length=1000, description="`next` of the page before; the first page without it.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many records a page has at most.")]
Fields = Annotated[
    str, Query(min_length=1, max_length=400, description="Only these fields, parted by commas; `id` is always there.")
]


def one(request: Request, kind: str, plain: Plain, fields: str = "", status: int = 200) -> Response:
    """One record of a kind (a schema's name)."""
    return answer(request, chosen(kind, plain, wanted(kind, fields)), status)


def many(
    request: Request, kind: str, page: Page[Record], plain: Callable[[Record], Plain], fields: str = ""
) -> Response:
    """A page of records of a kind."""
    names = wanted(kind, fields)
    return listed(request, [chosen(kind, plain(record), names) for record in page.records], sealed(page.next))


def listed(request: Request, items: Sequence[Plain], following: str | None) -> Response:
    """Records that are plain already, as a page."""
    return answer(request, {"items": items, "next": following})


def answer(request: Request, plain: Plain, status: int = 200) -> Response:
    """The value as JSON with its ETag, or 304 where the asker holds the same."""
    body = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    mark = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": mark}
    if status == 200 and request.method == "GET" and _holds(request.headers.get("if-none-match", ""), mark):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, "application/json")


def _holds(given: str, mark: str) -> bool:
    """Whether If-None-Match names this mark, weakly or not (RFC 9110, section 13.1.2)."""
    return given.strip() == "*" or mark in {part.strip().removeprefix("W/") for part in given.split(",")}


# ---- fields ----------------------------------------------------------------------------------------------------------


def wanted(kind: str, fields: str) -> frozenset[str]:
    """The names in ``fields``; all without any. Raises InputError for one that the kind has not."""
    names = {name.strip() for name in fields.split(",") if name.strip()}
    known = fields_of(kind)
    if unknown := sorted(names - set(known)):
        raise InputError(f"fields: there is no {unknown[0]!r}. There are: {', '.join(known)}")
    return frozenset(names) or frozenset(known)


def chosen(kind: str, plain: Plain, names: Iterable[str]) -> Plain:
    """The record with these fields and its id."""
    kept = {*names, "id"}
    return {name: value for name, value in plain.items() if name in kept}


# ---- cursors ---------------------------------------------------------------------------------------------------------


def sealed(key: Key | None) -> str | None:
    """A key as text that goes into an address."""
    if key is None:
        return None
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def opened(cursor: str, shape: Sequence[type]) -> Key | None:
    """The key in a cursor, ``None`` for none. Raises InputError for one that this list did not give."""
    if not cursor:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError, binascii.Error):
        key = None
    if not isinstance(key, list) or [type(part) for part in key] != list(shape) or not all(map(_storable, key)):
        raise InputError("cursor: this is none of this list's. Give `next` of the page before, or none")
    return tuple(key)


def _storable(part: object) -> bool:
    """Whether the database can compare with it: whole characters, a number that fits eight bytes, and is one."""
    if isinstance(part, float):
        return isfinite(part)
    if isinstance(part, int):
        return 0 <= part < 1 << 63
    return isinstance(part, str) and "\0" not in part and not any("\ud800" <= c <= "\udfff" for c in part)
