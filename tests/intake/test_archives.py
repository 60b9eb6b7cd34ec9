"""Archives: every record comes out once, as a page, as not wanted, or as broken, and none takes another with it."""

import gzip
import io
import json
import tracemalloc
from collections import Counter
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.intake.filters import EVERYTHING, Filter, Passed
from reportedly.intake.sources import LIMIT, open_sources
from reportedly.model import RawPage, Rejected

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves files open
BODY = "<html><title>The ferry</title><body><p>The ferry to Norland left at dawn, its captain said.</p></body></html>"


def record(
    number: int,
    *,
    packed: bool = True,
    body: bytes | None = None,
    status: str = "200 OK",
    headers: dict[str, str] | None = None,
) -> bytes:
    """A response of ``http://host<number>.example/2031/03/0<number>/ferry``."""
    out = io.BytesIO()
    shown = {"Content-Type": "text/html; charset=utf-8"} | (headers or {})
    held = StatusAndHeaders(status, list(shown.items()), protocol="HTTP/1.1")
    writer = WARCWriter(out, gzip=packed)
    uri = f"http://host{number}.example/2031/03/0{number}/ferry"
    made = writer.create_warc_record(
        uri, "response", payload=io.BytesIO(BODY.encode() if body is None else body), http_headers=held
    )
    writer.write_record(made)
    return out.getvalue()


def opened(path: Path, wanted: Filter = EVERYTHING) -> list[str]:
    """What came of each record: the number of its host, ``broken``, or why it was passed over."""
    found = []
    for sourced in open_sources([str(path)], wanted):
        if isinstance(sourced.item, RawPage):
            found.append(sourced.item.uri[11:12])
        else:
            found.append(sourced.item.why if isinstance(sourced.item, Passed) else "broken")
    return found


def archive(path: Path, *records: bytes) -> Path:
    path.write_bytes(b"".join(records))
    return path


def damaged(kind: str, whole: bytes, packed: bool) -> bytes:
    if kind == "cut":
        return whole[: len(whole) // 2]
    if kind == "noise":
        return bytes(range(256)) * 3
    if kind == "checksum":
        return whole[:-8] + b"\0\0\0\0" + whole[-4:]
    plain = gzip.decompress(whole) if packed else whole
    changes = {
        "longer": (b"Content-Length: ", b"Content-Length: 9"),
        "no number": (b"Content-Length: ", b"Content-Length: x"),
        "no head": (b"WARC/1", b"WURC/1"),
    }
    changed = plain.replace(*changes[kind], 1)
    return gzip.compress(changed) if packed else changed


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("kind", ["cut", "noise", "checksum", "longer", "no number", "no head"])
def test_a_broken_record_is_counted_once_and_takes_no_other_with_it(tmp_path: Path, kind: str, packed: bool) -> None:
    if kind == "checksum" and not packed:
        pytest.skip("there is no checksum in an archive that is not packed")
    records = [record(n, packed=packed) for n in range(1, 6)]
    records[2] = damaged(kind, records[2], packed)
    path = archive(tmp_path / ("a.warc.gz" if packed else "a.warc"), *records)
    assert opened(path) == ["1", "2", "broken", "4", "5"]


def test_an_archive_packed_as_a_whole_is_read_too(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", gzip.compress(b"".join(record(n, packed=False) for n in range(1, 5))))
    assert opened(path) == ["1", "2", "3", "4"]


def test_an_archive_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", record(1), record(2), record(3)[:-20])
    assert opened(path) == ["1", "2", "broken"]
    assert opened(archive(tmp_path / "empty.warc.gz")) == []
    assert opened(archive(tmp_path / "noise.warc.gz", b"\x1f\x8b\x08" + b"x" * 100)) == ["broken"]


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    picture = record(2, headers={"Content-Type": "image/png"})
    path = archive(tmp_path / "a.warc.gz", out.getvalue(), record(1, status="404 Not Found"), picture, record(3))
    assert opened(path) == ["no page", "no page", "no page", "3"]


def test_filters_are_applied_before_anything_is_read(tmp_path: Path) -> None:
    german = "<p>Die Fähre nach Norland legte am frühen Morgen ab, wie der Kapitän am Dienstag im Hafen sagte.</p>" * 3
    path = archive(tmp_path / "a.warc.gz", record(1), record(2, body=german.encode()), record(3))
    assert opened(path, Filter(hosts=("host2.example", "host3.example"))) == ["host", "2", "3"]
    assert opened(path, Filter(hosts=("example",))) == ["1", "2", "3"]
    assert opened(path, Filter(since=date(2031, 3, 2), until=date(2031, 3, 2))) == ["date", "2", "date"]
    assert opened(path, Filter(words=("DAWN",))) == ["1", "words", "3"]
    assert opened(path, Filter(languages=("en",))) == ["1", "language", "3"]


def test_a_page_packed_for_sending_is_unpacked_within_its_limit(tmp_path: Path) -> None:
    headers = {"Content-Encoding": "gzip"}
    good = record(1, body=gzip.compress(BODY.encode()), headers=headers)
    bomb = record(2, body=gzip.compress(b"\0" * (LIMIT * 8)), headers=headers)
    undone = record(3, headers=headers)
    path = archive(tmp_path / "a.warc.gz", good, bomb, undone, record(4, headers={"Content-Encoding": "br"}))
    tracemalloc.start()
    assert opened(path) == ["1", "broken", "3", "broken"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * LIMIT


def test_a_record_too_long_is_passed_over_without_being_held(tmp_path: Path) -> None:
    long = record(2, body=b"x" * (LIMIT + 5_000_000))
    tracemalloc.start()
    assert opened(archive(tmp_path / "a.warc.gz", record(1), long, record(3))) == ["1", "broken", "3"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * LIMIT


def test_the_heading_of_an_encoding_is_believed_where_it_fits(tmp_path: Path) -> None:
    text = BODY.replace("dawn", "dawn, “café”")
    latin = record(1, body=text.encode("cp1252"), headers={"Content-Type": "text/html; charset=windows-1252"})
    wrong = record(2, body=text.encode("utf-8"), headers={"Content-Type": "text/html; charset=koi8-r"})
    pages = [s.item for s in open_sources([str(archive(tmp_path / "a.warc.gz", latin, wrong))])]
    held = [p.content if isinstance(p.content, str) else p.content.decode() for p in pages if isinstance(p, RawPage)]
    assert held == [text, text]


def test_packed_json_lines_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    lines = [json.dumps({"url": f"https://a.example/{n}", "text": f"Page {n}."}) for n in range(3)]
    path.write_bytes(gzip.compress("\n".join([lines[0], "{broken", *lines[1:]]).encode()))
    found = Counter(type(s.item).__name__ for s in open_sources([str(path)]))
    assert found == {"RawPage": 3, "Rejected": 1}
    path.write_bytes(path.read_bytes()[:-12])
    assert any(isinstance(s.item, Rejected) and "cannot be read" in s.item.reason for s in open_sources([str(path)]))


def test_a_page_that_a_browser_saved_whole(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://a.example/ferry"
    message.make_related()
    part = EmailMessage()
    part.set_content(BODY.replace("dawn", "dawn, “café”"), subtype="html", charset="utf-8", cte="quoted-printable")
    message.attach(part)
    (tmp_path / "ferry.mhtml").write_bytes(message.as_bytes())
    (tmp_path / "none.mhtml").write_bytes(b"From: nobody\n\nnothing")
    saved, none = (s.item for s in open_sources([str(tmp_path)]))
    assert isinstance(saved, RawPage)
    assert saved.uri == "https://a.example/ferry"
    assert "“café”" in (saved.content if isinstance(saved.content, str) else saved.content.decode())
    assert isinstance(none, Rejected)


def test_a_folder_that_was_mirrored_or_saved(tmp_path: Path) -> None:
    for name in (
        "a.example/news/ferry",
        "a.example/story?id=3",
        "Ferry.html",
        "Ferry_files/frame.html",
        "a.example/logo",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BODY if "logo" not in name else "no page", encoding="utf-8")
    found = [Path(s.item.uri).name for s in open_sources([str(tmp_path)]) if isinstance(s.item, RawPage)]
    assert found == ["Ferry.html", "ferry", "story?id=3"]
