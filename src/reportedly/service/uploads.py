"""Files that somebody uploads: kept in a folder of their own until they are read, as ``reportedly read`` reads a folder's."""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from reportedly.intake.filters import Passed
from reportedly.intake.sources import KINDS, Sourced, open_sources
from reportedly.model import Rejected

MOST_PAGES = 2000  # of one upload
MOST_UNPACKED = 400_000_000  # bytes of a file when it is unpacked: what is packed well is small to send
_STAGE = "intake"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent, under the name that its sender gives it."""

    sent_as: str
    content: BinaryIO

    @property
    def name(self) -> str:
        """Its bare name: no path of the sender's, nothing that cannot be printed."""
        bare = self.sent_as.replace("\\", "/").rpartition("/")[2]
        return "".join(c for c in bare if c.isprintable())[-120:].lstrip(".") or "upload"


@dataclass(frozen=True, slots=True)
class Saved:
    """Uploads in a folder, each in one of its own, so that two may have the same name; the folder goes when they are read."""

    folder: TemporaryDirectory[str]
    names: tuple[str, ...]

    def pages(self) -> Iterator[Sourced]:
        """The pages of all of them, each under the name of its file; of more than :data:`MOST_PAGES` the first."""
        with self.folder as folder:
            found = (one for n, name in enumerate(self.names) for one in _pages(Path(folder, str(n)), name))
            yield from islice(found, MOST_PAGES)
            if next(found, None) is not None:
                why = f"more than {MOST_PAGES} pages at a time: the rest was not read. Read it with: reportedly read"
                yield _refused(self.names[-1], why)


def save(uploads: Sequence[Upload]) -> Saved:
    """Keep uploads until they are read."""
    folder = TemporaryDirectory(prefix="reportedly-")
    for n, upload in enumerate(uploads):
        home = Path(folder.name, str(n))
        home.mkdir()
        with (home / upload.name).open("wb") as file:
            shutil.copyfileobj(upload.content, file)
    return Saved(folder, tuple(upload.name for upload in uploads))


def _pages(home: Path, name: str) -> Iterator[Sourced]:
    path = home / name
    if why := _unreadable(path):
        yield _refused(name, why)
        return
    for one in open_sources([str(path)]):
        yield _under(one, f"{home}/")


def _unreadable(path: Path) -> str:
    """Why a file is not even opened; empty where it is."""
    stem = path.stem if path.suffix.lower() == ".gz" else path.name
    if (kind := Path(stem).suffix.lower()) not in KINDS:
        return f"nothing is read from {kind or 'a name without an ending'}: {', '.join(sorted(KINDS))}, also with .gz"
    return _too_much(path) if stem != path.name else ""


def _too_much(path: Path) -> str:
    """Why a packed file is not read; empty where it is not larger than it may be when it is unpacked."""
    held = 0
    try:
        with gzip.open(path, "rb") as file:
            while held <= MOST_UNPACKED and (piece := file.read(_PIECE)):
                held += len(piece)
    except (OSError, EOFError, zlib.error) as error:
        return f"this file cannot be unpacked: {error}"
    return f"more than {MOST_UNPACKED / 1e6:.0f} MB when it is unpacked" if held > MOST_UNPACKED else ""


def _under(one: Sourced, folder: str) -> Sourced:
    """A page under the name of its file, without the folder in which that was kept."""
    item = one.item
    if not isinstance(item, Passed):
        item = replace(item, uri=item.uri.removeprefix(folder))
    return replace(one, place=one.place.removeprefix(folder), item=item)


def _refused(name: str, why: str) -> Sourced:
    return Sourced(name, Rejected(name, _STAGE, why), 0)
