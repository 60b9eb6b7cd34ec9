"""The versions of a page in their order, also of those that the ledger holds already."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_FILL = (
    "INSERT INTO versions (uri, number, document) SELECT uri, "
    "ROW_NUMBER() OVER (PARTITION BY uri ORDER BY CASE WHEN version_of IS NULL THEN 0 ELSE 1 END, added, id), id FROM documents"
)


def upgrade() -> None:
    """Make the table, and number what is there."""
    op.create_table(
        "versions",
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uri", "number", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_document"), "versions", ["document"])
    op.execute(_FILL)


def downgrade() -> None:
    """Remove it."""
    op.drop_table("versions")
