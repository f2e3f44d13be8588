"""How Alembic runs the steps: on the connection, and inside the transaction, that `dateline.store.migrate` hands over.

Alembic executes this file for each run; nothing else imports it.
"""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Take the steps that are missing."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()


run()
