"""The pictures of the documentation: the report and the site over the sample story, drawn by a real browser.

    python -m benchmarks.screenshots

writes docs/images/*.webp and says how large each is; 1 where they are larger than a page read over a slow line should have.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.site import CHROMIUM, STORY, chromium, read_sample, sample_stages, serving
from playwright.sync_api import Browser, Page

from reportedly.ledger import Ledger, browse, open_ledger
from reportedly.report import render_report

FOLDER = Path(__file__).parents[1] / "docs" / "images"
MOST_OF_ONE, MOST = 400_000, 1_500_000  # bytes
QUALITY = 82  # of WebP, in per cent: letters are as sharp as in a PNG three times as large


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be drawn: its address with the names of things in it, from which place on, how wide and how high."""

    name: str
    path: str
    start: str = "body"
    width: int = 1100
    height: int = 900
    dark: bool = False


PICTURES = (
    Picture("site-stories", "/", height=620),
    Picture("site-story", "/stories/{story}", height=1000),
    Picture("site-timeline", "/stories/{story}", "#timeline", height=760),
    Picture("site-sources", "/stories/{story}", "#sources", height=760),
    Picture("site-framing", "/stories/{story}", "#framing", height=560),
    Picture("site-claim", "/claims/{claim}", height=1250),
    Picture("site-article", "/articles/{home}?at={event}", width=1200, height=1000),
    Picture("site-beside", "/articles/{article}/beside/{copy}", height=800),
    Picture("site-search", "/search?q=missiles&kind=statement", height=700),
    Picture("site-queue", "/queue", height=700),
    Picture("site-judge", "/judge/{event}", height=820),
    Picture("site-phone", "/stories/{story}", width=390, height=844, dark=True),
    Picture("site-phone-claim", "/claims/{claim}", width=390, height=844, dark=True),
)


def things(ledger: Ledger) -> dict[str, str]:
    """One thing of each kind in the sample story, those of which most is told, by what it is called in an address."""
    line = ledger.look(lambda c: browse.claim_lines(c, STORY))[0]
    claim = ledger.claim(line.id)
    paired = {d: p for p in ledger.each_duplicate() for d in (p.a, p.b)}
    whole = [m for m in claim.mentions if m.event and m.holder and m.origin]
    mention = next((m for m in whole if m.document in paired), whole[0])
    pair = paired.get(mention.document) or next(iter(paired.values()))
    speaker = next(s.entity for s in ledger.speakers() if s.entity)
    found = {"claim": claim.id, "event": mention.event, "statement": mention.holder, "origin": mention.origin}
    more = {
        "home": mention.document,
        "article": pair.a,
        "copy": pair.b,
        "story": ledger.account(STORY).id,
        "speaker": speaker,
    }
    return {name: str(ident) for name, ident in (found | more).items()}


def draw_site(browser: Browser, address: str, names: Mapping[str, str], folder: Path) -> None:
    """Draw every picture of the site."""
    for picture in PICTURES:
        scheme = "dark" if picture.dark else "light"
        size = {"width": picture.width, "height": picture.height}
        tab = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        tab.goto(address + picture.path.format(**names))
        tab.evaluate("document.querySelector('.framings details')?.setAttribute('open', '')")
        _draw(tab, folder / f"{picture.name}.webp", picture.start, picture.width, picture.height)
        tab.close()


def draw_report(browser: Browser, ledger: Ledger, target: Path) -> None:
    """The first screens of the report, from its heading through the first claim's stands."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        readings = {r.document.id: r for r in ledger.readings()}
        page.write_text(render_report([ledger.account(STORY)], readings, title=STORY), encoding="utf-8")
        tab = browser.new_page(viewport={"width": 1100, "height": 900}, color_scheme="light")
        tab.goto(page.as_uri())
        tab.evaluate("document.querySelectorAll('.story > section:nth-of-type(2)').forEach(s => s.hidden = true)")
        end = tab.evaluate("document.querySelector('.tree').getBoundingClientRect().bottom + scrollY")
        _draw(tab, target, "body", 1100, min(int(end) + 10, 2200))
        tab.close()


def _draw(tab: Page, target: Path, start: str, width: int, height: int) -> None:
    top = tab.evaluate(f"document.querySelector('{start}').getBoundingClientRect().top + scrollY")
    whole = tab.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": max(top - 12, 0), "width": width, "height": min(height, whole - max(top - 12, 0))}
    asked = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": True, "clip": clip | {"scale": 1}}
    drawn = tab.context.new_cdp_session(tab).send("Page.captureScreenshot", asked)
    target.write_bytes(base64.b64decode(drawn["data"]))


def main() -> int:
    """Read the sample story, draw, and say how large the pictures are."""
    if CHROMIUM is None:
        print("Chromium is missing: run scripts/browser as root.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/ledger.db", create=True) as ledger:
        read_sample(ledger)
        with serving(ledger, sample_stages) as address, chromium() as browser:
            draw_report(browser, ledger, FOLDER / "report.webp")
            draw_site(browser, address, things(ledger), FOLDER)
    sizes = {path.name: path.stat().st_size for path in sorted(FOLDER.glob("*.webp"))}
    for name, size in sizes.items():
        print(f"{name}: {size:,} bytes")
    return int(sum(sizes.values()) > MOST or max(sizes.values()) > MOST_OF_ONE)


if __name__ == "__main__":
    raise SystemExit(main())
