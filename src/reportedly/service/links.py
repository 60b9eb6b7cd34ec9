"""The addresses of the site: every thing has one, and it can be shared."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlencode

from reportedly.report.index import anchor

_PLAIN = re.compile(r"[A-Za-z0-9_.~-]+").fullmatch


@lru_cache(maxsize=65_536)
def _safe(ident: str) -> str:
    """A name as one part of an address. A page has hundreds, most of them again and again."""
    return ident if _PLAIN(ident) else quote(ident, safe="")


class Site:
    """Where the links of the web app lead."""

    def story(self, story: str) -> str:
        """A story, by id or name."""
        return f"/stories/{_safe(story)}"

    def article(self, document: str) -> str:
        """An article."""
        return f"/articles/{_safe(document)}"

    def event(self, document: str, event: str) -> str:
        """An event's words in its article, lit up."""
        return f"{self.article(document)}?at={_safe(event)}#{anchor('e', event)}"

    def statement(self, document: str, statement: str) -> str:
        """A statement's words in its article, lit up."""
        return f"{self.article(document)}?at={_safe(statement)}#{anchor('s', statement)}"

    def claim(self, claim: str) -> str:
        """A claim."""
        return f"/claims/{_safe(claim)}"

    def speaker(self, entity: str | None, name: str) -> str:
        """Somebody who speaks."""
        return f"/speakers/{_safe(entity)}" if entity else f"/speakers?{urlencode({'name': name})}"

    def origin(self, origin: str) -> str:
        """An origin."""
        return f"/origins/{_safe(origin)}"

    def judge(self, target: str) -> str:
        """Where something is judged."""
        return f"/judge/{_safe(target)}"

    def missing(self) -> str:
        """Something whose text is not held."""
        return "#content"


SITE = Site()
