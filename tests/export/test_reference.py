"""The published reference: it is up to date, complete, and a valid schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from dateline.export import CsvExporter
from dateline.export.reference import PAGE_FILE, SCHEMA_FILE, export_schema, page_text, reference_files, write_reference
from dateline.model import EventType, Field, SourceKind, Stance, modes_of
from dateline.model.codec import record_to_json
from factories import coding, report
from rich_report import Rich

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("place", reference_files(), ids=str)
def test_the_published_file_is_up_to_date(place: Path) -> None:
    published = (FOLDER / place).read_text(encoding="utf-8")
    made = reference_files()[place]
    assert published == made, "make it anew: python -m dateline.export.reference docs/reference"


def test_the_schema_is_a_schema_and_takes_a_record_with_and_without_its_report(rich: Rich) -> None:
    validator = jsonschema.Draft202012Validator(export_schema())
    validator.check_schema(export_schema())
    validator.validate(record_to_json(rich.coding.records[0]))


def test_the_page_names_every_field_word_and_column() -> None:
    page = page_text()
    made, _ = report("Calm at sea.")
    (head,) = CsvExporter().export([(made, coding(made))])
    named = [*Field, *EventType, *Stance, *SourceKind, *head.strip().split(",")]
    named += [mode for event_type in EventType for mode in modes_of(event_type)]
    assert [word for word in named if f"`{word}`" not in page] == []


def test_all_files_are_written_with_line_feeds(tmp_path: Path) -> None:
    write_reference(tmp_path / "docs")
    assert json.loads((tmp_path / "docs" / SCHEMA_FILE).read_bytes()) == export_schema()
    assert (tmp_path / "docs" / PAGE_FILE).read_bytes() == page_text().encode()
