"""Everything that is SQLite's own: connections, transactions, what its errors mean, and what it can check itself.

A second database joins as a module with the same functions. What does not belong here: tables and queries.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from dateline.errors import StoreError

APPLICATION_ID = 0x44544C4E
"""The number in the file's head that tells a store of dateline from other SQLite files: "DTLN" in ASCII."""

_ONLY_ADDED = (
    *("decision", "decision_reason", "decision_end", "merging", "merged_record"),
    *("incident", "change", "change_into", "change_record", "act", "act_end"),
)

GUARDS = frozenset(
    {
        *(f"{table}_is_never_changed" for table in ("report", "maker", "span", "coding", "record", "claim")),
        *(f"{table}_is_never_changed" for table in ("further_evidence", "voice", "absence", "absence_evidence")),
        *("report_is_never_replaced", "report_text_is_keepable", "report_dateline_stands"),
        *("span_is_never_replaced", "span_words_stand", "claim_rests_on_its_words", "claim_value_is_its_words"),
        *("further_evidence_is_of_the_report", "voice_is_of_the_report", "voice_has_a_stance"),
        *("absence_evidence_is_of_the_report", "identity_has_its_words"),
        *(f"{table}_is_never_{verb}" for table in _ONLY_ADDED for verb in ("changed", "removed", "replaced")),
        *(f"{table}_is_never_changed" for table in ("block", "heir", "redirect", "member", "origin", "bond")),
        *(f"{table}_is_never_changed" for table in ("unmerged", "link", "link_evidence")),
        *("decision_has_its_time", "decision_end_has_its_time", "merging_has_its_time", "decision_has_its_score"),
        *("decision_ends_after_it_was_made", "incident_leaves_a_redirect", "redirect_stays"),
        *("link_evidence_is_of_the_later", "act_has_its_time", "act_end_has_its_time"),
    }
)
"""The triggers that refuse unproven evidence and keep the ledger whole; `dateline.store.migrations` makes them."""

SMALLEST_FILE = 512
"""Bytes of the smallest SQLite database, one page of the smallest size. Source: the SQLite file format."""

_WRITES = "dateline_writes"


def make_engine(path: Path, *, create: bool, wait_s: float) -> Engine:
    """An engine on the file at ``path``, which is absolute. ``wait_s``: how long a lock held by others is waited for.

    Nothing is opened yet. Without ``create``, a missing file is not made.
    """
    address = f"{path.as_uri()}?mode={'rwc' if create else 'rw'}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: sqlite3 begins no transactions of its own, which would leave DDL outside of them.
        made = sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)
        try:
            made.execute("PRAGMA foreign_keys = ON")
            made.execute(f"PRAGMA busy_timeout = {round(wait_s * 1000)}")
        except BaseException:
            made.close()
            raise
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the write lock at once: a writer that begins as a reader and is overtaken could only give up.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing_connection(engine: Engine) -> Connection:
    """A connection each of whose transactions holds the write lock from its beginning."""
    return engine.connect().execution_options(**{_WRITES: True})


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while one program writes. Kept in the file, so that it is done once."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        raw.close()


def is_empty(connection: Connection) -> bool:
    """Whether the file holds no tables at all: a new one, or one that some other program left empty."""
    return not inspect(connection).get_table_names()


def is_store(connection: Connection) -> bool:
    """Whether dateline made the file."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID)


def missing_guards(connection: Connection) -> list[str]:
    """Names of guards that somebody has taken out of the file, sorted."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
    return sorted(GUARDS - set(found))


def broken_references(connection: Connection) -> list[tuple[str, int | None, str]]:
    """Rows that point at a row which is not there: their table, their number in it, and the table pointed into."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [(table, rowid, parent) for table, rowid, parent, _ in rows]


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database reports into a `StoreError` that names ``path``, the cause, and what to do next."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_explanation(path, error)) from error


def _explanation(path: Path, error: DBAPIError) -> str:
    name = getattr(error.orig, "sqlite_errorname", "")
    told = next((text for prefix, text in _EXPLANATIONS.items() if name.startswith(prefix)), _OTHERWISE)
    return f"{path} {told.format(error=error.orig)}"


NOT_A_DATABASE = (
    "is no store: it is not an SQLite database. A store is a file made by 'dateline code ... --store FILE'. Name one, "
    "or a file that does not exist yet."
)

_EXPLANATIONS = {
    "SQLITE_FULL": (
        "cannot be written: the disk is full. What was kept before is safe. Free some room, then give the same command "
        "again; it goes on where it stopped."
    ),
    "SQLITE_BUSY": (
        "is locked: another program is writing to it and did not finish in time. One program can write at a time. Wait "
        "until the other is done, or close it, then give the same command again."
    ),
    "SQLITE_LOCKED": (
        "is locked by another part of this program. One part can write at a time. Close the other writer first."
    ),
    "SQLITE_READONLY": (
        "cannot be written: the file or its folder is read-only. Writing needs the permission for both. Grant it, or "
        "copy the file elsewhere and name the copy."
    ),
    "SQLITE_CANTOPEN": (
        "cannot be opened ({error}). A store needs a folder that exists and in which files may be made. Make the "
        "folder, grant the permission, or name another file."
    ),
    "SQLITE_NOTADB": NOT_A_DATABASE,
    "SQLITE_CORRUPT": (
        "is a damaged database ({error}). Put back a copy of it, or code the reports into a new file; "
        "'sqlite3 FILE .recover' can save rows."
    ),
    "SQLITE_IOERR": (
        "cannot be read or written: the system refused ({error}). What was kept before is safe. Look after the disk "
        "and its free room, then give the same command again."
    ),
}

_OTHERWISE = (
    "cannot be read or written as a store ({error}). Check it with 'dateline verify'; put back a copy where it is "
    "damaged, or name another file."
)
