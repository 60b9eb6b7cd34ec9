"""Every page over one story: opened, searched, judged, undone; and what hostile text meets."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html
from starlette.testclient import TestClient

from reportedly.ledger import Ledger, feeds, judgements
from reportedly.service import uploads
from reportedly.service.shield import MAX_BODY
from tests import builders
from tests.intake.fakes import STAGES
from tests.report.pages import HOSTILE, hostile
from tests.service.asking import first, mark, send, text, tree


def test_stories_lead_to_a_story_its_claims_and_their_words(client: TestClient) -> None:
    story = tree(client, first(tree(client, "/"), "^/stories/"))
    claim = tree(client, first(story, "^/claims/"))
    words = first(claim, r"^/articles/.*\?at=evt")
    article = tree(client, words)
    (lit,) = article.xpath("//*[contains(@class, 'lit')]")
    assert lit.text_content() == "shipped about"
    assert article.xpath(f"//*[@id='{words.partition('#')[2]}']")


@pytest.mark.parametrize("path", ["/", "/queue", "/judgements", "/add", "/search", "/search?q=rockets", "/login"])
def test_every_page_opens(client: TestClient, path: str) -> None:
    tree(client, path)


def test_every_link_of_every_page_arrives(client: TestClient) -> None:
    seen, left = set[str](), ["/", "/queue", "/judgements", "/search?q=rockets", "/search?q=norland&kind=name"]
    while left and len(seen) < 60:
        path = left.pop()
        if path not in seen:
            seen.add(path)
            answer = client.get(path)
            assert answer.status_code == 200, path
            if "text/html" in answer.headers["content-type"]:
                links = (str(h).partition("#")[0] for h in tree(client, path).xpath("//main//a/@href"))
                left += [h if h.startswith("/") else path.partition("?")[0] + h for h in links if h]
    assert len(seen) > 20


@pytest.mark.parametrize(
    "path", ["/stories/none", "/claims/clm-0", "/articles/doc-0", "/origins/org-0", "/judge/evt-0"]
)
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    assert "in the ledger" in text(tree(client, path, 404))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", 1), ("words=rock", 1), ("words=zebra", 0), ("outlet=harbour", 1), ("outlet=zebra", 0), ("disputed=1", 1),
     ("disputed=1&outlet=har&words=rockets&order=size", 1)],
)  # fmt: skip
def test_stories_are_filtered_by_words_outlet_and_dispute(client: TestClient, asked: str, shown: int) -> None:
    page = tree(client, f"/?{asked}")
    assert len(page.xpath("//ol[@class='lines']/li[@data-row]")) == shown
    assert shown or "No story fits" in text(page)


@pytest.mark.parametrize(
    ("query", "hits"),
    [("rockets", 3), ('"foreign ministry"', 3), ("rockets -norland", 0), ("rocket", 3), ('"(*)"', 0), ("zebra", 0)],
)
def test_search_finds_words_forms_and_phrases(client: TestClient, query: str, hits: int) -> None:
    page = tree(client, f"/search?q={query}")
    assert len(page.xpath("//li[@data-row]")) == hits
    assert not hits or page.xpath("//mark")


@pytest.mark.parametrize("query", ['"', "a AND", "NEAR(", "title:x", "*", "-", "\x00", "' OR 1=1 --", "{title}:x"])
def test_nothing_typed_is_syntax(client: TestClient, query: str) -> None:
    assert client.get("/search", params={"q": query}).status_code == 200


def test_a_judgement_shows_who_and_when_and_is_undone(client: TestClient) -> None:
    event = first(tree(client, "/queue"), "^/judge/evt").partition("?")[0]
    assert send(client, event, verdict="reject", reason="misread").status_code == 303
    page = tree(client, event)
    assert "reject Ana" in text(page)
    assert "misread" in text(page)
    undo = str(page.xpath("//form[contains(@action, 'jdg-')]/@action")[0])
    assert send(client, undo, verdict="reject").status_code == 303
    assert tree(client, event).xpath("//*[contains(@class, 'judged gone')]")


def test_a_claim_that_was_judged_away_tells_so_and_comes_back(client: TestClient) -> None:
    claim = first(tree(client, "/stories/Rockets"), "^/claims/").rpartition("/")[2]
    client.app.state.desk = GoneDesk(client.app.state.ledger)  # type: ignore[attr-defined]
    there = send(client, f"/judge/{claim}", verdict="reject").headers["location"]
    page = tree(client, there)
    assert "in the ledger no more" in text(page)
    assert client.get(f"/claims/{claim}").headers["location"] == f"/judge/{claim}"
    undo = str(page.xpath("//form[contains(@action, 'jdg-')]/@action")[0])
    assert send(client, undo, verdict="reject", next=there).headers["location"] == there
    assert "Accept" in text(tree(client, there))


def test_a_claim_that_was_merged_leads_to_the_other(client: TestClient, ledger: Ledger) -> None:
    other = replace(ledger.account("Rockets"), id="sty-other", title="Other")
    claim = replace(other.claims[0], id="clm-other", story="sty-other", mentions=())
    ledger.put_story(replace(other, claims=(claim,), relations=(), doubts=(), origins=()), name="Other")
    gone = ledger.claims("Rockets")[0].id
    client.app.state.desk = GoneDesk(ledger)  # type: ignore[attr-defined]
    assert send(client, f"/judge/{gone}", verdict="merge", into="clm-other").headers["location"] == "/claims/clm-other"
    assert client.get(f"/claims/{gone}").headers["location"] == "/claims/clm-other"


class GoneDesk:
    """Compiles the story without its claim where somebody has rejected or merged it, and with it again after that."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.whole = ledger, ledger.account("Rockets")

    def compile(self, wait: float) -> bool:
        stands = [h for h in self.ledger.look(judgements.held) if not h.retracted and h.judgement.about[:3] == "clm"]
        bare = replace(self.whole, claims=(), relations=(), doubts=())
        self.ledger.put_story(bare if stands else self.whole, name="Rockets")
        return True


def test_judgements_are_taken_in_from_a_file_and_what_is_none_is_told(client: TestClient) -> None:
    event = first(tree(client, "/queue"), "^/judge/evt").partition("?")[0]
    send(client, event, verdict="accept", reason="clear")
    lines = client.get("/judgements.jsonl").text
    other = lines.replace('"Ana"', '"Ben"') + "{nonsense\n"
    answer = client.post("/judgements", data={"mark": mark(client)}, files={"file": ("j.jsonl", other.encode())})
    assert "1 new, 0 known, 1 refused" in text(html.document_fromstring(answer.text))
    assert {"Ana", "Ben"} <= set(re.findall("Ana|Ben", text(tree(client, event))))
    assert client.post("/judgements", data={"mark": mark(client)}, files={"file": ("j", b"\xff")}).status_code == 400


def test_what_is_judged_leaves_the_queue(client: TestClient) -> None:
    before = tree(client, "/queue").xpath("count(//li[@data-row])")
    event = first(tree(client, "/queue"), "^/judge/evt").partition("?")[0]
    send(client, event, verdict="accept")
    assert tree(client, "/queue").xpath("count(//li[@data-row])") == before - 1


def test_grades_are_kept_apart_for_source_and_claim(client: TestClient) -> None:
    claim = first(tree(client, "/stories/Rockets"), "^/claims/")
    origin = first(tree(client, claim), "^/origins/")
    send(client, claim.replace("claims", "judge"), verdict="correct", credibility="3")
    send(client, origin.replace("origins", "judge"), verdict="correct", reliability="B")
    assert "credibility 3" in text(tree(client, claim))
    assert "source B" in text(tree(client, origin))


def test_a_document_is_moved_and_a_new_reading_leaves_it_there(client: TestClient, ledger: Ledger) -> None:
    document = ledger.members("Rockets")[0]
    assert send(client, f"/judge/{document}", verdict="correct", story="Another").status_code == 303
    assert ledger.members("Another") == (document,)
    ledger.add_to_story("Rockets", [document])
    assert document not in ledger.members("Rockets")
    undo = str(tree(client, f"/judge/{document}").xpath("//form[contains(@action, 'jdg-')]/@action")[0])
    send(client, undo, verdict="reject")
    assert document in ledger.members("Rockets")
    assert ledger.members("Another") == ()


@pytest.mark.parametrize(
    "fields",
    [{}, {"verdict": "love"}, {"verdict": "correct"}, {"verdict": "correct", "date": "soon"},
     {"verdict": "correct", "trigger": "words that do not stand there"}, {"verdict": "merge", "into": "clm-none"}],
)  # fmt: skip
def test_a_form_that_says_nothing_or_nonsense_is_refused(client: TestClient, fields: dict[str, str]) -> None:
    event = first(tree(client, "/queue"), "^/judge/evt").partition("?")[0]
    assert send(client, event, **fields).status_code in {400, 404}
    assert not tree(client, event).xpath("//*[contains(@class, 'judged')]")


def test_pasted_text_and_uploads_are_read_and_what_is_refused_is_told(client: TestClient, ledger: Ledger) -> None:
    answer = client.post(
        "/add",
        data={"mark": mark(client), "pasted": builders.TEXT, "story": "Pasted", "date": "2031-03-09"},
        files=[("files", ("../../etc/up.txt", builders.TEXT.encode())), ("files", ("empty.txt", b" "))],
    )
    client.app.state.desk.compile(20)  # type: ignore[attr-defined]
    page = text(tree(client, answer.headers["location"]))
    assert "2 read, 0 unchanged, 1 refused" in page
    assert "it is empty" in page
    assert {d.uri.partition("-")[0] for d in ledger.documents()} >= {"up.txt", "pasted"}


def test_everything_that_is_read_from_a_folder_can_be_uploaded(client: TestClient, ledger: Ledger) -> None:
    line = json.dumps({"url": "https://news.example/one", "text": builders.TEXT})
    packed = gzip.compress((line.replace("one", "two") + "\n{nonsense\n").encode())
    files = [("files", (name, content)) for name, content in (
        ("lines.jsonl", line.encode()), ("packed.jsonl.gz", packed), ("page.html", b"<p>"), ("picture.png", b"\x89PNG"),
        ("broken.jsonl.gz", b"\x1f\x8bnothing"), ("saved.mht", b"Content-Type: text/plain\r\n\r\nx"),
    )]  # fmt: skip
    answer = client.post("/add", data={"mark": mark(client), "story": "Uploaded"}, files=files)
    client.app.state.desk.compile(20)  # type: ignore[attr-defined]
    page = text(tree(client, answer.headers["location"]))
    assert {"https://news.example/one", "https://news.example/two"} <= {d.uri for d in ledger.documents()}
    for name in ("packed.jsonl.gz:2", "picture.png", "broken.jsonl.gz", "saved.mht"):
        assert name in page.partition("Refused")[2].partition("Done")[0], name
    assert "nothing is read from .png" in page
    assert "/reportedly-" not in page
    assert not [d for d in ledger.documents() if "/" in d.uri.removeprefix("https://news.example/")]


def test_an_upload_that_unpacks_without_end_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 1000)
    files = [("files", ("bomb.txt.gz", gzip.compress(b"x" * 100_000)))]
    answer = client.post("/add", data={"mark": mark(client)}, files=files)
    client.app.state.desk.compile(20)  # type: ignore[attr-defined]
    assert "when it is unpacked" in text(tree(client, answer.headers["location"]))


def test_of_very_many_uploaded_pages_the_first_are_read(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_PAGES", 2)
    lines = "\n".join(json.dumps({"url": f"https://news.example/{n}", "text": builders.TEXT}) for n in range(4))
    answer = client.post("/add", data={"mark": mark(client)}, files=[("files", ("many.jsonl", lines.encode()))])
    client.app.state.desk.compile(20)  # type: ignore[attr-defined]
    page = text(tree(client, answer.headers["location"]))
    assert "2 read" in page
    assert "more than 2 pages at a time" in page


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "file:///etc/passwd", "http://[::1]/", "http://169.254.169.254/"]
)
def test_an_address_within_is_refused_and_said_so(client: TestClient, url: str) -> None:
    answer = send(client, "/add", addresses=url)
    client.app.state.desk.compile(20)  # type: ignore[attr-defined]
    assert "0 read, 0 unchanged, 1 refused" in text(tree(client, answer.headers["location"]))


def test_feeds_are_followed_and_followed_no_more(client: TestClient, ledger: Ledger) -> None:
    assert send(client, "/feeds", feed="https://news.example/rss", story="Rockets").status_code == 303
    assert "https://news.example/rss" in text(tree(client, "/add"))
    assert send(client, "/feeds", feed="javascript:alert(1)").status_code == 400
    assert send(client, "/feeds", gone="https://news.example/rss").status_code == 303
    assert ledger.look(feeds.feeds) == ()


# ---- attacks ---------------------------------------------------------------------------------------------------------


def test_nothing_from_a_text_becomes_markup(client: TestClient, ledger: Ledger) -> None:
    story, held = hostile()
    story = replace(story, id="sty-hostile", claims=tuple(replace(c, story="sty-hostile") for c in story.claims))
    for reading in held.values():
        ledger.add_reading(reading, packs=STAGES.packs, story=HOSTILE)
    ledger.put_story(story, name=HOSTILE)
    claim, document = story.claims[0].id, story.documents[0]
    paths = ["/", f"/stories/{story.id}", f"/claims/{claim}", f"/articles/{document}", f"/judge/{claim}", "/queue"]
    for path in [*paths, f"/origins/{story.origins[0].id}", "/search?q=alert", f"/judge/{document}"]:
        page = tree(client, path)
        assert all(str(s).startswith("/static/") for s in page.xpath("//script/@src"))
        assert not page.xpath("//script[not(@src)]"), path
        assert not [a for a in page.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
        assert not [h for h in page.xpath("//@href") if str(h).lower().startswith(("javascript:", "data:text"))]
        assert "49" not in page.xpath("string(//h1)")


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}"])
def test_nothing_asked_becomes_markup(client: TestClient, value: str) -> None:
    for path in ("/search?q=", "/?words=", "/stories/Rockets?words=", "/speakers?name=", "/stories/", "/articles/"):
        page = client.get(path + value).text
        assert "<script>alert" not in page
        assert "<img" not in page


def test_every_answer_has_a_strict_policy(client: TestClient) -> None:
    for path in ("/", "/login", "/nowhere", "/static/site.js", "/style.css"):
        headers = client.get(path).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    page = tree(client, "/stories/Rockets")
    assert not page.xpath("//@style | //style | //script[not(@src)]")


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"])
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in {404, 400}


def test_what_is_too_large_is_not_read(client: TestClient) -> None:
    answer = client.post("/add", content=b"", headers={"Content-Length": str(MAX_BODY + 1)})
    assert answer.status_code == 413
    assert client.post("/add", content=iter([b"x"])).status_code == 411


def test_dates_of_the_builders_are_shown(client: TestClient) -> None:
    assert date(2031, 3, 4).strftime("%b %Y") in text(tree(client, "/stories/Rockets"))
