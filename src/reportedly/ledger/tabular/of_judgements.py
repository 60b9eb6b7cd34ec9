"""The table of what analysts said."""

from __future__ import annotations

from reportedly.judging.plain import plain_anchor, plain_change
from reportedly.ledger.judgements import Held
from reportedly.ledger.tabular.table import Column, Table, as_json

JUDGEMENTS: Table[Held] = Table(
    "judgements",
    "A verdict of an analyst on something that was read or compiled; appended, never erased.",
    (
        Column("id", "text", "The judgement's id.", lambda h: h.judgement.id),
        Column("about", "text", "The id of what is judged; of a judgement, where one is retracted.", lambda h: h.judgement.about),
        Column("verdict", "text", "accept, reject, correct, merge, split, or unsure.", lambda h: h.judgement.verdict, True),
        Column("who", "text", "Who judged.", lambda h: h.judgement.who, True),
        Column("when", "text", "When, in ISO 8601.", lambda h: h.judgement.when, True),
        Column("reason", "text", "Why, in the analyst's words.", lambda h: h.judgement.reason, True),
        Column("retracted", "integer", "1 where it has been taken back since, else 0.", lambda h: int(h.retracted), True),
        Column("change", "json", "What is so instead.", lambda h: as_json(plain_change(h.judgement.change))),
        Column("document", "text", "The document that it stands in.", lambda h: h.judgement.anchor.document),
        Column("at", "json", "Where it stands, to be found again.", lambda h: as_json(plain_anchor(h.judgement.anchor))),
    ),
    ("id",),
)  # fmt: skip
