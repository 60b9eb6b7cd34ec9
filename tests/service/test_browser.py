"""The site in a real browser: every page opened, searched, judged and undone, on a phone and in the dark, and by axe's rules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from benchmarks.site import CHROMIUM, STORY, chromium, read_sample, sample_stages, serving
from playwright.sync_api import Browser, Page

from benchmarks import screenshots
from reportedly.ledger import Ledger, judgements, open_ledger

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH: run scripts/browser as root, or install it"),
]
WIDE, PHONE = 1200, 360
VIEWS = [("light", WIDE), ("dark", PHONE)]
USUAL = (
    "status of 404",
    "Password forms should have (optionally hidden) username fields",
)  # what Chromium says of right pages
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "stories": "/", "story": "/stories/{story}", "claim": "/claims/{claim}", "article": "/articles/{article}",
    "lit": "/articles/{home}?at={event}", "beside": "/articles/{article}/beside/{copy}",
    "speaker": "/speakers/{speaker}", "origin": "/origins/{origin}", "search": "/search?q=missiles",
    "statements": "/search?q=missiles&kind=statement", "nothing found": "/search?q=zebra", "queue": "/queue",
    "judge an event": "/judge/{event}", "judge a claim": "/judge/{claim}", "judge a statement": "/judge/{statement}",
    "judge an origin": "/judge/{origin}", "judge an article": "/judge/{article}", "judgements": "/judgements",
    "add": "/add", "login": "/login", "not there": "/claims/clm-none",
}  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("site") / "ledger.db"
    with open_ledger(str(path), create=True) as opened:
        read_sample(opened)
        yield opened


@pytest.fixture(scope="module")
def site(ledger: Ledger) -> Iterator[str]:
    with serving(ledger, sample_stages) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def things(ledger: Ledger) -> dict[str, str]:
    return screenshots.things(ledger)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": WIDE, "height": 900})
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_quiet_fits_a_phone_and_breaks_no_rule(
    tab: Page, site: str, things: dict[str, str], name: str
) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    for scheme, width in VIEWS:
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(site + PAGES[name].format(**things))
        tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert broken_rules(tab) == []
    assert [m for m in said if not any(usual in m for usual in USUAL)] == []


def broken_rules(tab: Page) -> list[str]:
    """Axe's findings, each with the first places."""
    found = Axe().run(tab, options={"runOnly": {"type": "tag", "values": LEVELS}})
    return [
        f"{v['impact']} {v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found.response["violations"]
    ]


def test_from_the_stories_down_to_the_lit_words(tab: Page, site: str) -> None:
    tab.goto(site)
    tab.get_by_role("link", name=STORY).first.click()
    tab.locator("#claims ~ table td.main a").first.click()
    quote = tab.locator(".mentions a.quote").first
    words = quote.locator("mark").inner_text()
    quote.click()
    lit = tab.locator(".lit").first
    assert lit.is_visible()
    assert lit.inner_text() in words


def test_searching_finds_and_lights(tab: Page, site: str) -> None:
    tab.goto(site)
    tab.keyboard.press("/")
    tab.keyboard.type("missiles")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=missiles")
    assert tab.locator(".found mark").first.inner_text().lower().startswith("missile")
    tab.get_by_role("link", name="Statements").click()
    assert tab.locator("li[data-row]").count() > 1


def test_judging_and_undoing_from_the_queue(tab: Page, site: str, ledger: Ledger) -> None:
    tab.goto(f"{site}/queue")
    first = str(tab.locator("li[data-row] h2 a").first.get_attribute("href"))
    with tab.expect_navigation():
        tab.get_by_role("button", name="It is read right").first.click()
    assert tab.locator(f'li[data-row] h2 a[href="{first}"]').count() == 0
    tab.goto(f"{site}/judgements")
    assert "Ana Brandt" in tab.locator(".judged").first.inner_text()
    tab.get_by_role("button", name=re.compile("Undo")).first.click()
    assert tab.locator(".judged.gone").count() == 1
    assert all(h.retracted for h in ledger.look(judgements.held) if h.judgement.verdict == "accept")


def test_a_claim_rejected_goes_and_undone_comes_back(tab: Page, site: str, things: dict[str, str]) -> None:
    tab.goto(f"{site}/claims/{things['claim']}")
    name = tab.locator("h1").inner_text()
    tab.get_by_role("link", name="Judge this claim").click()
    tab.get_by_label("Reason").first.fill("not what the articles say")
    tab.get_by_role("button", name="Reject").click()
    assert "in the ledger no more" in tab.locator("main").inner_text()
    tab.get_by_role("button", name=re.compile("Undo")).first.click()
    tab.goto(f"{site}/claims/{things['claim']}")
    assert tab.locator("h1").inner_text() == name


def test_the_keyboard_is_enough(tab: Page, site: str) -> None:
    tab.goto(site)
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/stories/*")
    tab.keyboard.press("?")
    assert tab.locator("#keys").is_visible()
    tab.keyboard.press("Escape")
    tab.locator("#keys").wait_for(state="hidden")
    with tab.expect_navigation(url="**/queue"):
        tab.keyboard.press("q")


def test_without_script_everything_is_there(browser: Browser, site: str, things: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{site}/judge/{things['statement']}")
    tab.get_by_role("button", name="Unsure").click()
    assert "unsure" in tab.locator(".judged").first.inner_text()
    tab.get_by_role("button", name=re.compile("Undo")).first.click()
    assert tab.locator(".judged.gone").count() == 1
    context.close()
