from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export import CsvExporter
from dateline.export.cells import guarded
from dateline.export.csv import COLUMNS
from dateline.model import Absence, Emptiness, EventType, Exporter, Field
from factories import claim, coding, record, report
from rich_report import Rich


def rows_of(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline=""), strict=True))


def exported(rich: Rich) -> dict[str, str]:
    (row,) = rows_of("".join(CsvExporter().export([(rich.report, rich.coding)])))
    return row


def test_it_is_an_exporter() -> None:
    assert isinstance(CsvExporter(), Exporter)


def test_the_head_row_stands_alone_where_there_are_no_records() -> None:
    made, _ = report("Calm at sea.")
    (head,) = CsvExporter().export([(made, coding(made))])
    assert head == ",".join(column.name for column in COLUMNS) + "\r\n"


def test_names_of_columns_are_distinct() -> None:
    names = [column.name for column in COLUMNS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("report_id", "report-1"),
        ("report_date", "2031-03-04"),
        ("publisher", "Lorn Courier"),
        ("title", 'Barge "Hope" hit'),
        ("type", "ASSAULT"),
        ("mode", "drone"),
        ("triggers", "struck | attack | strike"),
        ("actor", ""),
        ("actor_at", ""),
        ("object", "fuel barge"),
        ("place", "Cape Lorn | the cape"),
        ("recipient", "three sailors"),
        ("recipient_id", "p-1"),
        ("recipient_kind", "crowd"),
        ("recipient_country", "NOR"),
        ("recipient_sectors", "CVL/LAB"),
        ("actor_country", ""),
        ("geonames_id", ""),
        ("place_name", "Cape Lorn"),
        ("admin1", "Finnmark"),
        ("latitude", "70.5"),
        ("longitude", "25.25"),
        ("radius_km", "20.0"),
        ("place_precision", "near"),
        ("country", "NOR"),
        ("date_from", "2031-03-03"),
        ("date_precision", "day"),
        ("date_basis", "relative"),
        ("killed_low", "3"),
        ("killed_high", ""),
        ("killed_text", "three sailors"),
        ("injured_low", ""),
        ("casualty_claims", "2"),
        ("attribution_source", "the coast guard | Harbour Radio |  | Tessaly | the coast guard"),
        ("attribution_cue", "said |  | said | denied | said"),
        ("attribution_kind", "security_forces | other_media | unknown | party_to_conflict | security_forces"),
        ("attribution_stance", "revises |  | asserts | denies | asserts"),
        ("status", "threatened"),
        ("certainty", "unknown"),
        ("responsibility", "unclaimed"),
        ("responsible", ""),
        ("main", "true"),
        ("unresolved", ""),
        ("not_looked_for", "actor_identity"),
        ("coder", "test-maker 1"),
    ],
)
def test_a_cell_of_a_rich_record(rich: Rich, column: str, cell: str) -> None:
    assert exported(rich)[column] == cell


def test_places_point_at_the_words_in_their_order(rich: Rich) -> None:
    row, text = exported(rich), rich.report.text
    for name in ("triggers", "object", "means", "place", "time", "attribution_source"):
        places = row[f"{name}_at" if name != "attribution_source" else "attribution_at"].split(" | ")
        found = [text[slice(*map(int, place.split("..")))] for place in places]
        told = row[name].split(" | ")
        assert [word or "said" for word in told] == found
    start, end = map(int, row["killed_at"].split(".."))
    assert text[start:end] == "three sailors"


def test_fields_told_and_unresolved_are_named() -> None:
    made, (clash, there) = report("A [[clash]] broke out [[over there]].")
    absence = Absence(Field.COUNTRY, Emptiness.UNRESOLVED, evidence=(there,), reason="no place of that name")
    found = coding(made, record(EventType.ASSAULT, clash, absences=(absence,)))
    (row,) = rows_of("".join(CsvExporter().export([(made, found)])))
    assert row["unresolved"] == "country"
    assert row["not_looked_for"].split(" | ")[:2] == ["mode", "actor"]
    assert row["casualty_claims"] == ""


def test_a_wording_told_twice_stands_once_with_its_first_place() -> None:
    made, (clash, later) = report("A [[clash]], and again a [[clash]].")
    found = coding(made, record(EventType.ASSAULT, clash, claim(Field.MENTION, later)))
    (row,) = rows_of("".join(CsvExporter().export([(made, found)])))
    assert (row["triggers"], row["triggers_at"]) == ("clash", "2..7")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    made, (clash,) = report("A [[clash]].", publisher=f"{start}HYPERLINK(1)", title="Norvik")
    found = coding(made, record(EventType.ASSAULT, clash))
    (row,) = rows_of("".join(CsvExporter().export([(made, found)])))
    assert row["publisher"] == f"'{start}HYPERLINK(1)"
    assert row["title"] == "Norvik"


@given(publisher=st.text(min_size=1))
def test_any_text_comes_back_from_its_cell(publisher: str) -> None:
    made, (clash,) = report("A [[clash]].", publisher=publisher)
    pieces = list(CsvExporter().export([(made, coding(made, record(EventType.ASSAULT, clash)))]))
    assert all(piece.endswith("\r\n") for piece in pieces)
    (row,) = rows_of("".join(pieces))
    assert row["publisher"] == guarded(publisher)
