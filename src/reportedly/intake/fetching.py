"""Fetching a page safely: http and https only, public addresses only, within limits of time, size and type.

Addresses are checked where the connection is made (:class:`_Checked`), so redirects and changed names meet the same
check, and what was checked is what is connected to. The name still goes into the request and the certificate.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx

from reportedly import __version__
from reportedly.intake.addresses import Address, Network, NotPublic, check_addresses, resolve_name
from reportedly.intake.charsets import as_text
from reportedly.model import RawPage, Rejected
from reportedly.pages.load import MAX_HTML

REFUSED = "fetch"  # the stage of what is not fetched, ever
FAILED = "network"  # the stage of what may be there another time
PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml", "text/plain", "application/pdf"))
FEED_TYPES = frozenset((
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
    "application/feed+json", "application/json",
))  # fmt: skip
_ENCODINGS = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))  # the others can grow a thousand times over
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched. ``allowed`` are networks permitted beside the public ones; ``size`` is in bytes, unpacked.

    ``seconds`` is for the whole of a fetch, redirects and all. ``types`` are media types; an answer that names none passes,
    since reading tells.
    """

    seconds: float = 20.0
    size: int = MAX_HTML
    redirects: int = 5
    types: frozenset[str] = PAGE_TYPES | FEED_TYPES
    ports: frozenset[int] = frozenset((80, 443, 8080, 8443))
    allowed: tuple[Network, ...] = ()
    agent: str = f"reportedly/{__version__}"


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer said of itself, to be told "not modified" (RFC 9110, section 13)."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``url`` as asked, ``final`` where it came from, ``headers`` by lower-case name.

    ``content`` is the body unpacked, and empty where ``status`` is not 2xx (304: not modified; 404; 429 with ``retry-after``).
    """

    url: str
    final: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media(self) -> str:
        """The media type without parameters, lower case; empty where none is named."""
        return _media(self.headers.get("content-type", ""))

    @property
    def validators(self) -> Validators:
        """What to send next time."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))


@cache
def system_tls() -> ssl.SSLContext:
    """The certificates that the system trusts, loaded once."""
    return httpx.create_ssl_context()


@dataclass(frozen=True, slots=True)
class Edge:
    """What fetching needs of the world: names to addresses, seconds that never run back, and the certificates trusted."""

    resolve: Callable[[str, int], tuple[Address, ...]] = resolve_name
    clock: Callable[[], float] = time.monotonic
    tls: Callable[[], ssl.SSLContext] = system_tls


def fetch(
    url: str, *, policy: Policy = Policy(), known: Validators = Validators(), edge: Edge = Edge()
) -> Fetched | Rejected:
    """Fetch one page. What is refused, and what fails on the way, comes back as Rejected (stages ``fetch``, ``network``)."""

    def ask(client: httpx.Client) -> Fetched | Rejected:
        at = url.strip()
        for _ in range(policy.redirects + 1):
            target = _checked_url(at, policy)
            with client.stream("GET", target, headers=_headers(policy, known)) as answer:
                place = answer.headers.get("location")
                if answer.status_code not in _REDIRECTS or not place:
                    return _fetched(url, target, answer, policy)
            at = str(target.join(place))
        return Rejected(url, REFUSED, f"it leads on more than {policy.redirects} times")

    return _asked(url, ask, policy, edge)


def send(
    url: str, content: bytes, *, headers: Mapping[str, str], policy: Policy = Policy(), edge: Edge = Edge()
) -> Fetched | Rejected:
    """Send content to an address by POST, under the same checks; redirects are not followed, and no answer's body is read."""

    def ask(client: httpx.Client) -> Fetched | Rejected:
        target = _checked_url(url.strip(), policy)
        sent = {"User-Agent": policy.agent, **headers}
        with client.stream("POST", target, headers=sent, content=content) as answer:
            return Fetched(url, str(target), answer.status_code, _lower(answer), b"")

    return _asked(url, ask, policy, edge)


def _asked(
    url: str, ask: Callable[[httpx.Client], Fetched | Rejected], policy: Policy, edge: Edge
) -> Fetched | Rejected:
    """What a site answers, or in words why there is no answer."""
    try:
        with _client(policy, edge, edge.clock() + policy.seconds) as client:
            return ask(client)
    except _Refusal as refusal:
        return Rejected(url, REFUSED, str(refusal))
    except NotPublic as found:
        return Rejected(url, REFUSED, f"{found}: pages are fetched from the public internet only")
    except httpx.InvalidURL as error:
        return Rejected(url, REFUSED, f"this is no address on the web: {error}")
    except (httpcore.TimeoutException, TimeoutError):
        return Rejected(url, FAILED, f"no whole answer within {policy.seconds:g} seconds")
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError, UnicodeError) as error:
        return Rejected(url, FAILED, f"it cannot be reached: {str(error) or type(error).__name__}")


def page_of(fetched: Fetched, credit: str | None = None) -> RawPage | Rejected:
    """The raw page of an answer, under the address as it was asked for; Rejected where the answer is none.

    ``credit`` is whose work the feed that named the page says that it is.
    """
    if not 200 <= fetched.status < 300:
        return Rejected(fetched.url, FAILED, f"the site answered {fetched.status} instead of the page")
    if not fetched.content.strip():
        return Rejected(fetched.url, FAILED, "the site answered with an empty page")
    content = (
        as_text(fetched.content, fetched.headers.get("content-type", ""))
        if "text" in fetched.media
        else fetched.content
    )
    if fetched.media == "text/plain":
        return RawPage(fetched.url, content, "text", credit=credit)
    return RawPage(fetched.url, content, "html" if "html" in fetched.media else None, credit=credit)


# ---- what is asked for, and what comes -------------------------------------------------------------------------------


class _Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """Something that is not fetched; the message says why."""


def _checked_url(url: str, policy: Policy) -> httpx.URL:
    target = httpx.URL(url)
    if target.scheme not in {"http", "https"}:
        raise _Refusal(f"only http and https are fetched, not {target.scheme or 'an address without either'}")
    if not target.host:
        raise _Refusal("this address names no site")
    if target.userinfo:
        raise _Refusal("an address with a name or password in it is not fetched")
    port = target.port or (443 if target.scheme == "https" else 80)
    if port not in policy.ports:
        raise _Refusal(f"port {port} is none that pages are fetched from")
    return target.copy_with(fragment=None)


def _headers(policy: Policy, known: Validators) -> dict[str, str]:
    sent = {
        "User-Agent": policy.agent,
        "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "If-None-Match": known.etag,
        "If-Modified-Since": known.modified,
    }
    return {name: value for name, value in sent.items() if value and value.isprintable() and value.isascii()}


def _fetched(url: str, final: httpx.URL, answer: httpx.Response, policy: Policy) -> Fetched:
    content = _body(answer, policy) if answer.is_success else b""
    return Fetched(url, str(final), answer.status_code, _lower(answer), content)


def _lower(answer: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def _body(answer: httpx.Response, policy: Policy) -> bytes:
    media = _media(answer.headers.get("content-type", ""))
    if media and media not in policy.types:
        raise _Refusal(f"it is {media}, and that is not read")
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise _Refusal(f"it is packed as {encoding}, which was not asked for")
    parts = bytearray()
    if _length(answer) <= policy.size:
        for part in answer.iter_bytes():
            parts += part
            if len(parts) > policy.size:
                break
        else:
            return bytes(parts)
    raise _Refusal(f"it is larger than the {policy.size / 1e6:g} MB that a page may have")


def _length(answer: httpx.Response) -> int:
    given = answer.headers.get("content-length", "")
    return int(given) if given.isascii() and given.isdigit() else 0


def _media(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


# ---- the connection --------------------------------------------------------------------------------------------------


def _client(policy: Policy, edge: Edge, deadline: float) -> httpx.Client:
    transport = _Transport(httpcore.ConnectionPool(edge.tls(), network_backend=_Checked(policy, edge, deadline)))
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False)


class _Transport(httpx.BaseTransport):
    """httpx over a connection pool whose connections are checked; no proxy stands between."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and hand on its answer, the body still to come."""
        url = request.url
        assert isinstance(request.stream, httpx.SyncByteStream)
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, part by part."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer.iter_stream())

    def close(self) -> None:
        """Let the connection go."""
        self._answer.close()


class _Checked(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and to those very ones."""

    def __init__(self, policy: Policy, edge: Edge, deadline: float) -> None:
        self._policy, self._edge, self._deadline = policy, edge, deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the name up, check what it stands for, and connect to the first address that answers."""
        addresses = check_addresses(self._edge.resolve(host.strip("[]"), port), self._policy.allowed)
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(str(address), port, timeout=self._left(), local_address=local_address)
                return _Timed(stream, self._left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _left(self) -> float:
        left = self._deadline - self._edge.clock()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return left


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing takes longer than what is left, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._inner, self._left = inner, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes."""
        return self._inner.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of the buffer."""
        self._inner.write(buffer, self._left())

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._left()), self._left)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._inner.get_extra_info(info)
