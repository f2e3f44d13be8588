"""``datapackage``: the tables hold everything, the keys hold, and frictionless finds the package valid."""

from __future__ import annotations

import csv
import json
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.export.datapackage import DataPackageExporter
from dateline.export.tables import TABLES, table_rows
from dateline.model import Maker
from layout_codings import full, tricky
from rich_report import Rich, rich_report


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of reports with every kind of value and text, one of them coded by two coders."""
    rich = rich_report()
    other = replace(rich.coding, maker=Maker("other-coder", "2", "0" * 64))
    path = tmp_path / "package"
    DataPackageExporter().write([full(1), tricky(2), (rich.report, rich.coding), (rich.report, other)], path)
    return path


def rows_of(package: Path, table: str) -> list[dict[str, str]]:
    with (package / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_table_has_its_rows(package: Path, rich: Rich) -> None:
    (record,) = rich.coding.records
    counts = {table.name: len(rows_of(package, table.name)) for table in TABLES}
    assert (counts["reports"], counts["codings"], counts["records"]) == (3, 4, 3 + 2 + 2)
    claims = [row for row in rows_of(package, "claims") if row["record_id"] == record.id]
    assert len(claims) == 2 * len(record.claims)
    assert counts["evidence"] >= counts["claims"]


def test_every_quotation_stands_in_its_report(package: Path, rich: Rich) -> None:
    texts = {made.id: made.text for made in (full(1)[0], rich.report)}
    reports = {row["coding_id"]: row["report_id"] for row in rows_of(package, "codings")}
    checked = 0
    for row in rows_of(package, "evidence"):
        text = texts.get(reports[row["coding_id"]])
        if text is not None:
            assert text[int(row["start"]) : int(row["end"])] == row["words"]
            checked += 1
    assert checked > 40


def test_values_in_the_records_table(package: Path, rich: Rich) -> None:
    row = next(each for each in rows_of(package, "records") if each["record_id"] == rich.coding.records[0].id)
    expected = {
        "type": "ASSAULT",
        "triggers": "struck | attack | strike",
        "killed_low": "3",
        "killed_high": "",
        "latitude": "70.5",
        "main": "true",
        "actor": "",
        "injured_low": "",
    }
    assert {name: row[name] for name in expected} == expected


def test_no_cell_is_a_formula(package: Path) -> None:
    for table in TABLES:
        for row in rows_of(package, table.name):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "@", "\t"))]


def test_keys_are_distinct_and_lead_somewhere() -> None:
    rows: dict[str, list[Any]] = {table.name: [] for table in TABLES}
    for name, row in table_rows([full(1), tricky(2)]):
        rows[name].append(row)
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in rows[table.name]]
        assert len(keys) == len(set(keys))
        for foreign in table.foreign:
            known = {tuple(row[name] for name in foreign.columns) for row in rows[foreign.table]}
            assert {tuple(row[name] for name in foreign.columns) for row in rows[table.name]} <= known


def test_the_descriptor_has_size_and_hash_of_every_file(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    assert [each["name"] for each in descriptor["resources"]] == [table.name for table in TABLES]
    assert {each["path"] for each in descriptor["resources"]} | {"datapackage.json"} == {
        each.name for each in package.iterdir()
    }
    for resource in descriptor["resources"]:
        assert resource["bytes"] == (package / resource["path"]).stat().st_size


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_it_valid_and_a_changed_file_not(package: Path, monkeypatch) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frictionless = pytest.importorskip("frictionless", reason="frictionless is among the development tools")
    monkeypatch.chdir(package)
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "message"])
    claims = package / "claims.csv"
    claims.write_bytes(claims.read_bytes().replace(b",mention,", b",,", 1))
    types = {each[0] for each in frictionless.validate("datapackage.json").flatten(["type"])}
    assert types & {"hash-count", "constraint-error", "byte-count"}
