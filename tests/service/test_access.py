"""Who gets in: on loopback everybody, beyond it whoever has a token, and each as their role allows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.errors import InputError
from reportedly.ledger import Ledger
from reportedly.service import Access, Holder, create_app
from reportedly.service.access import (
    access_for,
    digest_of,
    is_loopback,
    new_token,
    read_tokens,
    sealed,
    token_line,
    unsealed,
)
from reportedly.service.gate import FIELD, SESSION
from reportedly.service.limits import Rate, Rates
from tests.service.asking import first, mark, send, tree

TOKENS = {"reader": "r" * 43, "analyst": "a" * 43, "admin": "m" * 43}
HOLDERS = tuple(Holder(f"The {role}", role, digest_of(token)) for role, token in TOKENS.items())  # type: ignore[arg-type]


@pytest.fixture
def closed(ledger: Ledger) -> Iterator[TestClient]:
    """A browser before a server that asks for tokens."""
    with TestClient(
        create_app(ledger, access=Access(HOLDERS)), base_url="https://ledger.test", follow_redirects=False
    ) as c:
        yield c


def enter(client: TestClient, role: str) -> None:
    assert send(client, "/login", token=TOKENS[role]).status_code == 303


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.9.9.9"])
def test_on_loopback_nothing_is_needed(host: str) -> None:
    assert is_loopback(host)
    assert access_for(host, ()).open


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "news.example", ""])
def test_beyond_it_no_server_starts_without_tokens(host: str) -> None:
    with pytest.raises(InputError, match="reportedly token NAME"):
        access_for(host, ())
    assert not access_for(host, HOLDERS).open


def test_pages_lead_to_the_login_and_the_api_says_what_is_needed(closed: TestClient) -> None:
    answer = closed.get("/stories/Rockets?words=a")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fstories%2FRockets%3Fwords%3Da")
    answer = closed.get("/api/v1/anything")
    assert answer.status_code in {401, 404}


def test_a_token_lets_in_and_logging_out_ends_it(closed: TestClient) -> None:
    enter(closed, "reader")
    assert "The reader" in closed.get("/").text
    assert send(closed, "/logout").status_code == 303
    closed.cookies.delete(SESSION)
    assert closed.get("/").status_code == 303


def test_a_program_sends_its_token_itself(closed: TestClient) -> None:
    assert closed.get("/", headers={"Authorization": f"Bearer {TOKENS['reader']}"}).status_code == 200
    assert closed.get("/", headers={"Authorization": "Bearer wrong"}).status_code == 303


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("analyst", 303), ("admin", 303)])
def test_only_analysts_judge(closed: TestClient, role: str, status: int) -> None:
    enter(closed, role)
    claim = first(tree(closed, "/stories/Rockets"), "^/claims/").rpartition("/")[2]
    assert send(closed, f"/judge/{claim}", verdict="accept").status_code == status


@pytest.mark.parametrize(
    "cookie",
    ["", "x", "a.b", sealed(["The admin", "admin", 2**40], Access(), "session")],
)
def test_a_forged_session_is_none(closed: TestClient, cookie: str) -> None:
    closed.cookies.set(SESSION, cookie)
    assert closed.get("/").status_code == 303


def test_a_seal_holds_for_its_purpose_alone() -> None:
    access = Access()
    text = sealed([1, "a"], access, "session")
    assert unsealed(text, access, "session") == [1, "a"]
    assert unsealed(text, access, "form") is None
    assert unsealed("A" + text[1:], access, "session") is None


def test_a_session_ends_when_its_holder_has_no_token_any_more(ledger: Ledger) -> None:
    access = Access(HOLDERS)
    fewer = Access(HOLDERS[:1], secret=access.secret)
    with TestClient(create_app(ledger, access=access), base_url="https://ledger.test", follow_redirects=False) as c:
        enter(c, "admin")
        cookie = c.cookies[SESSION]
    with TestClient(create_app(ledger, access=fewer), base_url="https://ledger.test", follow_redirects=False) as c:
        c.cookies.set(SESSION, cookie)
        assert c.get("/").status_code == 303


def test_a_session_ends_after_two_weeks(ledger: Ledger) -> None:
    now = [1_000_000.0]
    app = create_app(ledger, access=Access(HOLDERS), clock=lambda: now[0])
    with TestClient(app, base_url="https://ledger.test", follow_redirects=False) as c:
        enter(c, "reader")
        assert c.get("/").status_code == 200
        now[0] += 15 * 24 * 3600
        assert c.get("/").status_code == 303


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(closed: TestClient) -> None:
    answer = send(closed, "/login", token=TOKENS["reader"])
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" in cookie


# ---- guessing, forging, flooding -------------------------------------------------------------------------------------


def test_guessing_tokens_is_slowed_down(closed: TestClient) -> None:
    answers = [send(closed, "/login", token=new_token()).status_code for _ in range(7)]
    assert answers == [401] * 5 + [429] * 2
    assert send(closed, "/login", token=TOKENS["admin"]).status_code == 429


def test_guessing_as_a_program_is_slowed_down_too(closed: TestClient) -> None:
    answers = [closed.get("/", headers={"Authorization": f"Bearer {new_token()}"}).status_code for _ in range(7)]
    assert answers == [303] * 5 + [429] * 2


def test_who_floods_waits(ledger: Ledger) -> None:
    app = create_app(ledger, access=Access(HOLDERS), rates=Rates(read=Rate(3, 0.001)))
    with TestClient(app, base_url="https://ledger.test", follow_redirects=False) as c:
        answers = [c.get("/login") for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize("path", ["/login", "/logout", "/name", "/judge/clm-x"])
@pytest.mark.parametrize("given", [{}, {FIELD: ""}, {FIELD: "0" * 64}])
def test_a_form_without_our_mark_does_nothing(client: TestClient, path: str, given: dict[str, str]) -> None:
    client.get("/")
    assert client.post(path, data=given | {"name": "Eve", "token": "x", "verdict": "accept"}).status_code == 403


def test_the_mark_of_another_browser_is_no_good(client: TestClient) -> None:
    other = mark(client)
    client.cookies.clear()
    client.get("/")
    assert client.post("/name", data={FIELD: other, "name": "Eve"}).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.test", "null", "http://localhost.evil.test", "http://localhost:1"])
def test_a_form_from_another_site_does_nothing(client: TestClient, origin: str) -> None:
    good = mark(client)
    answer = client.post("/name", data={FIELD: good, "name": "Eve"}, headers={"Origin": origin})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "localhost.evil.test", "", "10.0.0.1"])
def test_another_name_for_this_machine_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "place",
    ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1", "\\\\evil"],
)
def test_a_login_leads_nowhere_else(closed: TestClient, place: str) -> None:
    answer = send(closed, "/login", token=TOKENS["reader"], next=place)
    assert answer.headers["location"] == "/"
    assert "x=1" not in answer.headers["set-cookie"]


# ---- the file of tokens ----------------------------------------------------------------------------------------------


def test_the_file_keeps_hashes_and_says_which_line_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "tokens.txt"
    path.write_text("# ours\n" + "".join(token_line(h) for h in HOLDERS), encoding="utf-8")
    assert read_tokens(path) == HOLDERS
    assert not any(t in path.read_text() for t in TOKENS.values())
    path.write_text("admin secret Eve\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"tokens.txt:1 is no line of a token"):
        read_tokens(path)
    with pytest.raises(InputError, match="Cannot read the tokens"):
        read_tokens(tmp_path / "none.txt")
