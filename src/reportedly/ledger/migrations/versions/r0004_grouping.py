"""Stories that the machine makes: what documents are compared by, how like they are, and who put a document where."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the columns; what stands in stories by now was put there by a person."""
    op.create_table(
        "sketches",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("placed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_sketches_document"), deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_sketches")),
    )
    op.create_index(op.f("ix_sketches_placed"), "sketches", ["placed"])
    op.create_table(
        "sketch_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_sketch_keys_document"), deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("key", "document", name=op.f("pk_sketch_keys")),
    )
    op.create_index(op.f("ix_sketch_keys_key_latest"), "sketch_keys", ["key", "latest"])
    op.create_index(op.f("ix_sketch_keys_document"), "sketch_keys", ["document"])
    op.create_table(
        "links",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_links_document"), deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["documents.id"], name=op.f("fk_links_other"), deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("document", "other", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_other"), "links", ["other"])
    op.add_column("stories", sa.Column("anchor", sa.String(), nullable=True))
    op.add_column("stories", sa.Column("base", sa.Text(), nullable=True))
    op.create_index(op.f("ix_stories_base"), "stories", ["base"])
    op.create_index(op.f("ix_stories_revision"), "stories", ["revision"])
    op.add_column("memberships", sa.Column("given", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("memberships", sa.Column("reason", sa.Text(), nullable=True))


def downgrade() -> None:
    """Remove them."""
    op.drop_column("memberships", "reason")
    op.drop_column("memberships", "given")
    op.drop_index(op.f("ix_stories_revision"), "stories")
    op.drop_index(op.f("ix_stories_base"), "stories")
    op.drop_column("stories", "base")
    op.drop_column("stories", "anchor")
    for name in ("links", "sketch_keys", "sketches"):
        op.drop_table(name)
