"""The files of the layouts read by a program that is not ours: frictionless, by the published schemas."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

from dateline.export.layouts.reference import LAYOUTS
from dateline.export.layouts.schema import table_schema
from dateline.model import Losses
from layout_codings import full, tricky

SCHEMAS = Path(__file__).parents[3] / "docs" / "reference" / "layouts"


@pytest.fixture(scope="module")
def frictionless():
    """The package, which warns on import of parts that it uses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("frictionless", reason="frictionless is among the development tools")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.name)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_the_file_valid(frictionless, layout, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    losses = Losses()
    lines = "".join(layout.lay_out([full(1), tricky(2), full(3)], losses))
    Path("table.csv").write_bytes(lines.encode())
    form = {"delimiter": ","} if "\r\n" in lines else {"delimiter": "\t", "quoteChar": "\x01"}
    descriptor = {
        "name": "table",
        "path": "table.csv",
        "dialect": {"header": layout.has_head, "csv": form},
        "schema": table_schema(layout.columns),
    }
    report = frictionless.Resource.from_descriptor(descriptor).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert report.tasks[0].stats["rows"] == losses.rows.total() > 0


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.name)
def test_the_published_schema_has_the_columns_in_order(layout) -> None:
    schema = json.loads((SCHEMAS / f"{layout.name}.schema.json").read_bytes())
    assert [field["name"] for field in schema["fields"]] == [column.name for column in layout.columns]
