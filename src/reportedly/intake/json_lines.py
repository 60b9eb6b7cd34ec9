"""JSON lines as raw pages: ``url``, ``outlet``, ``date``, ``title``, ``authors``, and ``text`` or ``html``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, Literal

from reportedly.model import RawPage, Rejected

_STAGE = "intake"
LONGEST_LINE = 1_000_000_000
"""Bytes of one line that are passed over before the file is given up: a packed file may hold a line without end."""
PIECE = 1_000_000
"""Bytes that are passed over at a time."""
_OPTIONAL = ("outlet", "date", "title")


def lines_of(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not empty, numbered from 1; ``None`` for one longer than ``limit``, which is passed over.

    A file that is one JSON value over several lines (a list of pages, or one page) comes out as one line.
    """
    whole = _one_value(file, limit)
    if whole is not None:
        yield 1, whole
        return
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            passed = limit
            while (rest := file.readline(PIECE)) and not rest.endswith(b"\n"):
                passed += len(rest)
                if passed > LONGEST_LINE:
                    yield number, None
                    raise ValueError(f"line {number} has no end within {LONGEST_LINE / 1e9:.0f} GB")
            yield number, None
        elif stripped := line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield number, stripped


def pages_of(line: bytes, place: str) -> Iterator[RawPage | Rejected]:
    """The page that a line holds, or each of a list of them, or why there is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Rejected(place, _STAGE, f"this line is not JSON: {error}")
        return
    for number, entry in enumerate(value, 1) if isinstance(value, list) else [(0, value)]:
        problem = _problem(entry)
        where = f"{place}[{number}]" if number else place
        yield Rejected(where, _STAGE, problem) if problem else _page(entry)


def _one_value(file: BinaryIO, limit: int) -> bytes | None:
    """The whole file where its first line is no JSON by itself and the whole is; else ``None``, and back to the start.

    A line that is too long by itself begins no such file: what follows it is not read for that.
    """
    first = file.readline(limit + 1)
    whole = None
    if first[-1:] == b"\n" and not _is_json(first):
        held = first + file.read(limit * 4)
        whole = held if _is_json(held) else None
    file.seek(0)
    return whole


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _problem(entry: object) -> str | None:
    if not isinstance(entry, dict):
        return "this line is no JSON object with url and text or html"
    if not isinstance(entry.get("url"), str) or not entry["url"].strip():
        return "this line has no url"
    if not isinstance(entry.get("text"), str) and not isinstance(entry.get("html"), str):
        return "this line has neither text nor html"
    for name in _OPTIONAL:
        if not isinstance(entry.get(name), str | None):
            return f"{name} of this line is not text but {entry[name]!r:.40}"
    return None


def _page(entry: dict[str, object]) -> RawPage:
    media: Literal["text", "html"] = "text" if isinstance(entry.get("text"), str) else "html"
    return RawPage(
        uri=_words(entry["url"]),
        content=_whole(entry[media]),
        media=media,
        date=_maybe(entry.get("date")),
        outlet=_maybe(entry.get("outlet")),
        title=_maybe(entry.get("title")),
        authors=_authors(entry.get("authors")),
    )


def _authors(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(_words(name).strip() for name in names if isinstance(name, str) and name.strip())


def _maybe(value: object) -> str | None:
    return _words(value).strip() or None if isinstance(value, str) else None


def _words(value: object) -> str:
    """Text about the article: a null character, which PostgreSQL does not hold, becomes U+FFFD. Texts with one are refused."""
    return _whole(value).replace("\x00", "\ufffd")


def _whole(value: object) -> str:
    r"""Text that can be stored: half a character ("\ud83d" alone, a cut emoji) becomes U+FFFD, so no offset moves."""
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
