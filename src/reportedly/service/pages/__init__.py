"""The pages: each route asks the ledger once and renders."""

from reportedly.service.pages import adding, article, assets, claim, judging, login, people, search, stories, story

PAGES = tuple(m.router for m in (assets, login, stories, story, claim, article, people, search, judging, adding))
