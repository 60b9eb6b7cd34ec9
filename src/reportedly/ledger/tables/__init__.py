"""The tables of the ledger, by area. A change here needs a migration beside it; a test compares the two.

``ordinal`` keeps the order of a record's tuple, so that records come back equal. Row ids are the content ids of the
records. Foreign keys are checked at commit: a statement may stand before its parent.
"""

from reportedly.ledger.tables.base import metadata
from reportedly.ledger.tables.grouping import links, sketch_keys, sketches
from reportedly.ledger.tables.judging import judgements
from reportedly.ledger.tables.readings import (
    blocks,
    dates,
    documents,
    entities,
    events,
    fillers,
    names,
    page_facts,
    quantities,
    rejected,
    statements,
)
from reportedly.ledger.tables.searching import passages
from reportedly.ledger.tables.stories import (
    applied,
    claim_roles,
    claim_values,
    claims,
    dated,
    doubts,
    duplicates,
    framings,
    identities,
    memberships,
    mentions,
    moves,
    origins,
    positions,
    relations,
    stories,
    timeline,
)

# What a document's reading and a story's account are made of, each table after those it points to.
OF_A_READING = (page_facts, blocks, entities, names, statements, events, fillers, quantities, dates, passages)
OF_AN_ACCOUNT = (
    duplicates, origins, claims, claim_roles, mentions, positions, claim_values, moves, relations, timeline,
    dated, applied, doubts, framings, identities,
)  # fmt: skip

__all__ = [
    "OF_AN_ACCOUNT",
    "OF_A_READING",
    "applied",
    "blocks",
    "claim_roles",
    "claim_values",
    "claims",
    "dated",
    "dates",
    "documents",
    "doubts",
    "duplicates",
    "entities",
    "events",
    "fillers",
    "framings",
    "identities",
    "judgements",
    "links",
    "memberships",
    "mentions",
    "metadata",
    "moves",
    "names",
    "origins",
    "page_facts",
    "passages",
    "positions",
    "quantities",
    "rejected",
    "relations",
    "sketch_keys",
    "sketches",
    "statements",
    "stories",
    "timeline",
]
