"""What is fuzzed: each target takes bytes and ends, or raises what its module says that it raises. Anything else is a find.

``python -m tests.fuzz.targets NAME COUNT`` runs one for so many executions, with hypothesis and its own database of finds.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError, PackError
from reportedly.exchange import records_back
from reportedly.intake.archives import mhtml_page, warc_pages
from reportedly.intake.filters import EVERYTHING
from reportedly.intake.json_lines import pages_of
from reportedly.judging.plain import judgement_of, plain_judgement
from reportedly.model import Document, RawPage
from reportedly.packs.loading import read_pack
from reportedly.pages import load_page
from reportedly.pages.feeds import parse_feed
from tests.fuzz.seeds import FEED, JSON_LINE, JUDGEMENT, LEDGER, MHTML, PACK, PAGE, WARC

LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """A function to be fuzzed, what it is begun from, and pieces that mean something to it."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    pieces: tuple[bytes, ...]


def page(content: bytes) -> None:
    """A page, as HTML, as text, and as whatever it looks like; spans lie in the text, whatever is in it can be stored."""
    for media in ("html", "text", None):
        loaded = load_page(RawPage("page", content, media))
        if isinstance(loaded, Document):
            _can_be_stored(loaded)
            assert all(0 <= block.start <= block.end <= len(loaded.text) for block in loaded.blocks)


def _can_be_stored(document: Document) -> None:
    for words in (document.uri, document.text, document.title, document.outlet, document.byline):
        (words or "").encode()
        assert "\x00" not in (words or "")  # PostgreSQL holds none


def feed(content: bytes) -> None:
    """A feed."""
    parse_feed(content, "https://paper.example/feed")


def warc(content: bytes) -> None:
    """An archive, and the pages in it."""
    for _, found in warc_pages(io.BytesIO(content), "archive", LIMIT, EVERYTHING):
        if isinstance(found, RawPage):
            load_page(found)


def mhtml(content: bytes) -> None:
    """A page saved with its pictures."""
    if isinstance(found := mhtml_page(io.BytesIO(content), "page.mhtml", LIMIT), RawPage):
        load_page(found)


def json_line(content: bytes) -> None:
    """A line of JSON with an article."""
    for found in pages_of(content, "lines:1"):
        if isinstance(found, RawPage):
            loaded = load_page(found)
            if isinstance(loaded, Document):
                _can_be_stored(loaded)


def pack(content: bytes) -> None:
    """An event pack."""
    with suppress(PackError):
        read_pack("pack.yaml", content.decode("utf-8", "replace"))


def judgement(content: bytes) -> None:
    """A judgement; one that is taken comes back equal when it is written and read again."""
    with suppress(ValueError, RecursionError):  # what is no JSON is told before
        value = json.loads(content)
        with suppress(InputError):
            made = judgement_of(value)
            assert judgement_of(plain_judgement(made, retracted=False)) == made


_MAKERS: Mapping[str, Callable[[Mapping[str, object]], object]] = {
    "documents": records_back.document_of,
    "entities": records_back.entity_of,
    "statements": records_back.statement_of,
    "events": records_back.event_of,
    "dates": records_back.date_of,
    "claims": records_back.claim_of,
    "relations": records_back.relation_of,
    "origins": records_back.origin_of,
    "duplicates": records_back.duplicate_of,
    "stories": records_back.timeline_of,
    "rejected": records_back.rejected_of,
}


def ledger(content: bytes) -> None:
    """A ledger's JSON: each of its records."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return
    for name, made in _MAKERS.items():
        for record in value.get(name, ()) if isinstance(value, dict) and isinstance(value.get(name, ()), list) else ():
            with suppress(InputError):
                made(record)


_JSON = (
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"[]",
    b"{}",
    b'""',
    b'"\\ud800"',
    b'"\\u0000"',
    b"[[0,",
    b"]]",
    b"NaN",
    b"9" * 400,
)
_MARKUP = (
    b"<!--",
    b"-->",
    b"<p>",
    b"</p>",
    b"<![CDATA[",
    b"<script>",
    b"</",
    b"&#0;",
    b"&#xD800;",
    b"&#x110000;",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<div>" * 300,
    b'<meta charset="utf-7">',
    b'<meta charset="x">',
    b'<base href="//">',
    b'<time datetime="9999-99-99">',
    b"<table>",
    b"<svg>",
    b'<link rel="canonical" href="http://[">',
)
TARGETS: Mapping[str, Target] = {
    "page": Target(page, (PAGE,), _MARKUP),
    "feed": Target(feed, (FEED,), (*_MARKUP, *_JSON, b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<item>", b"<entry>")),
    "warc": Target(
        warc,
        (WARC,),
        (
            b"WARC/1.0\r\n",
            b"Content-Length: 99999999999\r\n",
            b"Content-Length: -1\r\n",
            b"\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n",
            b"Content-Encoding: gzip\r\n",
            b"\x1f\x8b\x08\x00",
        ),
    ),
    "mhtml": Target(
        mhtml,
        (MHTML,),
        (b"--", b"Content-Type: multipart/mixed; boundary=x\n\n", b"=?utf-8?q?=ff?=", b"=\n", b"base64"),
    ),
    "json_line": Target(json_line, (JSON_LINE,), _JSON),
    "pack": Target(
        pack,
        (PACK,),
        (
            b"!!python/object:os.system",
            b"&a [*a]",
            b"<<: *a",
            b"\t",
            b"? ",
            b"- ",
            b": ",
            b"2031-01-01",
            b"\xc2\x85",
            b"{}",
            b"[",
            b"null",
        ),
    ),
    "judgement": Target(judgement, (JUDGEMENT,), _JSON),
    "ledger": Target(ledger, (LEDGER,), _JSON),
}


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Seeds in which some stretches are cut, doubled, or replaced by other bytes; sometimes bytes from nowhere."""
    stretch = st.tuples(
        st.integers(0, 2**16), st.integers(0, 64), st.sampled_from(target.pieces) | st.binary(max_size=8)
    )
    changed = st.builds(_changed, st.sampled_from(target.seeds), st.lists(stretch, max_size=6))
    return changed | st.binary(max_size=400)


def _changed(seed: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for at, cut, put in edits:
        start = at % (len(seed) + 1)
        seed = seed[:start] + put + seed[start + cut :]
    return seed


def fuzz(name: str, count: int) -> None:
    """Run a target so often; raises what it raised, with the smallest input that hypothesis finds for it."""
    target = TARGETS[name]

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(inputs(target))
    def run(content: bytes) -> None:
        target.run(content)

    run()


if __name__ == "__main__":
    fuzz(sys.argv[1], int(sys.argv[2]))
