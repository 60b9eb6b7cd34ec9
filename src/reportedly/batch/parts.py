"""Parts: what of one source was read, as Parquet files that are written whole or not at all.

A part has a row for each page: the ``place`` it came from, its ``size`` in bytes, its ``outcome`` (``read``, ``refused``,
``passed``, ``failed``), the ``document``'s id, its ``uri``, and the ``record`` as JSON: the reading, what was refused and why,
why it was passed over, or the fault of a stage.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from reportedly.exchange.records_back import record_of
from reportedly.intake.filters import Passed
from reportedly.model import Reading, Rejected

PAGES = 200  # of a source in one part: what is lost at most when a worker dies
CHARACTERS = 32_000_000  # held for one part, or the one page that is larger
_SCHEMA = pyarrow.schema(
    [
        ("place", "string"),
        ("size", "int64"),
        ("outcome", "string"),
        ("document", "string"),
        ("uri", "string"),
        ("record", "string"),
    ]
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A stage has a fault that this document shows."""

    uri: str
    message: str


Made = Reading | Rejected | Passed | Fault
_KINDS: dict[str, type[Made]] = {"read": Reading, "refused": Rejected, "passed": Passed, "failed": Fault}


@dataclass(frozen=True, slots=True)
class Page:
    """What came of one page."""

    place: str
    size: int
    record: Made


@dataclass(frozen=True, slots=True)
class Shard:
    """One file to be read, its number among the sources, and what names its parts: they hang on all that makes them differ."""

    number: int
    path: str
    key: str


def shards_of(paths: Sequence[str], made_by: Sequence[str]) -> tuple[Shard, ...]:
    """A shard for each file. Another file of the same path, or other stages, packs or dates, make other parts."""
    return tuple(Shard(n, path, _key(n, path, made_by)) for n, path in enumerate(paths))


def _key(number: int, path: str, made_by: Sequence[str]) -> str:
    try:
        found = os.stat(path)
        state = [found.st_size, found.st_mtime_ns]
    except (OSError, ValueError):  # told as refused when it is read
        state = []
    named = json.dumps([os.path.abspath(os.fsencode(path)).decode("utf-8", "backslashreplace"), state, *made_by])
    return f"{number:06}-{hashlib.blake2b(named.encode(), digest_size=8).hexdigest()}"


def part_of(folder: Path, shard: Shard, number: int) -> Path:
    """Where a part of a shard is written."""
    return folder / f"{shard.key}-{number:05}.parquet"


def end_of(folder: Path, shard: Shard) -> Path:
    """The file that says that a shard was read to its end."""
    return folder / f"{shard.key}.done"


def parts_of(folder: Path, shard: Shard) -> Iterator[Path]:
    """The parts of a shard, in order."""
    return iter(sorted(folder.glob(f"{shard.key}-*.parquet")))


def is_whole(part: Path) -> bool:
    """Whether a part is there and nothing in it has to be read again."""
    return part.exists() and not _faulty(part).exists()


def _faulty(part: Path) -> Path:
    return part.with_suffix(".faulty")


def begun(part: Path, page: int | None = None) -> int:
    """How often this part, or one page of it, was begun, now included: a page that kills whoever reads it is found so."""
    with _trials(part, page).open("ab") as file:
        file.write(b".")
        return file.tell()


def _trials(part: Path, page: int | None) -> Path:
    return part.with_suffix(f".{'all' if page is None else page}.begun")


def write_part(path: Path, pages: Iterable[Page]) -> None:
    """Write a part beside its place, then move it there: a worker that dies leaves no half of one."""
    held = list(pages)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([_row(page) for page in held], _SCHEMA), beside)
    if any(isinstance(page.record, Fault) for page in held):
        _faulty(path).touch()
    else:
        _faulty(path).unlink(missing_ok=True)
    beside.replace(path)
    for trials in path.parent.glob(f"{path.stem}.*.begun"):
        trials.unlink(missing_ok=True)


def read_part(path: Path) -> tuple[Page, ...]:
    """The pages of a part."""
    rows = pyarrow.parquet.read_table(path).to_pylist()
    return tuple(Page(r["place"], r["size"], record_of(_KINDS[r["outcome"]], json.loads(r["record"]))) for r in rows)


def _row(page: Page) -> dict[str, Any]:
    record = page.record
    document = record.document if isinstance(record, Reading) else None
    uri = document.uri if document is not None else getattr(record, "uri", None)
    told = json.dumps(asdict(record), default=date.isoformat)
    outcome = next(name for name, kind in _KINDS.items() if isinstance(record, kind))
    here = {"place": page.place, "size": page.size, "outcome": outcome}
    return here | {"document": document.id if document is not None else None, "uri": uri, "record": told}
