"""How each outlet tells a story. Stories compiled before are to be compiled again for it: ``reportedly read`` does."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "framings",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("carried", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("speakers", sa.JSON(), nullable=False),
        sa.Column("cues", sa.JSON(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("hedges_lost", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.name"], name=op.f("fk_framings_story"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("story", "ordinal", name=op.f("pk_framings")),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("framings")
