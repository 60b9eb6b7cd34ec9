"""Files, folders, lists, JSON lines and archives as raw pages, one after the other, in a stable order.

What cannot be read comes out as a :class:`~reportedly.model.Rejected` and the rest goes on.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from reportedly.intake.archives import mhtml_page, warc_pages
from reportedly.intake.fetching import Fetched
from reportedly.intake.filters import EVERYTHING, Filter, Passed
from reportedly.intake.json_lines import lines_of, pages_of
from reportedly.intake.web import is_web, pages_at
from reportedly.model import RawPage, Rejected
from reportedly.pages.load import MAX_HTML

PAGES = {".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": None}
LINES = frozenset((".jsonl", ".ndjson", ".json"))
ARCHIVES = frozenset((".warc",))
SAVED = frozenset((".mht", ".mhtml"))
KINDS = frozenset((*PAGES, *LINES, *ARCHIVES, *SAVED))
_HTML_STARTS = (b"<!doctype html", b"<html")
LIMIT = MAX_HTML
_STAGE = "intake"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A raw page, or why there is none, with the place it came from (``file`` or ``file:line``) and the bytes it took.

    ``day`` is when it appeared as somebody else says, a feed: for a page that says no date itself. ``came`` is the answer that a
    page of the web came as, to be kept as evidence.
    """

    place: str
    item: RawPage | Rejected | Passed
    size: int
    day: str | None = None
    came: Fetched | None = None


def open_sources(sources: Iterable[str], wanted: Filter = EVERYTHING) -> Iterator[Sourced]:
    """The raw pages of the sources, each read only when its turn comes; what is not ``wanted`` comes out as passed over."""
    for source in sources:
        yield from _open(source, wanted)


def measure(sources: Iterable[str]) -> int:
    """How many bytes there are to read, for a progress bar; what cannot be looked at counts nothing."""
    return sum(_size(path) for source in sources for path in _files(source) if isinstance(path, str))


def shown(path: str) -> str:
    """A path as text that can be stored: bytes that are not UTF-8 are written as ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def files_of(source: str) -> Iterator[str | Rejected]:
    """The files of a source, as :func:`open_sources` reads them, and what of it cannot be read."""
    empty = True
    for path in _files(source):
        empty = False
        yield path
    if empty:
        kinds = ", ".join(sorted(KINDS))
        yield Rejected(shown(source), _STAGE, f"no page in this folder: looked for {kinds}")


def _open(source: str, wanted: Filter) -> Iterator[Sourced]:
    for path in files_of(source):
        yield from ([_rejected(path)] if isinstance(path, Rejected) else _open_file(path, wanted))


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
    """Hidden files, and files of other kinds, are passed over; links to folders are not followed.

    So is the folder of pictures and scripts that a browser saves beside a page. A file whose name tells no kind, as those that
    ``wget`` names by their addresses, is a page where it begins like one.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Rejected(shown(folder), _STAGE, f"this folder cannot be read: {_why(error)}")
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = entry.path.removeprefix("./")  # the same page, whether its folder is given or it by name
        if entry.is_dir(follow_symlinks=False):
            if not (entry.name.endswith("_files") and _saved_beside(names, entry.name.removesuffix("_files"))):
                yield from _walk(path)
        elif _kind(path) in KINDS or _begins_as_page(entry):
            yield path


def _saved_beside(names: set[str], stem: str) -> bool:
    return any(f"{stem}{kind}" in names for kind in (".html", ".htm"))


def _begins_as_page(entry: os.DirEntry[str]) -> bool:
    """Whether a file of an unknown kind begins as an HTML page does."""
    if len(os.path.splitext(entry.name)[1]) in {3, 4, 5} and "?" not in entry.name and not entry.is_symlink():
        return False
    try:
        with open(entry.path, "rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_STARTS)
    except OSError:
        return False


def _kind(path: str) -> str:
    """How a file's name ends, in lower case; what it is packed in is not looked at."""
    stem = path[:-3] if path.lower().endswith(".gz") else path
    return os.path.splitext(stem)[1].lower()


@contextmanager
def _unpacked(path: str) -> Iterator[BinaryIO]:
    """A file as it is when unpacked, read piece by piece."""
    if path.lower().endswith(".gz"):
        with gzip.open(path, "rb") as file:
            yield file  # type: ignore[misc]  # a GzipFile is one, though not to the type checker
    else:
        with open(path, "rb") as plain:
            yield plain


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _open_file(path: str, wanted: Filter) -> Iterator[Sourced]:
    """The page or the pages of one file, or at one address on the web."""
    if is_web(path):
        yield from (_wanted(Sourced(p.address, p.item, p.size, came=p.came), wanted) for p in pages_at([path]))
        return
    try:
        if _kind(path) in LINES:
            yield from _open_lines(path, wanted)
        elif _kind(path) in ARCHIVES:
            yield from _open_archive(path, wanted)
        else:
            yield _wanted(_open_page(path), wanted)
    except (OSError, EOFError, zlib.error, ValueError) as error:  # ValueError: a NUL in the name
        yield _rejected(Rejected(shown(path), _STAGE, f"this file cannot be read: {_why(error)}"))


def _wanted(sourced: Sourced, wanted: Filter) -> Sourced:
    return sourced if not isinstance(sourced.item, RawPage) else replace(sourced, item=wanted.all_of(sourced.item))


def _open_page(path: str) -> Sourced:
    if not os.path.isfile(path) and os.path.exists(path):
        return _rejected(Rejected(shown(path), _STAGE, "this is neither a file nor a folder"))
    with _unpacked(path) as file:
        if _kind(path) in SAVED:
            return Sourced(shown(path), mhtml_page(file, shown(path), LIMIT), _size(path))
        content = file.read(LIMIT + 1)
        if len(content) > LIMIT:
            return _rejected(Rejected(shown(path), _STAGE, _too_large(_size(path))))
    media = "html" if PAGES.get(_kind(path)) == "html" else "text" if _kind(path) == ".txt" else None
    return Sourced(shown(path), RawPage(shown(path), content, media), _size(path))  # type: ignore[arg-type]


def _open_lines(path: str, wanted: Filter) -> Iterator[Sourced]:
    share = _size(path)  # of a packed file only the whole is known: it is told with the first line
    packed = path.lower().endswith(".gz")
    with _unpacked(path) as file:
        for number, line in lines_of(file, LIMIT):
            place = f"{shown(path)}:{number}"
            if line is None:
                yield _rejected(
                    Rejected(place, _STAGE, f"this line is longer than the {LIMIT / 1e6:.0f} MB that a page may have")
                )
                continue
            for item in pages_of(line, place):
                size = share if packed else len(line)
                share = 0
                yield _wanted(Sourced(place, item, size), wanted)


def _open_archive(path: str, wanted: Filter) -> Iterator[Sourced]:
    with open(path, "rb") as file:
        told = 0
        for place, item in warc_pages(file, shown(path), LIMIT, wanted):
            at = file.tell()
            yield Sourced(place, item, at - told)
            told = at


def _too_large(size: int) -> str:
    return f"{size / 1e6:.0f} MB, and a page may have {LIMIT / 1e6:.0f} MB. If these are several pages, give them one by one"


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _rejected(rejected: Rejected) -> Sourced:
    return Sourced(rejected.uri, rejected, 0)
