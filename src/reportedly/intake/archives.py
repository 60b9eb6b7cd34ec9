"""Archives as raw pages, one record at a time: WARC, and pages saved by a browser as MHTML."""

from __future__ import annotations

import email
import email.policy
import re
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord

from reportedly.intake.charsets import as_text
from reportedly.intake.filters import Filter, Passed
from reportedly.intake.warc import Broken, Record, cut_records
from reportedly.model import RawPage, Rejected

_STAGE = "intake"
_TYPE = re.compile(rb"^warc-type:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_URI = re.compile(rb"^warc-target-uri:[ \t]*<?([^\s>]+)", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(rb"^warc-date:[ \t]*(\d{4}-\d\d-\d\d)", re.IGNORECASE | re.MULTILINE)
_PAGES = ("html", "text/plain", "application/pdf")
MHTML_LIMIT = 4  # times what a page may have: pictures are in it too


def warc_pages(
    file: BinaryIO, place: str, limit: int, wanted: Filter
) -> Iterator[tuple[str, RawPage | Rejected | Passed]]:
    """The pages of an archive, each with its place (``file:number of the record``); what is not wanted is not unpacked."""
    for number, record in enumerate(cut_records(file, limit), 1):
        where = f"{place}:{number}"
        if isinstance(record, Broken):
            yield where, Rejected(where, _STAGE, f"this record was passed over: {record.reason}")
        else:
            yield where, _page_of(record, where, limit, wanted)


def _page_of(record: Record, where: str, limit: int, wanted: Filter) -> RawPage | Rejected | Passed:
    kind, uri, day = (_first(pattern, record.head) for pattern in (_TYPE, _URI, _DATE))
    if kind.lower() not in {"response", "resource", "conversion"}:
        return Passed("no page")
    if not uri:
        return Rejected(where, _STAGE, "this record was passed over: it gives no address")
    if reason := wanted.by_place(uri, day):
        return Passed(reason)
    try:
        parsed = next(iter(ArchiveIterator(BytesIO(record.head + record.content), parse_http=True)), None)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        return Rejected(where, _STAGE, f"this record was passed over: {error}")
    if parsed is None:
        return Rejected(where, _STAGE, "this record was passed over: there is nothing in it")
    page = _raw(parsed, uri, kind.lower(), limit)
    if isinstance(page, str):
        return Rejected(where, _STAGE, f"this record was passed over: {page}")
    return page if isinstance(page, Passed) else wanted.page(page)


def _first(pattern: re.Pattern[bytes], head: bytes) -> str:
    match = pattern.search(head)
    return match[1].decode("utf-8", "replace") if match else ""


def _raw(parsed: WarcRecord, uri: str, kind: str, limit: int) -> RawPage | Passed | str:
    """The page in a record; or that it is none, or in words what is wrong with it."""
    headers = {name.lower(): value for name, value in (parsed.http_headers or {}).items()} if kind == "response" else {}
    if kind == "response" and parsed.http_headers is None:
        return "it holds no answer of a site"
    status = parsed.http_headers.status_code if kind == "response" else 200
    media = (headers.get("content-type") if kind == "response" else parsed.headers.get("Content-Type")) or ""
    if status != 200:
        return Passed("no page")
    if media and not any(part in media.lower() for part in _PAGES):
        return Passed("no page")
    content = unpacked(parsed.reader.read(), headers.get("content-encoding", ""), limit)
    if content is None:
        return f"its page cannot be unpacked, or is over {limit / 1e6:.0f} MB"
    html = "html" in media.lower() or None
    return RawPage(uri, as_text(content, media), "html" if html else "text" if "text/plain" in media.lower() else None)


def unpacked(content: bytes, encoding: str, limit: int) -> bytes | None:
    """Content as it was before it was packed for sending; ``None`` where it cannot be, or would be over ``limit`` bytes."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity", "none", "utf-8"} or (encoding in {"gzip", "x-gzip"} and content[:2] != b"\x1f\x8b"):
        return content  # archives often keep the heading of an encoding that they have undone
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        return None
    for window in (47, -15):
        unpacker = zlib.decompressobj(window)
        try:
            whole = unpacker.decompress(content, limit + 1)
        except zlib.error:
            continue
        return whole if len(whole) <= limit else None
    return None


def mhtml_page(file: BinaryIO, place: str, limit: int) -> RawPage | Rejected:
    """The page in a file that a browser saved whole; its address is the one it was saved from."""
    content = file.read(MHTML_LIMIT * limit + 1)
    if len(content) > MHTML_LIMIT * limit:
        return Rejected(place, _STAGE, f"it is over the {MHTML_LIMIT * limit / 1e6:.0f} MB that a saved page may have")
    message = email.message_from_bytes(content, policy=email.policy.default)
    page = next((part for part in _parts(message) if part.get_content_type() == "text/html"), None)
    if page is None:
        return Rejected(place, _STAGE, "there is no HTML page in it, as there is in a page saved as MHTML")
    inner = page.get_payload(decode=True)
    if not isinstance(inner, bytes) or len(inner) > limit:
        return Rejected(place, _STAGE, f"its page is broken, or over {limit / 1e6:.0f} MB")
    uri = message.get("Snapshot-Content-Location") or page.get("Content-Location") or place
    return RawPage(str(uri).strip(), as_text(inner, str(page.get("Content-Type", ""))), "html")


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message, itself first; no deeper than a browser nests them."""
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop(0)
        yield part
        inner = part.get_payload() if part.is_multipart() and depth < 4 else []
        waiting += [(p, depth + 1) for p in inner if isinstance(p, EmailMessage)]
