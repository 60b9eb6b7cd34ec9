"""A WARC of 20,000 records, one in fifty broken: how fast, in how much memory, and whether the counts add up.

    python -m benchmarks.archives                     # written, then gone through: packed, and plain
    python -m benchmarks.archives --records 1000      # the same, smaller
    python -m benchmarks.archives --load              # each page parsed too (blocks, dates, language), as before it is read

Of every hundred records ninety-four are pages, two are broken (each time in another way), two are no answers of a site, one is a
picture, one a 404. Half of the pages are packed for sending. The records are counted three times: all wanted; one site only; one
word only. The archive is written by warcio, as CC-NEWS is: every record a gzip member of its own. The texts are made up.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.intake.filters import EVERYTHING, Filter, Passed
from reportedly.intake.sources import open_sources
from reportedly.model import Document, RawPage
from reportedly.pages import load_page

BREAKS = ("cut", "noise", "longer", "no head")
SITES = 20


def kind_of(number: int) -> str:
    """What the record of this number is."""
    place = number % 100
    if place in (17, 67):
        return "broken"
    return {5: "request", 55: "request", 30: "picture", 80: "missing"}.get(place, "page")


def records(count: int, *, packed: bool) -> Iterator[bytes]:
    """The records of the archive."""
    for number in range(count):
        kind = kind_of(number)
        whole = _record(number, kind, packed=packed)
        yield _broken(whole, number, packed=packed) if kind == "broken" else whole


def _record(number: int, kind: str, *, packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    uri = f"https://www.paper{number % SITES}.example/2031/03/{number % 28 + 1:02}/story-{number}"
    media = "image/png" if kind == "picture" else "text/html; charset=utf-8"
    body = page_of(number).encode()
    headers = [("Content-Type", media)]
    if number % 2:
        body = gzip.compress(body, 6, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    held = StatusAndHeaders("404 Not Found" if kind == "missing" else "200 OK", headers, protocol="HTTP/1.1")
    if kind == "request":
        held = StatusAndHeaders("GET / HTTP/1.1", [("Host", "paper.example")], is_http_request=True)
        made = writer.create_warc_record(uri, "request", http_headers=held)
    else:
        made = writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=held)
    writer.write_record(made)
    return out.getvalue()


def _broken(whole: bytes, number: int, *, packed: bool) -> bytes:
    how = BREAKS[number // 50 % len(BREAKS)]
    if how == "cut":
        return whole[: len(whole) // 2]
    if how == "noise":
        return bytes(range(256)) * 4
    plain = gzip.decompress(whole) if packed else whole
    old, new = (b"Content-Length: ", b"Content-Length: 9") if how == "longer" else (b"WARC/1", b"WURC/1")
    changed = plain.replace(old, new, 1)
    return gzip.compress(changed, mtime=0) if packed else changed


def page_of(number: int) -> str:
    """A page; one in ten tells of rockets."""
    item = "rockets" if number % 10 == 0 else "ferries"
    body = "".join(
        f"<p>On day {day} of the fair the harbour master counted {number + day} {item}, and told the paper that "
        f"he had not seen so many since the bridge was opened.</p>"
        for day in range(1, 9)
    )
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20))
    return (
        f'<!doctype html><html lang="en"><head><title>Fair {number}</title><script>{"var a = 1;" * 200}</script></head><body>'
        f"<nav><ul>{links}</ul></nav><article><h1>The fair, part {number}</h1>{body}</article>"
        "<footer>© The paper</footer></body></html>"
    )


def write(path: Path, count: int, *, packed: bool) -> int:
    """Write the archive; its size in bytes."""
    with path.open("wb") as out:
        for record in records(count, packed=packed):
            out.write(record)
    return path.stat().st_size


def go_through(path: Path, wanted: Filter = EVERYTHING, *, load: bool = False) -> dict[str, object]:
    """Go through an archive; what came of the records, and how long it took."""
    counts: Counter[str] = Counter()
    loaded: Counter[str] = Counter()
    began, worked = time.perf_counter(), time.process_time()
    for sourced in open_sources([str(path)], wanted):
        item = sourced.item
        if isinstance(item, Passed):
            counts[f"passed: {item.why}"] += 1
        elif isinstance(item, RawPage):
            counts["pages"] += 1
            if load:
                loaded["documents" if isinstance(load_page(item), Document) else "refused"] += 1
        else:
            counts["broken"] += 1
    took, cpu = time.perf_counter() - began, time.process_time() - worked
    total = sum(counts.values())
    rates = {
        "seconds": round(took, 2),
        "records a second": round(total / took),
        "records a second of a processor": round(total / cpu),
    }
    return {"records": total, **dict(sorted(counts.items())), **loaded, **rates}


def expected(count: int) -> dict[str, int]:
    """What there is in an archive of so many records."""
    kinds = Counter(kind_of(n) for n in range(count))
    passed = kinds["request"] + kinds["picture"] + kinds["missing"]
    return {"records": count, "pages": kinds["page"], "broken": kinds["broken"], "passed: no page": passed}


def _alone(path: Path, host: str, word: str, *, load: bool) -> dict[str, object]:
    """The same in a process of its own, so that its memory is its own."""
    given = [sys.executable, "-m", "benchmarks.archives", "--through", str(path), "--host", host, "--word", word]
    out = subprocess.run([*given, *(["--load"] if load else [])], capture_output=True, text=True, check=True).stdout
    found: dict[str, object] = json.loads(out)
    return found


def main(argv: list[str] | None = None) -> None:
    """Write, go through, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--through", help=argparse.SUPPRESS)
    parser.add_argument("--host", default="", help=argparse.SUPPRESS)
    parser.add_argument("--word", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.through:
        wanted = Filter(hosts=(options.host,) if options.host else (), words=(options.word,) if options.word else ())
        found = go_through(Path(options.through), wanted, load=options.load)
        print(json.dumps({**found, "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
        return
    with tempfile.TemporaryDirectory() as folder:
        for packed in (True, False):
            path = Path(folder) / ("news.warc.gz" if packed else "news.warc")
            size = write(path, options.records, packed=packed)
            print(f"{path.name}: {options.records} records, {size / 1e6:.0f} MB; there are {expected(options.records)}")
            for host, word in (("", ""), ("paper7.example", ""), ("", "rockets")):
                found = _alone(path, host, word, load=options.load and not host and not word)
                print(f"  wanted {host or word or 'all'}: {json.dumps(found)}")
        fewer = Path(folder) / "fewer.warc.gz"
        write(fewer, options.records // 10, packed=True)
        print(f"  a tenth of it: {json.dumps(_alone(fewer, '', '', load=False))}")


if __name__ == "__main__":
    main()
