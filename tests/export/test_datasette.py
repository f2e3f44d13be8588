"""``datasette``: a SQLite file that can be searched, faceted and mapped, and that Datasette serves."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dateline.export.datasette import DATABASE, FACETS, METADATA, SEARCHED, DatasetteExporter
from dateline.export.tables import TABLES
from layout_codings import full, tricky
from rich_report import Rich


@pytest.fixture
def folder(rich: Rich, tmp_path: Path) -> Path:
    """An export of three reports."""
    path = tmp_path / "site"
    DatasetteExporter().write([full(1), tricky(2), (rich.report, rich.coding)], path)
    return path


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    """Its SQLite file, read only."""
    with closing(sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True)) as connection:
        yield connection


def test_the_file_is_sound_and_its_keys_lead_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES:
        assert database.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] > 0


def test_values_have_their_types_and_nothing_told_is_null(database: sqlite3.Connection, rich: Rich) -> None:
    query = (
        "SELECT killed_low, killed_high, latitude, main, triggers, actor, date_from FROM records WHERE report_id = ?"
    )
    row = database.execute(query, (rich.report.id,)).fetchone()
    assert row == (3, None, 70.5, 1, '["struck", "attack", "strike"]', None, "2031-03-03")


@pytest.mark.parametrize(
    ("words", "count"), [("barge", 1), ("gunmen", 2), ("nothing-of-it", 0), ("sailors OR shot", 3)]
)
def test_full_text_search(database: sqlite3.Connection, words: str, count: int) -> None:
    words = words if " " in words else f'"{words}"'
    query = "SELECT count(*) FROM records WHERE rowid IN (SELECT rowid FROM records_fts WHERE records_fts MATCH ?)"
    assert database.execute(query, (words,)).fetchone() == (count,)


def test_metadata_names_columns_that_are_there(folder: Path) -> None:
    told = json.loads((folder / METADATA).read_bytes())["databases"]["dateline"]["tables"]
    columns = {table.name: {column.name for column in table.columns} for table in TABLES}
    assert set(told) == set(columns)
    for name, facts in told.items():
        assert set(facts["columns"]) == columns[name]
        assert set(facts.get("facets", ())) <= columns[name]
    assert {*FACETS, *SEARCHED, "latitude", "longitude"} <= columns["records"]


@pytest.mark.filterwarnings("ignore")
def test_datasette_serves_it(folder: Path) -> None:
    app = pytest.importorskip("datasette.app", reason="Datasette is looked at where it is installed")

    async def ask(path: str) -> dict[str, object]:
        response = await app.Datasette([], config_dir=folder).client.get(path)
        assert response.status_code == 200, response.text
        made: dict[str, object] = response.json()
        return made

    searched = asyncio.run(ask("/dateline/records.json?_search=barge&_shape=objects"))
    assert [row["type"] for row in searched["rows"]] == ["ASSAULT"]
    assert set(searched["facet_results"]) == set(FACETS)
    assert asyncio.run(ask("/dateline/claims.json?_shape=objects&field=casualties"))["rows"]
