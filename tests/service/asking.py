"""Questions to ask of pages, and forms to send as a browser sends them."""

import re
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from reportedly.service.gate import FIELD


def tree(client: TestClient, path: str, status: int = 200) -> Any:
    """A page as a tree."""
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return html.document_fromstring(answer.text)


def text(page: Any) -> str:
    """The words of a page, without its scripts and styles."""
    return " ".join(page.text_content().split())


def mark(client: TestClient) -> str:
    """The mark that the forms of this browser carry."""
    found = re.search(rf'name="{FIELD}" value="([0-9a-f]+)"', client.get("/login").text)
    assert found
    return found[1]


def send(client: TestClient, path: str, **fields: object) -> Any:
    """Send a form as the page's own."""
    return client.post(path, data={FIELD: mark(client), **fields})


def first(page: Any, pattern: str) -> str:
    """The first link of a page that fits."""
    return next(h for h in map(str, page.xpath("//@href")) if re.search(pattern, h))
