"""One story."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.ledger import browse
from reportedly.service.pages.stories import Offset, Words
from reportedly.service.rendering import kept_page
from reportedly.service.views.story import story_page

router = APIRouter()
CLAIMS, ARTICLES = 40, 25


@router.get("/stories/{story:path}")
def story(
    request: Request, story: str, words: Words = "", disputed: bool = False, offset: Offset = 0, articles: Offset = 0
) -> Response:
    """A story by its id or name, with a page of its claims and one of its articles."""
    chosen = Chosen(words, disputed, offset, articles)
    made_from = request.app.state.ledger.look(lambda c: browse.revision(c, story))
    return kept_page(request, "story_page.html", made_from, partial(shown_story, story=story, chosen=chosen))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of a story's claims and articles are listed."""

    words: str = ""
    disputed: bool = False
    offset: int = 0
    articles: int = 0


FIRST = Chosen()


def shown_story(connection: Connection, *, story: str, chosen: Chosen = FIRST) -> dict[str, object]:
    """What the page of a story shows. Raises NotInLedger."""
    head = browse.story_head(connection, story)
    lines = browse.claim_lines(connection, head.name)
    fitting = [c for c in lines if (c.disputed or not chosen.disputed) and _has(c.label, chosen.words)]
    shown = story_page(connection, head, lines)
    parts = {name: getattr(shown, name) for name in ("head", "matrix", "story", "tree", "numbers", "framing")}
    return parts | {
        "title": head.title,
        "lines": fitting[chosen.offset : chosen.offset + CLAIMS],
        "total": len(fitting),
        "articles": browse.document_lines(connection, story=head.name, offset=chosen.articles, limit=ARTICLES),
        "given": asdict(chosen) | {"disputed": "1" if chosen.disputed else ""},
        "limit": CLAIMS,
        "articles_limit": ARTICLES,
    }


def _has(label: str, words: str) -> bool:
    return all(w in label.casefold() for w in words.casefold().split())
