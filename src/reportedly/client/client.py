"""The client: a call for each thing that the API gives, lists fetched a page at a time as they are gone through."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Literal, Self, TypeVar
from urllib.parse import quote

import httpx

from reportedly import __version__
from reportedly.client import records as r
from reportedly.errors import ServiceError
from reportedly.exchange import records_back as back
from reportedly.judging.plain import plain_change
from reportedly.model import Act, Change, Claim, Document, Origin, Polarity, Relation, Verdict

Record = TypeVar("Record")
KEPT = 200  # answers that are asked for again by their ETag
NO_CHANGE = Change()
PATIENCE = 5  # times that a server may say "slowly, please" to one question
LONGEST_WAIT = 60.0  # seconds before one of them


class Client:
    """A server of reportedly. Every call raises ServiceError where the server cannot be reached or refuses.

    Lists are iterators: what is not gone through is not fetched. An answer that has not changed is not sent again.
    """

    def __init__(
        self,
        address: str = "http://127.0.0.1:8000",
        *,
        token: str | None = None,
        page: int = 200,
        http: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask the server at an address, with a token where it wants one; ``page`` records of a list at a time."""
        headers = {"User-Agent": f"reportedly/{__version__}"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._http = http or httpx.Client(timeout=60)
        self._root = f"{address.rstrip('/')}/api/v1"
        self._headers, self._page, self._sleep = headers, page, sleep
        self._known: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    # ---- what was read

    def documents(self, *, story: str | None = None, outlet: str | None = None) -> Iterator[Document]:
        """Documents without their texts; :meth:`document` has one with it."""
        return self._list("documents", back.document_of, story=story, outlet=outlet)

    def document(self, document: str) -> Document:
        """The document with this id, and its text."""
        return back.document_of(self._get(f"documents/{_part(document)}"))

    def statements(
        self,
        *,
        document: str | None = None,
        story: str | None = None,
        speaker: str | None = None,
        name: str | None = None,
        act: Act | None = None,
    ) -> Iterator[r.Uttered]:
        """Statements with their words; ``speaker`` is an entity's id, ``name`` how a speaker is called or described."""
        asked = {"document": document, "story": story, "speaker": speaker, "name": name, "act": act}
        return self._list("statements", r.uttered, **asked)

    def statement(self, statement: str) -> r.Uttered:
        """The statement with this id."""
        return r.uttered(self._get(f"statements/{_part(statement)}"))

    def events(
        self,
        *,
        document: str | None = None,
        story: str | None = None,
        type: str | None = None,
        polarity: Polarity | None = None,
    ) -> Iterator[r.Told]:
        """Events with their words."""
        return self._list("events", r.told, document=document, story=story, type=type, polarity=polarity)

    def event(self, event: str) -> r.Told:
        """The event with this id."""
        return r.told(self._get(f"events/{_part(event)}"))

    # ---- what was compiled

    def stories(self, *, words: str = "", order: Literal["new", "name", "size"] = "new") -> Iterator[r.StoryLine]:
        """Stories whose name has all these words, what changed last first, or by name, or the largest first."""
        return self._list("stories", r.story_line, words=words, order=order)

    def story(self, story: str) -> r.StoryFound:
        """The story with this id or name."""
        return r.story_found(self._get(f"stories/{_part(story)}"))

    def claims(self, *, story: str | None = None, type: str | None = None) -> Iterator[Claim]:
        """Claims with their mentions, positions and independence."""
        return self._list("claims", back.claim_of, story=story, type=type)

    def claim(self, claim: str) -> Claim:
        """The claim with this id, or the only one that starts so."""
        return back.claim_of(self._get(f"claims/{_part(claim)}"))

    def origins(self, *, story: str | None = None) -> Iterator[Origin]:
        """Origins."""
        return self._list("origins", back.origin_of, story=story)

    def origin(self, origin: str) -> Origin:
        """The origin with this id."""
        return back.origin_of(self._get(f"origins/{_part(origin)}"))

    def relations(self, *, story: str | None = None, claim: str | None = None) -> Iterator[Relation]:
        """Mentions that disagree."""
        return self._list("relations", back.relation_of, story=story, claim=claim)

    def speakers(self, *, story: str | None = None, name: str | None = None) -> Iterator[r.Speaker]:
        """Everyone who speaks, those who say most first; ``name`` is a part of what they are called."""
        return self._list("speakers", r.speaker, story=story, name=name)

    def speaker(self, entity: str) -> r.Voice:
        """The speaker with this id, and where it stands."""
        return r.voice(self._get(f"speakers/{_part(entity)}"))

    def search(self, words: str, *, kind: Literal["text", "statement", "name"] = "text") -> Iterator[r.Hit]:
        """Passages of a kind (text, statement, name) that have all these words, the best first."""
        return self._list("search", r.hit, q=words, kind=kind)

    # ---- judging and adding

    def judgements(self, *, about: str | None = None, who: str | None = None) -> Iterator[r.JudgementHeld]:
        """Judgements, oldest first."""
        return self._list("judgements", r.judgement_held, about=about, who=who)

    def judge(self, about: str, verdict: Verdict, *, change: Change = NO_CHANGE, reason: str = "") -> r.JudgementHeld:
        """Append a judgement under the name of the token. ``reject`` about a judgement takes it back."""
        sent = {"about": about, "verdict": verdict, "change": plain_change(change), "reason": reason}
        return r.judgement_held(self._ask("POST", "judgements", json=sent))

    def add(
        self,
        url: str,
        *,
        text: str | None = None,
        html: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        date: str | None = None,
        story: str | None = None,
    ) -> r.Brought:
        """Have a page read: its text or HTML, or, without either, what is at the address."""
        given = {"text": text, "html": html, "title": title, "outlet": outlet, "date": date, "story": story}
        sent = {"url": url} | {name: value for name, value in given.items() if value is not None}
        return r.brought(self._ask("POST", "documents", json=sent))

    def remove(self, document: str) -> None:
        """Remove the document with this id and all that came of it, for good."""
        self._ask("DELETE", f"documents/{_part(document)}")

    def job(self, number: int) -> r.Brought:
        """How far a page's reading is."""
        return r.brought(self._get(f"jobs/{number}"))

    def wait(self, page: r.Brought, *, seconds: float = 600.0, every: float = 0.5) -> r.Brought:
        """The page when it has been read, or has failed to be. Raises ServiceError after so many seconds."""
        waited = 0.0
        while not page.over:
            if waited >= seconds:
                raise ServiceError(f"{page.what} is not read after {seconds:.0f} s. Ask again: job({page.id})")
            self._sleep(every)
            waited += every
            page = self.job(page.id)
        return page

    # ---- asking

    def _list(self, path: str, make: Callable[[Mapping[str, Any]], Record], **asked: str | None) -> Iterator[Record]:
        given = {name: value for name, value in asked.items() if value}
        cursor: str | None = ""
        while cursor is not None:
            turned = {"cursor": cursor} if cursor else {}
            page = self._get(path, {**given, **turned, "limit": str(self._page)})
            yield from map(make, page["items"])
            cursor = page["next"]

    def _get(self, path: str, asked: Mapping[str, str] | None = None) -> Any:
        """The answer; where the server says that it has not changed, the one that was had before."""
        key = str(httpx.URL(path, params=asked or {}))
        mark, known = self._known.get(key, ("", None))
        return self._ask("GET", path, params=asked or {}, headers={"If-None-Match": mark} if mark else {}, known=known)

    def _ask(self, method: str, path: str, *, known: Any = None, **sent: Any) -> Any:
        headers = self._headers | sent.pop("headers", {})
        answer = self._send(method, f"{self._root}/{path}", headers=headers, **sent)
        for _ in range(PATIENCE):
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                break
            self._sleep(min(float(answer.headers.get("retry-after") or 1), LONGEST_WAIT))
            answer = self._send(method, f"{self._root}/{path}", headers=headers, **sent)
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return known
        if not answer.is_success:
            raise ServiceError(_said(answer), answer.status_code)
        plain = _json(answer) if answer.content else None
        if method == "GET" and (mark := answer.headers.get("etag")):
            self._known[str(httpx.URL(path, params=sent.get("params") or {}))] = (mark, plain)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return plain

    def _send(self, method: str, url: str, **sent: Any) -> httpx.Response:
        try:
            return self._http.request(method, url, **sent)
        except httpx.HTTPError as error:
            raise ServiceError(f"No answer from {url}: {error}. Is the server running? reportedly serve") from error


def _part(text: str) -> str:
    return quote(text, safe="")


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise ServiceError(
            f"{answer.url} answers with something else than JSON: is it a server of reportedly?"
        ) from error


def _said(answer: httpx.Response) -> str:
    """What a problem says."""
    try:
        plain = answer.json()
    except ValueError:
        plain = {}
    detail = plain.get("detail") if isinstance(plain, dict) else None
    return str(detail or f"{answer.url} answers {answer.status_code} {answer.reason_phrase}")
