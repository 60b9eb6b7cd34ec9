"""One story."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.ledger import Ledger, browse
from reportedly.service.pages.stories import Offset, Words
from reportedly.service.rendering import kept_page
from reportedly.service.views.story import story_page

router = APIRouter()
CLAIMS, ARTICLES = 40, 50


@router.get("/stories/{story:path}")
def story(
    request: Request, story: str, words: Words = "", disputed: bool = False, offset: Offset = 0, articles: Offset = 0
) -> Response:
    """A story by its id or name, with a page of its claims and one of its articles."""

    def ask(connection: Connection) -> dict[str, object]:
        head = browse.story_head(connection, story)
        lines = browse.claim_lines(connection, head.name)
        fitting = [c for c in lines if (c.disputed or not disputed) and _has(c.label, words)]
        shown = story_page(connection, head, lines)
        held = browse.document_lines(connection, story=head.name, offset=articles, limit=ARTICLES)
        parts = {name: getattr(shown, name) for name in ("head", "matrix", "story", "tree", "numbers", "framing")}
        return parts | {
            "title": head.title,
            "lines": fitting[offset : offset + CLAIMS],
            "total": len(fitting),
            "articles": held,
        }

    ledger: Ledger = request.app.state.ledger
    given = {"words": words, "disputed": "1" if disputed else "", "offset": offset or "", "articles": articles or ""}

    def context() -> dict[str, object]:
        more = {"given": given | {"offset": offset, "articles": articles}, "limit": CLAIMS, "articles_limit": ARTICLES}
        return ledger.look(ask) | more

    return kept_page(request, "story_page.html", ledger.look(lambda c: browse.revision(c, story)), context)


def _has(label: str, words: str) -> bool:
    return all(w in label.casefold() for w in words.casefold().split())
