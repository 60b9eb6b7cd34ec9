"""The ledger as plain tables: one definition for CSV, Parquet, SQLite, data frames and the data dictionary."""

from reportedly.ledger.tabular.of_judgements import JUDGEMENTS
from reportedly.ledger.tabular.of_readings import (
    BLOCKS,
    DATES,
    DOCUMENTS,
    ENTITIES,
    ENTITY_MENTIONS,
    EVENT_ROLES,
    EVENTS,
    REJECTED,
    STATEMENTS,
)
from reportedly.ledger.tabular.of_stories import (
    CLAIM_ROLES,
    CLAIM_VALUES,
    CLAIMS,
    DUPLICATES,
    MENTIONS,
    MOVES,
    ORIGINS,
    POSITIONS,
    RELATIONS,
    SPEAKERS,
    STORIES,
    STORY_DOCUMENTS,
    STORY_LIST,
    TIMELINE,
)
from reportedly.ledger.tabular.records import Records
from reportedly.ledger.tabular.rows import rows_of_account, rows_of_entity, rows_of_reading
from reportedly.ledger.tabular.table import AnyTable, Cell, Column, Kind, Table

# Every table that is exported, in the order of the data dictionary.
TABLES: tuple[AnyTable, ...] = (
    DOCUMENTS, BLOCKS, STATEMENTS, EVENTS, EVENT_ROLES, DATES, ENTITIES, ENTITY_MENTIONS, STORIES, STORY_DOCUMENTS, CLAIMS,
    CLAIM_ROLES, MENTIONS, POSITIONS, CLAIM_VALUES, MOVES, RELATIONS, ORIGINS, DUPLICATES, TIMELINE, JUDGEMENTS,
    REJECTED,
)  # fmt: skip

__all__ = [
    "CLAIMS",
    "DOCUMENTS",
    "DUPLICATES",
    "ENTITIES",
    "EVENTS",
    "JUDGEMENTS",
    "ORIGINS",
    "REJECTED",
    "RELATIONS",
    "SPEAKERS",
    "STATEMENTS",
    "STORY_LIST",
    "TABLES",
    "AnyTable",
    "Cell",
    "Column",
    "Kind",
    "Records",
    "Table",
    "rows_of_account",
    "rows_of_entity",
    "rows_of_reading",
]
