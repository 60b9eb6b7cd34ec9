"""A web on loopback for those who watch it: any number of hosts behind one port, a clock that moves when it is told to."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address, ip_network

from reportedly.intake.addresses import Address
from reportedly.intake.fetching import Edge, Policy

LOOPBACK = ip_network("127.0.0.0/8")


class GivenClock:
    """A clock that stands still but where somebody sleeps."""

    def __init__(self, at: datetime = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)) -> None:
        self._at = at
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._at

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._at += timedelta(seconds=seconds)


class Request:
    """What is asked, and the answer being given."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self._handler = handler
        self.host = handler.headers.get("Host", "").partition(":")[0]
        self.path = handler.path
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        self.body = handler.rfile.read(int(self.headers.get("content-length", 0)))

    def answer(self, status: int = 200, body: bytes | str = b"", **headers: str) -> None:
        """Answer with a status, a body, and headers (underscores for hyphens)."""
        content = body.encode() if isinstance(body, str) else body
        self._handler.send_response(status)
        for name, value in {
            "Content_Type": "text/html; charset=utf-8",
            "Content_Length": str(len(content)),
            **headers,
        }.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()
        self._handler.wfile.write(content)

    def hang_up(self) -> None:
        """Leave without an answer."""
        raise ConnectionResetError

    def drip(self, stop: threading.Event) -> None:
        """Begin to answer, and never end."""
        self._handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not stop.wait(0.05):
            self._handler.wfile.write(b"<p>and so on ")


class Web:
    """A web whose every request goes to ``answer``; ``asked`` keeps who was asked for what, and when by its clock."""

    def __init__(self, clock: GivenClock, answer: Callable[[Request], None]) -> None:
        self.clock, self.answer = clock, answer
        self.asked: list[tuple[datetime, str, str]] = []
        self.stop = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                request = Request(self)
                web.asked.append((web.clock.now(), request.host, request.path))
                with suppress(OSError):  # the other side has left
                    web.answer(request)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def times(self, path: str) -> int:
        return Counter(p for _, _, p in self.asked)[path]

    @property
    def edge(self) -> Edge:
        """Every name leads here."""

        def resolve(host: str, port: int) -> tuple[Address, ...]:
            return (ip_address("127.0.0.1"),)

        return Edge(resolve=resolve)

    def policy(self, seconds: float = 5.0) -> Policy:
        """A policy that lets this web be reached."""
        return Policy(allowed=(LOOPBACK,), ports=frozenset((self.port,)), seconds=seconds)


@contextmanager
def serving(
    answer: Callable[[Request], None], clock: GivenClock | None = None, made: Web | None = None
) -> Iterator[Web]:
    """A web while it serves."""
    web = made or Web(clock or GivenClock(), answer)
    thread = threading.Thread(target=web.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.stop.set()
        web.server.shutdown()
        web.server.server_close()
        thread.join()


def rss(web: Web, host: str, *items: tuple[str, str]) -> str:
    """A feed of pages: path and publication date each."""
    inner = "".join(
        f"<item><title>{path}</title><link>{web.url(host, path)}</link>{f'<pubDate>{day}</pubDate>' if day else ''}</item>"
        for path, day in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{inner}</channel></rss>'
