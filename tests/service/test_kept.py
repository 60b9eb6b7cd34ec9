"""Pages that are kept: made once, again when their story changes, never with another's mark."""

import re
import threading
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from reportedly.ledger import Ledger
from reportedly.service.gate import FIELD
from reportedly.service.kept import Content, Kept
from tests.service.asking import first, send, text, tree


def test_it_is_made_once_and_what_raises_is_not_kept() -> None:
    kept, made = Kept(), list[int]()

    def make() -> Content:
        made.append(1)
        return Content("title", "text")

    assert kept.get("a", make) == kept.get("a", make)
    assert len(made) == 1
    with pytest.raises(ZeroDivisionError):
        kept.get("b", lambda: Content("", str(1 // 0)))
    assert kept.get("b", make).text == "text"


def test_many_who_ask_at_once_have_it_made_once() -> None:
    kept, made, all_here = Kept(), list[int](), threading.Barrier(6)

    def make() -> Content:
        made.append(1)
        return Content("", "text")

    def ask() -> None:
        all_here.wait()
        kept.get("a", make)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept = Kept(most=10)
    for key in "aba":
        kept.get(key, lambda: Content("", "1234"))
    kept.get("c", lambda: Content("", "1234"))
    assert kept.get("a", lambda: Content("", "new")).text == "1234"
    assert kept.get("b", lambda: Content("", "new")).text == "new"


def test_a_page_changes_when_its_story_does(client: TestClient, ledger: Ledger) -> None:
    claim = first(tree(client, "/stories/Rockets"), "^/claims/")
    assert "Norland" in text(tree(client, claim))
    whole = ledger.account("Rockets")
    ledger.put_story(replace(whole, claims=tuple(replace(c, label="Otherwise") for c in whole.claims)), name="Rockets")
    for path in (claim, "/stories/Rockets"):
        assert "Otherwise" in text(tree(client, path))


def test_each_browser_has_its_own_mark_in_what_is_kept(client: TestClient) -> None:
    claim = first(tree(client, "/stories/Rockets"), "^/claims/")
    send(client, claim.replace("claims", "judge"), verdict="accept")

    def marks() -> set[str]:
        return set(re.findall(rf'name="{FIELD}" value="([0-9a-f]+)"', client.get(claim).text))

    one = marks()
    client.cookies.clear()
    client.get("/")
    other = marks()
    assert len(one) == len(other) == 1
    assert one != other
