"""The sample pages are what their README says: dated, marked up like real pages, and plainly fiction."""

import json
import re
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from lxml import html

SAMPLES = Path(__file__).parents[2] / "src" / "reportedly" / "samples"
PAGES = sorted(SAMPLES.glob("*.html"))
FURNITURE = ("cookie", "sign up", "subscribe", "©", "copyright", "privacy")


def tree(page: Path) -> Any:
    return html.document_fromstring(page.read_text(encoding="utf-8"))


def article_nodes(page: Path) -> list[dict[str, object]]:
    nodes: list[object] = []
    for script in tree(page).xpath("//script[@type='application/ld+json']"):
        data = json.loads(script.text)
        nodes.extend(chain(data if isinstance(data, list) else data.get("@graph", [data])))
    return [n for n in nodes if isinstance(n, dict) and "datePublished" in n]


def words(page: Path) -> list[str]:
    root = tree(page)
    for node in root.xpath("//script | //header | //nav | //footer | //aside"):
        node.drop_tree()
    return re.findall(r"[\w’'-]+", " ".join(p.text_content() for p in root.xpath("//p")))


def test_there_are_six() -> None:
    assert len(PAGES) == 6


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_each_page_is_dated_with_a_time_zone(page: Path) -> None:
    (node,) = article_nodes(page)
    assert datetime.fromisoformat(str(node["datePublished"])).tzinfo is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_each_page_has_the_tags_and_furniture_of_a_real_one(page: Path) -> None:
    root = tree(page)
    assert {"og:title", "og:site_name", "og:url"} <= set(root.xpath("//meta/@property"))
    text = root.text_content().lower()
    assert sum(word in text for word in FURNITURE) >= 2
    assert root.xpath("//nav | //ul[@id='main-menu'] | //div[@class='topnav']")
    assert 250 <= len(words(page)) <= 560


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_address_is_a_fiction(page: Path) -> None:
    hosts = re.findall(r"https?://([^/\"\s]+)", page.read_text(encoding="utf-8"))
    assert hosts
    assert all(host.endswith(".example") or host in {"schema.org", "ogp.me"} for host in hosts)


def test_the_reprint_repeats_the_wire_report() -> None:
    wire, reprint = (set(zip(w, w[1:], w[2:], strict=False)) for w in (words(PAGES[0]), words(PAGES[1])))
    assert len(wire & reprint) > 0.75 * len(reprint)
