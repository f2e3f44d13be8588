"""Format ``datapackage``: a folder of CSV tables with a Frictionless ``datapackage.json``.

The tables are those of `dateline.export.tables`; the descriptor gives every column's type and meaning, the keys, and
the size and hash of every file, so that ``frictionless validate`` checks all of it. Cells are safe for spreadsheets
(`dateline.export.cells`). Source: Frictionless Data, Data Package and Table Schema.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import IO

from dateline.export.cells import SEPARATOR, csv_line
from dateline.export.flat import FlatType, cell_of
from dateline.export.tables import TABLES, Table, TableColumn, table_rows
from dateline.model import Coding, Report
from dateline.model.codec import Json

DESCRIPTOR = "datapackage.json"

_TYPES: dict[FlatType, str] = {
    FlatType.TEXT: "string",
    FlatType.TEXTS: "string",
    FlatType.INT: "integer",
    FlatType.DECIMAL: "number",
    FlatType.DATE: "date",
    FlatType.BOOL: "boolean",
}


class DataPackageExporter:
    """Writes one CSV file a table, and the descriptor last."""

    name = "datapackage"
    is_folder = True

    def write(self, codings: Iterable[tuple[Report, Coding]], path: Path) -> None:
        """Make the folder ``path`` and write everything into it, one coding at a time."""
        path.mkdir()
        with ExitStack() as stack:
            files = {table.name: stack.enter_context(_file(path, table).open("wb")) for table in TABLES}
            columns = {table.name: table.columns for table in TABLES}
            for table in TABLES:
                _write(files[table.name], (column.name for column in table.columns))
            for name, row in table_rows(codings):
                _write(files[name], (cell_of(row.get(column.name)) for column in columns[name]))
        descriptor = json.dumps(_descriptor(path), ensure_ascii=False, indent=2) + "\n"
        (path / DESCRIPTOR).write_bytes(descriptor.encode())


def _file(folder: Path, table: Table) -> Path:
    return folder / f"{table.name}.csv"


def _write(file: IO[bytes], cells: Iterable[str]) -> None:
    file.write(csv_line(cells).encode("utf-8", "backslashreplace"))


def _descriptor(folder: Path) -> Json:
    return {
        "profile": "tabular-data-package",
        "name": "dateline-export",
        "title": "Event records with the words that carry every value",
        "description": "One happening as one report tells it is a record; an empty cell is a value that is not known.",
        "dateline": version("dateline"),
        "resources": [_resource(folder, table) for table in TABLES],
    }


def _resource(folder: Path, table: Table) -> Json:
    file = _file(folder, table)
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": table.meaning,
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> Json:
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table, "fields": list(key.columns)},
            }
            for key in table.foreign
        ],
    }


def _field(column: TableColumn) -> Json:
    several = f' Several values are joined by "{SEPARATOR}".' if column.type is FlatType.TEXTS else ""
    field = {"name": column.name, "type": _TYPES[column.type], "description": column.meaning + several}
    return field | ({"constraints": {"required": True}} if column.is_required else {})
