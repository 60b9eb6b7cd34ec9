"""The client gives what the ledger holds."""

from collections.abc import Callable

import httpx
import pytest

from reportedly import client as surface
from reportedly.client import Client
from reportedly.errors import ServiceError
from reportedly.ledger import Ledger
from reportedly.model import Change
from tests import builders


def test_the_surface_is_what_it_was() -> None:
    assert set(surface.__all__) == {
        *("Client", "Brought", "Hit", "JudgementHeld", "Position", "Speaker", "StoryFound", "StoryLine", "Told"),
        *("Uttered", "Voice"),
    }


def test_what_was_read(client: Client, ledger: Ledger) -> None:
    documents = {d.id: d for d in client.documents(story="Rockets")}
    assert set(documents) == {d.id for d in ledger.documents()}
    for key, found in documents.items():
        held = ledger.document(key)
        assert client.document(key).text == held.text == builders.TEXT
        assert found.published == held.published
    assert {s.statement: s.words for s in client.statements()} == {s.statement: s.words for s in ledger.statements()}
    assert {e.event.id: (e.document, e.words, e.holder_name) for e in client.events()} == {
        e.event.id: (e.document.id, e.words, e.holder_name) for e in ledger.events()
    }
    denial = next(client.statements(act="deny"))
    assert client.statement(denial.statement.id) == denial
    told = next(client.events(polarity="denied"))
    assert client.event(told.event.id) == told


def test_what_was_compiled(client: Client, ledger: Ledger) -> None:
    (claim,) = client.claims()
    (held,) = ledger.claims()
    assert (claim.id, claim.independence, claim.status) == (held.id, held.independence, held.status)
    assert set(claim.mentions) == set(held.mentions)
    assert client.claim(claim.id[:8]) == claim
    assert list(client.origins(story="Rockets")) == [client.origin(o.id) for o in ledger.origins()]
    assert set(client.relations(claim=claim.id)) == set(ledger.relations())
    (line,) = client.stories()
    story = client.story(line.name)
    assert (story.id, len(story.documents), len(story.timeline)) == (line.id, 3, 3)
    ministry = next(client.speakers(name="ministry"))
    assert client.speaker(str(ministry.id)).positions[0].stance == "denies"
    assert [h.kind for h in client.search("rockets", kind="statement")]


def test_judging_and_adding(client: Client, ledger: Ledger) -> None:
    (claim,) = client.claims()
    made = client.judge(claim.id, "correct", change=Change(credibility="3"), reason="unnamed")
    assert (made.judgement.who, made.judgement.change.credibility) == ("Ana", "3")
    client.judge(made.judgement.id, "reject")
    assert [j.retracted for j in client.judgements(about=claim.id)] == [True]
    page = client.wait(client.add("https://a.example/1", text=builders.TEXT, story="Rockets"), every=0.05)
    assert (page.state, page.read, page.compiled) == ("done", 1, ("Rockets",))
    assert len(ledger.documents()) == 4


def test_what_is_not_there_is_an_error(client: Client) -> None:
    with pytest.raises(ServiceError, match="No claim 'clm-x'") as raised:
        client.claim("clm-x")
    assert raised.value.status == 404
    with pytest.raises(ServiceError, match="verdict: ") as raised:
        client.judge("clm-x", "sing")  # type: ignore[arg-type]
    assert raised.value.status == 422


Answer = Callable[[httpx.Request], httpx.Response]


def faked(answer: Answer, slept: list[float] | None = None) -> Client:
    http = httpx.Client(transport=httpx.MockTransport(answer))
    return Client("http://ledger.test/", token="t" * 43, http=http, sleep=(slept if slept is not None else []).append)


def test_a_token_is_sent_and_what_has_not_changed_is_kept() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.headers.get("if-none-match") == '"1"':
            return httpx.Response(304)
        return httpx.Response(200, json={"items": [], "next": None}, headers={"ETag": '"1"'})

    client = faked(answer)
    assert list(client.claims()) == list(client.claims()) == []
    assert {r.headers["authorization"] for r in asked} == {f"Bearer {'t' * 43}"}
    assert str(asked[0].url) == "http://ledger.test/api/v1/claims?limit=200"
    assert asked[1].headers["if-none-match"] == '"1"'


def test_a_server_that_says_slowly_is_asked_again() -> None:
    answers = [httpx.Response(429, headers={"Retry-After": "7"}), httpx.Response(200, json={"items": [], "next": None})]
    slept: list[float] = []
    assert list(faked(lambda _: answers.pop(0), slept).claims()) == []
    assert slept == [7.0]
    slept.clear()
    with pytest.raises(ServiceError) as raised:
        list(faked(lambda _: httpx.Response(429), slept).claims())
    assert (raised.value.status, len(slept)) == (429, 5)


def test_another_server_and_none() -> None:
    with pytest.raises(ServiceError, match="is it a server of reportedly"):
        faked(lambda _: httpx.Response(200, text="<p>hello")).claim("x")
    with pytest.raises(ServiceError, match="answers 502"):
        faked(lambda _: httpx.Response(502, text="bad")).claim("x")

    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(ServiceError, match="Is the server running"):
        faked(broken).claim("x")


def test_a_page_that_takes_too_long() -> None:
    job = {
        "id": 1, "what": "x", "who": "y", "state": "running", "done": [], "read": 0, "unchanged": 0, "rejected": [],
        "compiled": [], "message": "",
    }  # fmt: skip
    client = faked(lambda _: httpx.Response(200, json=job))
    with pytest.raises(ServiceError, match="not read after 2 s"):
        client.wait(client.job(1), seconds=2)
