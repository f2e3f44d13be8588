"""How Alembic runs the steps: on the connection, and inside the transaction, that `dateline.store.migrate` hands over.

Alembic executes this file for each run. Imported under its own name, as a module of dateline, it does nothing.
"""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Take the steps that are missing."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()


if __name__ != "dateline.store.migrations.env":
    run()
