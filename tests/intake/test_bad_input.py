"""Input that means ill: each is refused with a reason, in bounded time and memory, and the page beside it is read."""

import gzip
import shutil
import ssl
import subprocess
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from reportedly.intake import read_sources
from reportedly.intake.fetching import Edge, Fetched, fetch, page_of
from reportedly.intake.sources import LIMIT
from reportedly.ledger import open_ledger
from reportedly.model import Document, RawPage, Rejected
from reportedly.pages import load_page
from tests import builders
from tests.intake.fakes import STAGES
from tests.watch.site import GivenClock, Request, Web, serving

GOOD = f'{{"url": "https://paper.example/good", "text": "{builders.TEXT.replace(chr(10), " ")}"}}'
PAGE = (
    "<html><head><title>The ferry</title></head><body><article><h1>The ferry</h1><p>The ferry to Norland left at dawn, its "
    "captain said, with a café on board and “forty” guests who had waited since Sunday.</p></article></body></html>"
)
LONG = "".join(f"<p>Guest {n} of the café went ashore at the third pier before noon.</p>" for n in range(60)).encode()
XML_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
    '<!ENTITY e "&d;&e;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
)


def _bomb(path: Path, packed: bool, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, 1) if packed else content)


FILES = {
    "bomb.html.gz": (b"\0" * 60_000_000, "a page may have 12 MB"),
    "line.html": (b"<p>" + b"x" * 100_000_000, "a page may have 12 MB"),
    "line.txt": (b"x" * 20_000_000, "a page may have 12 MB"),
    "deep.html": (b"<html><body>" + b"<div>" * 10_000 + b"x", "nested"),
    "nulls.txt": (b"\0" * 5000, "empty"),
    "binary.html": (bytes(range(256)) * 400, "binary"),
    "entities.xhtml": (XML_BOMB.encode() + b"<html><body><p>&d;&e;&f;</p></body></html>", "no article"),
    "lines.jsonl": (b'{"url": "' + b"x" * 100_000_000 + b'"}\n' + GOOD.encode(), "longer than the 12 MB"),
    "lines.jsonl.gz": (b"x" * 30_000_000 + b"\n" + GOOD.encode(), "longer than the 12 MB"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_means_ill_is_refused_and_the_page_beside_it_is_read(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    folder = tmp_path / "pages"
    folder.mkdir()
    _bomb(folder / name, name.endswith(".gz"), content)
    (folder / "z-good.jsonl").write_text(GOOD, encoding="utf-8")
    stages = replace(STAGES, load_page=_either)
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        tracemalloc.start()
        began = time.process_time()
        outcome = read_sources([str(folder)], ledger, stages=stages, story="x")
        took = time.process_time() - began
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [d.uri for d in ledger.documents()] == ["https://paper.example/good"]
    assert [words in r.reason for r in outcome.rejected] == [True], outcome.rejected
    assert took < 20
    assert peak < 4 * LIMIT


def _either(raw: RawPage) -> Document | Rejected:
    """The good page as the fake stages read it, every other one by the real stage."""
    return STAGES.load_page(raw) if raw.uri.endswith("/good") else load_page(raw)


def test_an_entity_of_a_page_opens_no_file_and_does_not_grow() -> None:
    content = XML_BOMB + PAGE[len("<html>") :].replace("<head>", "<html><head>", 1).replace(
        "at dawn", "at dawn &d; &f;"
    )
    found = load_page(RawPage("https://paper.example/a", content, "html"))
    assert isinstance(found, Document)
    assert len(found.text) < 1000
    assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in found.text.split()


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        (PAGE.encode("utf-8"), "text/html; charset=koi8-r"),
        (PAGE.encode("cp1252"), "text/html; charset=windows-1252"),
        (PAGE.encode("cp1252"), "text/html"),
        (PAGE.encode("utf-8"), "text/html; charset=no-such-thing"),
        (PAGE.encode("utf-8"), 'text/html; charset="'),
        (PAGE.encode("utf-16"), "text/html; charset=utf-16"),
        (PAGE.encode("utf-8") + b"<p>A few words of another encoding: \xe9t\xe9.</p>" + LONG, "text/html"),
    ],
)
def test_the_encoding_is_that_of_the_words_whatever_the_heading_says(content: bytes, heading: str) -> None:
    answer = Fetched("https://paper.example/a", "https://paper.example/a", 200, {"content-type": heading}, content)
    page = page_of(answer)
    assert isinstance(page, RawPage)
    found = load_page(page)
    assert isinstance(found, Document)
    assert "a café on board and “forty” guests" in found.text


# ---- a site whose certificate is not to be trusted -------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for news.test that nobody has signed, and its key."""
    tool = shutil.which("openssl")
    if tool is None:
        pytest.skip("openssl, which makes the certificate, is not there")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = str(folder / "key.pem"), str(folder / "cert.pem")
    given = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=news.test",
    ]
    given += ["-addext", "subjectAltName=DNS:news.test", "-keyout", key, "-out", cert]
    subprocess.run([tool, "req", "-x509", *given], check=True, capture_output=True)
    return cert, key


@pytest.fixture
def secure(certificate: tuple[str, str]) -> Iterator[Web]:
    def answer(request: Request) -> None:
        request.answer(200, PAGE)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    web = Web(GivenClock(), answer)
    web.server.socket = context.wrap_socket(web.server.socket, server_side=True)
    with serving(answer, made=web):
        yield web


def test_a_certificate_that_cannot_be_trusted_is_an_answer_that_fails(
    secure: Web, certificate: tuple[str, str]
) -> None:
    trusted = ssl.create_default_context(cafile=certificate[0])
    ask = partial(fetch, policy=secure.policy())
    url = f"https://news.test:{secure.port}/"
    refused = ask(url, edge=secure.edge)
    assert isinstance(refused, Rejected)
    assert refused.stage == "network"
    assert "certificate" in refused.reason.lower()
    edge = Edge(resolve=secure.edge.resolve, tls=lambda: trusted)
    assert isinstance(ask(url, edge=edge), Fetched)
    other = ask(url.replace("news.test", "paper.test"), edge=edge)
    assert isinstance(other, Rejected)
    assert "certificate" in other.reason.lower()
