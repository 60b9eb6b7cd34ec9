"""The first tables: what readings and stories fill."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "documents",
    "stories",
    "blocks",
    "claims",
    "dates",
    "duplicates",
    "entities",
    "memberships",
    "origins",
    "rejected",
    "claim_roles",
    "moves",
    "names",
    "positions",
    "relations",
    "statements",
    "events",
    "claim_values",
    "fillers",
    "mentions",
    "quantities",
    "timeline",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("published_basis", sa.String(), nullable=False),
        sa.Column("published_evidence", sa.JSON(), nullable=False),
        sa.Column("version_of", sa.String(), nullable=True),
        sa.Column("producer", sa.String(), nullable=False),
        sa.Column("packs", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_of"],
            ["documents.id"],
            name=op.f("fk_documents_version_of"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_uri"), "documents", ["uri"], unique=False)
    op.create_table(
        "stories",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("producer", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stories")),
        sa.UniqueConstraint("id", name=op.f("uq_stories_id")),
    )
    op.create_table(
        "blocks",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_blocks_document"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("document", "ordinal", name=op.f("pk_blocks")),
    )
    op.create_table(
        "claims",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("known_independent", sa.Integer(), nullable=False),
        sa.Column("not_established", sa.Integer(), nullable=False),
        sa.Column("not_recorded", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_claims_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_id"), "claims", ["id"], unique=False)
    op.create_table(
        "dates",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_dates_document"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("document", "ordinal", name=op.f("pk_dates")),
    )
    op.create_table(
        "duplicates",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("similarity", sa.Double(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"], ["documents.id"], name=op.f("fk_duplicates_a"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["b"], ["documents.id"], name=op.f("fk_duplicates_b"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_duplicates_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "ordinal", name=op.f("pk_duplicates")),
    )
    op.create_table(
        "entities",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("identifiers", sa.JSON(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_entities_document"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("document", "id", name=op.f("pk_entities")),
    )
    op.create_index(op.f("ix_entities_id"), "entities", ["id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_memberships_document"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_memberships_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "document", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_document"), "memberships", ["document"], unique=False)
    op.create_table(
        "origins",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("statements", sa.JSON(), nullable=False),
        sa.Column("derived_from", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_origins_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "id", name=op.f("pk_origins")),
    )
    op.create_table(
        "rejected",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading", sa.String(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"], ["documents.id"], name=op.f("fk_rejected_reading"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected")),
    )
    op.create_index(op.f("ix_rejected_reading"), "rejected", ["reading"], unique=False)
    op.create_index(op.f("ix_rejected_uri"), "rejected", ["uri"], unique=False)
    op.create_table(
        "claim_roles",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story", "claim"],
            ["claims.story", "claims.id"],
            name=op.f("fk_claim_roles_story_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_claim_roles_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "claim", "ordinal", name=op.f("pk_claim_roles")),
    )
    op.create_table(
        "moves",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_moves_document"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["story", "claim"],
            ["claims.story", "claims.id"],
            name=op.f("fk_moves_story_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_moves_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "claim", "ordinal", name=op.f("pk_moves")),
    )
    op.create_table(
        "names",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "entity"],
            ["entities.document", "entities.id"],
            name=op.f("fk_names_document_entity"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_names_document"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("document", "entity", "key", name=op.f("pk_names")),
    )
    op.create_index(op.f("ix_names_key"), "names", ["key"], unique=False)
    op.create_table(
        "positions",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["story", "claim"],
            ["claims.story", "claims.id"],
            name=op.f("fk_positions_story_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_positions_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "claim", "ordinal", name=op.f("pk_positions")),
    )
    op.create_index(op.f("ix_positions_speaker"), "positions", ["speaker"], unique=False)
    op.create_table(
        "relations",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("a_claim", sa.String(), nullable=False),
        sa.Column("a_event", sa.String(), nullable=True),
        sa.Column("b_claim", sa.String(), nullable=False),
        sa.Column("b_event", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story", "a_claim"],
            ["claims.story", "claims.id"],
            name=op.f("fk_relations_story_a_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story", "b_claim"],
            ["claims.story", "claims.id"],
            name=op.f("fk_relations_story_b_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_relations_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "ordinal", name=op.f("pk_relations")),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("cue", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("speaker_key", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("said_earliest", sa.Date(), nullable=True),
        sa.Column("said_latest", sa.Date(), nullable=True),
        sa.Column("said_spans", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "speaker"],
            ["entities.document", "entities.id"],
            name=op.f("fk_statements_document_speaker"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_statements_document"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["parent"], ["statements.id"], name=op.f("fk_statements_parent"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_document_ordinal"), "statements", ["document", "ordinal"], unique=False)
    op.create_index(op.f("ix_statements_parent"), "statements", ["parent"], unique=False)
    op.create_index(op.f("ix_statements_speaker_document"), "statements", ["speaker", "document"], unique=False)
    op.create_index(op.f("ix_statements_speaker_key"), "statements", ["speaker_key"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("plover", sa.String(), nullable=True),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("factuality", sa.Double(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("when_value", sa.String(), nullable=True),
        sa.Column("when_edtf", sa.String(), nullable=True),
        sa.Column("when_earliest", sa.Date(), nullable=True),
        sa.Column("when_latest", sa.Date(), nullable=True),
        sa.Column("when_spans", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_events_document"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["holder"], ["statements.id"], name=op.f("fk_events_holder"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_document_ordinal"), "events", ["document", "ordinal"], unique=False)
    op.create_index(op.f("ix_events_holder"), "events", ["holder"], unique=False)
    op.create_table(
        "claim_values",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["events.id"], name=op.f("fk_claim_values_event"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["story", "claim"],
            ["claims.story", "claims.id"],
            name=op.f("fk_claim_values_story_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_claim_values_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "claim", "ordinal", name=op.f("pk_claim_values")),
    )
    op.create_index(op.f("ix_claim_values_event"), "claim_values", ["event"], unique=False)
    op.create_table(
        "fillers",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("role_ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document", "entity"],
            ["entities.document", "entities.id"],
            name=op.f("fk_fillers_document_entity"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event"], ["events.id"], name=op.f("fk_fillers_event"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event", "role_ordinal", "ordinal", name=op.f("pk_fillers")),
    )
    op.create_index(op.f("ix_fillers_document"), "fillers", ["document"], unique=False)
    op.create_index(op.f("ix_fillers_entity_document"), "fillers", ["entity", "document"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("statement", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_mentions_document"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["event"], ["events.id"], name=op.f("fk_mentions_event"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["holder"], ["statements.id"], name=op.f("fk_mentions_holder"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_mentions_statement"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["story", "claim"],
            ["claims.story", "claims.id"],
            name=op.f("fk_mentions_story_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story", "origin"],
            ["origins.story", "origins.id"],
            name=op.f("fk_mentions_story_origin"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_mentions_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "claim", "ordinal", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_event"), "mentions", ["event"], unique=False)
    op.create_index(op.f("ix_mentions_holder"), "mentions", ["holder"], unique=False)
    op.create_index(op.f("ix_mentions_statement"), "mentions", ["statement"], unique=False)
    op.create_table(
        "quantities",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["events.id"], name=op.f("fk_quantities_event"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event", "ordinal", name=op.f("pk_quantities")),
    )
    op.create_index(op.f("ix_quantities_document"), "quantities", ["document"], unique=False)
    op.create_table(
        "timeline",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("statement", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_timeline_document"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["event"], ["events.id"], name=op.f("fk_timeline_event"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_timeline_statement"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_timeline_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "ordinal", name=op.f("pk_timeline")),
    )
    op.create_index(op.f("ix_timeline_event"), "timeline", ["event"], unique=False)
    op.create_index(op.f("ix_timeline_statement"), "timeline", ["statement"], unique=False)


def downgrade() -> None:
    """Remove them, those first that point to others."""
    for table in reversed(_TABLES):
        op.drop_table(table)
