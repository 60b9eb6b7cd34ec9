"""Fetching: what comes, and what is never asked for. The sites are real ones, on loopback, which the policy allows."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address, ip_network

import pytest

from reportedly.intake.addresses import Address, is_public
from reportedly.intake.fetching import Edge, Fetched, Policy, Validators, fetch, page_of
from reportedly.model import RawPage, Rejected

LOOPBACK = (ip_network("127.0.0.0/8"),)
Answer = Callable[[BaseHTTPRequestHandler], None]


def send(status: int = 200, body: bytes = b"<p>Hello</p>", **headers: str) -> Answer:
    """An answer with this status, body and headers (underscores for hyphens)."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class Site:
    """A site on loopback; ``paths`` says what it answers, ``asked`` what it was asked."""

    def __init__(self) -> None:
        self.paths: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                site.paths.get(self.path, send(404))(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def url(self, path: str = "/", host: str = "news.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def policy(self, **more: object) -> Policy:
        """A policy that lets this site be reached."""
        return Policy(**{"allowed": LOOPBACK, "ports": frozenset((self.port,)), "seconds": 5.0} | more)  # type: ignore[arg-type]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def names(**known: str) -> Edge:
    """A resolver that knows these names (underscores for dots), and ``news.test`` as loopback."""
    held = {"news.test": "127.0.0.1"} | {name.replace("_", "."): address for name, address in known.items()}

    def resolve(host: str, port: int) -> tuple[Address, ...]:
        return tuple(ip_address(a) for a in held.get(host, host).split())

    return Edge(resolve=resolve)


def test_a_page_comes_with_its_headers_and_its_address(site: Site) -> None:
    site.paths["/a"] = send(ETag='"one"', Last_Modified="Tue, 04 Mar 2031 10:00:00 GMT")
    found = fetch(site.url("/a#part"), policy=site.policy(), edge=names())
    assert isinstance(found, Fetched)
    assert (found.status, found.content, found.media) == (200, b"<p>Hello</p>", "text/html")
    assert found.final == site.url("/a")
    assert found.validators == Validators('"one"', "Tue, 04 Mar 2031 10:00:00 GMT")
    assert page_of(found) == RawPage(site.url("/a#part"), b"<p>Hello</p>", "html")
    assert site.asked[0][1]["host"] == f"news.test:{site.port}"


def test_what_was_not_modified_is_not_sent_again(site: Site) -> None:
    site.paths["/feed"] = lambda h: send(304 if h.headers.get("If-None-Match") == '"one"' else 200)(h)
    found = fetch(site.url("/feed"), policy=site.policy(), known=Validators('"one"'), edge=names())
    assert isinstance(found, Fetched)
    assert (found.status, found.content) == (304, b"")


def test_an_answer_that_is_no_page_says_so(site: Site) -> None:
    site.paths["/busy"] = send(429, Retry_After="120")
    found = fetch(site.url("/busy"), policy=site.policy(), edge=names())
    assert isinstance(found, Fetched)
    assert found.headers["retry-after"] == "120"
    assert page_of(found) == Rejected(site.url("/busy"), "network", "the site answered 429 instead of the page")


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.paths |= {"/old": send(301, Location="/new"), "/new": send(), "/round": send(302, Location="/round")}
    found = fetch(site.url("/old"), policy=site.policy(), edge=names())
    assert isinstance(found, Fetched)
    assert found.final == site.url("/new")
    assert _reason(fetch(site.url("/round"), policy=site.policy(), edge=names())) == "it leads on more than 5 times"


def _reason(found: Fetched | Rejected) -> str:
    assert isinstance(found, Rejected), found
    return found.reason


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://news.test/a", "gopher://news.test/", "javascript:alert(1)", "data:text/html,x",
     "//news.test/a", "news.test/a", "", "http://", "http://user:secret@news.test/", "http://news.test:22/",
     "http://news.test/\r\nX-Evil: 1", "http://news.test\r\nHost: evil/", "http://[::1", "http://news.test:99999/",
     "http://" + "a" * 70 + ".test/", "http://.../"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    assert isinstance(fetch(url, policy=Policy(seconds=1)), Rejected)


PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1",
    "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1", "2002:7f00:1::1", "2002:a9fe:a9fe::1", "2001:0:7f00:1::1", "2001:db8::1",
    "2a00:1450:4001:830::5efe:7f00:1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_a_network_of_ones_own_is_public(address: str) -> None:
    assert not is_public(ip_address(address))
    edge = names(inside_test=address)
    assert "public" in _reason(fetch("http://inside.test/", policy=Policy(seconds=1), edge=edge))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "localhost", "[::1]", "[::ffff:127.0.0.1]",
     "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "127.0.0.1."],
)  # fmt: skip
def test_loopback_is_refused_however_it_is_written(site: Site, host: str) -> None:
    """By the system's own resolver, which knows more spellings than one thinks of."""
    found = fetch(site.url("/", host), policy=site.policy(allowed=(), seconds=2))
    assert isinstance(found, Rejected)
    assert not site.asked


def test_a_redirect_to_a_network_of_ones_own_is_refused(site: Site) -> None:
    site.paths["/out"] = send(302, Location=site.url("/secret", "meta.test"))
    found = fetch(site.url("/out"), policy=site.policy(), edge=names(meta_test="169.254.169.254"))
    assert "public" in _reason(found)
    assert [path for path, _ in site.asked] == ["/out"]


def test_a_redirect_to_another_scheme_is_refused(site: Site) -> None:
    site.paths["/out"] = send(302, Location="file:///etc/passwd")
    assert "only http and https" in _reason(fetch(site.url("/out"), policy=site.policy(), edge=names()))


def test_one_address_of_ones_own_among_public_ones_is_enough_to_refuse() -> None:
    edge = names(mixed_test="93.184.216.34 10.0.0.1")
    assert "10.0.0.1" in _reason(fetch("http://mixed.test/", policy=Policy(seconds=1), edge=edge))


def test_a_name_that_changes_its_mind_is_asked_once_a_connection(site: Site) -> None:
    """DNS rebinding: what was checked is what is connected to, so a second answer is never asked for."""
    answers = [(ip_address("127.0.0.1"),), (ip_address("10.0.0.1"),)]
    edge = Edge(resolve=lambda host, port: answers.pop(0))
    site.paths["/"] = send()
    assert isinstance(fetch(site.url(), policy=site.policy(), edge=edge), Fetched)
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (send(body=b"x" * 2000), "larger"),
        (send(body=b"", Content_Length="99999999999"), "larger"),
        (send(body=gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip"), "larger"),
        (send(body=b"x", Content_Encoding="br"), "packed as br"),
        (send(body=b"x", Content_Encoding="gzip, gzip"), "packed as gzip, gzip"),
        (send(body=b"x", Content_Type="image/png"), "image/png"),
        (send(body=b"x", Content_Type="application/zip"), "application/zip"),
        (send(body=b"not gzip", Content_Encoding="gzip"), "cannot be reached"),
    ],
)
def test_what_is_too_large_or_of_another_kind_is_refused(site: Site, answer: Answer, reason: str) -> None:
    site.paths["/"] = answer
    assert reason in _reason(fetch(site.url(), policy=site.policy(size=1000), edge=names()))


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    with suppress(OSError):  # the other side has left
        for _ in range(100):
            time.sleep(0.05)
            handler.wfile.write(b"x")


def test_a_site_that_drips_is_left_when_the_time_is_up(site: Site) -> None:
    site.paths["/"] = _drip
    began = time.monotonic()
    found = fetch(site.url(), policy=site.policy(seconds=0.3), edge=names())
    assert found == Rejected(site.url(), "network", "no whole answer within 0.3 seconds")
    assert time.monotonic() - began < 2


def test_validators_with_other_lines_in_them_are_not_sent(site: Site) -> None:
    site.paths["/"] = send()
    fetch(site.url(), policy=site.policy(), known=Validators("a\r\nX-Evil: 1", "b\nc"), edge=names())
    assert not {"x-evil", "if-none-match", "if-modified-since"} & set(site.asked[0][1])


def test_a_name_nobody_knows_may_be_known_another_time() -> None:
    def resolve(host: str, port: int) -> tuple[Address, ...]:
        raise OSError("no such name")

    found = fetch("http://nowhere.test/", policy=Policy(seconds=1), edge=Edge(resolve=resolve))
    assert found == Rejected("http://nowhere.test/", "network", "it cannot be reached: no such name")
