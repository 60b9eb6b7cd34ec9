"""How Alembic runs the migrations: on the connection that it is handed, inside the caller's transaction."""

from alembic import context

from reportedly.ledger.schema import VERSION_TABLE
from reportedly.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite rolls tables back too, once its driver lets a transaction begin before them
)
context.run_migrations()
