"""WARC archives cut into records, in constant memory, whatever is broken in them.

FastWARC reads a record, but a reader that meets a damaged one is lost in what follows. So the archive is cut here first: at
the ends of gzip members where each record is one (as CC-NEWS is written), and by lengths and record heads where not. A
record that does not hold together is given back as :class:`Broken`, and the next one is looked for behind it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

CHUNK = 1 << 16
HEAD_LIMIT = 1 << 16
"""Bytes that the head of a record may have."""
GZIP = b"\x1f\x8b\x08"
_MARK = b"WARC/"
_LOOK_AHEAD = 9  # the empty lines behind a record, and the mark of the next
_HEAD = re.compile(rb"WARC/[01]\.\d+\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the archive: its head, and all of its content."""

    head: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read, and why."""

    reason: str


class _End:
    """The end of a gzip member."""


class _Damage:
    """A gzip member that cannot be unpacked to its end."""


_Piece = bytes | _End | _Damage


def cut_records(file: BinaryIO, limit: int) -> Iterator[Record | Broken]:
    """The records of an archive, packed or not, in order; none of more than ``limit`` bytes of content is held."""
    packed = file.read(len(GZIP)) == GZIP
    file.seek(0)
    cutter = _Cutter(limit)
    for piece in _members(file) if packed else _chunks(file):
        yield from cutter.take(piece)
    yield from cutter.finish()


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


# ---- gzip members ----------------------------------------------------------------------------------------------------


def _members(file: BinaryIO) -> Iterator[_Piece]:
    """What is in a gzip file, member by member; behind a damaged one the next is looked for."""
    raw = bytearray()
    while raw or (raw := bytearray(file.read(CHUNK))):
        damaged = False
        used = _Used(raw)
        try:
            yield from _unpack(file, used)
        except zlib.error:
            damaged = True
        raw = used.left if not damaged else _next_member(file, used.kept)
        yield _Damage() if damaged else _End()


@dataclass(slots=True)
class _Used:
    """The raw bytes of a member: those to begin with, those kept to look for the next one in, and those left over."""

    first: bytearray
    kept: bytearray = field(default_factory=bytearray)
    left: bytearray = field(default_factory=bytearray)


def _unpack(file: BinaryIO, used: _Used) -> Iterator[bytes]:
    """Unpack one member, a bounded piece at a time. Raises zlib.error where it is damaged or cut off."""
    unpacker = zlib.decompressobj(wbits=31)
    raw = bytes(used.first)
    while not unpacker.eof:
        if not raw:
            raise zlib.error("cut off")
        used.kept += raw
        del used.kept[: -16 * CHUNK]  # of a long member only the last megabyte is searched again
        yield unpacker.decompress(raw, 4 * CHUNK)
        while unpacker.unconsumed_tail and not unpacker.eof:
            yield unpacker.decompress(unpacker.unconsumed_tail, 4 * CHUNK)
        raw = b"" if unpacker.eof else file.read(CHUNK)
    used.left = bytearray(unpacker.unused_data)


def _next_member(file: BinaryIO, raw: bytearray) -> bytearray:
    """The raw bytes from the next member on that unpacks to the head of a record; empty where there is none."""
    at = 1
    while True:
        at = raw.find(GZIP, at)
        if at < 0 or len(raw) - at < CHUNK // 4:
            more = file.read(CHUNK)
            if not more and at < 0:
                return bytearray()
            if more:
                raw = (raw[at:] if at >= 0 else raw[-len(GZIP) :]) + more
                at = 0
                continue
        if _begins_record(bytes(raw[at : at + CHUNK])):
            return raw[at:]
        at += 1


def _begins_record(raw: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(raw, 64).startswith(b"WARC/")
    except zlib.error:
        return False


# ---- records ---------------------------------------------------------------------------------------------------------


class _Cutter:
    """Cuts unpacked bytes into records; holds no more than one record and what came with its end."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = bytearray()
        self._skipping = 0

    def take(self, piece: _Piece) -> Iterator[Record | Broken]:
        """What is whole now that this piece is there."""
        if isinstance(piece, bytes):
            self._held += piece
            yield from self._cut(at_end=False)
            return
        if isinstance(piece, _Damage):
            yield Broken("it is damaged: it cannot be unpacked")
        else:
            yield from self._cut(at_end=True)
        self._held.clear()
        self._skipping = 0

    def finish(self) -> Iterator[Record | Broken]:
        """What is left when the archive is at its end."""
        yield from self._cut(at_end=True)

    def _cut(self, *, at_end: bool) -> Iterator[Record | Broken]:
        while True:
            if self._skipping and not self._skip():
                return
            found = self._one(at_end=at_end)
            if found is None:
                return
            yield found

    def _skip(self) -> bool:
        """Pass over a record that is too long: to its end, or to the next head where its length is wrong."""
        match = _HEAD.search(self._held)
        end = match.start() if match is not None and match.start() < self._skipping else None
        passed = min(self._skipping, len(self._held)) if end is None else end
        self._skipping = 0 if end is not None else self._skipping - passed
        del self._held[:passed]
        return self._skipping == 0

    def _one(self, *, at_end: bool) -> Record | Broken | None:
        """The next record that is whole, or what is broken; ``None`` where more bytes are needed."""
        blank = len(self._held) - len(self._held.lstrip(b"\r\n"))
        del self._held[:blank]
        if not self._held or (len(self._held) < len(b"WARC/1.1\r\n") and not at_end):
            return None
        if not _HEAD.match(self._held):
            return self._lost(0, "something that is no record stands there", at_end=at_end)
        end = _end_of_head(self._held)
        if end is None:
            over = len(self._held) > HEAD_LIMIT
            return self._lost(1, "its head has no end", at_end=at_end) if over or at_end else None
        return self._whole(end, at_end=at_end)

    def _whole(self, start: int, *, at_end: bool) -> Record | Broken | None:
        head = bytes(self._held[:start])
        if _HEAD.search(head, 1):
            return self._lost(1, "it is cut off in its head", at_end=at_end)
        match = _LENGTH.search(head)
        if match is None:
            return self._lost(1, "it gives no length", at_end=at_end)
        length = int(match[1])
        if length > self._limit:
            del self._held[:start]
            self._skipping = length
            return Broken(f"{length / 1e6:.0f} MB, and a page may have {self._limit / 1e6:.0f} MB")
        if len(self._held) < start + length + _LOOK_AHEAD and not at_end:
            return None
        behind = bytes(self._held[start + length : start + length + _LOOK_AHEAD])
        ends = behind.startswith(b"\r\n\r\n") or _MARK.startswith(behind.lstrip(b"\r\n")[: len(_MARK)])
        if len(self._held) < start + length or not ends:
            return self._lost(1, "it is longer or shorter than it says", at_end=at_end)
        record = Record(head, bytes(self._held[start : start + length]))
        del self._held[: start + length]
        return record

    def _lost(self, start: int, reason: str, *, at_end: bool) -> Broken:
        """Give up what stands here, and go to the next head; what may be the beginning of one is kept."""
        match = _HEAD.search(self._held, start)
        keep = 0 if at_end else 16
        del self._held[: match.start() if match else max(len(self._held) - keep, 1)]
        if match is None and not at_end:
            self._skipping = self._limit
        return Broken(reason)


def _end_of_head(held: bytearray) -> int | None:
    for mark in (b"\r\n\r\n", b"\n\n"):
        at = held.find(mark, 0, HEAD_LIMIT + 4)
        if at >= 0:
            return at + len(mark)
    return None
