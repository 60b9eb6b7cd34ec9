"""Whether two people of a story are one, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "identities",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_identities_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "ordinal", name=op.f("pk_identities")),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("identities")
