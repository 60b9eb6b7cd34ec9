"""The API: what it answers is what it says that it answers, page by page, and nothing goes wrong without a word."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from reportedly.exchange import plain_claim, plain_statement
from reportedly.ledger import Ledger
from reportedly.service import Access, Holder, create_app
from reportedly.service.access import digest_of
from reportedly.service.api.describing import examples
from reportedly.service.api.records import components
from reportedly.service.limits import Rate, Rates
from tests import builders
from tests.service.test_access import HOLDERS, TOKENS

LISTS = {
    "documents": "Document", "statements": "Statement", "events": "Event", "claims": "Claim", "origins": "Origin",
    "relations": "Relation", "stories": "StoryLine", "speakers": "Speaker", "judgements": "Judgement",
}  # fmt: skip


def get(client: TestClient, path: str, status: int = 200, **headers: str) -> Any:
    answer = client.get(f"/api/v1{path}", headers=headers)
    assert answer.status_code == status, answer.text
    media = "application/problem+json" if status >= 400 else "application/json"
    assert answer.headers["content-type"] == media
    return answer.json()


def validator(kind: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{kind}", "components": {"schemas": components()}}
    return Draft202012Validator(schema)


@pytest.mark.parametrize(("name", "kind"), LISTS.items())
def test_each_list_is_as_described(client: TestClient, name: str, kind: str) -> None:
    judge(client, get(client, "/claims")["items"][0]["id"])
    page = get(client, f"/{name}")
    assert page["items"]
    for item in page["items"]:
        validator(kind).validate(item)
        assert set(item) >= set(components()[kind]["properties"]) - {"text"}


@pytest.mark.parametrize("kind", examples())
def test_each_example_is_as_described(kind: str) -> None:
    validator(kind).validate(examples()[kind])
    if kind not in ("NewDocument", "NewJudgement"):
        assert set(examples()[kind]) == set(components()[kind]["properties"]) - {"text"}


def test_every_answer_and_body_has_an_example_that_fits(client: TestClient) -> None:
    described = get(client, "/openapi.json")
    assert described["openapi"].startswith("3.1")
    parts = {"components": described["components"]}
    for operations in described["paths"].values():
        for operation in operations.values():
            contents = [a.get("content", {}) for a in operation["responses"].values()]
            contents.append(operation.get("requestBody", {}).get("content", {}))
            for media in (one for content in contents for one in content.values()):
                Draft202012Validator(media["schema"] | parts).validate(media["example"])


@pytest.mark.parametrize("name", LISTS)
def test_pages_one_by_one_are_the_whole_list(client: TestClient, name: str) -> None:
    claim = get(client, "/claims")["items"][0]["id"]
    for reason in ("one", "two"):
        judge(client, claim, reason)
    whole = get(client, f"/{name}?limit=200")
    assert whole["next"] is None
    found, cursor = [], ""
    while True:
        page = get(client, f"/{name}?limit=1&cursor={cursor}")
        assert len(page["items"]) == 1
        found += page["items"]
        if (cursor := page["next"]) is None:
            break
    assert found == whole["items"]


@pytest.mark.parametrize("order", ["new", "name", "size"])
def test_stories_in_each_order_though_one_comes_meanwhile(client: TestClient, ledger: Ledger, order: str) -> None:
    documents = ledger.document_ids()
    for name, many in (("Boats", 1), ("Apples", 2), ("Zebras", 1), ("Never compiled", 1)):
        ledger.add_to_story(name, documents[:many])
    whole = [line["name"] for line in get(client, f"/stories?order={order}")["items"]]
    assert len(whole) == 5
    found, cursor = [], ""
    while True:
        page = get(client, f"/stories?order={order}&limit=2&cursor={cursor}")
        found += [line["name"] for line in page["items"]]
        if (cursor := page["next"]) is None:
            break
        ledger.add_to_story("Aaa", documents)  # before all that has been shown, but in the order of time
    assert [name for name in found if name != "Aaa"] == whole
    for other in {"new", "name", "size"} - {order}:
        cursor = get(client, f"/stories?order={order}&limit=2")["next"]
        assert "cursor" in get(client, f"/stories?order={other}&cursor={cursor}", 400)["detail"]


def test_hits_page_by_page_are_all_hits(client: TestClient) -> None:
    whole = get(client, "/search?q=rockets&kind=statement")["items"]
    found, cursor = [], ""
    while cursor is not None:
        page = get(client, f"/search?q=rockets&kind=statement&limit=1&cursor={cursor}")
        found += page["items"]
        cursor = page["next"]
    assert found == whole
    assert len(found) > 2
    for wrong in ("bnVsbA", "WzFd", "W05hTiwgMV0"):  # null, [1], [NaN, 1]
        assert "cursor" in get(client, f"/search?q=rockets&cursor={wrong}", 400)["detail"]


def test_records_are_those_of_the_ledger(client: TestClient, ledger: Ledger) -> None:
    (claim,) = ledger.claims()
    assert get(client, f"/claims/{claim.id}") == plain_claim(claim)
    held = {s.statement.id: s for s in ledger.statements()}
    for item in get(client, "/statements")["items"]:
        mine = held[item["id"]]
        assert item.items() >= plain_statement(mine.statement, mine.document.id).items()
        assert (item["words"], item["through"]) == (mine.words, list(mine.through))
    events = {e.event.id: e for e in ledger.events()}
    assert {e["id"]: e["words"] for e in get(client, "/events")["items"]} == {k: e.words for k, e in events.items()}
    document = get(client, "/documents")["items"][0]["id"]
    assert get(client, f"/documents/{document}")["text"] == builders.TEXT


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("/statements?act=deny", 3),
        ("/statements?name=the%20Officials", 3),
        ("/statements?story=Rockets", 9),
        ("/events?polarity=denied", 3),
        ("/events?type=sanction", 0),
        ("/claims?type=transfer", 1),
        ("/documents?outlet=Harbour%20Courier", 3),
        ("/speakers?name=ministry", 1),
        ("/search?q=rockets&kind=statement&limit=2", 2),
        ("/stories?words=rock", 1),
    ],
)
def test_what_is_asked_for_is_what_comes(client: TestClient, asked: str, count: int) -> None:
    assert len(get(client, asked)["items"]) == count


def test_one_of_each(client: TestClient) -> None:
    for name in ("documents", "statements", "events", "claims", "origins"):
        item = get(client, f"/{name}")["items"][0]
        assert get(client, f"/{name}/{item['id']}").items() >= item.items()
    voice = next(s for s in get(client, "/speakers")["items"] if "ministry" in s["name"])
    assert [p["stance"] for p in get(client, f"/speakers/{voice['id']}")["positions"]] == ["denies"]
    story = get(client, "/stories/Rockets")
    assert (len(story["documents"]), story["stale"], len(story["timeline"])) == (3, False, 3)
    assert get(client, f"/stories/{story['id']}") == story


def test_a_page_asked_for_again_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/claims")
    for mark in (first.headers["etag"], f'W/{first.headers["etag"]}, "other"', "*"):
        again = client.get("/api/v1/claims", headers={"If-None-Match": mark})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get("/api/v1/claims", headers={"If-None-Match": '"other"'}).status_code == 200


def test_only_the_fields_asked_for(client: TestClient) -> None:
    item = get(client, "/claims?fields=label,independence")["items"][0]
    assert set(item) == {"id", "label", "independence"}
    assert get(client, "/documents?fields=text")["items"][0]["text"] == builders.TEXT
    assert "text" not in get(client, "/documents")["items"][0]
    problem = get(client, "/claims?fields=words", 400)
    assert problem["detail"].startswith("fields: there is no 'words'. There are: id, story, label")


# ---- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("/documents/doc-none", 404, "No document 'doc-none'"),
        ("/statements/x", 404, "No statement 'x'"),
        ("/events/x", 404, "No event 'x'"),
        ("/claims/x", 404, "No claim 'x'"),
        ("/origins/x", 404, "No origin 'x'"),
        ("/stories/tea", 404, "No story 'tea'"),
        ("/speakers/x", 404, "No entity 'x'"),
        ("/judgements/x", 404, "No judgement 'x'"),
        ("/jobs/7", 404, "No job 7"),
        ("/claims?story=tea", 404, "No story 'tea'"),
        ("/claims?cursor=abc", 400, "cursor: "),
        ("/claims?cursor=WzEsMl0", 400, "cursor: "),
        ("/claims?limit=0", 422, "limit: "),
        ("/statements?act=sing", 422, "act: "),
        ("/search", 422, "q: "),
        ("/nothing", 404, "Not Found"),
    ],
)
def test_what_goes_wrong_is_told(client: TestClient, asked: str, status: int, said: str) -> None:
    problem = get(client, asked, status)
    validator("Problem").validate(problem)
    assert problem["status"] == status
    assert problem["detail"].startswith(said)


def test_another_method_another_name_and_too_much(client: TestClient) -> None:
    told = [
        client.delete("/api/v1/claims"),
        client.get("/api/v1/claims", headers={"Host": "evil.test"}),
        client.post("/api/v1/documents", content=b"", headers={"Content-Length": "99999999999"}),
    ]
    assert [a.status_code for a in told] == [405, 421, 413]
    for answer in told:
        assert answer.headers["content-type"] == "application/problem+json"
        validator("Problem").validate(answer.json())


def test_a_fault_is_told_without_its_parts(ledger: Ledger) -> None:
    app = create_app(ledger, access=Access())
    app.state.ledger = None
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        assert get(client, "/claims", 500)["detail"].startswith("A fault of reportedly itself")


# ---- access ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(ledger: Ledger) -> Iterator[TestClient]:
    app = create_app(ledger, access=Access(HOLDERS), rates=Rates(read=Rate(5, 0.001)))
    with TestClient(app, base_url="https://ledger.test") as opened:
        yield opened


def test_tokens_roles_and_rates_are_those_of_the_pages(closed: TestClient) -> None:
    assert get(closed, "/claims", 401)["detail"].startswith("A token is needed")
    for role, statuses in {"reader": (403, 403), "analyst": (404, 403), "admin": (404, 400)}.items():
        token = {"Authorization": f"Bearer {TOKENS[role]}"}
        sent = {"documents": {"url": "https://a.example"}, "judgements": {"about": "clm-x", "verdict": "accept"}}
        answers = [closed.post(f"/api/v1/{n}", json=sent[n], headers=token) for n in ("judgements", "documents")]
        assert tuple(a.status_code for a in answers) == statuses
        assert {a.headers["content-type"] for a in answers} == {"application/problem+json"}
    token = {"Authorization": f"Bearer {TOKENS['reader']}"}
    answers = [closed.get("/api/v1/stories", headers=token) for _ in range(6)]
    assert [a.status_code for a in answers] == [200] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_page_elsewhere_cannot_judge_for_somebody(client: TestClient) -> None:
    client.get("/")
    for headers in ({"Origin": "https://evil.test"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post("/api/v1/judgements", json={"about": "clm-x", "verdict": "accept"}, headers=headers)
        assert answer.status_code == 403


# ---- judging and adding ----------------------------------------------------------------------------------------------


def judge(client: TestClient, about: str, reason: str = "seen") -> Any:
    client.cookies.clear()
    answer = client.post("/api/v1/judgements", json={"about": about, "verdict": "unsure", "reason": reason})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_judgement_is_kept_under_the_name_of_who_made_it(client: TestClient) -> None:
    claim = get(client, "/claims")["items"][0]["id"]
    made = judge(client, claim)
    assert (made["who"], made["verdict"], made["retracted"]) == ("Ana", "unsure", False)
    assert get(client, f"/judgements?about={claim}")["items"] == [made]
    taken = client.post("/api/v1/judgements", json={"about": made["id"], "verdict": "reject"})
    assert taken.status_code == 201
    assert get(client, f"/judgements/{made['id']}")["retracted"]


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"about": "clm-x", "verdict": "accept"}, 404, "No claim 'clm-x'"),
        ({"about": "x", "verdict": "accept"}, 404, "Nothing in the ledger is called 'x'"),
        ({"about": "clm-x", "verdict": "sing"}, 422, "verdict: "),
        ({"verdict": "accept"}, 422, "the body: "),
        ({"about": "clm-x", "verdict": "accept", "who": "Eve"}, 422, "the body: "),
        ([], 422, "the body is no JSON object"),
    ],
)
def test_a_judgement_that_is_none(client: TestClient, given: object, status: int, said: str) -> None:
    answer = client.post("/api/v1/judgements", json=given)
    assert (answer.status_code, answer.json()["detail"][: len(said)]) == (status, said)


def test_a_page_is_read_behind_the_scenes(client: TestClient, ledger: Ledger) -> None:
    page = {"url": "https://a.example/1", "text": builders.TEXT, "date": "2031-03-07", "story": "Rockets"}
    answer = client.post("/api/v1/documents", json=page)
    assert answer.status_code == 202
    place = answer.headers["location"]
    deadline = time.monotonic() + 20
    while (job := client.get(place).json())["state"] not in ("done", "failed") and time.monotonic() < deadline:
        time.sleep(0.02)
    assert (job["state"], job["read"], job["rejected"], job["compiled"]) == ("done", 1, [], ["Rockets"])
    assert [d.published.earliest is not None for d in ledger.documents() if d.uri == page["url"]] == [True]
    assert len(get(client, "/stories/Rockets")["documents"]) == 4


@pytest.mark.parametrize(
    ("given", "status"),
    [({}, 422), ({"url": " "}, 422), ({"url": "x", "text": 3}, 422), ({"url": "x", "colour": "red"}, 422)],
)
def test_a_page_that_is_none(client: TestClient, given: object, status: int) -> None:
    assert client.post("/api/v1/documents", json=given).status_code == status


def test_only_json_is_taken(client: TestClient) -> None:
    for content, media, status in ((b"{", "application/json", 422), (b"a=b", "application/x-www-form-urlencoded", 415)):
        answer = client.post("/api/v1/documents", content=content, headers={"Content-Type": media})
        assert answer.status_code == status


def test_a_holder_of_a_name_with_accents_judges(ledger: Ledger) -> None:
    holder = Holder("Zoë Åse", "analyst", digest_of("z" * 43))
    with TestClient(create_app(ledger, access=Access((holder,))), base_url="https://ledger.test") as client:
        client.headers["Authorization"] = f"Bearer {'z' * 43}"
        assert judge(client, get(client, "/claims")["items"][0]["id"])["who"] == "Zoë Åse"


def test_an_admin_removes_a_document(client: TestClient, ledger: Ledger) -> None:
    document = get(client, "/documents")["items"][0]["id"]
    assert client.delete(f"/api/v1/documents/{document}").status_code == 204
    assert client.delete(f"/api/v1/documents/{document}").status_code == 404
    assert get(client, f"/documents/{document}", 404)
    story = get(client, "/stories/Rockets")
    assert (len(story["documents"]), story["stale"]) == (2, False)
