"""Judgements, what they did, what had better be judged; the full-text index; what the web app asks for by page."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS: tuple[tuple[str, sa.Column[object]], ...] = (
    ("documents", sa.Column("added", sa.DateTime(), nullable=True)),
    ("stories", sa.Column("changed", sa.DateTime(), nullable=True)),
    ("stories", sa.Column("revision", sa.Integer(), nullable=False, server_default="0")),
    ("stories", sa.Column("judged", sa.Boolean(), nullable=False, server_default=sa.false())),
)
_INDEXES = (
    ("documents", "added"),
    ("stories", "changed"),
    ("duplicates", "a"),
    ("duplicates", "b"),
    ("origins", "id"),
    ("origins", "speaker"),
    ("mentions", "document"),
    ("mentions", "origin"),
    ("applied", "target"),
    ("doubts", "score"),
    ("judgements", "about"),
    ("judgements", "when"),
    ("judgements", "document"),
    ("judgements", "story"),
    ("passages", "ref"),
    ("passages", "document"),
)
_TABLES = ("applied", "doubts", "judgements", "passages")

# SQLite: FTS5 over the table's own rows, kept in step by triggers; ``kind`` is searched too, to choose among kinds.
_FTS5 = (
    "CREATE VIRTUAL TABLE passages_index USING fts5(title, body, kind, content='passages', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN "
    "INSERT INTO passages_index(rowid, title, body, kind) VALUES (new.id, new.title, new.body, new.kind); END",
    "CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN "
    "INSERT INTO passages_index(passages_index, rowid, title, body, kind) "
    "VALUES ('delete', old.id, old.title, old.body, old.kind); END",
)
_TSVECTOR = (
    "CREATE INDEX passages_index ON passages USING gin "
    "((setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')))",
)
# What a ledger holds already is searched too: its texts now, its statements and names when they are read anew.
_FILL = (
    "INSERT INTO passages (kind, ref, document, title, body) "
    "SELECT 'text', id, id, COALESCE(title, ''), text FROM documents",
    "INSERT INTO passages (kind, ref, document, title, body) "
    "SELECT 'name', id, NULL, min(name), '' FROM entities GROUP BY id",
)


def upgrade() -> None:
    """Make them, and index what is there."""
    _make_tables()
    for table, column in _COLUMNS:
        op.add_column(table, column)
    for table, name in _INDEXES:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in (*(_FTS5 if sqlite else _TSVECTOR), *_FILL):
        op.execute(statement)


def downgrade() -> None:
    """Remove them."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE passages_index")
    for table in _TABLES:
        op.drop_table(table)
    for table, name in _INDEXES:
        if table not in _TABLES:
            op.drop_index(op.f(f"ix_{table}_{name}"), table)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column.name)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)


def _make_tables() -> None:
    op.create_table(
        "applied",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        _key("applied", "story", "stories.name"),
        sa.PrimaryKeyConstraint("story", "judgement", "target", name=op.f("pk_applied")),
    )
    op.create_table(
        "doubts",
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _key("doubts", "story", "stories.name"),
        sa.PrimaryKeyConstraint("story", "ordinal", name=op.f("pk_doubts")),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("anchor", sa.JSON(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        _key("passages", "document", "documents.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
