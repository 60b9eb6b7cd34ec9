"""Documents that the story dates, and why dates that a page gives were not taken."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "dated",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("published_basis", sa.String(), nullable=False),
        sa.Column("published_evidence", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_dated_document"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_dated_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "ordinal", name=op.f("pk_dated")),
    )
    op.add_column("documents", sa.Column("refused", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Remove them."""
    op.drop_column("documents", "refused")
    op.drop_table("dated")
