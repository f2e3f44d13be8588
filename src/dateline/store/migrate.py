"""A file's schema version, and the way to the newest one. Alembic is loaded only where there is a step to take.

What does not belong here: the steps themselves; each is a file in `migrations`.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from dateline.errors import StoreError
from dateline.store import sqlite

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every schema version that this dateline knows, oldest first. A test compares them with the files in `migrations`."""

NEWEST = REVISIONS[-1]

_FOLDER = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine, path: Path, *, create: bool) -> None:
    """Give the file the newest schema. All steps are one transaction: a file is never left between two versions.

    Raises:
        StoreError: the file is empty and not to be made into a store, is another program's, or is of a newer dateline.
    """
    with engine.connect() as connection:
        version = schema_version(connection, path)
        if version is None and not create:
            raise StoreError(
                f"{path} is empty and holds no store. 'dateline code PATH --store {path}' makes one in it; or name "
                "another file."
            )
    if version == NEWEST:
        return
    if version is None:
        sqlite.use_write_ahead_log(engine)
    with sqlite.writing_connection(engine) as connection, connection.begin():
        # Read again under the lock: another program may have taken the steps meanwhile.
        if schema_version(connection, path) != NEWEST:
            _upgrade(connection)


def schema_version(connection: Connection, path: Path) -> str | None:
    """The file's schema version, one of `REVISIONS`; None where the file holds nothing yet.

    Raises:
        StoreError: the file is another program's, or of a newer dateline.
    """
    if sqlite.is_empty(connection):
        return None
    if not sqlite.is_store(connection):
        raise StoreError(
            f"{path} is an SQLite database of another program, and dateline leaves it alone. Name a file made by "
            "'dateline code ... --store FILE', or one that does not exist yet."
        )
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version not in REVISIONS:
        raise StoreError(
            f"{path} was written by a newer dateline: its schema version is {version!r}, and this one reads versions "
            f"up to {NEWEST!r}. Upgrade dateline, or code the reports into a new file."
        )
    return str(version)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a fifth of a second that opening an up-to-date file need not spend
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)
