"""Format ``parquet``: one typed table of records with their claims, for data frames and DuckDB.

Columns are those of the flat record: numbers are numbers, days are dates, several values are a list, and what is not
known is null. One column more, ``claims``, holds every claim as a list of structures, with its words, place, voice and
value (JSON), so that nothing is lost. Needs pyarrow: ``pip install dateline[parquet]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from dateline.errors import ConfigError
from dateline.export.flat import FLAT_COLUMNS, Flat, FlatType, flat_row
from dateline.export.happening import happening_of
from dateline.export.tables import TABLES, table_rows
from dateline.model import Coding, Report

ROWS_AT_ONCE = 2_000
"""Records in one row group. They are held in memory together; smaller groups are read more slowly."""

_NOT_OF_CLAIMS = frozenset({"coding_id", "record_id"})
_CLAIM_COLUMNS = tuple(
    column
    for table in TABLES
    if table.name == "claims"
    for column in table.columns
    if column.name not in _NOT_OF_CLAIMS
)


class ParquetExporter:
    """Writes one Parquet file (version 2.6, zstd), one row a record."""

    name = "parquet"
    is_folder = False
    needs: ClassVar[str] = "pyarrow"

    def write(self, codings: Iterable[tuple[Report, Coding]], path: Path) -> None:
        """Write everything to ``path``, one row group at a time.

        Raises:
            ConfigError: pyarrow is not installed; nothing was read or written then.
        """
        arrow = _pyarrow()
        from pyarrow import parquet  # noqa: PLC0415 - an extra

        schema = _schema(arrow)
        with parquet.ParquetWriter(path, schema, version="2.6", compression="zstd") as writer:
            for rows in _grouped(_rows(codings)):
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))


def _pyarrow() -> ModuleType:
    try:
        import pyarrow  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ConfigError(
            "the format 'parquet' needs the package pyarrow, which is not installed; install it with "
            "'pip install dateline[parquet]', or choose another format."
        ) from error
    module: ModuleType = pyarrow
    return module


def _schema(arrow: Any) -> Any:
    types = {
        FlatType.TEXT: arrow.string(),
        FlatType.TEXTS: arrow.list_(arrow.string()),
        FlatType.INT: arrow.int64(),
        FlatType.DECIMAL: arrow.float64(),
        FlatType.DATE: arrow.date32(),
        FlatType.BOOL: arrow.bool_(),
    }
    claim = arrow.struct([arrow.field(each.name, types[each.type], not each.is_required) for each in _CLAIM_COLUMNS])
    fields = [
        arrow.field(each.name, types[each.type], not each.is_required, {"description": each.meaning})
        for each in FLAT_COLUMNS
    ]
    fields.append(arrow.field("claims", arrow.list_(claim), False, {"description": "Every claim of the record."}))
    return arrow.schema(fields, {"dateline": version("dateline")})


def _rows(codings: Iterable[tuple[Report, Coding]]) -> Iterator[dict[str, Any]]:
    for report, coding in codings:
        claims = _claims(report, coding)
        for record in coding.records:
            row: dict[str, Flat] = flat_row(happening_of(report, coding, record))
            yield {**row, "claims": claims.get(record.id, [])}


def _claims(report: Report, coding: Coding) -> dict[str, list[dict[str, Flat]]]:
    """The claims of every record of a coding, by its id."""
    found: dict[str, list[dict[str, Flat]]] = {}
    for name, row in table_rows([(report, coding)]):
        if name == "claims":
            told = {key: value for key, value in row.items() if key not in _NOT_OF_CLAIMS}
            found.setdefault(str(row["record_id"]), []).append(told)
    return found


def _grouped(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    for row in rows:
        group.append(row)
        if len(group) == ROWS_AT_ONCE:
            yield group
            group = []
    if group:
        yield group
