"""Format ``datasette``: a folder with a SQLite file and what Datasette shows beside it; ``datasette FOLDER`` opens it.

The tables are those of `dateline.export.tables`. ``records`` can be searched in full (the words for participants,
things, places and the happening), has facets, and its columns ``latitude`` and ``longitude`` are what map plug-ins look
for. Several values in one cell are a JSON array, which Datasette facets by, with white space in them as single blanks;
``claims`` has the exact words. Texts of reports are not in the file. The SQLite file is plain: every other program
opens it, too. Source: Datasette 0.65, configuration directory mode, metadata.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from dateline.export.flat import Flat, FlatType
from dateline.export.tables import TABLES, Table, TableRow, table_rows
from dateline.model import Coding, Report
from dateline.model.codec import Json

DATABASE, METADATA = "dateline.db", "metadata.json"
SEARCHED = ("title", "triggers", "actor", "recipient", "object", "means", "place", "place_name")
"""The columns of records that full-text search reads."""

FACETS = ("type", "mode", "country", "status", "certainty", "place_precision", "publisher")
"""What Datasette counts beside the records."""

_ROWS_AT_ONCE = 1_000
_TYPES: dict[FlatType, str] = {
    FlatType.TEXT: "TEXT",
    FlatType.TEXTS: "TEXT",
    FlatType.INT: "INTEGER",
    FlatType.DECIMAL: "REAL",
    FlatType.DATE: "TEXT",
    FlatType.BOOL: "INTEGER",
}
_INDEXED = (("records", "report_id"), ("records", "type"), ("records", "date_from"), ("claims", "field"))


class DatasetteExporter:
    """Writes the SQLite file, then the metadata."""

    name = "datasette"
    is_folder = True

    def write(self, codings: Iterable[tuple[Report, Coding]], path: Path) -> None:
        """Make the folder ``path`` and write everything into it, a thousand rows at a time."""
        path.mkdir()
        with closing(sqlite3.connect(path / DATABASE)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")  # the file is new, and thrown away where writing fails
            connection.execute("PRAGMA synchronous = OFF")
            for table in TABLES:
                connection.execute(_created(table))
            for name, rows in _batches(table_rows(codings)):
                connection.executemany(_inserted(name), rows)
            _finish(connection)
            connection.commit()
        (path / METADATA).write_text(json.dumps(_metadata(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _created(table: Table) -> str:
    parts = [
        f'"{column.name}" {_TYPES[column.type]}' + (" NOT NULL" if column.is_required else "")
        for column in table.columns
    ]
    parts.append(f"PRIMARY KEY ({_quoted(table.key)})")
    for key in table.foreign:
        columns = _quoted(key.columns)
        parts.append(f'FOREIGN KEY ({columns}) REFERENCES "{key.table}" ({columns})')
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def _inserted(name: str) -> str:
    columns = [column.name for column in _table(name).columns]
    # names are those of TABLES, never a stranger's
    return f'INSERT INTO "{name}" ({_quoted(columns)}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608


def _batches(rows: Iterable[tuple[str, TableRow]]) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """The rows as values in the order of their table's columns, many of one table at once."""
    waiting: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in TABLES}
    columns = {table.name: [column.name for column in table.columns] for table in TABLES}
    for name, row in rows:
        waiting[name].append(tuple(_value(row.get(column)) for column in columns[name]))
        if len(waiting[name]) == _ROWS_AT_ONCE:
            yield name, waiting[name]
            waiting[name] = []
    for name, left in waiting.items():
        if left:
            yield name, left


def _value(value: Flat) -> object:
    if isinstance(value, tuple):  # white space as blanks: the search would read the escape of a tab as a letter
        parts = [" ".join(part.split()) for part in value]
        return _keepable(json.dumps(parts, ensure_ascii=False)) if parts else None
    if isinstance(value, str):
        return _keepable(value)
    return value.isoformat() if isinstance(value, date) else value


def _keepable(text: str) -> str:
    """The text with lone surrogates as escapes, because no database keeps them."""
    return text.encode("utf-8", "backslashreplace").decode()


def _finish(connection: sqlite3.Connection) -> None:
    """Indexes, and the full-text table in the form that Datasette finds by itself."""
    for table, column in _INDEXED:
        connection.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    columns = _quoted(SEARCHED)
    connection.execute(
        f'CREATE VIRTUAL TABLE "records_fts" USING FTS5 ({columns}, tokenize="unicode61 remove_diacritics 2", '
        'content="records")'
    )
    connection.execute('INSERT INTO "records_fts" ("records_fts") VALUES (\'rebuild\')')
    connection.execute("ANALYZE")


def _metadata() -> Json:
    """Titles, meanings of tables and columns, facets and order, in Datasette's form."""
    tables: Json = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
        }
        for table in TABLES
    }
    tables["records"] |= {"facets": list(FACETS), "sort_desc": "date_from", "fts_table": "records_fts"}
    tables["reports"] |= {"label_column": "title", "facets": ["publisher", "language"]}
    tables["codings"] |= {"label_column": "component"}
    tables["claims"] |= {"facets": ["field", "stance", "source_kind"]}
    return {
        "title": "Event records",
        "description": "What news reports tell, with the words that carry every value; empty is not known, never zero.",
        "databases": {DATABASE.removesuffix(".db"): {"tables": tables}},
    }
