"""Reports rendered from hand-made records, and questions to ask of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lxml import html

from reportedly.model import Reading, StoryAccount
from reportedly.report import render_report
from tests.builders import TEXT, account, reading

HOSTILE = """<script>alert("x")</script>'"&}}{{ 7*7 }}"""


def readings(*days: date | None, text: str = TEXT) -> dict[str, Reading]:
    """One reading for each day, by document id."""
    made = [reading(f"page-{n}.html", text, day) for n, day in enumerate(days)]
    return {r.document.id: r for r in made}


THREE = readings(date(2031, 3, 4), date(2031, 3, 5), None)


def page(held: Mapping[str, Reading] = THREE, story: StoryAccount | None = None, title: str = "Rockets") -> str:
    """The report of one story."""
    return render_report([story or account(held.values())], held, title=title)


def hostile() -> tuple[StoryAccount, dict[str, Reading]]:
    """A story in which every text that comes from outside tries to become markup."""
    held: dict[str, Reading] = {}
    for old in readings(date(2031, 3, 4), text=f"{TEXT}\n{HOSTILE}").values():
        document = replace(old.document, title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, uri=f"javascript:{HOSTILE}")
        statements = tuple(replace(s, speaker_name=HOSTILE, speaker=None) for s in old.statements)
        held[document.id] = replace(old, document=document, statements=statements)
    made = account(held.values())
    claims = tuple(
        replace(
            c,
            label=HOSTILE,
            mentions=tuple(replace(m, reason=HOSTILE) for m in c.mentions),
            positions=tuple(replace(p, speaker_name=HOSTILE) for p in c.positions),
            values=tuple(replace(v, name=HOSTILE) for v in c.values),
            independence=replace(c.independence, reasons=(HOSTILE,)),
        )
        for c in made.claims
    )
    origins = tuple(replace(o, label=HOSTILE, outlet=HOSTILE, reason=HOSTILE) for o in made.origins)
    relations = tuple(replace(r, reason=HOSTILE) for r in made.relations)
    timeline = tuple(replace(t, label=HOSTILE) for t in made.timeline)
    story = replace(made, claims=claims, origins=origins, relations=relations, timeline=timeline, title=HOSTILE)
    return story, held


def parsed(markup: str) -> Any:
    """The page as a tree."""
    return html.document_fromstring(markup)


def ids(markup: str) -> list[str]:
    """Every id of the page, in order."""
    return [str(i) for i in parsed(markup).xpath("//@id")]


def fragments(markup: str) -> set[str]:
    """Every place on the page that a link or a picture's part leads to."""
    return {str(h)[1:] for h in parsed(markup).xpath("//@href") if str(h).startswith("#")}
