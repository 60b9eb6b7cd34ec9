"""Going through a ledger from end to end without holding it in memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self, TextIO

from reportedly.ledger import Ledger
from reportedly.model import Reading, StoryAccount

IN_MEMORY = 1 << 20  # bytes of a section before it goes to the disk


def readings(ledger: Ledger, story: str | None) -> Iterator[Reading]:
    """The readings, one at a time; a document that its story dates has the date that the story gives it."""
    dated = ledger.dated(story)
    for reading in ledger.readings(ledger.document_ids(story)):
        published = dated.get(reading.document.id)
        yield (
            reading if published is None else replace(reading, document=replace(reading.document, published=published))
        )


def accounts(ledger: Ledger, story: str | None) -> Iterator[StoryAccount]:
    """The accounts of the stories that are compiled, one at a time, by name."""
    return (account for _, account in named_accounts(ledger, story))


def named_accounts(ledger: Ledger, story: str | None) -> Iterator[tuple[str, StoryAccount]]:
    """The same, each with the name under which the ledger keeps it."""
    entries = ledger.stories() if story is None else (ledger.story(story),)
    return ((entry.name, ledger.account(entry.name)) for entry in entries if entry.id is not None)


class Spool:
    """Records of several sections, come in any order and gone out section by section; what is large lies on the disk."""

    def __init__(self, sections: Iterable[str]) -> None:
        """Make room for these sections, to be used in a ``with``."""
        self._stack = ExitStack()
        self._files = {name: self._stack.enter_context(_temporary()) for name in sections}
        self._counts = dict.fromkeys(self._files, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def add(self, section: str, record: str) -> None:
        """Keep a record; line ends inside it are written as they stand."""
        self._files[section].write(("\0" if self._counts[section] else "") + record)
        self._counts[section] += 1

    def copy(self, section: str, out: TextIO, *, before: str, between: str) -> int:
        """Write the section's records; ``before`` the first one, and ``between`` two. How many there were."""
        file = self._files[section]
        file.seek(0)
        if self._counts[section]:
            out.write(before)
        shutil.copyfileobj(_Separated(file, between), out)
        return self._counts[section]


class _Separated:
    """The spooled text with the mark between records read as what is to stand there."""

    def __init__(self, file: SpooledTemporaryFile[str], between: str) -> None:
        self._file, self._between = file, between

    def read(self, size: int = -1) -> str:
        return self._file.read(size).replace("\0", self._between)


def _temporary() -> SpooledTemporaryFile[str]:
    return SpooledTemporaryFile(IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass", newline="")
