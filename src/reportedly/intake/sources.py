"""Files, folders, lists and JSON lines as raw pages, one after the other, in a stable order.

What cannot be read comes out as a :class:`~reportedly.model.Rejected` and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InputError
from reportedly.intake.json_lines import lines_of, pages_of
from reportedly.model import RawPage, Rejected
from reportedly.pages.load import MAX_HTML

PAGES = {".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html"}
LINES = frozenset((".jsonl", ".ndjson", ".json"))
LIMIT = MAX_HTML
_STAGE = "intake"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A raw page, or why there is none, with the place it came from (``file`` or ``file:line``) and the bytes it took."""

    place: str
    item: RawPage | Rejected
    size: int


def check_sources(sources: Iterable[str]) -> None:
    """Raise InputError for what no source can be: an address on the web, which is not fetched."""
    for source in sources:
        if source.startswith(("http://", "https://")):
            raise InputError(
                f"{source} is an address on the web, and pages are not fetched. Save the page, and give the file"
            )


def open_sources(sources: Iterable[str]) -> Iterator[Sourced]:
    """The raw pages of the sources, each read only when its turn comes."""
    for source in sources:
        yield from _open(source)


def measure(sources: Iterable[str]) -> int:
    """How many bytes there are to read, for a progress bar; what cannot be looked at counts nothing."""
    return sum(_size(path) for source in sources for path in _files(source) if isinstance(path, str))


def shown(path: str) -> str:
    """A path as text that can be stored: bytes that are not UTF-8 are written as ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _open(source: str) -> Iterator[Sourced]:
    empty = True
    for path in _files(source):
        empty = False
        yield from ([_rejected(path)] if isinstance(path, Rejected) else _open_file(path))
    if empty:
        kinds = ", ".join(sorted([*PAGES, *LINES]))
        yield _rejected(Rejected(shown(source), _STAGE, f"no page in this folder: looked for {kinds}"))


def _files(source: str) -> Iterator[str | Rejected]:
    """The files of a source: itself, those that a list names, or those of a folder and what is below it, by name."""
    if source.startswith("@"):
        yield from _listed(source[1:])
    elif os.path.isdir(source):
        yield from _walk(source)
    else:
        yield source


def _listed(path: str) -> Iterator[str | Rejected]:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        yield Rejected(shown(path), _STAGE, f"this list cannot be read: {_why(error)}")
        return
    for line in lines:
        if (source := line.strip()) and not source.startswith(("#", "@")):
            yield from _files(source)


def _walk(folder: str) -> Iterator[str | Rejected]:
    """Hidden files, and files of other kinds, are passed over; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Rejected(shown(folder), _STAGE, f"this folder cannot be read: {_why(error)}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = entry.path.removeprefix("./")  # the same page, whether its folder is given or it by name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif _kind(path) in PAGES or _kind(path) in LINES:
            yield path


def _kind(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _open_file(path: str) -> Iterator[Sourced]:
    """The page or the pages of one file."""
    try:
        if _kind(path) in LINES:
            yield from _open_lines(path)
        else:
            yield _open_page(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _rejected(Rejected(shown(path), _STAGE, f"this file cannot be read: {_why(error)}"))


def _open_page(path: str) -> Sourced:
    if not os.path.isfile(path) and os.path.exists(path):
        return _rejected(Rejected(shown(path), _STAGE, "this is neither a file nor a folder"))
    with open(path, "rb") as file:
        content = file.read(LIMIT + 1)
        if len(content) > LIMIT:
            return _rejected(Rejected(shown(path), _STAGE, _too_large(os.fstat(file.fileno()).st_size)))
    media = "html" if PAGES.get(_kind(path)) == "html" else "text" if _kind(path) == ".txt" else None
    return Sourced(shown(path), RawPage(shown(path), content, media), len(content))  # type: ignore[arg-type]


def _open_lines(path: str) -> Iterator[Sourced]:
    with open(path, "rb") as file:
        for number, line in lines_of(file, LIMIT):
            place = f"{shown(path)}:{number}"
            if line is None:
                yield _rejected(
                    Rejected(place, _STAGE, f"this line is longer than the {LIMIT / 1e6:.0f} MB that a page may have")
                )
                continue
            for item in pages_of(line, place):
                yield Sourced(place, item, len(line))


def _too_large(size: int) -> str:
    return f"{size / 1e6:.0f} MB, and a page may have {LIMIT / 1e6:.0f} MB. If these are several pages, give them one by one"


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _rejected(rejected: Rejected) -> Sourced:
    return Sourced(rejected.uri, rejected, 0)
