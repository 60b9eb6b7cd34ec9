"""The pages: each route asks the ledger once and renders."""

from reportedly.service.pages import article, assets, claim, judging, login, stories, story

PAGES = tuple(m.router for m in (assets, login, stories, story, claim, article, judging))
