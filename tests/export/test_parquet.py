"""``parquet``: typed columns, null where nothing is known, and every claim."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ConfigError
from dateline.export.parquet import ROWS_AT_ONCE, ParquetExporter
from layout_codings import full, tricky
from rich_report import Rich


@pytest.fixture
def read():
    """Writes codings and gives the file as pyarrow reads it."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra of dateline")

    def written(path: Path, *codings: Any) -> Any:
        ParquetExporter().write(codings, path)
        return parquet.ParquetFile(path)

    return written


def test_values_have_their_types(read, rich: Rich, tmp_path: Path) -> None:
    (row,) = read(tmp_path / "events.parquet", (rich.report, rich.coding)).read().to_pylist()
    expected = {
        "date_from": date(2031, 3, 3),
        "killed_low": 3,
        "killed_high": None,
        "latitude": 70.5,
        "main": True,
        "triggers": ["struck", "attack", "strike"],
        "actor": [],
        "mode": "drone",
        "geonames_id": None,
    }
    assert {name: row[name] for name in expected} == expected


def test_every_claim_is_there_with_its_words_and_voice(read, rich: Rich, tmp_path: Path) -> None:
    (row,) = read(tmp_path / "events.parquet", (rich.report, rich.coding)).read().to_pylist()
    claims = rich.coding.records[0].claims
    assert [each["field"] for each in row["claims"]] == [claim.field.value for claim in claims]
    for told, claim in zip(row["claims"], claims, strict=True):
        assert rich.report.text[told["start"] : told["end"]] == told["words"] == claim.evidence[0].text
        assert told["stance"] == (claim.stance.value if claim.stance else None)


def test_the_schema_tells_what_a_column_means(read, tmp_path: Path) -> None:
    file = read(tmp_path / "events.parquet")
    assert file.metadata.num_rows == 0
    described = [file.schema_arrow.field(name).metadata for name in file.schema_arrow.names]
    assert all(each and each[b"description"] for each in described)


def test_memory_is_bounded_by_groups(read, tmp_path: Path) -> None:
    codings = [full(number) for number in range(ROWS_AT_ONCE // 3 + 2)]
    file = read(tmp_path / "events.parquet", *codings)
    assert file.metadata.num_rows == 3 * len(codings)
    assert file.metadata.num_row_groups == 2


def test_any_text_comes_back(read, tmp_path: Path) -> None:
    first, *_ = read(tmp_path / "events.parquet", tricky(2)).read().to_pylist()
    assert first["report_id"] == "=r2"
    assert first["triggers"] == ["+shot\nat"]


def test_without_pyarrow_it_says_what_to_install(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"needs the package pyarrow.*pip install dateline\[parquet\]"):
        ParquetExporter().write([], tmp_path / "events.parquet")
    assert list(tmp_path.iterdir()) == []
