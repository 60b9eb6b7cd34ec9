"""The addresses of the site: every thing has one, and it can be shared."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from reportedly.report.index import anchor


class Site:
    """Where the links of the web app lead."""

    def story(self, story: str) -> str:
        """A story, by id or name."""
        return f"/stories/{quote(story, safe='')}"

    def article(self, document: str) -> str:
        """An article."""
        return f"/articles/{quote(document, safe='')}"

    def event(self, document: str, event: str) -> str:
        """An event's words in its article, lit up."""
        return f"{self.article(document)}?{urlencode({'at': event})}#{anchor('e', event)}"

    def statement(self, document: str, statement: str) -> str:
        """A statement's words in its article, lit up."""
        return f"{self.article(document)}?{urlencode({'at': statement})}#{anchor('s', statement)}"

    def claim(self, claim: str) -> str:
        """A claim."""
        return f"/claims/{quote(claim, safe='')}"

    def speaker(self, entity: str | None, name: str) -> str:
        """Somebody who speaks."""
        return f"/speakers/{quote(entity, safe='')}" if entity else f"/speakers?{urlencode({'name': name})}"

    def origin(self, origin: str) -> str:
        """An origin."""
        return f"/origins/{quote(origin, safe='')}"

    def judge(self, target: str) -> str:
        """Where something is judged."""
        return f"/judge/{quote(target, safe='')}"

    def missing(self) -> str:
        """Something whose text is not held."""
        return "#content"


SITE = Site()
