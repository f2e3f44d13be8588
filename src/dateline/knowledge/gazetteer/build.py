"""Makes the gazetteer's file from the installed packages and dateline's own lists.

The file is one SQLite database, made in a temporary file and renamed when whole, so that two processes that make it at
once, or one that is stopped, leave no broken file behind. What does not belong here: the rows (`sources`), looking up
(`gazetteer`), and further dumps (`dump`).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from dateline.knowledge.gazetteer.sources import Row, admin_codes, rows, versions_hash

FORMAT = "dateline gazetteer 1"
"""The first row of the file's table of facts; a file of another format is refused."""

SCHEMA = """
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonames_id INTEGER, kind TEXT NOT NULL, name TEXT NOT NULL, country TEXT, admin1 TEXT,
    admin2 TEXT, admin3 TEXT, feature TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
    population INTEGER NOT NULL, radius_km REAL NOT NULL);
CREATE TABLE name (
    folded TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, is_main INTEGER NOT NULL,
    is_listed INTEGER NOT NULL, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE code (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
"""
PUT_PLACE = "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
PUT_NAME = (
    "INSERT INTO name VALUES (?,?,?,?,?) ON CONFLICT (folded, place) DO UPDATE SET "
    "is_main = max(is_main, excluded.is_main), is_listed = max(is_listed, excluded.is_listed)"
)
_BATCH = 20_000


def build(path: Path, tell: Callable[[str], None] | None = None) -> Path:
    """Make the gazetteer's file at ``path``, or leave the one that another process made meanwhile; return ``path``.

    tell: is called with one line for a person before the work, which takes some 20 seconds on one core.
    """
    if tell:
        tell(f"Building the gazetteer {path}, once, from the installed packages (about 20 seconds)")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        with closing(sqlite3.connect(part)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(SCHEMA)
            put_rows(database, rows())
            database.executemany("INSERT OR IGNORE INTO code VALUES (?,?)", admin_codes())
            database.executemany(
                "INSERT INTO fact VALUES (?,?)", [("format", FORMAT), ("sources", versions_hash()), ("dumps", "")]
            )
            database.commit()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def put_rows(database: sqlite3.Connection, found: Iterable[Row]) -> None:
    """Write places with their names; a place that is there already stays as it is.

    A name that a place has already becomes its main or its listed name, where it is that in one of the rows.
    """
    places: list[tuple[object, ...]] = []
    names: list[tuple[object, ...]] = []
    for row in found:
        if row.place is not None:
            places.append(row.place)
        names.extend(row.names)
        if len(names) >= _BATCH:
            _flush(database, places, names)
    _flush(database, places, names)


def _flush(database: sqlite3.Connection, places: list[tuple[object, ...]], names: list[tuple[object, ...]]) -> None:
    database.executemany(PUT_PLACE, places)
    database.executemany(PUT_NAME, names)
    places.clear()
    names.clear()
