from __future__ import annotations

import json

import jsonschema

from dateline.export import JsonlExporter
from dateline.export.reference import export_schema
from dateline.model import EventType, Exporter
from dateline.model.codec import record_from_json
from factories import coding, record, report
from rich_report import Rich


def test_it_is_an_exporter() -> None:
    assert isinstance(JsonlExporter(), Exporter)


def test_a_line_holds_the_whole_record_and_the_facts_of_its_report(rich: Rich) -> None:
    (line,) = JsonlExporter().export([(rich.report, rich.coding)])
    assert line.endswith("\n")
    assert line.count("\n") == 1
    data = json.loads(line)
    assert record_from_json(data) == rich.coding.records[0]
    assert data["report"] == {
        "id": "report-1",
        "date": "2031-03-04",
        "date_basis": "given",
        "publisher": "Lorn Courier",
        "title": 'Barge "Hope" hit',
        "text_hash": rich.report.text_hash,
    }
    assert data["coder"]["component"] == "test-maker"


def test_a_line_follows_the_published_schema(rich: Rich) -> None:
    (line,) = JsonlExporter().export([(rich.report, rich.coding)])
    jsonschema.Draft202012Validator(export_schema()).validate(json.loads(line))


def test_letters_beyond_ascii_stand_as_themselves() -> None:
    made, (clash,) = report("A [[kavga 😀]] broke out in Şırnak.", publisher="Şırnak Postası")
    (line,) = JsonlExporter().export([(made, coding(made, record(EventType.ASSAULT, clash)))])
    assert '"Şırnak Postası"' in line
    assert '"kavga 😀"' in line


def test_a_report_without_records_has_no_line() -> None:
    made, _ = report("Calm at sea.")
    assert list(JsonlExporter().export([(made, coding(made))])) == []


def test_a_report_with_nothing_known_has_nulls(rich: Rich) -> None:
    bare, _ = report(rich.report.text)
    (line,) = JsonlExporter().export([(bare, rich.coding)])
    facts = json.loads(line)["report"]
    assert [facts[name] for name in ("date", "date_basis", "publisher", "title")] == [None] * 4
