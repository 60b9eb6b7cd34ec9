"""The page in a real browser: light, dark, on a phone, without a word on the console."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.report.pages import hostile, page

CHROMIUM = shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VIEWS = [("light", 1200), ("dark", 1200), ("light", 360)]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH: run scripts/browser as root, or install it"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(), encoding="utf-8")
    return path


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_no_complaints_no_requests_and_nothing_wider_than_the_screen(
    browser: Browser, report: Path, scheme: str, width: int
) -> None:
    tab = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(report.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_it_follows_the_colour_scheme(browser: Browser, report: Path) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        tab = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        tab.goto(report.as_uri())
        grounds.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        tab.close()
    assert len(grounds) == 2


def test_a_quote_leads_down_to_its_words_and_lights_them(browser: Browser, report: Path) -> None:
    tab = browser.new_page()
    tab.goto(report.as_uri())
    quote = tab.locator(".mentions a.quote").first
    target = str(quote.get_attribute("href"))[1:]
    words = tab.locator(f"article .of-{target}").first
    before = words.evaluate("e => getComputedStyle(e).backgroundColor")
    quote.click()
    tab.wait_for_url(f"**#{target}")
    assert words.evaluate("e => getComputedStyle(e).backgroundColor") != before
    assert words.inner_text() in quote.inner_text()
    tab.close()


def test_a_link_into_something_folded_unfolds_it(browser: Browser, report: Path) -> None:
    tab = browser.new_page(viewport={"width": 700, "height": 800})
    tab.goto(report.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    target = tab.locator(".mentions").first.get_attribute("id")
    tab.goto(f"{report.as_uri()}#{target}")
    assert tab.locator(".claim").first.evaluate("d => d.open")
    tab.close()


def test_it_can_be_used_from_the_keyboard(browser: Browser, report: Path) -> None:
    tab = browser.new_page()
    tab.goto(report.as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.locator("details.how").evaluate("d => d.open")
    tab.close()


def test_hostile_text_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    story, held = hostile()
    path = tmp_path / "hostile.html"
    path.write_text(page(held, story, title="Hostile"), encoding="utf-8")
    tab = browser.new_page()
    alerts: list[str] = []
    tab.on("dialog", lambda dialog: alerts.append(dialog.message))
    tab.goto(path.as_uri())
    assert alerts == []
    assert tab.evaluate("document.scripts.length") == 0
    tab.close()
