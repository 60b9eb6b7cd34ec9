"""Why a claim has its status, which positions are general denials, and whose work a feed says that a page is.

Stories compiled before are to be compiled again for the first two: ``reportedly read`` does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns."""
    op.add_column("claims", sa.Column("status_reason", sa.Text(), server_default="", nullable=False))
    op.add_column("claims", sa.Column("status_events", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("positions", sa.Column("general", sa.String(), nullable=True))
    op.add_column("page_facts", sa.Column("credit", sa.Text(), nullable=True))


def downgrade() -> None:
    """Remove them."""
    for table, column in (
        ("page_facts", "credit"),
        ("positions", "general"),
        ("claims", "status_events"),
        ("claims", "status_reason"),
    ):
        op.drop_column(table, column)
