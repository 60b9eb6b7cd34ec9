"""What pages say of themselves: canonical address, moments, kinds, links."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "page_facts",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=True),
        sa.Column("appeared", sa.String(), nullable=True),
        sa.Column("changed", sa.String(), nullable=True),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_page_facts_document"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_page_facts")),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("page_facts")
